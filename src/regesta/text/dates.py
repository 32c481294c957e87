"""Publication dates as documents print them. Strict: what can be read in two ways is not read at all.

The answer is the day in the document's own zone: `2024-05-03T23:30:00-04:00` is the third of May, because "on Friday"
in that report means the Friday of its newsroom.
"""

from __future__ import annotations

import re
from datetime import date

from regesta.text.listing import key

#: Years a news report can bear. Earlier is a misread number, later a placeholder.
FIRST_YEAR, LAST_YEAR = 1800, 2100

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:(?P<weekday>mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:s?day|nesday|rsday|urday)?\.?,?\s{1,3})?"
_ZONE = r"(?:Z|UTC|GMT|[A-Z]{2,5}|[+-]\d{2}:?\d{2})"
_CLOCK = (
    r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d{1,9})?)?\s?(?:[ap]\.?m\.?)?"
    rf"(?:\s?\(?{_ZONE}\)?)?(?:\s?\([A-Z]{{2,5}}\))?)"
)
_TAIL = rf"(?:[\s,|·•–—-]{{0,4}}(?:at\s)?{_CLOCK})?"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?P<year>\d{{4}})[-/](?P<number>\d{{2}})[-/](?P<day>\d{{2}})(?:[T\s]\s?{_CLOCK})?",
        r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?:T\d{6}Z?)?",
        rf"{_WEEKDAY}{_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}{_TAIL}",
        rf"{_WEEKDAY}(?:the\s)?{_DAY}\.?(?:\sof)?[\s-]{{1,3}}{_MONTH},?[\s-]{{1,3}}{_YEAR}{_TAIL}",
    )
)
_LEAD = re.compile(
    r"(?:(?:first\s)?(?:published|posted|updated|last\supdated|last\smodified|date|filed|issued|released)(?:\s(?:on|at))?\s?:?\s{0,3})?"
    rf"(?:{_CLOCK}[\s,|·•–—-]{{1,4}})?",
    re.I,
)


def publication_date(words: str) -> date | None:
    """The day that `words`, and nothing but `words`, name; None when they do not name one without doubt.

    Reads ISO 8601 (`2024-05-03T10:00:00+02:00`, `20240503`), RFC 822 (`Fri, 03 May 2024 10:00:00 GMT`), and English
    dates with the month as a word (`Wednesday, July 10, 2019`, `4 March 2019`, `Published: Mar. 4, 2019 at 10:15`).
    `03/04/2019` is refused: it is two days. A weekday that contradicts the date is refused, too.
    """
    words = words.strip()
    if not 8 <= len(words) <= 80:
        return None
    lead = _LEAD.match(words)
    words = words[lead.end() :].strip() if lead else words
    for form in _FORMS:
        match = form.fullmatch(words)
        if match:
            return _day(match)
    return None


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else MONTHS[key(match["month"])]
    year = int(match["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        day = date(year, month, int(match["day"]))
    except ValueError:
        return None
    weekday = parts.get("weekday")
    if weekday and not _WEEKDAYS[day.weekday()].startswith(weekday.lower()[:3]):
        return None
    return day
