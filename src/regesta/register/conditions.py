"""What one value of one filter means in SQL, with `?` for the value itself."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from regesta.errors import BadValueError
from regesta.ontology import scheme
from regesta.register.matching import fold

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
#: ISO 3166 alpha-3, acronyms of bodies, `---`; with sectors behind: `TUR GOV`, `AZE/MIL`.
_CODE = re.compile(r"(---|[A-Z]{2,8})(?:[ /+]([A-Z]{3}))?")
_COUNTRY = re.compile("[A-Z]{3}")
REALIS = ("actual", "future", "hypothetical", "negated")
CERTAINTY = ("certain", "probable", "possible")
#: Codebook section 9.
MEASURES = (
    "killed", "wounded", "casualties", "missing", "detained", "displaced", "hostages", "protesters", "troops",
    "weapons", "money", "people",
)  # fmt: skip
REVIEW = ("open", "accepted", "corrected", "rejected", "added")
#: Asked for as a voice: the report itself.
OWN_VOICE = "report"

#: From a country's name to its code, or None; given from above, as a register knows no gazetteer.
CountryOf = Callable[[str], str | None]
#: A condition with `?` and the values for it.
Sql = tuple[str, list[Any]]


@cache
def quads() -> dict[str, tuple[str, ...]]:
    """The quad classes, as one word each, with their event types in the scheme's order."""
    names = {quad.replace(" ", "_"): quad for quad in scheme.QUADS}
    events = scheme.load().events
    return {name: tuple(event.name for event in events if event.quad == quad) for name, quad in names.items()}


@cache
def _events() -> tuple[str, ...]:
    """The event types in the scheme's order; reading the scheme takes longer than many a question."""
    return tuple(event.name for event in scheme.load().events)


@cache
def quad_of(event: str) -> str:
    """The quad class of an event type, as one word."""
    return next(quad for quad, events in quads().items() if event in events)


def role(name: str, value: str, country_of: CountryOf) -> Sql:
    """A party by code where the value looks like one or names a country, else (or also) by whole words of a name."""
    if name == "voice" and value.strip().lower() == OWN_VOICE:
        return "len(voices) = 0", []
    tag, words = _code_of(value, country_of), fold(value)
    by_tag, by_name = f"list_contains({name}_tags, ?)", f"contains({name}_names, ?)"
    if not words and tag is None:
        raise BadValueError(f"names nobody: {value!r}", where=name, mend="give a code such as TUR or a name")
    if tag is None:
        return by_name, [words]
    # A single short word may be a code or a name ("PKK", "ISIS"); a country's name is its code and nothing else, since
    # "Georgia" as words would also find "the governor of Georgia".
    if words and " " not in tag and (value.strip().isupper() or country_of(value) is None):
        return f"{by_tag} OR {by_name}", [tag, words]
    return by_tag, [tag]


def either(value: str, country_of: CountryOf) -> Sql:
    """A party as actor or as recipient."""
    (one, first), (other, second) = (role(name, value, country_of) for name in ("actor", "recipient"))
    return f"({one}) OR ({other})", [*first, *second]


def _code_of(value: str, country_of: CountryOf) -> str | None:
    """The tag that a value asks for: "UK" is GBR before it is a code of its own, "Azerbaijan MIL" is AZE MIL."""
    value = value.strip()
    if code := country_of(value):
        return code
    name, _, sector = value.rpartition(" ")
    if name and re.fullmatch("[A-Z]{3}", sector) and (code := country_of(name)):
        return f"{code} {sector}"
    match = _CODE.fullmatch(value.upper() if re.fullmatch("[a-z]{3}", value) else value)
    return " ".join(part for part in match.groups() if part) if match else None


def time(since: str | None, until: str | None, by_publication: bool) -> Sql | None:
    """Event time, or else the day of publication, that overlaps a span."""
    end = "coalesce(time_to, published + 1)" if by_publication else "time_to"
    start = "coalesce(time_from, published)" if by_publication else "time_from"
    found: list[tuple[str, date]] = []
    if since is not None:
        found.append((f"{end} > ?", period(since, name="since")[0]))
    if until is not None:
        found.append((f"{start} < ?", period(until, name="until")[1]))
    if len(found) == 2 and found[0][1] >= found[1][1]:
        raise BadValueError(f"{since} is after {until}", where="since", mend="give the earlier one to --since")
    return (" AND ".join(sql for sql, _ in found), [day for _, day in found]) if found else None


