"""From time words to days: prepositions, ranges, and the table of which rule reads which letters (see
`calendar_words`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from regesta.knowledge.calendar_parts import absolute, part_of
from regesta.knowledge.calendar_rules import (
    ago_rule,
    bare_unit,
    clock_rule,
    deictic_rule,
    duration_rule,
    last_units,
    month_word,
    named_unit,
    quarter_rule,
    recent_stretch,
    season_rule,
    story_step,
    weekday_rule,
    weekend_rule,
    within_unit,
)
from regesta.knowledge.calendar_steps import (
    DAY,
    LUNAR_DATE,
    NO_ANCHOR,
    NOT_WHEN,
    ORDER,
    SCALE,
    UNREAD,
    VAGUE_TIME,
    Result,
    Setting,
    count_units,
    count_word,
    lasting,
    make,
    precision_of,
    safe_day,
    shift,
)
from regesta.knowledge.calendar_words import LUNAR, ORDINALS, UNITS, Words, read
from regesta.records.claims import Unlinked
from regesta.records.dates import Interval, Precision

#: Time words longer than this are a sentence.
LONGEST = 200
_LEAD = re.compile(
    r"(?:just |only )?(?:(?:in|over|during|within|throughout|for|through) the course of|as (?:of|early as"
    r"|late as)|ever since|"
    r"up to|leading up to|in|on|at|during|since|by|until|till|from|over|throughout|within|for|through|between"
    r"|before|after"
    r"|following|amid|around|about|of|beginning|starting)\b\s*",
    re.I,
)
_RANGE = re.compile(
    r"(?:(?:from|between)\s+)?(?P<one>.{1,40}?)\s*(?:\bto\b|\band\b|\buntil\b|\btill\b|\bthrough\b"
    r"|[-–—])\s*(?P<two>.{1,40})",
    re.I,
)
#: Whose clock a time of day is told by.
_ZONE = re.compile(r"\s*\(?\b(?:local time|GMT|UTC|[A-Z]{2,3}T)\)?$")
#: "mid-June 1944" is no range; nor is "mid-to-late 2014".
_PARTS = frozenset(["early", "mid", "late", "the mid", "the late", "the early"])
#: "In the night to Wednesday" is no range of days either: it began the evening before.
_NIGHT = re.compile(r"(?:(?:in|during)\s+)?the\s+night", re.I)
_LEADING_UP = re.compile(
    r"(?:in )?the (?P<count>\w+ )?(?P<unit>days?|weeks?|months?|years?) (?:leading up to|before|prior to"
    r"|ahead of)\b\s*\S.*",
    re.I,
)


def resolve_words(words: str, *, anchor: date | None, narrative: Interval | None, tense: str) -> Interval | Unlinked:
    """See `calendar.resolve_time`."""
    lead, text = _without_lead(words)
    if not text or len(text) > LONGEST:
        return UNREAD
    setting = Setting(anchor, narrative, tense, lead)
    value = _leading_up(text, setting) or _between(text, setting) or _plain(text, setting)
    if value is None:
        return UNREAD
    return _led(value, setting) if isinstance(value, Interval) else value


def _without_lead(words: str) -> tuple[str, str]:
    """The prepositions before time words, lower case, and the words."""
    text, lead = _ZONE.sub("", " ".join(words.split())).strip(" .,;:()"), ""
    while (match := _LEAD.match(text)) and match.end() < len(text):
        lead, text = (f"{lead} {match.group().strip().lower()}".strip(), text[match.end() :])
    return lead, text


def rule_of(words: str, *, anchor: date | None, narrative: Interval | None, tense: str) -> tuple[str, bool]:
    """The name of the rule that reads these words, and whether they name their year and so need no other date."""
    lead, text = _without_lead(words)
    setting, whole = Setting(anchor, narrative, tense, lead), bool(re.search(r"\b\d{3,4}s?\b", text))
    if not text or len(text) > LONGEST or text.lower() in LUNAR:
        return "", whole
    if _leading_up(text, setting) is not None:
        return "leading_up", whole
    if _between(text, setting) is not None:
        return "range", whole
    return _read_by(text, setting)[0], whole


def _plain(text: str, setting: Setting) -> Result:
    return LUNAR_DATE if text.lower() in LUNAR else _read_by(text, setting)[1]


def _read_by(text: str, setting: Setting) -> tuple[str, Result]:
    """The first rule that has an answer, and its answer."""
    words = read(text, 0, len(text), sure=True)
    for form, rule in _RULES:
        if form.fullmatch(words.letters):
            value = rule(words, setting)
            if value is not None:
                return rule.__name__, value
    value = absolute(words, anchor=setting.anchor, story=setting.narrative, future=setting.future)
    return ("" if value is None else "absolute"), value


def _led(value: Interval, setting: Setting) -> Interval | Unlinked:
    """What a preposition makes of an interval: `since 2014` runs to the anchor, `before 2014` says no day at all.

    Of several the last one counts, but that of `since in 2014` and `since on Monday` is the first.
    """
    leads = setting.lead.split(" ")
    lead = "since" if "since" in leads else leads[-1]
    if lead == "since" and setting.anchor and value.start <= setting.anchor:
        end = max(setting.anchor + DAY, value.start + DAY)
        return Interval(value.start, end, lasting(value.start, end))
    if lead == "before":
        return Unlinked("says only before what")
    if lead == "after" and setting.anchor and value.end <= setting.anchor:
        return Interval(value.end, setting.anchor + DAY, value.precision)
    return value


def _leading_up(text: str, setting: Setting) -> Result:
    """`in the week leading up to the vote`: the week before the story's date, or before the anchor."""
    match = _LEADING_UP.fullmatch(text)
    if not match:
        return None
    unit = UNITS[match["unit"].lower()]
    count = count_word((match["count"] or "").strip().lower(), plural=match["unit"].lower().endswith("s"))
    end = setting.narrative.start if setting.narrative else setting.anchor
    if end is None:
        return NO_ANCHOR
    return make(shift(end, unit, -count), end, Precision.WEEK if unit == "day" else SCALE[unit])


