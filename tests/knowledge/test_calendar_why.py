from __future__ import annotations

from datetime import date

import pytest

from regesta.knowledge.calendar import find_times, resolve_time, resolve_times
from regesta.knowledge.calendar_why import explain
from regesta.records.dates import Interval
from regesta.records.spans import Span

DAY = date(2024, 3, 20)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("on Tuesday", "a day of the week, counted from the publication date 2024-03-20, looking back: 2024-03-19"),
        ("in May 2020", "a date of the calendar: 2020-05-01 up to, not including, 2020-06-01 (month)"),
        ("between 2011 and 2014", "from one date to another: 2011-01-01"),
        ("two days later", "so long before or after the story's date: no earlier date"),
        ("March 3", "a date of the calendar, counted from the publication date"),
    ],
)
def test_the_rule_and_the_date_it_counts_from_are_told(words: str, says: str) -> None:
    found = resolve_time(words, anchor=DAY, tense="past")
    assert says in explain(words, found, anchor=DAY, narrative=None, tense="past")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("mid-June 1944", date(1944, 6, 11), date(1944, 6, 21)),
        ("mid-1944", date(1944, 5, 1), date(1944, 9, 1)),
    ],
)
def test_mid_before_a_hyphen_begins_no_range(words: str, start: date, end: date) -> None:
    found = resolve_time(words, anchor=None)
    assert isinstance(found, Interval)
    assert (found.start, found.end) == (start, end)


def test_a_quoted_tomorrow_does_not_move_a_chronicle() -> None:
    text = 'In May 1936 he warned: "It will be you tomorrow." On June 30 he spoke in 1958-59 too.'
    times = find_times(text, Span(0, len(text)))
    meant = resolve_times(text, times, anchor=date(2009, 12, 19), history=True)
    days = {
        time.span.of(text): value.start for time, value in zip(times, meant, strict=True) if hasattr(value, "start")
    }
    assert days["June 30"] == date(1936, 6, 30)
    assert days["59"] == date(1959, 1, 1)
