"""Values of time expressions as TimeML writes them, from our intervals and words, so that they can be compared."""

from __future__ import annotations

import re
from datetime import timedelta

from regesta.records.claims import Unlinked
from regesta.records.dates import Interval, Precision
from regesta.records.spans import Span
from regesta.text.numbers import find_numbers

_REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
_UNITS = {
    "second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "week": "{}W", "month": "{}M", "year": "{}Y",
    "decade": "{}0Y", "century": "{}00Y", "centurie": "{}00Y",
}  # fmt: skip
_UNIT = re.compile(r"\b(second|minute|hour|day|week|month|year|decade|century|centurie)s?\b", re.I)
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_SEASON_WORDS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


def normal(value: str) -> str:
    """A gold value without what is not compared: time of day, unknown parts at its end; "" for what has no value.

    `PRESENT_REF` and its like count as no value: they say that the words point to no day.
    """
    value = value.strip()
    if value in _REFERENCES:
        return ""
    if not value.startswith("P"):
        value = value.partition("T")[0]
    return re.sub(r"(?:-XX)+$", "", value)


def value_of(interval: Interval | Unlinked, words: str) -> str:
    """An interval as a TimeML value; "" when the words were left unresolved."""
    if isinstance(interval, Unlinked):
        return ""
    start, days = interval.start, (interval.end - interval.start).days
    match interval.precision:
        case Precision.DAY:
            return start.isoformat()
        case Precision.WEEK:
            if days == 7 and start.weekday() == 0:
                year, week, _ = start.isocalendar()
                return f"{year:04d}-W{week:02d}"
            return f"{start:%Y-%m}"
        case Precision.MONTH:
            return f"{start:%Y-%m}"
        case Precision.SEASON:
            return _season(interval, words)
        case Precision.YEAR:
            return f"{start.year:04d}"
        case Precision.DECADE:
            return f"{start.year // 10:03d}"
    return f"{start.year // 100:02d}" if abs(days - 36525) < 2 else f"{start.year:04d}"


def _season(interval: Interval, words: str) -> str:
    """A season by its words, a quarter or a half by its length; a third ("early 2014") is its year with a modifier."""
    start = interval.start
    for word, code in _SEASON_WORDS.items():
        if re.search(rf"\b{word}\b", words, re.I):
            return f"{start.year:04d}-{code}"
    last = interval.end - timedelta(days=1)
    months = (last.year - start.year) * 12 + last.month - start.month + 1
    if months == 3 and start.month % 3 == 1:
        return f"{start.year:04d}-Q{(start.month + 2) // 3}"
    if months == 3 and start.month in _SEASONS:
        return f"{start.year:04d}-{_SEASONS[start.month]}"
    if months == 6:
        return f"{start.year:04d}-H{1 if start.month == 1 else 2}"
    return f"{start.year:04d}"


def duration_value(words: str) -> str:
    """A length of time as a TimeML value (`nine months`: P9M); X where no number is told (`several days`: PXD)."""
    unit = _UNIT.search(words.replace("-", " "))
    if unit is None:
        return ""
    form = _UNITS[unit[1].lower()]
    told = find_numbers(words, Span(0, len(words)))
    if told and told[0].low is not None and told[0].low == told[0].high and float(told[0].low).is_integer():
        return f"P{form.format(int(told[0].low))}"
    if re.match(r"(?:an?|the|one)\b", words, re.I):
        return f"P{form.format(1)}"
    return f"P{form.format('X').replace('X0Y', 'XE').replace('X00Y', 'XC')}"