def _between(text: str, setting: Setting) -> Result:
    """Ranges: `March to May 2011`, `between 2011 and 2014`, `1914-18`, `September 3-5`."""
    match = _RANGE.fullmatch(text)
    if not match or re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    one_words, two_words = match["one"], match["two"]
    if one_words.lower() in _PARTS:
        return None
    if _NIGHT.fullmatch(one_words):
        day = _plain(two_words, setting)
        return Interval(day.start - DAY, day.end, day.precision) if isinstance(day, Interval) else None
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
        fuller = (
            f"{one_words} {month.group()} {year.group()}"
            if one_words.isdigit() and month
            else f"{one_words} {year.group()}"
        )
        one = _plain(fuller, setting)
    if not isinstance(one, Interval):
        month = re.search(r"\b[A-Z][a-z]+\b", two_words)
        one = (
            _plain(f"{one_words} {month.group()}", setting)
            if one_words.isdigit() and month
            else _plain(one_words, setting)
        )
    if not isinstance(one, Interval):
        return None
    if one.start >= two.end:
        one = _year_back(one)
    told = _coarser(one.precision, two.precision)
    return make(one.start, two.end, _coarser(told, lasting(one.start, two.end)))


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
    return Interval(safe_day(value.start.year - 1, value.start.month, value.start.day),
                    safe_day(value.end.year - 1, value.end.month, value.end.day), value.precision)  # fmt: skip


def _coarser(one: Precision, two: Precision) -> Precision:
    return max(one, two, key=ORDER.index)


def _ordinal_units(words: Words, setting: Setting) -> Result:
    """the first two months of 2014, the last week of August, the second half of 2008."""
    cut = words.letters.rfind("o")
    if not any(c in words.letters[:cut] for c in "Uf") or cut + 1 == len(words.spans):
        return None
    tail = words.text[words.spans[cut + 1][0] :]
    whole = _plain(tail, setting)
    if not isinstance(whole, Interval):
        return whole
    head = read(words.text, 0, words.spans[cut][0], sure=True)
    texts = [head.lower(n) for n in range(len(head.letters))]
    if "half" in texts or "quarter" in texts:
        return part_of(whole, texts)
    count, unit = count_units(head)
    if "last" in texts or "final" in texts or "closing" in texts:
        return make(shift(whole.end, unit, -count), whole.end, precision_of(unit, vague=False))
    if "penultimate" in texts:
        return make(shift(whole.end, unit, -2), shift(whole.end, unit, -1), precision_of(unit, vague=False))
    nth = next((ORDINALS[t] for t in texts if t in ORDINALS), 1)
    if nth == 1 or count > 1:
        return make(whole.start, shift(whole.start, unit, count), precision_of(unit, vague=False))
    start = shift(whole.start, unit, nth - 1)
    return make(start, shift(start, unit, 1), precision_of(unit, vague=False))


