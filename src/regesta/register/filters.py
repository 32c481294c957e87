"""A question to a register as a value, and its conditions in SQL. No word of a user's ever becomes SQL text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from regesta.errors import BadValueError
from regesta.ontology import scheme
from regesta.register.matching import fold

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
#: ISO 3166 alpha-3, acronyms of bodies, `---`; with sectors behind: `TUR GOV`, `AZE/MIL`.
_CODE = re.compile(r"(---|[A-Z]{2,8})(?:[ /+]([A-Z]{3}))?")
_REALIS = ("actual", "future", "hypothetical", "negated")
_REVIEW = ("open", "accepted", "corrected", "rejected", "added")
#: What nobody rejected.
STANDS = "review_state IS DISTINCT FROM 'rejected'"
#: Asked for as a voice: the report itself.
OWN_VOICE = "report"

#: From a country's name to its code, or None; given from above, as a register knows no gazetteer.
CountryOf = Callable[[str], str | None]
_Condition = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What claims are asked for; what is None is not asked.

    Attributes:
        actor, recipient: a code (`TUR`), a code and a sector (`TUR GOV`), a country's name, or words that are part of
            an entity's name or of the report's own words for it.
        event: an event type, or several with commas between.
        realis: `actual`, `future`, `hypothetical` or `negated`.
        since, until: a year, month or day; claims whose event time overlaps the span from the start of `since` to the
            end of `until`. Claims without a resolved time are then left out.
        place: a place's or country's name, or a country's code.
        voice: whoever the claim is attributed to, asked like `actor`; `report` for the report's own voice.
        text: part of the evidence sentence or the trigger, whatever its case.
        report: a report's id or the beginning of one.
        review: `open`, `accepted`, `corrected`, `rejected` or `added`: what people decided.
        limit: at most so many claims.
        all_versions: also those of earlier versions of a report.
        rejected: also those that people rejected.
    """

    actor: str | None = None
    recipient: str | None = None
    event: str | None = None
    realis: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    voice: str | None = None
    text: str | None = None
    report: str | None = None
    review: str | None = None
    limit: int | None = None
    all_versions: bool = False
    rejected: bool = False

    def told(self) -> str:
        """The question in words, for headings."""
        asked = [(name, getattr(self, name)) for name in _ASKED]
        return ", ".join(f"{name} {value}" for name, value in asked if value is not None)


_ASKED = (
    "actor",
    "recipient",
    "event",
    "realis",
    "since",
    "until",
    "place",
    "voice",
    "text",
    "report",
    "review",
    "limit",
)


def where(asked: Filter, *, country_of: CountryOf) -> tuple[str, list[Any]]:
    """The conditions of a question: SQL with `?` and the values for them.

    Raises:
        BadValueError: a value is no event type, realis, date or number.
    """
    found = [
        *_role("actor", asked.actor, country_of),
        *_role("recipient", asked.recipient, country_of),
        *_voice(asked.voice, country_of),
        *_event(asked.event),
        *_realis(asked.realis),
        *_time(asked.since, asked.until),
        *_place(asked.place, country_of),
        *_text(asked.text),
    ]
    found += _review(asked.review, rejected=asked.rejected)
    if asked.report is not None:
        found.append(("starts_with(report_id, ?)", [asked.report]))
    if not asked.all_versions:
        found.append(("newest", []))
    if asked.limit is not None and asked.limit < 0:
        raise BadValueError(f"not a number of claims: {asked.limit}", where="limit")
    return " AND ".join(f"({sql})" for sql, _ in found) or "true", [value for _, values in found for value in values]


def _role(role: str, value: str | None, country_of: CountryOf) -> list[_Condition]:
    """By code where the value looks like one or names a country, else (or also) by whole words of a name."""
    if value is None:
        return []
    tag, words = _code_of(value, country_of), fold(value)
    by_tag: _Condition = (f"list_contains({role}_tags, ?)", [tag])
    by_name: _Condition = (f"contains({role}_names, ?)", [words])
    if not words and tag is None:
        raise BadValueError(f"names nobody: {value!r}", where=role, mend="give a code such as TUR or a name")
    if tag is None:
        return [by_name]
    # A single short word may be a code or a name ("PKK", "ISIS"); a country's name is its code and nothing else, since
    # "Georgia" as words would also find "the governor of Georgia".
    if words and " " not in tag and (value.strip().isupper() or country_of(value) is None):
        return [(f"{by_tag[0]} OR {by_name[0]}", [tag, words])]
    return [by_tag]


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


def _voice(value: str | None, country_of: CountryOf) -> list[_Condition]:
    if value is not None and value.strip().lower() == OWN_VOICE:
        return [("len(voices) = 0", [])]
    return _role("voice", value, country_of)


def _event(value: str | None) -> list[_Condition]:
    if value is None:
        return []
    known = [event.name for event in scheme.load().events]
    asked = [part.strip().upper() for part in value.split(",") if part.strip()]
    for part in asked or [value]:
        if part not in known:
            raise BadValueError(f"no event type {part!r}", where="event", mend="one of " + " ".join(known))
    return [("list_contains(?::VARCHAR[], event)", [asked])]


def _realis(value: str | None) -> list[_Condition]:
    if value is None:
        return []
    if value.lower() not in _REALIS:
        raise BadValueError(f"no realis {value!r}", where="realis", mend="one of " + " ".join(_REALIS))
    return [("realis = ?", [value.lower()])]


def _review(value: str | None, *, rejected: bool) -> list[_Condition]:
    if value is None:
        return [] if rejected else [(STANDS, [])]
    if value.lower() not in _REVIEW:
        raise BadValueError(f"no state of review {value!r}", where="review", mend="one of " + " ".join(_REVIEW))
    return [("coalesce(review_state, 'open') = ?", [value.lower()])]


def _time(since: str | None, until: str | None) -> list[_Condition]:
    found: list[_Condition] = []
    if since is not None:
        found.append(("time_to > ?", [period(since, name="since")[0]]))
    if until is not None:
        found.append(("time_from < ?", [period(until, name="until")[1]]))
    if len(found) == 2 and found[0][1] >= found[1][1]:
        raise BadValueError(f"{since} is after {until}", where="since", mend="give the earlier one to --since")
    return found


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


def _place(value: str | None, country_of: CountryOf) -> list[_Condition]:
    if value is None:
        return []
    code = country_of(value) or (value.strip() if re.fullmatch("[A-Z]{3}", value.strip()) else None)
    conditions: list[_Condition] = [("contains(place_names, ?)", [fold(value)])] if fold(value) else []
    if code:
        conditions.append(("place.country = ?", [code]))
    if not conditions:
        raise BadValueError(f"names no place: {value!r}", where="place")
    return [(" OR ".join(sql for sql, _ in conditions), [v for _, values in conditions for v in values])]


def _text(value: str | None) -> list[_Condition]:
    if value is None:
        return []
    wanted = value.lower()
    return [('contains(lower(evidence.quote), ?) OR contains(lower("trigger".text), ?)', [wanted, wanted])]
