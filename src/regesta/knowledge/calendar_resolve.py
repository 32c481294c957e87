"""From time words to days: one rule a form, tried in order on the letters of the words (see `calendar_words`)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from regesta.knowledge.calendar_parts import absolute, part_of, span_of_months
from regesta.knowledge.calendar_words import LUNAR, NUMBERS, ORDINALS, SEASONS, UNITS, VAGUE, WEEKDAYS, Words, read
from regesta.records.claims import Unlinked
from regesta.records.dates import Interval, Precision

NO_ANCHOR = Unlinked("no publication date")
NO_STORY = Unlinked("no earlier date to count from")
NOT_WHEN = Unlinked("says how long or how often, not when")
VAGUE_TIME = Unlinked("too vague for a calendar")
UNREAD = Unlinked("no rule for these time words")
BEFORE_CHRIST = Unlinked("before the year 1")
LUNAR_DATE = Unlinked("the date of this feast moves with the moon")

_DAY = timedelta(days=1)
_SCALE = {
    "second": Precision.DAY, "minute": Precision.DAY, "hour": Precision.DAY, "day": Precision.DAY, "week": Precision.WEEK,
    "fortnight": Precision.WEEK, "month": Precision.MONTH, "quarter": Precision.SEASON, "year": Precision.YEAR,
    "decade": Precision.DECADE, "century": Precision.LONGER, "millennium": Precision.LONGER,
}  # fmt: skip
_ORDER = list(Precision)


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


Result = Interval | Unlinked | None
_LEAD = re.compile(
    r"(?:just |only )?(?:(?:in|over|during|within|throughout|for|through) the course of|as (?:of|early as|late as)|ever since|"
    r"up to|leading up to|in|on|at|during|since|by|until|till|from|over|throughout|within|for|through|between|before|after"
    r"|following|amid|around|about|of|beginning|starting)\b\s*",
    re.I,
)
_RANGE = re.compile(r"(?:(?:from|between)\s+)?(?P<one>.{1,40}?)\s*(?:\bto\b|\band\b|\buntil\b|\btill\b|\bthrough\b|[-–—])\s*(?P<two>.{1,40})", re.I)
_LEADING_UP = re.compile(r"(?:in )?the (?P<count>\w+ )?(?P<unit>days?|weeks?|months?|years?) (?:leading up to|before|prior to|ahead of)\b\s*\S.*", re.I)


def resolve_words(words: str, *, anchor: date | None, narrative: Interval | None, tense: str) -> Interval | Unlinked:
    """See `calendar.resolve_time`."""
    text = " ".join(words.split()).strip(" .,;:()")
    if not text or len(text) > 200:
        return UNREAD
    lead = ""
    while (match := _LEAD.match(text)) and match.end() < len(text):
        lead, text = (f"{lead} {match.group().strip().lower()}".strip(), text[match.end() :])
    setting = Setting(anchor, narrative, tense, lead)
    value = _leading_up(text, setting) or _between(text, setting) or _plain(text, setting)
    if value is None:
        return UNREAD
    return _led(value, setting) if isinstance(value, Interval) else value


def _plain(text: str, setting: Setting) -> Result:
    if text.lower() in LUNAR:
        return LUNAR_DATE
    words = read(text, 0, len(text), sure=True)
    for form, rule in _RULES:
        if form.fullmatch(words.letters):
            value = rule(words, setting)
            if value is not None:
                return value
    return absolute(words, anchor=setting.anchor, story=setting.narrative, future=setting.future)


def _led(value: Interval, setting: Setting) -> Interval | Unlinked:
    """What a preposition makes of an interval: `since 2014` runs to the anchor, `before 2014` says no day at all."""
    lead = setting.lead.split(" ")[-1] if setting.lead else ""
    if lead == "since" and setting.anchor and value.start <= setting.anchor:
        end = setting.anchor + _DAY
        return Interval(value.start, max(end, value.start + _DAY), value.precision)
    if lead == "before":
        return Unlinked("says only before what")
    if lead == "after" and setting.anchor and value.end <= setting.anchor:
        return Interval(value.end, setting.anchor + _DAY, value.precision)
    return value


def _leading_up(text: str, setting: Setting) -> Result:
    """`in the week leading up to the vote`: the week before the story's date, or before the anchor."""
    match = _LEADING_UP.fullmatch(text)
    if not match:
        return None
    unit = UNITS[match["unit"].lower()]
    count = _count_word((match["count"] or "").strip().lower(), plural=match["unit"].lower().endswith("s"))
    end = setting.narrative.start if setting.narrative else setting.anchor
    if end is None:
        return NO_ANCHOR
    return _make(_shift(end, unit, -count), end, Precision.WEEK if unit == "day" else _SCALE[unit])


