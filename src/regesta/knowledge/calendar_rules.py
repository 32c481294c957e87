"""One rule a form of time words: `last week`, `three weeks ago`, `the weekend`, `for several days`."""

from __future__ import annotations

from datetime import date, timedelta

from regesta.knowledge.calendar_parts import absolute, part_of, span_of_months
from regesta.knowledge.calendar_steps import (
    DAY,
    NO_ANCHOR,
    NO_STORY,
    NOT_WHEN,
    ORDER,
    Result,
    Setting,
    at_distance,
    count_units,
    is_vague,
    lasting,
    make,
    precision_of,
    shift,
    unit_around,
)
from regesta.knowledge.calendar_words import ORDINALS, SEASONS, UNITS, WEEKDAYS, Words
from regesta.records.dates import Interval, Precision


def deictic_rule(words: Words, setting: Setting) -> Result:
    """today, yesterday, tomorrow, tonight, this morning, last night."""
    if setting.anchor is None:
        return NO_ANCHOR
    texts = {words.lower(n) for n in range(len(words.letters))}
    step = -1 if texts & {"yesterday", "last"} else 1 if "tomorrow" in texts else 0
    return unit_around(setting.anchor + step * DAY, "day")


def weekday_rule(words: Words, setting: Setting) -> Result:
    """A weekday by itself or with last, next, this, early, late."""
    today = setting.anchor
    if today is None:
        return _weekday_of_story(words, setting)
    at = next(n for n, c in enumerate(words.letters) if c == "W")
    wanted = WEEKDAYS[words.lower(at)]
    before = {words.lower(n) for n in range(at)}
    back = (today.weekday() - wanted) % 7
    if "last" in before or "past" in before or "previous" in before:
        return unit_around(today - timedelta(days=back or 7), "day")
    if before & {"next", "coming", "following"} or setting.future:
        return unit_around(
            today + timedelta(days=(wanted - today.weekday()) % 7 or (7 if "next" in before else 0)), "day"
        )
    return unit_around(today - timedelta(days=back), "day")


def _weekday_of_story(words: Words, setting: Setting) -> Result:
    story = setting.narrative
    if story is None or ORDER.index(story.precision) > ORDER.index(Precision.WEEK):
        return NO_ANCHOR
    at = next(n for n, c in enumerate(words.letters) if c == "W")
    ahead = (WEEKDAYS[words.lower(at)] - story.start.weekday()) % 7
    return unit_around(story.start + timedelta(days=ahead), "day")


def weekend_rule(words: Words, setting: Setting) -> Result:
    """over the weekend, last weekend: Saturday and Sunday, the ones that have begun unless the words look ahead."""
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


def ago_rule(words: Words, setting: Setting) -> Result:
    """three weeks ago: the unit that lies so far back; a week is the seven days around the day meant."""
    if setting.now is None:
        return NO_ANCHOR
    count, unit = count_units(words)
    return at_distance(setting.now, unit, -count, vague=is_vague(words))


def story_step(words: Words, setting: Setting) -> Result:
    """two days later, a year earlier: counted from the story's date."""
    story = setting.narrative
    if story is None:
        return NO_STORY
    count, unit = count_units(words)
    back = any(words.lower(n) in ("earlier", "before", "previously", "beforehand") for n in range(len(words.letters)))
    start = story.start if back or story.precision is not Precision.DAY else story.end - DAY
    return at_distance(start, unit, -count if back else count, vague=is_vague(words))


def named_unit(words: Words, setting: Setting) -> Result:
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
    step = (
        1 if {"next", "coming", "following", "subsequent", "upcoming", "succeeding", "ensuing"} & set(texts) else step
    )
    base = (setting.narrative.start if setting.narrative else None) if told else setting.now
    if base is None:
        return NO_STORY if told else NO_ANCHOR
    return unit_around(shift(base, unit, step), unit)


def within_unit(words: Words, setting: Setting) -> Result:
    """earlier this month, later this year, earlier in the week, early next year, late in the year."""
    letters = set(words.letters)
    if "S" in letters:
        return season_rule(words, setting)
    named = weekend_rule if "K" in letters else named_unit if letters & set("hln") else bare_unit
    value = named(words, setting)
    if not isinstance(value, Interval):
        return value
    today = setting.now
    texts = [words.lower(n) for n in range(len(words.letters))]
    if today and value.start <= today < value.end:
        if "earlier" in texts:
            return make(value.start, today, value.precision)
        if "later" in texts:
            return make(today, value.end, value.precision)
    return part_of(value, texts)


