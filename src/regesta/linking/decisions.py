"""What people decided about incidents: these claims are one happening, those are not. It always wins over the scores.

A decision is a line of the register's journal, {"kind": "incident", "act": "merge" or "split", "claims": [...], "from":
[...], "who", "at", "why"}. `merge`: all of the claims are of one incident. `split`: none of the claims is of one
incident with any of `from`; without `from`, no two of the claims are. Where two decisions cannot both hold, the later
one does, by `at` and then by their order; the earlier one holds as far as it still can. One that was taken back
(another line's `undoes` has its `hash`) counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from regesta.errors import CodecError
from regesta.linking.cluster import Pair
from regesta.linking.groups import Groups
from regesta.register.incidents import standing

MERGE, SPLIT = "merge", "split"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person.

    Attributes:
        act: `merge` or `split`.
        claims: what it is about.
        parted: of a split, what each of `claims` is parted from; empty where all of them are parted from one another.
        who, at, why: as in the journal.
    """

    act: str
    claims: tuple[str, ...]
    who: str = ""
    at: str = ""
    why: str = ""
    parted: tuple[str, ...] = ()

    def pairs(self, index: Mapping[str, int]) -> list[Pair]:
        """The pairs of numbers that it is about, as far as the claims are there."""
        here, there = (sorted({index[one] for one in ids if one in index}) for ids in (self.claims, self.parted))
        return list(product(here, there) if self.parted else combinations(here, 2))


def decisions(lines: Iterable[Mapping[str, Any]]) -> list[Decision]:
    """The decisions about incidents that stand among journal lines, oldest first; other lines are passed over.

    Raises:
        CodecError: a line about incidents has another act, or names fewer than two claims.
    """
    found = [_decision(line, number) for number, line in enumerate(standing(lines), start=1)]
    return sorted(found, key=lambda decision: decision.at)


def _decision(line: Mapping[str, Any], number: int) -> Decision:
    where = f"journal line {line.get('n', number)}"
    if line.get("act") not in (MERGE, SPLIT):
        raise CodecError(f"no act {line.get('act')!r}", where=where, mend="merge or split")
    claims, parted = (_ids(line.get(name, []), f"{where}, {name}") for name in ("claims", "from"))
    if not claims or len({*claims, *parted}) < 2:
        raise CodecError("two claims or more are wanted", where=f"{where}, claims")
    who, at, why = (str(line.get(name) or "") for name in ("who", "at", "why"))
    return Decision(str(line["act"]), claims, who, at, why, parted if line["act"] == SPLIT else ())


def _ids(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise CodecError("a list of claims is wanted", where=where)
    return tuple(dict.fromkeys(map(str, value)))


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
        for a, b in decision.pairs(index):
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