def period(value: str, *, name: str) -> tuple[date, date]:
    """The half-open days of a year, month or day.

    Raises:
        BadValueError: it is none.
    """
    match = _PERIOD.fullmatch(value.strip())
    try:
        if not match:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        start = date(year or 0, month or 1, day or 1)
        if day:
            return start, start + timedelta(days=1)
        last = start.replace(day=28) if month else start.replace(month=12, day=28)
        return start, (last + timedelta(days=4)).replace(day=1)
    except (ValueError, OverflowError):
        mend = "write YYYY, YYYY-MM or YYYY-MM-DD"
        raise BadValueError(f"no year, month or day: {value!r}", where=name, mend=mend) from None


def place(value: str, country_of: CountryOf) -> Sql:
    """A place by whole words of its name, or a country; `Tripoli, LBN` is the name in that country."""
    name, comma, code = value.rpartition(",")
    if comma and _COUNTRY.fullmatch(code.strip()) and fold(name):
        return "contains(place_names, ?) AND place.country = ?", [fold(name), code.strip()]
    found = country_of(value) or (value.strip() if _COUNTRY.fullmatch(value.strip()) else None)
    made: list[tuple[str, Any]] = [("contains(place_names, ?)", fold(value))] if fold(value) else []
    if found:
        made.append(("place.country = ?", found))
    if not made:
        raise BadValueError(f"names no place: {value!r}", where="place")
    return " OR ".join(sql for sql, _ in made), [value for _, value in made]


def country(value: str, country_of: CountryOf) -> Sql:
    """A place's country by name or code."""
    code = country_of(value) or value.strip().upper()
    if not _COUNTRY.fullmatch(code):
        raise BadValueError(f"no country {value!r}", where="country", mend="give a name or a code such as TUR")
    return "place.country = ?", [code]


def box(value: str | None) -> Sql | None:
    """A place whose point lies in a box of degrees."""
    if value is None:
        return None
    mend = "write west,south,east,north in degrees: 25,35,45,43"
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError:
        raise BadValueError(f"no box: {value!r}", where="bbox", mend=mend) from None
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise BadValueError(f"no box on a map: {value!r}", where="bbox", mend=mend)
    across = "OR" if west > east else "AND"
    sql = f"place.latitude BETWEEN ? AND ? AND (place.longitude >= ? {across} place.longitude <= ?)"
    return sql, [south, north, west, east]


def least_score(value: float | None) -> Sql | None:
    """A score of at least so much."""
    if value is None:
        return None
    if not (math.isfinite(value) and 0 <= value <= 1):
        raise BadValueError(f"no score: {value}", where="score", mend="give a number from 0 to 1")
    return "score >= ?", [value]


def _one_of(name: str, known: Sequence[str], sql: str, value: str) -> Sql:
    if value.lower() not in known:
        raise BadValueError(f"no {name} {value!r}", where=name, mend="one of " + " ".join(known))
    return sql, [value.lower()]


def _event(value: str) -> Sql:
    if value.upper() not in _events():
        raise BadValueError(f"no event type {value!r}", where="event", mend="one of " + " ".join(_events()))
    return "event = ?", [value.upper()]


def _quad(value: str) -> Sql:
    name = value.lower().replace(" ", "_").replace("-", "_")
    if name not in quads():
        raise BadValueError(f"no quad class {value!r}", where="quad", mend="one of " + " ".join(quads()))
    return "list_contains(?::VARCHAR[], event)", [list(quads()[name])]


#: What `text` searches; an engine that is asked often has it ready in `words`.
_WORDS = """coalesce(words, lower(concat_ws(chr(10), evidence.quote, "trigger".text, report.title)))"""


def _text(value: str) -> Sql:
    return f"contains({_WORDS}, ?)", [value.lower()]


#: Filters with a closed list of values, which may stand between commas.
CLOSED: dict[str, Callable[[str], Sql]] = {
    "event": _event,
    "quad": _quad,
    "realis": partial(_one_of, "realis", REALIS, "realis = ?"),
    "certainty": partial(_one_of, "certainty", CERTAINTY, "certainty = ?"),
    "measure": partial(_one_of, "measure", MEASURES, "list_contains([f.measure for f in figures], ?)"),
    "review": partial(_one_of, "review", REVIEW, "coalesce(review_state, 'open') = ?"),
}
#: Filters that take any words.
FREE: dict[str, Callable[[str], Sql]] = {
    "text": _text,
    "source": lambda value: ("lower(report.source) = ?", [value.lower()]),
    "report": lambda value: ("starts_with(report_id, ?)", [value]),
}
