from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regesta.knowledge.calendar import find_times, resolve_time, resolve_times
from regesta.knowledge.calendar_timex import timex_values
from regesta.records.claims import Unlinked
from regesta.records.dates import Interval, Precision
from regesta.records.spans import Span

#: A Wednesday.
PUBLISHED = date(2024, 3, 20)
WAR = Interval(date(2020, 9, 27), date(2020, 9, 28), Precision.DAY)


def told(value: Interval | Unlinked) -> tuple[str, str, str] | str:
    return value.reason if isinstance(value, Unlinked) else (str(value.start), str(value.end), str(value.precision))


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("over the weekend", "2024-03-16", "2024-03-18", "week"),
        ("on Tuesday", "2024-03-19", "2024-03-20", "day"),
        ("on Wednesday", "2024-03-20", "2024-03-21", "day"),
        ("last Wednesday", "2024-03-13", "2024-03-14", "day"),
        ("late Saturday", "2024-03-16", "2024-03-17", "day"),
        ("Saturday night", "2024-03-16", "2024-03-17", "day"),
        ("Monday's", "2024-03-18", "2024-03-19", "day"),
        ("today", "2024-03-20", "2024-03-21", "day"),
        ("yesterday", "2024-03-19", "2024-03-20", "day"),
        ("last night", "2024-03-19", "2024-03-20", "day"),
        ("this morning", "2024-03-20", "2024-03-21", "day"),
        ("over the last four years", "2020-03-20", "2024-03-20", "year"),
        ("in the past two years", "2022-03-20", "2024-03-20", "year"),
        ("In the 1990s", "1990-01-01", "2000-01-01", "decade"),
        ("the early 1990s", "1990-01-01", "1994-01-01", "year"),
        ("in September 2023", "2023-09-01", "2023-10-01", "month"),
        ("in March", "2024-03-01", "2024-04-01", "month"),
        ("in May", "2023-05-01", "2023-06-01", "month"),
        ("on July 1, 2020", "2020-07-01", "2020-07-02", "day"),
        ("1 July 2020", "2020-07-01", "2020-07-02", "day"),
        ("the 1st of July, 2020", "2020-07-01", "2020-07-02", "day"),
        ("Friday, July 3, 2020", "2020-07-03", "2020-07-04", "day"),
        ("on Feb. 24", "2024-02-24", "2024-02-25", "day"),
        ("2022-02-24", "2022-02-24", "2022-02-25", "day"),
        ("July 2019", "2019-07-01", "2019-08-01", "month"),
        ("early 2014", "2014-01-01", "2014-05-01", "season"),
        ("late last year", "2023-09-01", "2024-01-01", "season"),
        ("late March 2022", "2022-03-21", "2022-04-01", "week"),
        ("mid-September", "2023-09-11", "2023-09-21", "week"),
        ("this week", "2024-03-18", "2024-03-25", "week"),
        ("last week", "2024-03-11", "2024-03-18", "week"),
        ("earlier this week", "2024-03-18", "2024-03-20", "week"),
        ("earlier this month", "2024-03-01", "2024-03-20", "month"),
        ("last month", "2024-02-01", "2024-03-01", "month"),
        ("this year", "2024-01-01", "2025-01-01", "year"),
        ("last year", "2023-01-01", "2024-01-01", "year"),
        ("next year", "2025-01-01", "2026-01-01", "year"),
        ("two days ago", "2024-03-18", "2024-03-19", "day"),
        ("three weeks ago", "2024-02-25", "2024-03-03", "week"),
        ("for several days", "2024-03-13", "2024-03-20", "week"),
        ("in the week leading up to the vote", "2024-03-13", "2024-03-20", "week"),
        ("since 2014", "2014-01-01", "2024-03-21", "longer"),
        ("in November last year", "2023-11-01", "2023-12-01", "month"),
        ("in January of last year", "2023-01-01", "2023-02-01", "month"),
        ("on 2 September of last year", "2023-09-02", "2023-09-03", "day"),
        ("on Tuesday of last week", "2024-03-12", "2024-03-13", "day"),
        ("the penultimate day of February", "2024-02-28", "2024-02-29", "day"),
        ("late last weekend", "2024-03-17", "2024-03-18", "week"),
        ("early last summer", "2023-06-01", "2023-07-01", "season"),
        ("for two weeks", "2024-03-06", "2024-03-20", "week"),
        ("for 500 days", "2022-11-06", "2024-03-20", "year"),
        ("since 2022", "2022-01-01", "2024-03-21", "longer"),
        ("since January", "2024-01-01", "2024-03-21", "month"),
        ("since in January", "2024-01-01", "2024-03-21", "month"),
        ("from March to May 2011", "2011-03-01", "2011-06-01", "month"),
        ("between 2011 and 2014", "2011-01-01", "2015-01-01", "longer"),
        ("1914–18", "1914-01-01", "1919-01-01", "longer"),
        ("September 3-5, 2020", "2020-09-03", "2020-09-06", "day"),
        ("from 3 to 5 March", "2024-03-03", "2024-03-06", "day"),
        ("the winter of 2013", "2013-12-01", "2014-03-01", "season"),
        ("last summer", "2023-06-01", "2023-09-01", "season"),
        ("the first half of 2008", "2008-01-01", "2008-07-01", "season"),
        ("the third quarter of 2020", "2020-07-01", "2020-10-01", "season"),
        ("the first two months of 2014", "2014-01-01", "2014-03-01", "month"),
        ("the 19th century", "1800-01-01", "1900-01-01", "longer"),
        ("on Christmas Day", "2023-12-25", "2023-12-26", "day"),
        ("New Year's Eve", "2023-12-31", "2024-01-01", "day"),
        ("Easter Sunday 2024", "2024-03-31", "2024-04-01", "day"),
        ("9/11", "2001-09-11", "2001-09-12", "day"),
        ("on the 24th", "2024-02-24", "2024-02-25", "day"),
        ("two decades ago", "1999-03-20", "2009-03-20", "decade"),
    ],
)
def test_resolved_from_the_publication_date(words: str, start: str, end: str, precision: str) -> None:
    assert told(resolve_time(words, anchor=PUBLISHED)) == (start, end, precision)