def _between(text: str, setting: Setting) -> Result:
    """Ranges: `March to May 2011`, `between 2011 and 2014`, `1914-18`, `September 3-5`."""
    match = _RANGE.fullmatch(text)
    if not match or re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    one_words, two_words = match["one"], match["two"]
    clipped = re.fullmatch(r"\d{1,2},?\s\d{4}", two_words)
    month = re.match(r"([A-Z][a-z]+\.?)\s\d", one_words)
    two = _plain(f"{month[1]} {two_words}" if clipped and month else two_words, setting)
    if not isinstance(two, Interval):
        two = _short_end(one_words, two_words, setting)
    if not isinstance(two, Interval):
        return None
    year = re.search(r"\b\d{4}\b", two_words)
    one: Result = None
    if year and not re.search(r"\d{3}", one_words):
        month = re.search(r"\b[A-Z][a-z]+\b", two_words)
        fuller = f"{one_words} {month.group()} {year.group()}" if one_words.isdigit() and month else f"{one_words} {year.group()}"
        one = _plain(fuller, setting)
    if not isinstance(one, Interval):
        month = re.search(r"\b[A-Z][a-z]+\b", two_words)
        one = _plain(f"{one_words} {month.group()}", setting) if one_words.isdigit() and month else _plain(one_words, setting)
    if not isinstance(one, Interval):
        return None
    if one.start >= two.end:
        one = _year_back(one)
    return _make(one.start, two.end, _coarser(one.precision, two.precision))


def _short_end(one: str, two: str, setting: Setting) -> Result:
    """The clipped second end of a range: `1914-18`, `September 3-5`."""
    if not two.isdigit():
        return None
    year = re.search(r"\b(\d\d)\d\d$", one)
    if year and len(two) == 2:
        return _plain(year[1] + two, setting)
    day = re.fullmatch(r"(.*[A-Za-z.]\s?)\d{1,2}(?:st|nd|rd|th)?", one)
    return _plain(day[1] + two, setting) if day else None


def _year_back(value: Interval) -> Interval:
    return Interval(_safe(value.start.year - 1, value.start.month, value.start.day),
                    _safe(value.end.year - 1, value.end.month, value.end.day), value.precision)  # fmt: skip


def _coarser(one: Precision, two: Precision) -> Precision:
    return max(one, two, key=_ORDER.index)


def _make(start: date, end: date, precision: Precision) -> Interval:
    return Interval(start, max(end, start + _DAY), precision)


def _safe(year: int, month: int, day: int) -> date:
    year = min(max(year, 1), 9998)
    return date(year, month, min(day, monthrange(year, month)[1]))


