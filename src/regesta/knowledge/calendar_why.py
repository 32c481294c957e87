"""Why time words mean their days: the rule that read them and the date they count from, for people to read."""

from __future__ import annotations

from datetime import date

from regesta.knowledge.calendar_resolve import rule_of
from regesta.records.claims import Unlinked
from regesta.records.dates import Interval

_RULES = {
    "deictic_rule": "a word for the day of speaking",
    "weekday_rule": "a day of the week",
    "weekend_rule": "a weekend, Saturday and Sunday",
    "ago_rule": "so long before the day of speaking",
    "story_step": "so long before or after the story's date",
    "within_unit": "a part of a week, month or year",
    "last_units": "the unit before or after",
    "named_unit": "a week, month, year or decade pointed at",
    "recent_stretch": "a stretch that ends or begins on the day of speaking",
    "season_rule": "a season, those of the north",
    "month_word": "a month pointed at",
    "_ordinal_units": "a numbered part of a longer time",
    "quarter_rule": "a quarter of a year",
    "bare_unit": "the unit in which the story stands",
    "duration_rule": "a length of time",
    "clock_rule": "a time of day",
    "absolute": "a date of the calendar",
    "range": "from one date to another",
    "leading_up": "a length of time before an event",
}
#: Rules whose answer does not depend on any other date.
_FREE = frozenset({"absolute", "range"})
_LOOKS = {"past": "looking back", "future": "looking ahead, as the verb does", "unknown": "looking either way"}


def explain(
    words: str, found: Interval | Unlinked, *, anchor: date | None, narrative: Interval | None, tense: str
) -> str:
    """One line: how the words were read, from which date they count, and which days come out.

    The arguments are those of `calendar.resolve_time` and its answer.
    """
    rule, whole = rule_of(words, anchor=anchor, narrative=narrative, tense=tense)
    if isinstance(found, Unlinked):
        return f"{words!r}, {_RULES.get(rule, 'time words')}: {found.reason}"
    counted = ""
    if rule not in _FREE or not whole:
        counted = f", counted from the story's date {narrative.start}" if narrative else ""
        counted = counted or (f", counted from the publication date {anchor}" if anchor else "")
        counted += f", {_LOOKS[tense]}" if rule in ("weekday_rule", "season_rule", "absolute", "weekend_rule") else ""
    days = f"{found.start} up to, not including, {found.end}"
    return f"{words!r} is {_RULES.get(rule, 'a date of the calendar')}{counted}: {days} ({found.precision.value})"