def test_sunday_before_a_wednesday() -> None:
    assert told(resolve_time("on Sunday", anchor=date(2019, 7, 10))) == ("2019-07-07", "2019-07-08", "day")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Monday", "2024-03-25", "2024-03-26"),
        ("in May", "2024-05-01", "2024-06-01"),
        ("this weekend", "2024-03-23", "2024-03-25"),
    ],
)
def test_future_tense_looks_ahead(words: str, start: str, end: str) -> None:
    assert told(resolve_time(words, anchor=PUBLISHED, tense="future"))[:2] == (start, end)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("two days later", "2020-09-29", "2020-09-30"),
        ("the next day", "2020-09-28", "2020-09-29"),
        ("three days earlier", "2020-09-24", "2020-09-25"),
        ("the same day", "2020-09-27", "2020-09-28"),
        ("that year", "2020-01-01", "2021-01-01"),
        ("the following month", "2020-10-01", "2020-11-01"),
        ("following a nine-month", "2019-12-27", "2020-09-27"),
        ("the nine-month", "2019-12-27", "2020-09-27"),
    ],
)
def test_counted_from_the_story(words: str, start: str, end: str) -> None:
    assert told(resolve_time(words, anchor=PUBLISHED, narrative=WAR))[:2] == (start, end)


@pytest.mark.parametrize(
    ("words", "anchor", "reason"),
    [
        ("yesterday", None, "no publication date"),
        ("on Tuesday", None, "no publication date"),
        ("last month", None, "no publication date"),
        ("in March", None, "no publication date"),
        ("two days later", PUBLISHED, "no earlier date"),
        ("that year", PUBLISHED, "no earlier date"),
        ("nine-month", PUBLISHED, "how long"),
        ("daily", PUBLISHED, "how often"),
        ("now", PUBLISHED, "vague"),
        ("before 2011", PUBLISHED, "before what"),
        ("480 BC", PUBLISHED, "before the year 1"),
        ("Ramadan", PUBLISHED, "moon"),
        ("February 30, 2020", PUBLISHED, "no such day"),
        ("", PUBLISHED, "no rule"),
        ("elephants", PUBLISHED, "no rule"),
    ],
)
def test_what_says_no_day_stays_unlinked(words: str, anchor: date | None, reason: str) -> None:
    value = resolve_time(words, anchor=anchor)
    assert isinstance(value, Unlinked), value
    assert reason in value.reason