def _shift(day: date, unit: str, count: int) -> date:
    """`day` moved by `count` units; months and years keep the day of the month where it exists."""
    try:
        if unit in ("second", "minute", "hour"):
            return day
        if unit in ("day", "week", "fortnight"):
            return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
        months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}[unit]
        at = day.year * 12 + day.month - 1 + months
        return _safe(at // 12, at % 12 + 1, day.day)
    except (OverflowError, ValueError):
        return date.min if count < 0 else date(9998, 12, 31)


def _around(day: date, unit: str) -> Interval:
    """The calendar unit that holds `day`; weeks from Monday."""
    if unit in ("second", "minute", "hour", "day"):
        return Interval(day, day + _DAY, Precision.DAY)
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
    return span_of_months(max(1, day.year // years * years), 1, 12 * years, _SCALE[unit])


def _count_word(word: str, *, plural: bool) -> int:
    if word.replace(",", "").isdigit():
        return int(word.replace(",", ""))
    if word in VAGUE:
        return VAGUE[word]
    return NUMBERS.get(word, VAGUE["few"] if plural else 1)


def _count(words: Words) -> tuple[int, str]:
    """How many of which unit: `twenty-one days` is (21, day); a bare plural counts as a few."""
    total, vague, unit, plural, seen = 0, 0, "", False, False
    for n, letter in enumerate(words.letters):
        word = words.lower(n)
        if letter in "DGHYN":
            total, seen = total + _count_word(word, plural=False), True
        elif letter == "Q":
            vague = max(vague, VAGUE[word])
        elif letter == "U":
            unit, plural = UNITS[word], word.endswith("s") or word == "millennia"
        elif letter == "C":
            unit, plural = "century", word == "centuries"
    if not seen:
        total = vague or (VAGUE["few"] if plural else 1)
    return min(total, 100_000), unit or "day"


def _precise(unit: str, *, vague: bool) -> Precision:
    """A vague number is one step coarser: `several days` is a week (codebook section 7)."""
    plain = _SCALE[unit]
    return Precision.WEEK if vague and plain is Precision.DAY else plain


def _is_vague(words: Words) -> bool:
    at = words.letters.rfind("U")
    plural = at >= 0 and words.lower(at).endswith("s")
    return "Q" in words.letters or (plural and not any(c in words.letters for c in "DGHYN"))


def _deictic(words: Words, setting: Setting) -> Result:
    """today, yesterday, tomorrow, tonight, this morning, last night."""
    if setting.anchor is None:
        return NO_ANCHOR
    texts = {words.lower(n) for n in range(len(words.letters))}
    step = -1 if texts & {"yesterday", "last"} else 1 if "tomorrow" in texts else 0
    return _around(setting.anchor + step * _DAY, "day")


def _weekday(words: Words, setting: Setting) -> Result:
    """A weekday by itself or with last, next, this, early, late."""
    today = setting.anchor
    if today is None:
        return _weekday_of_story(words, setting)
    at = next(n for n, c in enumerate(words.letters) if c == "W")
    wanted = WEEKDAYS[words.lower(at)]
    before = {words.lower(n) for n in range(at)}
    back = (today.weekday() - wanted) % 7
    if "last" in before or "past" in before or "previous" in before:
        return _around(today - timedelta(days=back or 7), "day")
    if before & {"next", "coming", "following"} or setting.future:
        return _around(today + timedelta(days=(wanted - today.weekday()) % 7 or (7 if "next" in before else 0)), "day")
    return _around(today - timedelta(days=back), "day")


def _weekday_of_story(words: Words, setting: Setting) -> Result:
    story = setting.narrative
    if story is None or _ORDER.index(story.precision) > _ORDER.index(Precision.WEEK):
        return NO_ANCHOR
    at = next(n for n, c in enumerate(words.letters) if c == "W")
    ahead = (WEEKDAYS[words.lower(at)] - story.start.weekday()) % 7
    return _around(story.start + timedelta(days=ahead), "day")


def _weekend(words: Words, setting: Setting) -> Result:
    today = setting.anchor
    if today is None:
        return NO_ANCHOR
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    texts = {words.lower(n) for n in range(len(words.letters))}
    if texts & {"next", "coming", "upcoming", "following"} or setting.future:
        saturday += timedelta(days=7) if saturday != today else timedelta(0)
    elif texts & {"last", "past"} and today.weekday() >= 5:
        saturday -= timedelta(days=7)
    return Interval(saturday, saturday + timedelta(days=2), Precision.WEEK)


def _ago(words: Words, setting: Setting) -> Result:
    """three weeks ago: the unit that lies so far back; a week is the seven days around the day meant."""
    if setting.now is None:
        return NO_ANCHOR
    count, unit = _count(words)
    return _at_distance(setting.now, unit, -count, vague=_is_vague(words))


def _at_distance(start: date, unit: str, count: int, *, vague: bool) -> Interval:
    day = _shift(start, unit, count)
    if unit in ("week", "fortnight"):
        return Interval(_shift(day, "day", -3), _shift(day, "day", 4), Precision.WEEK)
    if vague and unit == "day":
        return Interval(_shift(day, "day", -2), _shift(day, "day", 3), Precision.WEEK)
    if unit == "decade":
        return _make(_shift(day, "year", -5), _shift(day, "year", 5), Precision.DECADE)
    return _around(day, unit)


def _story_step(words: Words, setting: Setting) -> Result:
    """two days later, a year earlier: counted from the story's date."""
    story = setting.narrative
    if story is None:
        return NO_STORY
    count, unit = _count(words)
    back = any(words.lower(n) in ("earlier", "before", "previously", "beforehand") for n in range(len(words.letters)))
    start = story.start if back or story.precision is not Precision.DAY else story.end - _DAY
    return _at_distance(start, unit, -count if back else count, vague=_is_vague(words))


def _named_unit(words: Words, setting: Setting) -> Result:
    """this week, last month, next year, the same day, the following year, that month."""
    unit = next(
        UNITS[words.lower(n)] if c == "U" else "quarter" if c == "f" else "century"
        for n, c in enumerate(words.letters) if c in "UCf"
    )  # fmt: skip
    texts = [words.lower(n) for n in range(len(words.letters))]
    told = bool({"that", "same", "following", "previous", "preceding", "subsequent", "succeeding"} & set(texts)) or (
        texts[0] == "the" and "next" in texts
    )
    step = -1 if {"last", "past", "previous", "preceding"} & set(texts) else 0
    step = 1 if {"next", "coming", "following", "subsequent", "upcoming", "succeeding", "ensuing"} & set(texts) else step
    base = (setting.narrative.start if setting.narrative else None) if told else setting.now
    if base is None:
        return NO_STORY if told else NO_ANCHOR
    return _around(_shift(base, unit, step), unit)


def _within_unit(words: Words, setting: Setting) -> Result:
    """earlier this month, later this year, earlier in the week, early next year, late in the year."""
    value = _named_unit(words, setting) if any(c in words.letters for c in "hln") else _bare_unit(words, setting)
    if not isinstance(value, Interval):
        return value
    today = setting.now
    texts = [words.lower(n) for n in range(len(words.letters))]
    if today and value.start <= today < value.end:
        if "earlier" in texts:
            return _make(value.start, today, value.precision)
        if "later" in texts:
            return _make(today, value.end, value.precision)
    return part_of(value, texts)


def _bare_unit(words: Words, setting: Setting) -> Result:
    """the day, the end of the month: the unit the story stands in."""
    base = setting.narrative.start if setting.narrative else setting.now
    if base is None:
        return NO_ANCHOR
    unit = next((UNITS[words.lower(n)] for n, c in enumerate(words.letters) if c == "U"), None)
    if unit is None:
        return _season(words, setting)
    return _around(base, unit)


def _recent_stretch(words: Words, setting: Setting) -> Result:
    """the last four years, the past week, the next two months, recent weeks."""
    today = setting.now
    if today is None:
        return NO_ANCHOR
    count, unit = _count(words)
    texts = {words.lower(n) for n in range(len(words.letters))}
    ahead = bool(texts & {"next", "coming", "upcoming", "following", "subsequent", "succeeding", "ensuing"})
    if setting.narrative and texts & {"following", "previous", "preceding", "subsequent", "succeeding"}:
        today = setting.narrative.end - _DAY if ahead else setting.narrative.start
    precision = _precise(unit, vague=_is_vague(words))
    if unit in ("second", "minute", "hour"):
        return _around(today, "day")
    return _make(today, _shift(today, unit, count), precision) if ahead else _make(_shift(today, unit, -count), today, precision)


def _season(words: Words, setting: Setting) -> Result:
    """last summer, this spring, the winter: without a year, the nearest in the direction the words look."""
    base = setting.now
    if base is None:
        return NO_ANCHOR
    at = next((n for n, c in enumerate(words.letters) if c == "S"), None)
    if at is None:
        return None
    texts = {words.lower(n) for n in range(len(words.letters))}
    month = SEASONS[words.lower(at).removesuffix("time")]
    if setting.anchor is None and setting.narrative:
        return part_of(span_of_months(base.year, month, 3, Precision.SEASON), list(texts))
    ahead = setting.future or bool(texts & {"next", "coming"})
    year = base.year
    this = span_of_months(year, month, 3, Precision.SEASON)
    if ahead:
        year += this.start <= base
    elif "last" in texts:
        year -= this.end > base
    else:
        year -= this.start > base
    return part_of(span_of_months(year, month, 3, Precision.SEASON), list(texts))


def _month_word(words: Words, setting: Setting) -> Result:
    """last March, next September, that June: the nearest on that side."""
    texts = [words.lower(n) for n in range(len(words.letters))]
    ahead = bool(set(texts) & {"next", "coming", "following"})
    story = setting.narrative if set(texts) & {"that", "same", "following", "previous"} else None
    return absolute(words, anchor=setting.anchor, story=story or setting.narrative, future=ahead or setting.future,
                    last="last" in texts or "previous" in texts)  # fmt: skip


def _duration(words: Words, setting: Setting) -> Result:
    """A length of time is an interval only where something says when it ended or began.

    `a nine-month blockade` before the story's date ends there; `for two weeks` and `for several days` in a report about the
    past end with the anchor, in the future they begin with it.
    """
    count, unit = _count(words)
    if unit in ("second", "minute"):
        return NOT_WHEN
    vague = _is_vague(words)
    inside = setting.lead in ("in", "within")
    if setting.narrative and inside:
        return _make(setting.narrative.start, _shift(setting.narrative.start, unit, count), _precise(unit, vague=vague))
    if setting.narrative:
        end = setting.narrative.start
    elif setting.anchor and setting.lead.split(" ")[0] in ("for", "over", "in", "within", "throughout", "during"):
        if setting.future or (inside and setting.tense != "past"):
            return _make(setting.anchor, _shift(setting.anchor, unit, count), _precise(unit, vague=vague))
        end = setting.anchor
    else:
        return NOT_WHEN
    start = _shift(end, unit, -max(count, 1))
    if unit == "day" and vague:
        start = end - timedelta(days=7)
    return _make(start, end, _precise(unit, vague=vague))


def _ordinal_units(words: Words, setting: Setting) -> Result:
    """the first two months of 2014, the last week of August, the second half of 2008."""
    cut = words.letters.rfind("o")
    if not any(c in words.letters[:cut] for c in "Uf"):
        return None
    tail = words.text[words.spans[cut + 1][0] :]
    whole = _plain(tail, setting)
    if not isinstance(whole, Interval):
        return whole
    head = read(words.text, 0, words.spans[cut][0], sure=True)
    texts = [head.lower(n) for n in range(len(head.letters))]
    if "half" in texts or "quarter" in texts:
        return part_of(whole, texts)
    count, unit = _count(head)
    if "last" in texts or "final" in texts or "closing" in texts:
        return _make(_shift(whole.end, unit, -count), whole.end, _precise(unit, vague=False))
    nth = next((ORDINALS[t] for t in texts if t in ORDINALS), 1)
    if nth == 1 or count > 1:
        return _make(whole.start, _shift(whole.start, unit, count), _precise(unit, vague=False))
    start = _shift(whole.start, unit, nth - 1)
    return _make(start, _shift(start, unit, 1), _precise(unit, vague=False))


def _last_units(words: Words, setting: Setting) -> Result:
    """`the past week`, `the last weeks` are stretches up to now; `last week` is a week of the calendar."""
    texts = {words.lower(n) for n in range(len(words.letters))}
    stretch = texts & {"past"} or words.lower(len(words.letters) - 1).endswith("s")
    return _recent_stretch(words, setting) if stretch else _named_unit(words, setting)


def _clock(words: Words, setting: Setting) -> Result:
    """A time of day belongs to the day the story has reached, else to the anchor's."""
    story = setting.narrative
    if story and story.precision is Precision.DAY:
        return story
    return _around(setting.anchor, "day") if setting.anchor else NO_ANCHOR


def _quarter(words: Words, setting: Setting) -> Result:
    """the third quarter: without a year, the latest that has begun."""
    texts = [words.lower(n) for n in range(len(words.letters))]
    if "quarter" not in texts or setting.now is None:
        return None
    nth = next((ORDINALS[t] for t in texts if t in ORDINALS), 0)
    if not 1 <= nth <= 4:
        return None
    year = setting.now.year - (span_of_months(setting.now.year, 3 * nth - 2, 3, Precision.SEASON).start > setting.now)
    return span_of_months(year, 3 * nth - 2, 3, Precision.SEASON)


def _none(reason: Unlinked) -> Callable[[Words, Setting], Result]:
    return lambda words, setting: reason


_NUMBER = r"(?:aQo?t?|Qo?[tD]?|N(?:-?N){0,2}|[DGHY]|a)"
_RULES: tuple[tuple[re.Pattern[str], Callable[[Words, Setting], Result]], ...] = tuple(
    (re.compile(form), rule)
    for form, rule in (
        (r"T|[he]T|TE|hE|lE|t?e?TE?|tn?hE|rT|eT", _deictic),
        (r"t?[hlne]{0,2}W(?:E|e)?|[er]p?W", _weekday),
        (r"t?[hln]{0,2}K", _weekend),
        (rf"v*{_NUMBER}?A*-?Ug", _ago),
        (rf"v*{_NUMBER}?A*-?U(?:r|q)|tUq", _story_step),
        (r"(?:r|t?e|t?[be]?b)[op]?t?[hln]{1,2}[UfKS]", _within_unit),
        (r"(?:r|t?e|t?[be]?b)[op]?t[US]", _within_unit),
        (r"t?[ln]{1,2}U", _last_units),
        (r"t?[hln]{1,2}(?:U|C|[OD]?-?f)", _named_unit),
        (rf"t?[hlnr]{{1,2}}v*{_NUMBER}A*-?[UC](?:-?A)?|t?{_NUMBER}[ln]A*U|VU|t?[ln]C", _recent_stretch),
        (r"t?[hln]{0,2}S", _season),
        (r"t?[hln]{1,2}M", _month_word),
        (r"t?(?:[OlND]|f)(?:N|O|D|Q)?A*[UKf]o.+|t?[Of]fo.+", _ordinal_units),
        (r"t?[OD]-?f", _quarter),
        (r"tU", _bare_unit),
        (rf"t?v*a?{_NUMBER}?-?A*-?U(?:-?A)*", _duration),
        (r"k.*|L", _none(NOT_WHEN)),
        (r"V|t?V|[ht]{1,2}c|U-A|tl|r", _none(VAGUE_TIME)),
        (r"X.?|Dm|t?E", _clock),
    )
)  # fmt: skip
