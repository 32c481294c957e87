"""A question to a register as a value, and its conditions in SQL. No word of a user's ever becomes SQL text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from regesta.errors import BadValueError
from regesta.register import conditions as make
from regesta.register.conditions import OWN_VOICE, CountryOf, Sql, period

__all__ = ["OWN_VOICE", "STANDS", "CountryOf", "Filter", "Where", "narrow", "period", "question_of", "where"]

#: One value, several of which any may hold, or None: not asked.
Asked = str | Sequence[str] | None
#: What nobody rejected.
STANDS = "review_state IS DISTINCT FROM 'rejected'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What claims are asked for; what is None is not asked. All that is asked must hold, of several values any.

    Attributes:
        actor, recipient: a code (`TUR`), a code and a sector (`TUR GOV`), a country's name, or words that are part of
            an entity's name or of the report's own words for it.
        either: actor or recipient, asked alike.
        event: an event type, or several with commas between.
        quad: `verbal_cooperation`, `material_cooperation`, `verbal_conflict`, `material_conflict`.
        realis: `actual`, `future`, `hypothetical` or `negated`.
        certainty: `certain`, `probable` or `possible`.
        since, until: a year, month or day; claims whose event time overlaps the span from the start of `since` to the
            end of `until`. Claims without a resolved time are then left out, unless
        dated: is `publication`: then such a claim has the day on which its report was published.
        place: a place's or country's name, a country's code, or a name and a code: `Tripoli, LBN`.
        country: of the place, as a code or a name.
        bbox: `west,south,east,north` in degrees, edges included; west may be greater than east, across the date line.
        voice: whoever the claim is attributed to, asked like `actor`; `report` for the report's own voice.
        text: part of the evidence sentence, the trigger or the title, whatever its case.
        source: the outlet's name as the report has it, whatever its case.
        report: a report's id or the beginning of one.
        ids: claims' ids, whole.
        measure: what a figure of the claim counts: `killed`, `wounded` and so on.
        score: the least score, 0 to 1.
        review: `open`, `accepted`, `corrected`, `rejected` or `added`: what people decided.
        limit: at most so many claims.
        all_versions: also those of earlier versions of a report.
        rejected: also those that people rejected.
    """

    actor: Asked = None
    recipient: Asked = None
    either: Asked = None
    event: Asked = None
    quad: Asked = None
    realis: Asked = None
    certainty: Asked = None
    since: str | None = None
    until: str | None = None
    dated: str | None = None
    place: Asked = None
    country: Asked = None
    bbox: str | None = None
    voice: Asked = None
    text: Asked = None
    source: Asked = None
    report: Asked = None
    ids: Asked = None
    measure: Asked = None
    score: float | None = None
    review: Asked = None
    limit: int | None = None
    all_versions: bool = False
    rejected: bool = False

    def told(self) -> str:
        """The question in words, for headings."""
        asked = [(name, getattr(self, name)) for name in self.__slots__ if name not in ("all_versions", "rejected")]
        return ", ".join(f"{name} {_told(value)}" for name, value in asked if value is not None and value != ())

    @property
    def by_publication(self) -> bool:
        """Whether a claim without a resolved time has the day of its report."""
        return self.dated == "publication"


def _told(value: Any) -> str:
    return " or ".join(value) if isinstance(value, (list, tuple)) else str(value)


def question_of(filters: Mapping[str, Any]) -> Filter:
    """The question with these filters.

    Raises:
        BadValueError: a filter is unknown.
    """
    unknown = sorted(set(filters) - set(Filter.__dataclass_fields__))
    if unknown:
        raise BadValueError(f"no filter {unknown[0]!r}", mend="one of " + " ".join(Filter.__dataclass_fields__))
    return Filter(**filters)


