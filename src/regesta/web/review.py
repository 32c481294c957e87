"""`/api/review`: a coder's queue, decisions into the journal, and how far coders agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from regesta.assembly.codes import country_of
from regesta.assembly.registers import desk_at
from regesta.errors import BadValueError
from regesta.register.journal import Line
from regesta.register.live import Live
from regesta.review.agreement import agreement as measured
from regesta.review.agreement import differences
from regesta.review.desk import Desk
from regesta.review.fields import EMPTY, plain
from regesta.review.flat import nested
from regesta.review.queue import queue as waiting
from regesta.review.seen import Seen
from regesta.review.state import MERGE, SPLIT, UNDO
from regesta.web import contract, shapes
from regesta.web.answers import Json
from regesta.web.asked import Asked
from regesta.web.desk import At
from regesta.web.lists import FAILURES, missing

router = APIRouter()

_Coder = Annotated[str, Field(min_length=1, max_length=60, description="Whose decisions.")]
_Id = Annotated[str, Field(min_length=1, max_length=100)]
_Why = Annotated[str, Field(default="", max_length=4_000)]
#: Claims that one decision may name: an incident is seldom told a hundred times, and each id is looked up.
_TOGETHER = 500
#: Claims of a queue, or lines of the journal, unless told otherwise.
_SHOWN = 20


class Waiting(Asked):
    """A coder's queue, narrowed by filters on what was read."""

    coder: _Coder
    limit: int = Field(default=_SHOWN, ge=1, le=200)


class Lines(BaseModel):
    """Which lines of the journal."""

    model_config = ConfigDict(extra="forbid")

    coder: str | None = Field(default=None, max_length=60)
    claim_id: str | None = Field(default=None, max_length=100)
    limit: int = Field(default=_SHOWN, ge=1, le=200)
    after: int | None = Field(default=None, ge=1, description="`next` of the page before.")


class Decided(BaseModel):
    """A decision about a claim; `with` names the claims that it is merged with, or split off from."""

    model_config = ConfigDict(extra="forbid")

    coder: _Coder
    claim_id: _Id
    act: Annotated[str, Field(max_length=20, description="accept, correct, reject, undo, merge or split.")]
    changes: dict[str, Any] | None = None
    with_: Annotated[_Id | list[_Id] | None, Field(default=None, alias="with", max_length=_TOGETHER)]
    why: _Why


