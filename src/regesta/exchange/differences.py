"""Two snapshots or registers beside one another: which claims were added, changed or withdrawn, and in which fields.

Ids say what is the same claim: they are made from the report, the trigger and the type, so a claim that was scored,
coded or linked anew keeps its id and is changed, while one whose report's text changed is withdrawn and another added.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any, Protocol

from regesta.exchange.cells import cell
from regesta.exchange.jsonl import harmless_line
from regesta.records.codec import canonical, digest

#: Longest value in characters that a table or CSV shows.
_SHOWN = 60


class Edition(Protocol):
    """Claims by their ids, as often as asked, and the reports they are from."""

    def claims(self) -> Iterator[dict[str, Any]]:
        """The claims as objects, by their ids."""

    def report_ids(self) -> set[str]:
        """The ids of the reports."""


class Absent(StrEnum):
    """A value that is not there, which is not null: an element beyond the end of a list."""

    ABSENT = "nothing"


class Change(StrEnum):
    """What became of a claim."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that changed: its path, and the value before and after, or that there is none."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim that differs: `fields` when it changed; else why it is new or gone."""

    change: Change
    claim: Mapping[str, Any]
    fields: tuple[Field, ...] = ()
    reason: str = ""


COLUMNS = ("change", "claim_id", "report_id", "event", "title", "fields", "reason", "quote")


def differences(before: Edition, after: Edition, *, ignore: Sequence[str] = ()) -> Iterator[Difference]:
    """The claims that differ: withdrawn and changed ones by their ids, then the added ones.

    Only digests of the first edition are held, not its claims.

    Args:
        before: the earlier edition.
        after: the later one.
        ignore: first names of fields that do not count, such as `score` and `reasons`.
    """
    old = {claim["claim_id"]: _digest(claim, ignore) for claim in before.claims()}
    new = {claim["claim_id"]: _digest(claim, ignore) for claim in after.claims()}
    reports_before, reports_after = before.report_ids(), after.report_ids()
    wanted = {id_ for id_ in old if id_ in new and old[id_] != new[id_]}
    later = {claim["claim_id"]: claim for claim in after.claims() if claim["claim_id"] in wanted} if wanted else {}
    for claim in before.claims():
        id_ = claim["claim_id"]
        if id_ not in new:
            reason = _reason(claim, reports_after, "the report is not there any more", "no longer read from its report")
            yield Difference(Change.WITHDRAWN, claim, reason=reason)
        elif id_ in wanted:
            fields = tuple(_fields(_without(claim, ignore), _without(later[id_], ignore), ""))
            yield Difference(Change.CHANGED, later[id_], fields)
    for claim in after.claims():
        if claim["claim_id"] not in old:
            reason = _reason(claim, reports_before, "the report is new", "newly read from its report")
            yield Difference(Change.ADDED, claim, reason=reason)


def _reason(claim: Mapping[str, Any], reports: set[str], without: str, within: str) -> str:
    return within if claim["report"]["id"] in reports else without


def _without(claim: Mapping[str, Any], ignore: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in claim.items() if name not in ignore}


def _digest(claim: Mapping[str, Any], ignore: Sequence[str]) -> bytes:
    """Sixteen bytes are enough: a chance collision would need some 10^19 claims."""
    return bytes.fromhex(digest([canonical(_without(claim, ignore))]))[:16]


def _fields(before: Any, after: Any, path: str) -> Iterator[Field]:
    """The deepest fields that differ."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys([*before, *after]):
            yield from _fields(
                before.get(name, Absent.ABSENT), after.get(name, Absent.ABSENT), f"{path}.{name}" if path else name
            )
    elif isinstance(before, list) and isinstance(after, list):
        for index in range(max(len(before), len(after))):
            old, new = (values[index] if index < len(values) else Absent.ABSENT for values in (before, after))
            yield from _fields(old, new, f"{path}[{index}]")
    elif before != after:
        yield Field(path, before, after)


def counts(found: Iterable[Difference]) -> Counter[str]:
    """How many of each change."""
    return Counter(one.change.value for one in found)


def row(one: Difference) -> dict[str, Any]:
    """A difference as one flat row."""
    claim = one.claim
    return {
        "change": one.change.value,
        "claim_id": claim["claim_id"],
        "report_id": claim["report"]["id"],
        "event": claim["event"],
        "title": claim["report"]["title"],
        "fields": "; ".join(f"{f.path}: {_short(f.before)} > {_short(f.after)}" for f in one.fields),
        "reason": one.reason,
        "quote": claim["evidence"]["quote"],
    }


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def write_csv(found: Iterable[Difference], out: IO[str], *, raw: bool = False) -> None:
    """Differences as CSV, guarded against formulas unless raw."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in found:
        flat = row(one)
        writer.writerow([cell(flat[name], raw=raw) for name in COLUMNS])


def write_jsonl(found: Iterable[Difference], out: IO[str]) -> None:
    """Differences as JSON Lines: the changed fields with both values, and the claim as it is (or, withdrawn, was).

    A side on which the field is not there has no key.
    """
    for one in found:
        fields = [{"path": f.path, **_sides(f)} for f in one.fields]
        line = {"change": one.change.value, "claim_id": one.claim["claim_id"], "reason": one.reason, "fields": fields}
        out.write(harmless_line({**line, "claim": one.claim}) + "\n")


def _sides(field: Field) -> dict[str, Any]:
    sides = {"before": field.before, "after": field.after}
    return {name: value for name, value in sides.items() if not isinstance(value, Absent)}
