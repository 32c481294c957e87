"""Calendar dates from words (`3 March 2019`, `the early 1990s`, `the winter of 1940`) and the early and late parts
of an interval.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from regesta.knowledge.calendar_words import FEASTS, MONTHS, NUMBERS, ORDINALS, SEASONS, Words
from regesta.records.claims import Unlinked
from regesta.records.dates import Interval, Precision

_NO_ANCHOR = Unlinked("no publication date")
_BC = Unlinked("before the year 1")
#: A bare month or day so many days back, with tense unknown, means the coming one when that is much nearer.
_STALE, _SOON = 300, 60


def span_of_months(year: int, month: int, count: int, precision: Precision) -> Interval:
    """`count` calendar months from the first of `month`."""
    end = year * 12 + month - 1 + count
    last = date(9999, 12, 31) if end // 12 > 9998 else date(end // 12, end % 12 + 1, 1)
    return Interval(date(year, month, 1), last, precision)


def part_of(whole: Interval, words: Sequence[str]) -> Interval:
    """The early, middle or late part of `whole` that `words` name; `whole` itself when they name none.

    Years: thirds of four months, precision season. Months: ten days, precision week. Decades: the first four, next
    three,
    last three years. `end of` and `beginning of` a year are its last and first two months.
    """
    names = set(words)
    if "half" in names:
        return _slice(whole, 2, 1 if names & {"second", "latter", "last"} else 0)
    if "quarter" in names and whole.precision is Precision.YEAR:
        nth = next((ORDINALS[w] for w in words if w in ORDINALS), 4 if "last" in names else 1)
        return _slice(whole, 4, min(nth, 4) - 1)
    third = (
        0
        if names & {"early", "beginning", "start", "opening", "outset", "turn"}
        else 1
        if names & {"mid", "middle"}
        else None
    )
    if names & {"late", "end", "latter", "close", "later"} and not ("later" in names and "early" in names):
        third = 2
    if third is None or whole.precision is Precision.DAY:
        return whole
    return _third(whole, third, narrow=bool(names & {"end", "beginning", "start", "turn", "close", "outset"}))


def _slice(whole: Interval, pieces: int, which: int) -> Interval:
    length = whole.end - whole.start
    if whole.precision is Precision.YEAR:
        return span_of_months(whole.start.year, 1 + 12 // pieces * which, 12 // pieces, Precision.SEASON)
    start = whole.start + length * which // pieces
    end = whole.start + length * (which + 1) // pieces
    finer = {Precision.MONTH: Precision.WEEK, Precision.DECADE: Precision.YEAR}.get(whole.precision, whole.precision)
    return Interval(start, max(end, start + timedelta(days=1)), finer)


def _third(whole: Interval, third: int, *, narrow: bool) -> Interval:
    year, precision = whole.start.year, whole.precision
    if precision is Precision.YEAR:
        if narrow:
            return span_of_months(year, 1 if third == 0 else 11, 2, Precision.SEASON)
        return span_of_months(year, 1 + 4 * third, 4, Precision.SEASON)
    if precision is Precision.MONTH:
        start = whole.start.replace(day=1 + 10 * third)
        return Interval(start, whole.end if third == 2 else start + timedelta(days=10), Precision.WEEK)
    if precision is Precision.DECADE:
        first, last = ((0, 4), (4, 7), (7, 10))[third]
        return Interval(date(year + first, 1, 1), date(year + last, 1, 1), Precision.YEAR)
    length = whole.end - whole.start
    return Interval(whole.start + length * third // 3, whole.start + length * (third + 1) // 3, precision)


def absolute(
    words: Words, *, anchor: date | None, story: Interval | None, future: bool, last: bool = False
) -> Interval | Unlinked | None:
    """The interval of words with a month, day, year, decade, century, season or feast; None when they hold none.

    What is missing (the year of `March 3`, the month of `the 24th`) comes from the story when there is no anchor or
    the story
    plays in another year, else it is the nearest in the direction of the tense.
    """
    parts = _Parts(words)
    if "B" in words.letters and any(words.lower(n) in ("bc", "bce") for n, c in enumerate(words.letters) if c == "B"):
        return _BC
    value = parts.whole() or parts.without_year(anchor, story, future=future, last=last)
    return part_of(value, parts.texts) if isinstance(value, Interval) else value


class _Parts:
    """The parts of a calendar date found in words."""

    def __init__(self, words: Words) -> None:
        self.texts = [words.lower(n) for n in range(len(words.letters))]
        self.letters = words.letters
        self.text = words.text
        self.month = next((MONTHS[t] for c, t in zip(words.letters, self.texts, strict=True) if c == "M"), 0)
        self.day = self._day()
        self.year = next((int(t[:4]) for c, t in zip(words.letters, self.texts, strict=True) if c == "Y"), 0)
        self.season = next(
            (SEASONS[t.removesuffix("time")] for c, t in zip(words.letters, self.texts, strict=True) if c == "S"), 0
        )

    def _day(self) -> int:
        for letter, text in zip(self.letters, self.texts, strict=True):
            if letter == "d" or (letter == "D" and "M" in self.letters):
                return int(text.rstrip("stndrh"))
        return 0

    def whole(self) -> Interval | Unlinked | None:
        """What needs no context."""
        if "I" in self.letters:
            text = self.texts[self.letters.index("I")]
            return _one_day(int(text[:4]), int(text[5:7]), int(text[8:10]))
        if self.year:
            feast = self._feast(self.year)
            if feast:
                return feast
            if self.month:
                return self._month(self.year)
            if self.season:
                return span_of_months(self.year, self.season, 3, Precision.SEASON)
            return span_of_months(self.year, 1, 12, Precision.YEAR)
        return self._decade() or self._century()

    def _month(self, year: int) -> Interval | Unlinked:
        if self.day:
            return _one_day(year, self.month, self.day)
        return span_of_months(year, self.month, 1, Precision.MONTH)

    def _decade(self) -> Interval | None:
        for letter, text in zip(self.letters, self.texts, strict=True):
            if letter == "Z":
                return span_of_months(int(text[:4]), 1, 120, Precision.DECADE)
            if letter == "z":
                digits = int("".join(c for c in text if c.isdigit()))
                return span_of_months(1900 + digits if digits > 20 else 2000 + digits, 1, 120, Precision.DECADE)
        return None

    def _century(self) -> Interval | None:
        if "C" not in self.letters:
            return None
        number = 0
        for letter, text in zip(self.letters, self.texts, strict=True):
            if letter == "O":
                number += ORDINALS.get(text, 0)
            elif letter == "d":
                number = int(text.rstrip("stndrh"))
            elif letter == "N":
                number += NUMBERS[text]
        return span_of_months(max(1, (number - 1) * 100), 1, 1200, Precision.LONGER) if 1 <= number <= 98 else None

    def _feast(self, year: int) -> Interval | Unlinked | None:
        name = next((t for c, t in zip(self.letters, self.texts, strict=True) if c == "F"), "").replace("’", "'")
        fixed = FEASTS.get(name) or FEASTS.get(name.removesuffix(" day"))
        if name == "9/11":
            return _one_day(2001, *FEASTS[name])
        if fixed:
            return _one_day(year, *fixed)
        if name.startswith(("easter", "good friday", "palm")):
            step = {"good friday": -2, "palm sunday": -7, "easter monday": 1}.get(name, 0)
            day = _easter(year) + timedelta(days=step)
            return Interval(day, day + timedelta(days=1), Precision.DAY)
        if name.startswith("thanksgiving"):
            first = date(year, 11, 1)
            return _one_day(year, 11, 1 + (3 - first.weekday()) % 7 + 21)
        return None

    def without_year(
        self, anchor: date | None, story: Interval | None, *, future: bool, last: bool
    ) -> Interval | Unlinked | None:
        """Month, day, season, feast or clipped year, completed from the context."""
        if "y" in self.letters:
            return self._clipped(anchor, story)
        if not (self.month or self.day or self.season or "F" in self.letters):
            return None
        told = story is not None and (anchor is None or (story.start.year != anchor.year and story.end < anchor))
        base = story.start if told and story else anchor
        if base is None:
            return _NO_ANCHOR
        if self.day and not self.month:
            back = base - timedelta(days=base.day)
            this, before = _one_day(base.year, base.month, self.day), _one_day(back.year, back.month, self.day)
            late = isinstance(this, Interval) and this.start > base and not future and not told
            return before if late else this
        values = [
            v for year in (base.year - 1, base.year, base.year + 1) if isinstance(v := self._in_year(year), Interval)
        ]
        if not values:
            return None
        if told:
            return next((v for v in values if v.start.year == base.year), values[0])
        return _nearest(values, base, future=future, last=last)

    def _in_year(self, year: int) -> Interval | Unlinked | None:
        if not 1 < year < 9998:
            return None
        if self.month:
            return self._month(year)
        if self.season:
            return span_of_months(year, self.season, 3, Precision.SEASON)
        return self._feast(year)

    def _clipped(self, anchor: date | None, story: Interval | None) -> Interval | Unlinked:
        digits = int("".join(c for c in self.texts[self.letters.index("y")] if c.isdigit()))
        base = story.start if story else anchor
        if base is None:
            return _NO_ANCHOR
        year = base.year // 100 * 100 + digits
        year -= 100 if year > base.year + 20 else 0
        return self._month(year) if self.month else span_of_months(year, 1, 12, Precision.YEAR)


def _nearest(values: list[Interval], base: date, *, future: bool, last: bool) -> Interval:
    past = [v for v in values if v.start <= base and not (last and v.end > base)]
    ahead = [v for v in values if v.end > base]
    if future and ahead:
        return ahead[0]
    if not past:
        return values[0]
    stale = (base - past[-1].start).days > _STALE and ahead and (ahead[0].start - base).days < _SOON
    return ahead[0] if stale and not last and ahead[0].precision is Precision.DAY else past[-1]


def _one_day(year: int, month: int, day: int) -> Interval | Unlinked:
    if not (1 <= year < 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return Unlinked("no such day")
    start = date(year, month, day)
    return Interval(start, start + timedelta(days=1), Precision.DAY)


def _easter(year: int) -> date:
    """Western Easter Sunday by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