def _of_named_year(words: Words, setting: Setting) -> Result:
    """March last year, the second of May of the next year, the spring of that year."""
    head, named = _of_named("year", words, setting)
    return _plain(f"{head} {named.start.year}", setting) if isinstance(named, Interval) else named


def _of_named_week(words: Words, setting: Setting) -> Result:
    """Tuesday of last week, Friday next week."""
    head, named = _of_named("week", words, setting)
    if not isinstance(named, Interval):
        return named
    return weekday_rule(read(head, 0, len(head), sure=True), replace(setting, anchor=named.end - DAY, tense="past"))


def _of_named(unit: str, words: Words, setting: Setting) -> tuple[str, Result]:
    """The words before `[of] last year`, and what these mean; None where they are of another unit."""
    at = re.search(r"o?t?[hln]{1,2}U$", words.letters)
    if at is None or UNITS[words.lower(len(words.letters) - 1)] != unit:
        return "", None
    named = at.start() + at.group().startswith("o")
    tail = read(words.text, words.spans[named][0], len(words.text), sure=True)
    return words.text[: words.spans[at.start()][0]].strip(), named_unit(tail, setting) if "U" in tail.letters else None


def _none(reason: Unlinked) -> Callable[[Words, Setting], Result]:
    return lambda words, setting: reason


_NUMBER = r"(?:aQo?t?|Qo?[tD]?|N(?:-?N){0,2}|[DGHY]|a)"
_RULES: tuple[tuple[re.Pattern[str], Callable[[Words, Setting], Result]], ...] = tuple(
    (re.compile(form), rule)
    for form, rule in (
        (r"(?:t?[dD]?o?M[.]?t?[dD]?|t?S),?o?t?[hln]{1,2}U", _of_named_year),
        (r"t?WE?,?o?t?[hln]{1,2}U", _of_named_week),
        (r"T|[he]T|TE|hE|lE|t?e?TE?|tn?hE|rT|eT", deictic_rule),
        (r"t?[hlne]{0,2}W(?:E|e)?|[er]p?W", weekday_rule),
        (r"t?[hln]{0,2}K", weekend_rule),
        (rf"v*{_NUMBER}?A*-?Ug", ago_rule),
        (rf"v*{_NUMBER}?A*-?U(?:r|q)|tUq", story_step),
        (r"(?:r|t?e|t?[be]?b)[op]?t?[hln]{1,2}[UfKS]", within_unit),
        (r"(?:r|t?e|t?[be]?b)[op]?t[US]", within_unit),
        (r"t?[ln]{1,2}U", last_units),
        (r"t?[hln]{1,2}(?:U|C|[OD]?-?f)", named_unit),
        (rf"t?[hlnr]{{1,2}}v*{_NUMBER}A*-?[UC](?:-?A)?|t?{_NUMBER}[ln]A*U|VU|t?[ln]C", recent_stretch),
        (r"t?[hln]{0,2}S", season_rule),
        (r"t?[hln]{1,2}M", month_word),
        (r"t?(?:[OlND]|f)(?:N|O|D|Q)?A*[UKf]o.+|t?[Of]fo.+", _ordinal_units),
        (r"t?[OD]-?f", quarter_rule),
        (r"tU", bare_unit),
        (rf"t?v*a?{_NUMBER}?-?A*-?U(?:-?A)*", duration_rule),
        (r"k.*|L", _none(NOT_WHEN)),
        (r"V|t?V|[ht]{1,2}c|U-A|tl|r", _none(VAGUE_TIME)),
        (r"X.?|Dm|t?E", clock_rule),
    )
)  # fmt: skip
