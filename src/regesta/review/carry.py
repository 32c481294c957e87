"""Where decisions belong now: to the claim they were taken on, or to what the newest reading makes of its words.

A decision names its claim and holds an anchor. The claim's id is followed first: it stays the same as long as the text,
the trigger and the type do. Where the id is gone, or its report has a newer version, the words are looked for in the
newest reading of the same input, else in the newest version of the document:

1. a claim of the same type on the same words takes the decisions over;
2. else, unless they reject, any other claim on these words that no decision belongs to: the model reads another type
   there now, and people said what it is;
3. else, unless they reject, the claim stands by itself, as people left it: what they accepted does not go away because
   a model has stopped seeing it.

Decisions whose words are nowhere are homeless: listed, and taken up again as soon as their words come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from regesta.records.codec import claim_id
from regesta.records.spans import Span
from regesta.register.engine import Engine
from regesta.register.journal import Line
from regesta.review.anchors import Anchor, find
from regesta.review.moving import moved
from regesta.review.readings import SEAT, Key, Reports, Row
from regesta.review.state import ADD, ADJUDICATION, CLAIM, REJECT, counting


@dataclass(frozen=True, slots=True)
class Thread:
    """All decisions about one claim.

    Attributes:
        lines: in the order of the journal, their offsets in the text as it is now.
        seat: where it stands: `segment claim_id report_id report ordinal run run_id` of its row.
        trigger: where its trigger is now.
        alone: whether it stands by itself, as nothing was read there.
    """

    lines: tuple[Line, ...]
    seat: Row
    trigger: Span
    alone: bool = False

    @property
    def key(self) -> Key:
        """Its segment and id."""
        return self.seat["segment"], self.seat["claim_id"]

    @property
    def claim_id(self) -> str:
        """Its id."""
        return str(self.seat["claim_id"])


@dataclass(frozen=True, slots=True)
class Homeless:
    """Decisions about a claim that nothing in the register answers to, and why."""

    claim_id: str
    lines: tuple[Line, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Carried:
    """Every decision about a claim at its place."""

    threads: dict[Key, Thread]
    homeless: tuple[Homeless, ...]


@dataclass(frozen=True, slots=True)
class _Subject:
    """The decisions that name one claim, and what they say about where it was."""

    claim_id: str
    lines: tuple[Line, ...]
    anchor: Anchor
    rejects: bool
    added: bool
    events: tuple[str, ...]

    @classmethod
    def of(cls, id_: str, lines: Sequence[Line]) -> _Subject | None:
        """None where every decision was undone."""
        live = counting(lines)
        if not live:
            return None
        last = live[-1].decision
        read = [line.decision.body.get("read", {}).get("event") for line in reversed(live)]
        judged = [line.decision.body.get("new", {}).get("event") for line in reversed(live)]
        events = tuple(dict.fromkeys(event for event in [*read, *judged] if event))
        added = any(line.decision.act == ADD for line in lines)
        return cls(id_, tuple(lines), Anchor.from_json(last.body["anchor"]), last.act == REJECT, added, events)


def carry(engine: Engine, lines: Iterable[Line]) -> Carried:
    """Brings every decision about claims to its place in what has been read."""
    about: dict[str, list[Line]] = {}
    for line in lines:
        if line.decision.kind in (CLAIM, ADJUDICATION):
            about.setdefault(line.decision.body["claim"], []).append(line)
    subjects = [made for id_, own in about.items() if (made := _Subject.of(id_, own))]
    newest, older = _by_id(engine, [one.claim_id for one in subjects])
    places = _Places()
    for subject in subjects:
        for row in (newest | older).get(subject.claim_id, []):
            places.put(subject.lines, row, trigger_of(row))
    _look_for(engine, [one for one in subjects if one.claim_id not in newest], places, older)
    return places.carried()


def trigger_of(row: Row) -> Span:
    """Where a claim's trigger is."""
    return Span(row["trigger"]["start"], row["trigger"]["end"])


def _by_id(engine: Engine, ids: list[str]) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """Rows as read by claim id: those of the newest versions of documents, and those of older ones."""
    sql = f"SELECT {SEAT} FROM read_claims WHERE claim_id IN (SELECT unnest(?::VARCHAR[]))"
    found: tuple[dict[str, list[Row]], dict[str, list[Row]]] = ({}, {})
    if ids:
        for row in engine.table(sql, [ids]).to_pylist():
            found[not row["newest"]].setdefault(row["claim_id"], []).append(row)
    return found


