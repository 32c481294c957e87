"""TimeML values (`2003-04-09`, `2008-H2`, `P9M`) of time words, so that we can be measured on TimeML corpora."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from regesta.knowledge.calendar import TimeExpression, resolve_times
from regesta.knowledge.calendar_words import MONTHS, NUMBERS, SEASONS, UNITS, read
from regesta.records.claims import Unlinked
from regesta.records.dates import Interval, Precision

_PERIOD = {"second": ("T", "S"), "minute": ("T", "M"), "hour": ("T", "H"), "day": ("", "D"), "week": ("", "W"),
"fortnight": ("", "W"),
           "month": ("", "M"), "quarter": ("", "Q"), "year": ("", "Y"), "decade": ("", "DE"), "century": ("",
           "CE")}  # fmt: skip
_BC = re.compile(r"\bB\.?C\.?(?:E\b)?")
_PRESENT = frozenset({"now", "currently", "nowadays", "presently", "current", "present"})
_PAST = frozenset({"recently", "recent", "former", "past", "once"})
_SEASON = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_MODIFIED = re.compile(
    r"^(?:the\s)?(?:very\s)?(?:early|late|mid|middle|beginning|start|end|close|rest|remainder|morning|night"
    r"|evening|afternoon)[\s-]"
    r"(?:(?:part|days|hours)\s)?(?:of\s|in\s|on\s)?(?:the\s)?",
    re.I,
)


def timex_values(
    text: str, times: Sequence[TimeExpression], *, anchor: date | None, history: bool = False
) -> list[str]:
    """One TimeML value an expression, "" where none; see `calendar.resolve_times` for `history`."""
    bare = [_unmodified(text, time) for time in times]
    values = resolve_times(text, bare, anchor=anchor, history=history)
    return [_value(time.span.of(text), time, value) for time, value in zip(times, values, strict=True)]


def _unmodified(text: str, time: TimeExpression) -> TimeExpression:
    """Without `early`, `the end of`: TimeML writes these as a modifier beside the value of the whole."""
    match = _MODIFIED.match(time.span.of(text))
    if not match or match.end() >= len(time.span):
        return time
    span = type(time.span)(time.span.start + match.end(), time.span.end)
    return TimeExpression(span, span, time.kind)


def _value(words: str, time: TimeExpression, value: Interval | Unlinked) -> str:
    lower = words.lower()
    if time.kind == "vague" or lower in _PRESENT | _PAST | {"future", "the future"}:
        tokens = set(re.findall(r"[a-z]+", lower))
        return (
            "FUTURE_REF"
            if "future" in tokens
            else "PAST_REF"
            if tokens & _PAST
            else "PRESENT_REF"
            if tokens & _PRESENT
            else ""
        )
    if _BC.search(words):
        return _before_christ(words)
    letters = read(words, 0, len(words), sure=True).letters
    length = _period(words)
    if length and (time.kind == "duration" or (re.search(r"[lnh]", letters) and re.search(r"[NDGHQ]-?A*U|U$", letters)
                                               and words.rstrip().lower().endswith("s"))):  # fmt: skip
        return length
    if isinstance(value, Unlinked):
        return length if time.kind == "duration" else ""
    return _date_value(value)


def _before_christ(words: str) -> str:
    """Years before the year 1, which no calendar date can hold: `BC0480`, `BC0480-SP`, `BC047` (470s), `BC03` (4th
    century).
    """
    century = re.search(r"(\d{1,2})(?:st|nd|rd|th)[\s-]century", words, re.I)
    if century:
        return f"BC{int(century[1]) - 1:02d}"
    year = re.search(r"(\d{1,4})(s)?\s?B\.?C", words, re.I)
    if not year:
        return ""
    if year[2]:
        return f"BC{int(year[1]) // 10:03d}"
    season = next((SEASONS[w] for w in words.lower().split() if w in SEASONS), 0)
    month = next((MONTHS[w] for w in words.lower().split() if w in MONTHS), 0)
    return f"BC{int(year[1]):04d}" + (f"-{_SEASON[season]}" if season else f"-{month:02d}" if month else "")


def _date_value(value: Interval) -> str:
    start = value.start
    if value.precision is Precision.DAY:
        return start.isoformat()
    if value.precision is Precision.WEEK:
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02d}"
    if value.precision is Precision.MONTH:
        return f"{start:%Y-%m}"
    if value.precision is Precision.SEASON:
        return _season_value(value)
    if value.precision is Precision.DECADE:
        return f"{start:%Y}"[:3]
    if value.precision is Precision.LONGER:
        return f"{start.year // 100:02d}"
    return f"{start:%Y}"


def _season_value(value: Interval) -> str:
    months = round((value.end - value.start).days / 30.4)
    if months == 6:
        return f"{value.start:%Y}-H{1 if value.start.month == 1 else 2}"
    if months == 3 and value.start.month in _SEASON:
        return f"{value.start:%Y}-{_SEASON[value.start.month]}"
    if months == 3:
        return f"{value.start:%Y}-Q{(value.start.month + 2) // 3}"
    return f"{value.start:%Y}"


def _number(word: str) -> int:
    digits = word.replace(",", "")
    return int(digits) if digits.isdigit() else NUMBERS.get(word, 0)


def _period(words: str) -> str:
    """`nine-month` is P9M, `several days` PXD; "" for words that are no length."""
    tokens = read(words, 0, len(words), sure=True)
    unit = next(
        (UNITS[tokens.lower(n)] for n, c in enumerate(tokens.letters) if c == "U"),
        "century" if "C" in tokens.letters else "",
    )
    if not unit:
        return ""
    counts = [_number(tokens.lower(n)) for n, letter in enumerate(tokens.letters) if letter in "DGHYN"]
    seen, total = any(counts), sum(counts)
    lone = "U" in tokens.letters and not tokens.lower(tokens.letters.index("U")).endswith("s")
    count = str(total) if seen else "1" if lone and "Q" not in tokens.letters else "X"
    prefix, letter = _PERIOD.get(unit, ("", "D"))
    return f"P{prefix}{count}{letter}"