class Missed(BaseModel):
    """A claim that the reading missed: its words as half-open code points of the report's text."""

    model_config = ConfigDict(extra="forbid")

    coder: _Coder
    report_id: _Id
    start: int
    end: int
    event: Annotated[str, Field(max_length=40)]
    fields: dict[str, Any] = Field(default_factory=dict)
    why: _Why


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision that was taken.

    Attributes:
        line: its line of the journal.
        stands: the claim as it stands for everybody then; empty where it is no more, or where several are decided.
        seen: the claim as its coder sees it then, blind of others; None where `stands` would be empty.
    """

    line: Line
    stands: dict[str, Any]
    seen: dict[str, Any] | None


class Reviewing:
    """The one desk of a server: decisions are taken one after the other."""

    def __init__(self, live: Live) -> None:
        self._live, self._lock = live, Lock()
        self._desk: Desk | None = None
        self._size = -1

    @contextmanager
    def at(self) -> Iterator[Desk]:
        """The desk, with everything that was decided up to now, also by others."""
        with self._lock:
            register = self._live.register()
            if self._desk is None or self._desk.register is not register:
                self._size = register.journal.size()
                self._desk = desk_at(register)
            elif (size := register.journal.size()) != self._size:
                self._size = size
                self._desk.renew()
            yield self._desk

    def decide(self, act: Callable[[Desk], Line]) -> Taken:
        """Takes a decision; questions see it when this returns."""
        with self.at() as desk:
            line = act(desk)
            id_ = line.decision.body.get("claim", "")
            seen = _seen_then(desk, line.decision.who, id_)
        self._live.decided()
        return Taken(line, _stands(self._live, id_), seen)


def _stands(live: Live, id_: str) -> dict[str, Any]:
    try:
        return live.register().claim(id_)
    except BadValueError:
        return {}


def _seen_then(desk: Desk, coder: str, id_: str) -> dict[str, Any] | None:
    try:
        return _seen(desk.seen(coder, id_)) if id_ else None
    except BadValueError:
        return None


def _reviewing(request: Request, desk: At) -> Reviewing:
    state = request.app.state
    if not hasattr(state, "reviewing"):
        state.reviewing = Reviewing(desk.live)
    found: Reviewing = state.reviewing
    return found


_Review = Annotated[Reviewing, Depends(_reviewing)]


@router.get(
    "/api/review/queue",
    response_class=Response,
    responses={200: {"model": contract.Queue}, **FAILURES},
    operation_id="review_queue",
)
def queue(review: _Review, asked: Annotated[Waiting, Query()]) -> Response:
    """The claims that a coder has not judged, the most doubtful and weightiest first; blind of other coders."""
    with review.at() as desk:
        items = waiting(desk, asked.coder, asked=asked.question(), country_of=country_of)
        shown = [
            {
                **_seen(desk.seen(asked.coder, item.claim_id)),
                "priority": item.priority,
                "why_asked": "it is read otherwise since you judged it" if item.again else None,
            }
            for item in items[: asked.limit]
        ]
        done = sum(asked.coder in judged for _, judged in desk.judgements())
    return Json({"total": len(items), "items": shown, "next": None, "done": done})


def _seen(seen: Seen) -> dict[str, Any]:
    """A claim as its coder sees it; what others decided is no part of it."""
    own = None if seen.state == "open" else {"state": seen.state, "by": None, "at": None}
    return {**shapes.own(seen.claim), "review": own}


@router.post(
    "/api/review/decisions",
    response_class=Response,
    responses={200: {"model": contract.Taken}, **missing("claim")},
    operation_id="review_decisions",
)
def decide(review: _Review, decided: Decided) -> Response:
    """Writes a decision into the journal."""
    return _answer(review.decide(lambda desk: _decide(desk, decided)))


def _decide(desk: Desk, decided: Decided) -> Line:
    coder, id_, why = decided.coder, decided.claim_id, decided.why
    if decided.act == UNDO:
        return desk.undo(coder, id_, why=why)
    if decided.act in (MERGE, SPLIT):
        others = [decided.with_] if isinstance(decided.with_, str) else decided.with_ or []
        return desk.incident(coder, decided.act, [id_], parted=others, why=why)
    changes = decided.changes and nested(decided.changes, plain(desk.seen(coder, id_).claim))
    return desk.decide(coder, id_, decided.act, changes=changes, why=why)


@router.post(
    "/api/review/claims",
    response_class=Response,
    responses={200: {"model": contract.Taken}, **missing("report")},
    operation_id="review_claims",
)
def add(review: _Review, missed: Missed) -> Response:
    """Adds a claim that the reading missed."""
    changes = nested(missed.fields, EMPTY)
    span = (missed.start, missed.end)
    return _answer(
        review.decide(
            lambda desk: desk.add(missed.coder, missed.report_id, span, missed.event, changes=changes, why=missed.why)
        )
    )


def _answer(taken: Taken) -> Response:
    claim = shapes.claim(taken.stands) if taken.stands else None
    return Json({**_line(taken.line), "claim": claim, "seen": taken.seen})


@router.get(
    "/api/review/journal",
    response_class=Response,
    responses={200: {"model": contract.Journal}, **FAILURES},
    operation_id="review_journal",
)
def journal(review: _Review, asked: Annotated[Lines, Query()]) -> Response:
    """Every decision, the newest first."""
    with review.at() as desk:
        found = [line for line in reversed(desk.lines) if _fits(line, asked)]
    shown = [line for line in found if asked.after is None or line.number < asked.after][: asked.limit]
    more = bool(shown) and shown[-1].number != found[-1].number
    items = [_line(line) for line in shown]
    return Json({"total": len(found), "items": items, "next": str(shown[-1].number) if more else None})


def _fits(line: Line, asked: Lines) -> bool:
    body = line.decision.body
    claims = [body.get("claim"), *body.get("claims", ())]
    return asked.coder in (None, line.decision.who) and asked.claim_id in (None, *claims)


def _line(line: Line) -> dict[str, Any]:
    """A line without its anchor: that names paths of this machine."""
    decision, body = line.decision, line.decision.body
    return {
        "line": line.number,
        "kind": decision.kind,
        "act": decision.act,
        "claim_id": body.get("claim"),
        "claims": body.get("claims", []),
        "from": body.get("from", []),
        "who": decision.who,
        "at": line.at,
        "why": decision.why,
        "old": body.get("old", {}),
        "new": {name: body["new"][name] for name in body.get("new", {})},
        "undoes": body.get("undoes"),
        "hash": line.hash,
    }


@router.get(
    "/api/review/agreement",
    response_class=Response,
    responses={200: {"model": contract.Agreements}, **FAILURES},
    operation_id="review_agreement",
)
def agreement(review: _Review) -> Response:
    """How far coders agree, field by field, and the claims about which they differ."""
    with review.at() as desk:
        items = [
            {"field": one.field, "units": one.units, "percent": one.percent, "alpha": one.alpha, "ac1": one.ac1}
            for one in measured(desk)
        ]
        differ = [
            {"claim_id": one.claim_id, "coders": list(one.coders), "fields": list(one.fields)}
            for one in differences(desk)
        ]
    return Json({"items": items, "differences": differ})
