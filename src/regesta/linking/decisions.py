"""What people decided about incidents: these claims are one happening, those are not. It always wins over the scores.

A decision is a line of the register's journal, {"kind": "incident", "act": "merge" or "split", "claims": [...], "who",
"at", "why"}. `merge`: all of the claims are of one incident. `split`: no two of them are. Where two decisions cannot
both hold, the later line does, whatever the clocks said when they were written; the earlier one holds as far as it
still can.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from regesta.errors import CodecError
from regesta.linking.cluster import Pair
from regesta.linking.groups import Groups

MERGE, SPLIT = "merge", "split"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person."""

    act: str
    claims: tuple[str, ...]
    who: str = ""
    at: str = ""
    why: str = ""


def decisions(lines: Iterable[Mapping[str, Any]]) -> list[Decision]:
    """The decisions about incidents among journal lines, oldest first; lines of other kinds are passed over.

    Raises:
        CodecError: a line about incidents has another act, or names fewer than two claims.
    """
    found = []
    for number, line in enumerate(lines, start=1):
        if line.get("kind") != "incident":
            continue
        claims = line.get("claims")
        if line.get("act") not in (MERGE, SPLIT):
            raise CodecError(f"no act {line.get('act')!r}", where=f"journal line {number}", mend="merge or split")
        if not isinstance(claims, list) or len({str(claim) for claim in claims}) < 2:
            raise CodecError("two claims or more are wanted", where=f"journal line {number}, claims")
        told = (str(line.get(name) or "") for name in ("who", "at", "why"))
        found.append(Decision(str(line["act"]), tuple(dict.fromkeys(map(str, claims))), *told))
    return found


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the decisions come to: groups of indices that are one, and pairs that are not."""

    together: tuple[tuple[int, ...], ...]
    apart: frozenset[Pair]


def bounds(decided: Sequence[Decision], index: Mapping[str, int]) -> Bounds:
    """The groups and pairs that decisions ask for, as far as the claims are there.

    Args:
        decided: oldest first.
        index: from a claim's id to its number.
    """
    joined = Groups(max(index.values(), default=-1) + 1)
    apart: set[Pair] = set()
    for decision in reversed(decided):
        known = sorted({index[claim] for claim in decision.claims if claim in index})
        for a, b in combinations(known, 2):
            one, other = joined.of(a), joined.of(b)
            if decision.act == SPLIT and one != other:
                apart.add((min(one, other), max(one, other)))
            elif decision.act == MERGE and one != other and (min(one, other), max(one, other)) not in apart:
                joined.join(one, other)
                apart = {_ordered(joined.of(x), joined.of(y)) for x, y in apart}
    groups: dict[int, list[int]] = {}
    for n in index.values():
        groups.setdefault(joined.of(n), []).append(n)
    together = tuple(tuple(sorted(set(group))) for _, group in sorted(groups.items()) if len(set(group)) > 1)
    return Bounds(together, frozenset(apart))


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
