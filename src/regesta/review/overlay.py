"""Claims as people left them, as rows that a register lays over those that were read.

The rows are made of the journal alone: every decision keeps the claim as it was read. So a register with a journal
opens as fast as one without, whatever its claims weigh; only where they stand is asked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from regesta.records.decode import claim_from_json
from regesta.register.engine import Engine
from regesta.register.journal import Line
from regesta.register.schema import LAID, derived, table
from regesta.review.carry import Carried, Thread, carry
from regesta.review.fields import JUDGED, Values, laid_over, plain
from regesta.review.state import ADD, Standing, standing


def reviewed(engine: Engine, lines: Sequence[Line]) -> pa.Table:
    """What decisions make of the claims: rows of `schema.LAID` for every claim that somebody judged."""
    return laid(carry(engine, lines))


def laid(carried: Carried) -> pa.Table:
    """The rows of `schema.LAID` of decisions that are at their places."""
    return table([row for thread in carried.threads.values() if (row := _row(thread))], LAID)


def _row(thread: Thread) -> dict[str, Any] | None:
    found, seat = standing(thread.lines), thread.seat
    if found is None:
        return None
    read = found.line.decision.body["read"]
    values = plain(read) if found.rejected else found.values
    claim = {
        "claim_id": thread.claim_id,
        "report": {**seat["report"], "published": _iso(seat["report"]["published"])},
        **laid_over(read, values, because=lambda field: _because(_line(field, found))),
    }
    return {
        **{name: seat[name] for name in ("segment", "report_id", "ordinal", "run", "run_id")},
        **claim,
        "report": seat["report"],
        "time": _dated(claim["time"]),
        **derived(claim_from_json(claim), seat["report"]["published"]),
        "review": _review(found, plain(read), values),
    }


def _dated(time: dict[str, Any] | None) -> dict[str, Any] | None:
    """A time with days as dates, as columns have them."""
    return time and {**time, **{name: _day(time[name]) for name in ("from", "to")}}


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _review(found: Standing, read: Values, values: Values) -> dict[str, Any]:
    added = [line for one in found.judgements.values() for line in one.lines if line.decision.act == ADD]
    # Beside the one who added it nobody has changed anything.
    changed = [field for field in JUDGED if read[field] != values[field]] if found.line not in added else []
    corrected = [field for field in changed if field in found.corrections]
    state, line = "accepted", found.line
    if found.rejected:
        state = "rejected"
    elif added:
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


def _line(field: str, found: Standing) -> Line:
    """Whose decision made a field what it is: the correction, or the acceptance of what was read then."""
    return found.corrections[field].line if field in found.corrections else found.line


def _because(line: Line) -> str:
    return f"set by {line.decision.who}, {line.at[:10]}"


def _told(line: Line) -> dict[str, str]:
    return {"by": line.decision.who, "at": line.at, "why": line.decision.why}


def _json(value: Any) -> str:
    return json.dumps(value, allow_nan=False)