@dataclass(frozen=True, slots=True)
class Where:
    """The conditions of a question, each under the filter that asked for it.

    Attributes:
        parts: the filter's name, its SQL with `?`, the values for it.
        dated: whether a claim without a resolved time has the day of its report.
    """

    parts: tuple[tuple[str, Sql], ...]
    dated: bool = False

    def sql(self, *, without: Collection[str] = ()) -> str:
        """All conditions but those of the filters named, joined."""
        return " AND ".join(f"({sql})" for name, (sql, _) in self.parts if name not in without) or "true"

    def values(self, *, without: Collection[str] = ()) -> list[Any]:
        """The values for `sql` of the same filters."""
        return [value for name, (_, values) in self.parts if name not in without for value in values]

    def sql_of(self, name: str) -> str:
        """The condition of one filter alone."""
        return " AND ".join(f"({sql})" for own, (sql, _) in self.parts if own == name) or "true"

    def values_of(self, name: str) -> list[Any]:
        """The values for `sql_of`."""
        return [value for own, (_, values) in self.parts if own == name for value in values]


#: Values of one filter: more than anybody types, and far from what the engine can nest.
_MOST = 100


@dataclass(slots=True)
class _Parts:
    found: list[tuple[str, Sql]] = field(default_factory=list)

    def any_of(self, name: str, asked: Asked, condition: Callable[[str], Sql], *, commas: bool = False) -> None:
        values = several(asked, commas=commas)
        if len(values) > _MOST:
            raise BadValueError(f"{len(values)} values", where=name, mend=f"give at most {_MOST}")
        if values:
            made = [condition(value) for value in values]
            self.add(name, (" OR ".join(f"({sql})" for sql, _ in made), [v for _, vs in made for v in vs]))

    def add(self, name: str, condition: Sql | None) -> None:
        if condition is not None:
            self.found.append((name, condition))


def several(asked: Asked, *, commas: bool = False) -> list[str]:
    """The values of a filter, as far as they stand apart: in a sequence or, where that is said, between commas."""
    values = [asked] if isinstance(asked, str) else list(asked or ())
    if not commas:
        return values
    return [part for value in values for part in _between_commas(value)]


def _between_commas(value: str) -> list[str]:
    """The parts; what is commas and spaces alone stays, for the condition to refuse."""
    return [part.strip() for part in value.split(",") if part.strip()] or [value]


def narrow(asked: Filter, *, country_of: CountryOf) -> Where:
    """The conditions of a question.

    Raises:
        BadValueError: a value is no event type, realis, date, number and so on; `where` names the filter.
    """
    parts = _Parts()
    for role in ("actor", "recipient", "voice"):
        parts.any_of(role, getattr(asked, role), partial(make.role, role, country_of=country_of))
    parts.any_of("either", asked.either, lambda value: make.either(value, country_of))
    for name, condition in make.CLOSED.items():
        parts.any_of(name, getattr(asked, name), condition, commas=True)
    parts.add("time", make.time(asked.since, asked.until, _dated(asked.dated)))
    parts.any_of("place", asked.place, lambda value: make.place(value, country_of))
    parts.any_of("country", asked.country, lambda value: make.country(value, country_of), commas=True)
    for name, one in make.FREE.items():
        parts.any_of(name, getattr(asked, name), one)
    if ids := several(asked.ids, commas=True):
        parts.add("ids", ("list_contains(?::VARCHAR[], claim_id)", [ids]))
    parts.add("bbox", make.box(asked.bbox))
    parts.add("score", make.least_score(asked.score))
    for name, sql in _standing(asked):
        parts.add(name, (sql, []))
    if asked.limit is not None and asked.limit < 0:
        raise BadValueError(f"not a number of claims: {asked.limit}", where="limit")
    return Where(tuple(parts.found), asked.by_publication)


def _dated(value: str | None) -> bool:
    if value not in (None, "event", "publication"):
        raise BadValueError(f"no kind of date {value!r}", where="dated", mend="event or publication")
    return value == "publication"


def _standing(asked: Filter) -> Iterable[tuple[str, str]]:
    if not asked.all_versions:
        yield "newest", "newest"
    if not asked.rejected and not asked.review:
        yield "review", STANDS


def where(asked: Filter, *, country_of: CountryOf) -> tuple[str, list[Any]]:
    """The conditions of a question: SQL with `?` and the values for them; see `narrow`."""
    found = narrow(asked, country_of=country_of)
    return found.sql(), found.values()
