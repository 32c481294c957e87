"""Calendar arithmetic on days, and what time words are read against."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from regesta.knowledge.calendar_parts import span_of_months
from regesta.knowledge.calendar_words import NUMBERS, UNITS, VAGUE, Words
from regesta.records.claims import Unlinked
from regesta.records.dates import Interval, Precision

NO_ANCHOR = Unlinked("no publication date")
NO_STORY = Unlinked("no earlier date to count from")
NOT_WHEN = Unlinked("says how long or how often, not when")
VAGUE_TIME = Unlinked("too vague for a calendar")
UNREAD = Unlinked("no rule for these time words")
LUNAR_DATE = Unlinked("the date of this feast moves with the moon")

DAY = timedelta(days=1)
SCALE = {
    "second": Precision.DAY, "minute": Precision.DAY, "hour": Precision.DAY, "day": Precision.DAY,
    "week": Precision.WEEK,
    "fortnight": Precision.WEEK, "month": Precision.MONTH, "quarter": Precision.SEASON, "year": Precision.YEAR,
    "decade": Precision.DECADE, "century": Precision.LONGER, "millennium": Precision.LONGER,
}  # fmt: skip
ORDER = list(Precision)


@dataclass(frozen=True, slots=True)
class Setting:
    """What words are read against: publication date, narrative date, tense, and the preposition they stood behind."""

    anchor: date | None
    narrative: Interval | None
    tense: str
    lead: str

    @property
    def now(self) -> date | None:
        """The anchor, or where the story stands when there is no anchor."""
        return self.anchor or (self.narrative.start if self.narrative else None)

    @property
    def future(self) -> bool:
        """Whether the words look ahead."""
        return self.tense == "future"


#: A rule's answer; None when the words are not for it.
Result = Interval | Unlinked | None


def make(start: date, end: date, precision: Precision) -> Interval:
    """An interval of at least one day."""
    return Interval(start, max(end, start + DAY), precision)


def safe_day(year: int, month: int, day: int) -> date:
    """The day, moved into its month and into the years that dates can hold."""
    year = min(max(year, 1), 9998)
    return date(year, month, min(day, monthrange(year, month)[1]))


def shift(day: date, unit: str, count: int) -> date:
    """`day` moved by `count` units; months and years keep the day of the month where it exists."""
    try:
        if unit in ("second", "minute", "hour"):
            return day
        if unit in ("day", "week", "fortnight"):
            return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
        months = (
            count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}[unit]
        )
        at = day.year * 12 + day.month - 1 + months
        return safe_day(at // 12, at % 12 + 1, day.day)
    except (OverflowError, ValueError):
        return date.min if count < 0 else date(9998, 12, 31)


def unit_around(day: date, unit: str) -> Interval:
    """The calendar unit that holds `day`; weeks from Monday."""
    if unit in ("second", "minute", "hour", "day"):
        return Interval(day, day + DAY, Precision.DAY)
    if unit in ("week", "fortnight"):
        start = day - timedelta(days=day.weekday())
        return Interval(start, start + timedelta(days=7 if unit == "week" else 14), Precision.WEEK)
    if unit == "month":
        return span_of_months(day.year, day.month, 1, Precision.MONTH)
    if unit == "quarter":
        return span_of_months(day.year, (day.month - 1) // 3 * 3 + 1, 3, Precision.SEASON)
    if unit == "year":
        return span_of_months(day.year, 1, 12, Precision.YEAR)
    years = {"decade": 10, "century": 100, "millennium": 1000}[unit]
    return span_of_months(max(1, day.year // years * years), 1, 12 * years, SCALE[unit])


def at_distance(start: date, unit: str, count: int, *, vague: bool) -> Interval:
    """The unit so far from `start`; a week is the seven days around the day meant, vague days are five."""
    day = shift(start, unit, count)
    if unit in ("week", "fortnight"):
        return Interval(shift(day, "day", -3), shift(day, "day", 4), Precision.WEEK)
    if vague and unit == "day":
        return Interval(shift(day, "day", -2), shift(day, "day", 3), Precision.WEEK)
    if unit == "decade":
        return make(shift(day, "year", -5), shift(day, "year", 5), Precision.DECADE)
    return unit_around(day, unit)


def count_word(word: str, *, plural: bool) -> int:
    """A number word or digits; vague words by `VAGUE`, others a few when plural, else one."""
    if word.replace(",", "").isdigit():
        return int(word.replace(",", ""))
    if word in VAGUE:
        return VAGUE[word]
    return NUMBERS.get(word, VAGUE["few"] if plural else 1)


def count_units(words: Words) -> tuple[int, str]:
    """How many of which unit: `twenty-one days` is (21, day); a bare plural counts as a few."""
    total, vague, unit, plural, seen = 0, 0, "", False, False
    for n, letter in enumerate(words.letters):
        word = words.lower(n)
        if letter in "DGHYN":
            total, seen = total + count_word(word, plural=False), True
        elif letter == "Q":
            vague = max(vague, VAGUE[word])
        elif letter == "U":
            unit, plural = UNITS[word], word.endswith("s") or word == "millennia"
        elif letter == "C":
            unit, plural = "century", word == "centuries"
    if not seen:
        total = vague or (VAGUE["few"] if plural else 1)
    return min(total, 100_000), unit or "day"


def precision_of(unit: str, *, vague: bool) -> Precision:
    """A vague number is one step coarser: `several days` is a week (codebook section 7)."""
    """A vague number is one step coarser: `several days` is a week (codebook section 7)."""
    plain = SCALE[unit]
    return Precision.WEEK if vague and plain is Precision.DAY else plain


def is_vague(words: Words) -> bool:
    """Whether the number of units is vague (`several days`) or left open (`days later`)."""
    at = words.letters.rfind("U")
    plural = at >= 0 and words.lower(at).endswith("s")
    return "Q" in words.letters or (plural and not any(c in words.letters for c in "DGHYN"))


def lasting(start: date, end: date) -> Precision:
    """How finely a stretch (half open) is told, as our training annotations have it for lengths and `since ...`.

    The steps fit 60 of 82 lengths and 34 of 51 stretches of up to three days, 72 of 78 and 53 of 62 of up to 14, 93 of
    158 and 151 of 226 of up to 300, 6 of 13 and 33 of 51 of up to 500, and 51 of 94 and 157 of 242 longer ones; nothing
    else fits better, as coders differ over three months (`season` for a third) and two to four years (`year`).
    """
    steps = ((3, Precision.DAY), (14, Precision.WEEK), (300, Precision.MONTH), (500, Precision.YEAR))
    days = (end - start).days - 1
    return next((precision for most, precision in steps if days <= most), Precision.LONGER)