def bare_unit(words: Words, setting: Setting) -> Result:
    """the day, the end of the month: the unit the story stands in."""
    base = setting.narrative.start if setting.narrative else setting.now
    if base is None:
        return NO_ANCHOR
    unit = next((UNITS[words.lower(n)] for n, c in enumerate(words.letters) if c == "U"), None)
    if unit is None:
        return season_rule(words, setting)
    return unit_around(base, unit)


def recent_stretch(words: Words, setting: Setting) -> Result:
    """the last four years, the past week, the next two months, recent weeks."""
    today = setting.now
    if today is None:
        return NO_ANCHOR
    count, unit = count_units(words)
    texts = {words.lower(n) for n in range(len(words.letters))}
    ahead = bool(texts & {"next", "coming", "upcoming", "following", "subsequent", "succeeding", "ensuing"})
    if setting.narrative and texts & {"following", "previous", "preceding", "subsequent", "succeeding"}:
        today = setting.narrative.end - DAY if ahead else setting.narrative.start
    precision = precision_of(unit, vague=is_vague(words))
    if unit in ("second", "minute", "hour"):
        return unit_around(today, "day")
    return (
        make(today, shift(today, unit, count), precision)
        if ahead
        else make(shift(today, unit, -count), today, precision)
    )


def season_rule(words: Words, setting: Setting) -> Result:
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


def month_word(words: Words, setting: Setting) -> Result:
    """last March, next September, that June: the nearest on that side."""
    texts = [words.lower(n) for n in range(len(words.letters))]
    ahead = bool(set(texts) & {"next", "coming", "following"})
    story = setting.narrative if set(texts) & {"that", "same", "following", "previous"} else None
    return absolute(words, anchor=setting.anchor, story=story or setting.narrative, future=ahead or setting.future,
                    last="last" in texts or "previous" in texts)  # fmt: skip


def duration_rule(words: Words, setting: Setting) -> Result:
    """A length of time is an interval only where something says when it ended or began.

    `a nine-month blockade` before the story's date ends there; `for two weeks` and `for several days` in a report
    about the
    past end with the anchor, in the future they begin with it.
    """
    count, unit = count_units(words)
    if unit in ("second", "minute"):
        return NOT_WHEN
    inside = setting.lead in ("in", "within")
    if setting.narrative and inside:
        return _stretch(setting.narrative.start, shift(setting.narrative.start, unit, count))
    if setting.narrative:
        end = setting.narrative.start
    elif setting.anchor and setting.lead.split(" ")[0] in ("for", "over", "in", "within", "throughout", "during"):
        if setting.future or (inside and setting.tense != "past"):
            return _stretch(setting.anchor, shift(setting.anchor, unit, count))
        end = setting.anchor
    else:
        return NOT_WHEN
    start = shift(end, unit, -max(count, 1))
    if unit == "day" and is_vague(words):
        start = end - timedelta(days=7)
    return _stretch(start, end)


def _stretch(start: date, end: date) -> Result:
    return make(start, end, lasting(start, end))


def last_units(words: Words, setting: Setting) -> Result:
    """`the past week`, `the last weeks` are stretches up to now; `last week` is a week of the calendar."""
    texts = {words.lower(n) for n in range(len(words.letters))}
    stretch = texts & {"past"} or words.lower(len(words.letters) - 1).endswith("s")
    return recent_stretch(words, setting) if stretch else named_unit(words, setting)


def clock_rule(words: Words, setting: Setting) -> Result:
    """A time of day belongs to the day the story has reached, else to the anchor's."""
    story = setting.narrative
    if story and story.precision is Precision.DAY:
        return story
    return unit_around(setting.anchor, "day") if setting.anchor else NO_ANCHOR


def quarter_rule(words: Words, setting: Setting) -> Result:
    """the third quarter: without a year, the latest that has begun."""
    texts = [words.lower(n) for n in range(len(words.letters))]
    if "quarter" not in texts or setting.now is None:
        return None
    nth = next((ORDINALS[t] for t in texts if t in ORDINALS), 0)
    if not 1 <= nth <= 4:
        return None
    year = setting.now.year - (span_of_months(setting.now.year, 3 * nth - 2, 3, Precision.SEASON).start > setting.now)
    return span_of_months(year, 3 * nth - 2, 3, Precision.SEASON)
