from __future__ import annotations

from datetime import date

import pytest

from regesta.knowledge.calendar import resolve_time
from regesta.knowledge.calendar_why import explain

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
