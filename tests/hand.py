"""Records made by hand and a pipeline without a model: whoever "helped" somebody is a claim.

Texts here are our own. `TinyRecipe` stands for `assembly.recipe.Recipe` wherever the model does not matter; it is
importable by name, so worker processes can build it too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from regesta.pipeline import Pipeline
from regesta.records.accounts import Account, Figure
from regesta.records.claims import Claim, Entry, Evidence, Link, Party, Unlinked, Voice, When, Where
from regesta.records.codec import claim_id, report_id
from regesta.records.dates import Interval, Precision
from regesta.records.outcomes import Reason, Rejection
from regesta.records.readings import Reading
from regesta.records.reports import Capture, Part, PartKind, Report
from regesta.records.spans import Span

TEXT = (
    "Harbour talks\n\nOfficials of Northland said that Southland helped Eastland with 40 lorries in May 2020. "
    "Northland helped Westland near Dunport, but Westland denied it."
)
CODES = {"Northland": "NLD", "Southland": "SLD", "Eastland": "ELD", "Westland": "WLD", "Hezbollah": "IMG"}


def capture(text: str, *, origin: str = "a.txt", url: str = "") -> Capture:
    data = text.encode("utf-8", "surrogatepass")
    return Capture(data, hashlib.sha256(data).hexdigest(), origin, "text/plain", url)


def report(
    text: str = TEXT, *, origin: str = "a.txt", published: date | None = date(2024, 3, 20), url: str = ""
) -> Report:
    sha256 = capture(text).sha256
    title = text.partition("\n")[0]
    parts = (Part(PartKind.TITLE, Span(0, len(title))), Part(PartKind.BODY, Span(len(title), len(text))))
    id_ = report_id(text, sha256, origin.partition("#")[2])
    return Report(id_, text, parts, title, published, "option", "en", "", "Own Wire", url, origin, sha256)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def party(role: str, words: str, where: Span) -> Party:
    code = CODES.get(words, "---")
    entity = Link(f"country:{code}", words, 0.9, ("its name",)) if words in CODES else Unlinked("no entry of that name")
    return Party(role, words, where, code, ("GOV",) if words in CODES else (), entity, (f"{words!r} names a state",))


def full_claim(of: Report, *, event: str = "AID", ordinal: int = 0) -> Claim:
    """A claim with every field filled, about the first sentence of TEXT."""
    text = of.text
    trigger, quote = (
        span(text, "helped"),
        "Officials of Northland said that Southland helped Eastland with 40 lorries in May 2020.",
    )
    return Claim(
        id=claim_id(of.id, trigger, event, ordinal),
        report_id=of.id,
        event=event,
        mode=None,
        contexts=("military", "economic"),
        trigger="helped",
        trigger_span=trigger,
        participants=(
            party("actor", "Southland", span(text, "Southland")),
            party("recipient", "Eastland", span(text, "Eastland")),
        ),
        realis="actual",
        certainty="probable",
        attribution=(
            Voice(
                party("voice", "Officials of Northland", span(text, "Officials of Northland")),
                "said",
                "asserts",
                "indirect",
            ),
        ),
        time=When("May 2020", span(text, "May 2020"), Interval(date(2020, 5, 1), date(2020, 6, 1), Precision.MONTH)),
        place=Where(
            "Eastland",
            span(text, "Eastland"),
            "Eastland",
            "ELD",
            1.5,
            -2.5,
            "country",
            Link("g1", "Eastland", 0.8, ("only one",)),
        ),
        figures=(Figure("weapons", 40.0, None, "at least", "lorries", span(text, "40 lorries")),),
        evidence=Evidence(span(text, quote), quote),
        score=0.75,
        reasons=(("event", "the model, 0.75"), ("realis", "past tense")),
    )


def bare_claim(of: Report) -> Claim:
    """A claim with as little as a claim can have."""
    trigger = span(of.text, "denied")
    return Claim(
        claim_id(of.id, trigger, "REJECT"), of.id, "REJECT", "assist", (), "denied", trigger, (),
        "negated", "certain", (),
        When("later", Span(0, 0), Unlinked("no publication date")),
        Where("the coast", Span(0, 0), "the coast", None, None, None, None, Unlinked("no such place")),
        (), Evidence(trigger, "denied"), 0.5, (),
    )  # fmt: skip


_HELPED = re.compile(r"(\w+) helped (\w+)(?: in (\d{4}))?")


@dataclass(frozen=True)
class _Read:
    published: date | None

    def __call__(self, captures: Sequence[Capture]) -> list[Report | Rejection]:
        return [self._one(capture) for capture in captures]

    def _one(self, given: Capture) -> Report | Rejection:
        text = given.data.decode("utf-8", "replace")
        if not text.strip():
            return Rejection(given.origin, "read", Reason.EMPTY, "no words", given.sha256)
        made = report(text, origin=given.origin, published=self.published, url=given.url)
        return made


def _annotate(reports: Sequence[Report]) -> list[Reading]:
    return [Reading(one, (), (), (), (), (), ()) for one in reports]


def _extract(readings: Sequence[Reading]) -> list[Account]:
    return [Account(reading, ()) for reading in readings]


def _resolve(accounts: Sequence[Account]) -> list[Entry]:
    return [Entry(one.reading.report, tuple(_claims(one.reading.report))) for one in accounts]


def _claims(of: Report) -> list[Claim]:
    return [_helped(of, match, number) for number, match in enumerate(_HELPED.finditer(of.text))]


def _helped(of: Report, match: re.Match[str], number: int) -> Claim:
    trigger = Span(match.end(1) + 1, match.end(1) + 7)
    year = int(match[3]) if match[3] else None
    when = Interval(date(year, 1, 1), date(year + 1, 1, 1), Precision.YEAR) if year else Unlinked("no time words")
    return Claim(
        claim_id(of.id, trigger, "AID", number), of.id, "AID", None, (), "helped", trigger,
        (party("actor", match[1], Span(*match.span(1))), party("recipient", match[2], Span(*match.span(2)))),
        "actual", "certain", (), When(match[3] or "once", Span(*match.span(2)), when), None, (),
        Evidence(Span(*match.span()), match[0]), 0.9, (("event", "the word helped"),),
    )  # fmt: skip


@dataclass(frozen=True)
class TinyRecipe:
    """Builds the pipeline without a model."""

    published: date | None = None

    def prepare(self, tell: Callable[[str], None]) -> None:
        """Needs nothing made."""

    def __call__(self) -> Pipeline:
        return Pipeline(_Read(self.published), _annotate, _extract, _resolve)
