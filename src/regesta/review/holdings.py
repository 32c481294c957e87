"""Claims and reports of a register as a desk looks them up, one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from regesta.errors import BadValueError, UnknownIdError
from regesta.register.answers import claim_json
from regesta.register.register import Register
from regesta.review.carry import Carried, Thread, trigger_of
from regesta.review.fields import laid_over
from regesta.review.readings import Key
from regesta.review.state import ADD, UNDO, counting


class Holdings:
    """What a register holds."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._segments: dict[str, str] = {}

    def find(self, id_: str, carried: Carried) -> Thread:
        """A claim by its id or the beginning of one, with all decisions about it.

        Raises:
            UnknownIdError: there is no such claim.
            BadValueError: there is more than one.
        """
        if id_ in self._segments:
            return self._seated(carried, self._segments[id_], id_)
        sql = "SELECT segment, claim_id FROM read_claims WHERE starts_with(claim_id, ?) ORDER BY newest DESC LIMIT 2"
        rows = self._register.engine.rows(sql, [id_]) if id_ else []
        alone = [one.key for one in carried.threads.values() if id_ and one.alone and one.claim_id.startswith(id_)]
        every: list[Key] = [*((segment, claim) for segment, claim in rows), *alone]
        ids = {claim for _, claim in every}
        if not ids:
            mend = "list them: regesta claims"
            raise UnknownIdError(f"there is no claim {id_!r}", where=str(self._register.path), mend=mend)
        if len(ids) > 1 and id_ not in ids:
            raise BadValueError(f"more than one claim begins with {id_!r}", mend="give more of the id")
        segment, claim = next(one for one in every if len(ids) == 1 or one[1] == id_)
        return self._seated(carried, segment, claim)

    def _seated(self, carried: Carried, segment: str, id_: str) -> Thread:
        """The thread of a claim at its place, also where nobody has decided anything."""
        if thread := carried.threads.get((segment, id_)):
            return thread
        row = self._register.engine.read([(segment, id_)]).to_pylist()[0]
        return Thread((), row, trigger_of(row))

    def remember(self, segments: Mapping[str, str]) -> None:
        """Keeps in mind in which segments claims stand, so that looking at one of them reads one file."""
        self._segments = dict(segments)

    def read(self, threads: Sequence[Thread]) -> list[dict[str, Any]]:
        """The objects of claims as they are read now; of those that stand by themselves as they were judged first."""
        read = [thread.key for thread in threads if not thread.alone]
        rows = iter(self._register.engine.read(read).to_pylist())
        return [_alone(thread) if thread.alone else claim_json(next(rows)) for thread in threads]

    def report(self, id_: str) -> dict[str, Any]:
        """A report's row, its text included.

        Raises:
            UnknownIdError: there is no such report.
        """
        sql = "SELECT segment FROM reports WHERE report_id = ? ORDER BY newest DESC LIMIT 1"
        found = self._register.engine.rows(sql, [id_])
        if not found:
            raise UnknownIdError(f"there is no report {id_!r}", where=str(self._register.path))
        return self._register.engine.report(found[0][0], id_)


def _alone(thread: Thread) -> dict[str, Any]:
    """The object of a claim that stands by itself: as it was added, or as it was read when it was judged first."""
    live = counting(thread.lines) or thread.lines
    first = next(line.decision for line in live if line.decision.act != UNDO)
    found = first.body["read"]
    if first.act == ADD:
        found = laid_over(found, first.body["new"], because=lambda _: "added by a coder")
    report = thread.seat["report"]
    published = report["published"].isoformat() if report["published"] else None
    return {"claim_id": thread.claim_id, "report": {**report, "published": published}, **found}
