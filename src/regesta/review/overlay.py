"""Claims as people left them, as rows that a register lays over those that were read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from regesta.records.decode import claim_from_json
from regesta.records.spans import Span
from regesta.register.answers import claim_json
from regesta.register.engine import Engine
from regesta.register.journal import Line
from regesta.register.schema import LAID, derived, table
from regesta.review.carry import Carried, Thread, carry
from regesta.review.fields import JUDGED, Values, laid_over, plain
from regesta.review.state import ADD, Standing, standing
from regesta.text.sentences import sentences

#: Claims that people added come after those that were read in the order of a report.
_BEHIND = 1_000_000
#: The score of a claim that no model gave one: people vouch for it.
_VOUCHED = 1.0


def reviewed(engine: Engine, lines: Sequence[Line]) -> pa.Table:
    """What decisions make of the claims: rows of `schema.LAID` for every claim that somebody judged."""
    return laid(carry(engine, lines))


def laid(carried: Carried) -> pa.Table:
    """The rows of `schema.LAID` of decisions that are at their places."""
    return table([row for thread in carried.threads.values() if (row := _row(thread))], LAID)


def _row(thread: Thread) -> dict[str, Any] | None:
    found = standing(thread.lines)
    if found is None:
        return None
    base = as_read(thread)
    values = plain(base) if found.rejected and thread.row else found.values
    claim = laid_over(base, values, because=lambda field: _because(_line(field, found)))
    row = {**(thread.row or _own_row(thread)), **_dated(claim)}
    if thread.row is None or plain(base) != values:
        row.update(derived(claim_from_json(claim), row["report"]["published"]))
    # What stands by itself is compared with what was read when it was judged.
    read = plain(base) if thread.row else {**values, **(found.line.decision.body.get("read") or {})}
    return {**row, "review": _review(thread, found, read, values)}


def as_read(thread: Thread) -> dict[str, Any]:
    """The claim's object as it was read; for one that stands by itself a bare one on its words."""
    if thread.row is not None:
        return claim_json(thread.row)
    report = thread.report
    if report is None:
        raise ValueError("a claim that stands by itself needs its report")
    text, trigger = report["text"], thread.trigger
    sentence = sentence_at(text, report["parts"], trigger)
    published = report["published"]
    return {
        "claim_id": thread.claim_id,
        "report": {
            "id": report["report_id"],
            "published": published.isoformat() if published else None,
            **{name: report[name] for name in ("title", "source", "url")},
        },
        **bare(),
        "trigger": {"text": trigger.of(text), "start": trigger.start, "end": trigger.end},
        "evidence": {"start": sentence.start, "end": sentence.end, "quote": sentence.of(text)},
        "score": _VOUCHED,
        "reasons": [],
    }


def bare() -> dict[str, Any]:
    """The judged fields of a claim of which nothing is told."""
    empty: dict[str, Any] = {"contexts": [], "participants": [], "attribution": [], "figures": []}
    return {**dict.fromkeys(JUDGED), **empty, "event": "", "realis": "actual", "certainty": "certain"}


def sentence_at(text: str, parts: Sequence[Mapping[str, Any]], span: Span) -> Span:
    """The sentence of a report's part that holds a span; the part where no sentence does, the span where no part."""
    every = (Span(part["start"], part["end"]) for part in parts)
    part = next((one for one in every if one.contains(span)), span)
    return next((one for one in sentences(text, part) if one.contains(span)), part)


def _own_row(thread: Thread) -> dict[str, Any]:
    """Where a claim that stands by itself has its place."""
    report = thread.report or {}
    own = {name: report[name] for name in ("run", "run_id", "segment", "report_id")}
    return {**own, "ordinal": _BEHIND + thread.trigger.start}


def _dated(claim: dict[str, Any]) -> dict[str, Any]:
    """The claim's object as columns: dates as dates."""
    time, report = claim["time"], claim["report"]
    if time is not None:
        time = {**time, **{name: _day(time[name]) for name in ("from", "to")}}
    return {**claim, "time": time, "report": {**report, "published": _day(report["published"])}}


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _review(thread: Thread, found: Standing, read: Values, values: Values) -> dict[str, Any]:
    changed = [field for field in JUDGED if read[field] != values[field]]
    corrected = [field for field in changed if field in found.corrections]
    state, line = "accepted", found.line
    if found.rejected:
        state = "rejected"
    elif added := [line for line in _counted(found) if line.decision.act == ADD and thread.row is None]:
        state, line = "added", added[-1]
    elif corrected:
        state, line = "corrected", max((_line(field, found) for field in corrected), key=lambda one: one.number)
    return {
        "state": state,
        **_told(line),
        "disputed": found.disputed,
        "changes": [
            {"field": field, "old": _json(read[field]), "new": _json(values[field]), **_told(_line(field, found))}
            for field in changed
        ],
    }


def _counted(found: Standing) -> Iterable[Line]:
    return (line for one in found.judgements.values() for line in one.lines)


def _line(field: str, found: Standing) -> Line:
    """Whose decision made a field what it is: the correction, or the acceptance of what was read then."""
    return found.corrections[field].line if field in found.corrections else found.line


def _because(line: Line) -> str:
    return f"set by {line.decision.who}, {line.at[:10]}"


def _told(line: Line) -> dict[str, str]:
    return {"by": line.decision.who, "at": line.at, "why": line.decision.why}


def _json(value: Any) -> str:
    return json.dumps(value, allow_nan=False)