def test_absolute_words_need_no_anchor() -> None:
    assert told(resolve_time("in September 2023", anchor=None)) == ("2023-09-01", "2023-10-01", "month")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army left on July 1, 2020, and came back two days later.", ["July 1, 2020", "two days later"]),
        ("In the 1990s aid stopped; it resumed in early 2002.", ["the 1990s", "early 2002"]),
        ("Talks held over the weekend failed late Saturday.", ["the weekend", "late Saturday"]),
        ("It followed a nine-month blockade.", ["nine-month"]),
        ("Theresa May may march on 3 May.", ["3 May"]),
        ("Some 1500 soldiers crossed in 1939.", ["1939"]),
        ("The fall of the city came in the fall of 1943.", ["the fall of 1943"]),
        ("From March to May 2011 they fought.", ["March", "May 2011"]),
        ("Last year's harvest and this week's vote.", ["Last year", "this week"]),
        ("They met on New Year's Eve and on Good Friday.", ["New Year's Eve", "Good Friday"]),
        ("No time is told here.", []),
    ],
)
def test_found(text: str, expected: list[str]) -> None:
    found = find_times(text, Span(0, len(text)))
    assert [time.span.of(text) for time in found] == expected


def test_phrases_carry_prepositions_and_ranges() -> None:
    text = "It lasted from March to May 2011, and since 2014 nothing came."
    found = find_times(text, Span(0, len(text)))
    assert [time.phrase.of(text) for time in found] == [
        "from March to May 2011",
        "from March to May 2011",
        "since 2014",
    ]


def test_a_span_limits_the_search() -> None:
    text = "On Monday it began. On Friday it ended."
    assert [time.span.of(text) for time in find_times(text, Span(20, len(text)))] == ["Friday"]


def test_a_chronicle_goes_on_in_its_own_year() -> None:
    text = "The war began in September 1939. In October the east was divided. Two weeks later a border was drawn."
    times = find_times(text, Span(0, len(text)))
    values = resolve_times(text, times, anchor=PUBLISHED, history=True)
    assert told(values[1])[0] == "1939-10-01"
    assert told(values[2])[0].startswith("1939-10")
    assert timex_values(text, times, anchor=PUBLISHED, history=True)[:2] == ["1939-09", "1939-10"]


def test_values_of_durations() -> None:
    text = "A nine-month siege, several days of rain and three years of war."
    times = find_times(text, Span(0, len(text)))
    assert timex_values(text, times, anchor=None) == ["P9M", "PXD", "P3Y"]


@given(st.text(alphabet="the last 1234567890 May,-–.'’()sdaynmorwk\n", max_size=120))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_ordered_spans_inside(text: str) -> None:
    found = find_times(text, Span(0, len(text)))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for time_words in found:
        assert time_words.phrase.contains(time_words.span) or time_words.phrase.overlaps(time_words.span)
        assert time_words.phrase.end <= len(text)
        resolve_time(time_words.span.of(text), anchor=PUBLISHED, narrative=WAR)


@example(["last", "year", "of", "of"])
@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "last",
                "next",
                "3",
                "two",
                "May",
                "1999",
                "year",
                "days",
                "later",
                "of",
                "early",
                "ago",
                "in",
                "weekend",
                "Monday",
                "end",
                "half",
                "quarter",
            ]
        )
    )
)
@settings(max_examples=300, deadline=None)
def test_any_words_resolve_or_say_why(words: list[str]) -> None:
    value = resolve_time(" ".join(words), anchor=PUBLISHED, narrative=WAR)
    assert isinstance(value, Interval) or value.reason


@pytest.mark.parametrize("piece", ["1 ", "the last ", "early ", "Monday ", "one hundred ", "of the ", "12-", "May "])
def test_no_text_is_slow(piece: str) -> None:
    text = piece * 1000
    begun = time.process_time()
    find_times(text, Span(0, len(text)))
    resolve_time(text[:200], anchor=PUBLISHED)
    assert time.process_time() - begun < 1.0


@pytest.mark.parametrize("words", ["0000-05-03", "9999-12-31", "2024-13-01", "2024-00-10T10:00"])
def test_days_of_no_calendar_stay_unlinked(words: str) -> None:
    assert isinstance(resolve_time(words, anchor=PUBLISHED), Unlinked)


def test_digits_of_no_number_are_no_date() -> None:
    text = "about 5 km² or ² and ٣ men, 0000s"
    assert find_times(text, Span(0, len(text))) == []