class _Places:
    """Threads as they are put together."""

    def __init__(self) -> None:
        self._threads: dict[Key, Thread] = {}
        self.homeless: list[Homeless] = []

    def taken(self, row: Row) -> bool:
        """Whether decisions belong to a claim already."""
        return (row["segment"], row["claim_id"]) in self._threads

    def put(self, lines: tuple[Line, ...], seat: Row, trigger: Span, *, alone: bool = False) -> None:
        """Adds decisions to the thread of a claim."""
        there = self._threads.get((seat["segment"], seat["claim_id"]))
        every = {line.number: line for line in (*lines, *(there.lines if there else ()))}
        thread = Thread(tuple(every[number] for number in sorted(every)), seat, trigger, alone)
        self._threads[thread.key] = thread

    def carried(self) -> Carried:
        """All of them."""
        return Carried(self._threads, tuple(self.homeless))


def _look_for(engine: Engine, subjects: list[_Subject], places: _Places, older: dict[str, list[Row]]) -> None:
    """Finds the words of subjects in the newest readings and gives their decisions to what stands there."""
    if not subjects:
        return
    reports = Reports(engine, [subject.anchor for subject in subjects])
    open_: list[tuple[_Subject, Row, Span, list[Row]]] = []
    for subject in subjects:
        report = reports.newest(subject.anchor, instead=subject.claim_id in older)
        if report is None:
            if subject.claim_id not in older:
                places.homeless.append(Homeless(subject.claim_id, subject.lines, "its report is not in the register"))
            continue
        span = _span(subject.anchor, report)
        if span is None:
            why = "the newest reading of its report does not have these words"
            places.homeless.append(Homeless(subject.claim_id, subject.lines, why))
            continue
        open_.append((_moved(subject, report, span), report, span, reports.claims(report)))
    for others in (False, True):
        rest = []
        for subject, report, span, rows in open_:
            if row := _candidate(subject, report, span, rows, places, others=others):
                places.put(subject.lines, row, trigger_of(row))
            else:
                rest.append((subject, report, span, rows))
        open_ = rest
    for subject, report, span, _ in open_:
        if not subject.rejects:
            places.put(subject.lines, _own_seat(_id(subject, report, span), report, span), span, alone=True)


#: Claims that stand by themselves come after those that were read in the order of a report.
_BEHIND = 1_000_000


def _own_seat(id_: str, report: Row, trigger: Span) -> Row:
    """Where a claim stands that was not read."""
    head = {"id": report["report_id"], **{name: report[name] for name in ("title", "published", "source", "url")}}
    own = {name: report[name] for name in ("segment", "report_id", "run", "run_id")}
    return {**own, "claim_id": id_, "report": head, "ordinal": _BEHIND + trigger.start}


def _candidate(
    subject: _Subject, report: Row, span: Span, rows: list[Row], places: _Places, *, others: bool
) -> Row | None:
    """The claim on these words that takes the decisions over: of their type, or (`others`) of any, but a free one.

    A claim that was added beside others belongs to no other, but to the one that reads just as it.
    """
    id_ = _id(subject, report, span)
    fit = [row for row in rows if trigger_of(row).overlaps(span)]
    if subject.added:
        fit = [row for row in fit if row["claim_id"] == id_]
    elif others:
        fit = [] if subject.rejects else [row for row in fit if not places.taken(row)]
    else:
        fit = [row for row in fit if row["event"] in subject.events]
    return min(
        fit,
        key=lambda row: (
            row["claim_id"] != id_,
            subject.events.index(row["event"]) if row["event"] in subject.events else len(subject.events),
            trigger_of(row) != span,
            row["ordinal"],
        ),
        default=None,
    )


def _id(subject: _Subject, report: Row, span: Span) -> str:
    """The id it was judged under, as long as its report is the same; else that of its words in the new one."""
    if report["report_id"] == subject.anchor.report:
        return subject.claim_id
    added = [line.decision.body["new"]["event"] for line in subject.lines if line.decision.act == ADD]
    return claim_id(report["report_id"], span, added[0] if added else subject.events[0], subject.anchor.ordinal)


def _span(anchor: Anchor, report: Row) -> Span | None:
    if report["report_id"] == anchor.report:
        return Span(anchor.start, anchor.end)
    text = report["text"]
    return find(text, anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix, near=anchor.start)


def _moved(subject: _Subject, report: Row, span: Span) -> _Subject:
    """The decisions with the offsets of the report's text."""
    if report["report_id"] == subject.anchor.report:
        return subject
    return replace(subject, lines=moved(subject.lines, report, start=subject.anchor.start, trigger=span))
