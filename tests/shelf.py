"""A register with claims put in by hand, read again as often as a test likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from regesta.ontology import scheme
from regesta.records.accounts import Figure
from regesta.records.claims import Claim, Entry, Evidence, Link, Party, Unlinked, Voice, When, Where
from regesta.records.codec import claim_id, report_id
from regesta.records.dates import Interval, Precision
from regesta.records.reports import Part, PartKind, Report
from regesta.records.runs import Run
from regesta.records.spans import Span
from regesta.register.folder import create_folder, start_run
from regesta.register.register import Register
from regesta.register.schema import Taken
from regesta.register.segments import write_segment
from regesta.review.desk import Desk
from regesta.review.overlay import reviewed
from regesta.review.rules import Rules
from tests.hand import capture

STORY = (
    "Bridge talks\n\nNorthland helped Westland near Dunport in May 2020, officials said. "
    "At least 12 people were killed when Southland shelled the harbour. Eastland denied that it helped anybody."
)
COUNTRIES = {"NLD": "Northland", "SLD": "Southland", "ELD": "Eastland", "WLD": "Westland"}
CODES = {name: code for code, name in COUNTRIES.items()}
RULES = Rules(scheme.load(), {**COUNTRIES, "NATO": "NATO"}, COUNTRIES)


def told(text: str = STORY, *, received: str = "", origin: str = "a.txt") -> Report:
    """A report; `received` stands for its bytes, so that one input can be read as different texts."""
    sha256 = capture(received or text).sha256
    title = text.partition("\n")[0]
    parts = (Part(PartKind.TITLE, Span(0, len(title))), Part(PartKind.BODY, Span(len(title), len(text))))
    id_ = report_id(text, sha256)
    return Report(id_, text, parts, title, date(2024, 3, 20), "option", "en", "", "Own Wire", "", origin, sha256)


def span(text: str, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def party(of: Report, role: str, words: str) -> Party:
    code = CODES.get(words, "---")
    entity = Link(f"country:{code}", words, 0.9, ("its name",)) if words in CODES else Unlinked("no such name")
    return Party(role, words, span(of.text, words), code, ("GOV",) if words in CODES else (), entity, ("a name",))


def claim(
    of: Report,
    trigger: str,
    event: str,
    *,
    actor: str = "",
    recipient: str = "",
    voice: str = "",
    nth: int = 0,
    score: float = 0.8,
    killed: float | None = None,
    stance: str = "asserts",
    full: bool = False,
) -> Claim:
    """A claim on words of a report; `full` fills time, place and contexts from STORY."""
    at = span(of.text, trigger, nth)
    start = max(of.text.rfind(". ", 0, at.start) + 2, of.text.rfind("\n", 0, at.start) + 1)
    end = of.text.find(".", at.end) + 1 or len(of.text)
    sentence = Span(start, max(end, at.end))
    parties = [party(of, role, words) for role, words in (("actor", actor), ("recipient", recipient)) if words]
    hops = (Voice(party(of, "voice", voice), "said", stance, "indirect"),) if voice else ()
    figures = (Figure("killed", killed, killed, None, "people", span(of.text, "12 people")),) if killed else ()
    month = Interval(date(2020, 5, 1), date(2020, 6, 1), Precision.MONTH)
    where = span(of.text, "Dunport") if full else Span(0, 0)
    return Claim(
        id=claim_id(of.id, at, event), report_id=of.id, event=event, mode=None,
        contexts=("military",) if full else (), trigger=trigger, trigger_span=at, participants=tuple(parties),
        realis="actual", certainty="certain", attribution=hops,
        time=When("May 2020", span(of.text, "May 2020"), month) if full else None,
        place=Where("Dunport", where, "Dunport", "WLD", 1.5, 2.5, "town", Link("g:1", "Dunport", 0.9, ("only one",)))
        if full else None,
        figures=figures, evidence=Evidence(sentence, sentence.of(of.text)), score=score,
        reasons=(("event", f"model: {event} {score:.2f}"),),
    )  # fmt: skip


def story_claims(of: Report) -> list[Claim]:
    """Three claims of STORY."""
    return [
        claim(of, "helped", "AID", actor="Northland", recipient="Westland", full=True),
        claim(of, "shelled", "ASSAULT", actor="Southland", killed=12.0, score=0.55),
        claim(of, "denied", "REJECT", actor="Eastland", score=0.95),
    ]


class Shelf:
    """A register's folder, a clock that goes one second a decision, and readings put in by hand."""

    def __init__(self, root: Path) -> None:
        self.folder = create_folder(root, version="0")
        self._now = datetime(2024, 5, 1, 9, tzinfo=UTC)

    def put(self, *entries: Entry, keys: Sequence[str] = ()) -> None:
        """One more run over some inputs; an input's key is that of its bytes unless said otherwise."""
        number = len(list(self.folder.runs.glob("*.json"))) + 1
        run = Run(f"engine {number}", "", "", "")
        start_run(self.folder, run)
        taken = []
        for ordinal, entry in enumerate(entries):
            key = keys[ordinal] if keys else entry.report.capture_sha256
            item = capture(entry.report.text, origin=entry.report.origin)
            item = replace(item, sha256=entry.report.capture_sha256)
            taken.append(Taken(ordinal, key, f"path:{entry.report.origin}", item))
        write_segment(self.folder, run=number, run_id=run.id, batch=taken, outcomes=entries)

    def story(self) -> list[Claim]:
        """Puts STORY in and says its claims."""
        report = told()
        claims = story_claims(report)
        self.put(Entry(report, tuple(claims)))
        return claims

    def clock(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now

    def register(self) -> Register:
        return Register(self.folder.root, country_of=lambda name: CODES.get(name.title()), reviewed=reviewed)

    def desk(self) -> Desk:
        return Desk(self.register(), RULES, self.clock)

    def rows(self, **asked: object) -> dict[str, dict[str, object]]:
        """What questions see, by claim."""
        with self.register() as register:
            return {row["claim_id"]: row for row in register.claims(**asked).dicts()}
