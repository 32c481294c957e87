"""Times whose words alone say too little: lengths, "that year", "the same day", nights, cut words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from regesta.knowledge.calendar import resolve_time
from regesta.records.accounts import Account, Draft
from regesta.records.dates import Interval, Precision
from regesta.records.spans import Span
from regesta.stages.phrases import Phrases
from regesta.stages.story import Story
from regesta.stages.times import Times
from tests.readings import reading

PUBLISHED = date(2012, 3, 20)


def rows(sentence: str) -> str:
    """A sentence as a reading's rows: a flat tree under its last word, which is a verb."""
    words = sentence.split()
    heads = [f"{word} {word} {'NUM' if word.isdigit() else 'NOUN'} {len(words)} obl" for word in words[:-1]]
    return "\n".join([*heads, f"{words[-1]} {words[-1]} VERB 0 root"])


def when(
    text: str, time: str, *, told: tuple[str, ...] = (), realis: str = "actual"
) -> tuple[date, date, Precision] | None:
    """The time of the last sentence's event; `told` are the other time expressions that the model saw."""
    made = reading("\n\n".join(rows(sentence) for sentence in text.split(" | ")))
    body = made.report.text

    def mention(words: str):
        start = body.index(words)
        inside = [i for i, t in enumerate(made.tokens) if start <= t.span.start < start + len(words)]
        return inside[0], inside[-1] + 1

    spans = [mention(words) for words in (*told, time)]
    made = reading(
        "\n\n".join(rows(sentence) for sentence in text.split(" | ")), mentions=[(a, b, "TIMEX") for a, b in spans]
    )
    made = replace(made, report=replace(made.report, published=PUBLISHED))
    start = body.index(time)
    last = len(made.tokens) - 1
    draft = Draft(
        event="PROTEST", mode=None, contexts=(), trigger=made.tokens[last].span, trigger_head=last,
        sentence=len(made.sentences) - 1, actors=(), recipients=(), realis=realis, certainty="certain", attribution=(),
        time=Span(start, start + len(time)), place=None, figures=(), score=0.9, reasons=(),
    )  # fmt: skip
    phrases = Phrases.of(made)
    found = Times(Account(made, (draft,)), phrases, Story(phrases, resolve_time)).of(draft)
    if found is None or not isinstance(found.interval, Interval):
        return None
    return found.interval.start, found.interval.end, found.interval.precision


@pytest.mark.parametrize(
    ("time", "start"),
    [("nine days", date(2012, 3, 11)), ("four nights running", date(2012, 3, 16)), ("overnight", date(2012, 3, 19))],
)
def test_a_bare_length_ends_with_the_day_of_the_report(time: str, start: date) -> None:
    found = when(f"for {time} crowds marched", time)
    assert found is not None
    assert found[0] == start
    assert PUBLISHED <= found[1] <= date(2012, 3, 21)


def test_a_length_of_what_is_to_come_begins_with_the_report() -> None:
    found = when("for 90 days they halt", "90 days", realis="future")
    assert found is not None and found[0] == PUBLISHED and found[1] > date(2012, 6, 1)


def test_a_month_of_that_year_is_the_storys() -> None:
    found = when(
        "it began in 1993 here | in October of that year crowds marched", "October of that year", told=("1993",)
    )
    assert found == (date(1993, 10, 1), date(1993, 11, 1), Precision.MONTH)


def test_that_year_is_read_where_the_model_leaves_it_out() -> None:
    found = when("it began in 1993 here | in October of that year crowds marched", "October of", told=("1993",))
    assert found == (date(1993, 10, 1), date(1993, 11, 1), Precision.MONTH)


def test_the_same_day_is_none_of_a_year() -> None:
    assert when("it began in 1990 here | the same day crowds marched", "the same day", told=("1990",)) is None


def test_cut_time_words_are_completed() -> None:
    found = when("late on Tuesday crowds marched", "late")
    assert found is not None and found[0] == date(2012, 3, 20)


@pytest.mark.parametrize(
    ("text", "time", "day"),
    [
        ("on Monday it began | hours later crowds marched", "hours later", date(2012, 3, 19)),
        ("on Monday it began | at that time crowds marched", "at that time", date(2012, 3, 19)),
        (
            "on Monday it began | at about 13:40 local time crowds marched",
            "at about 13:40 local time",
            date(2012, 3, 19),
        ),
        ("on Monday it began | the evening before crowds marched", "the evening", date(2012, 3, 18)),
        ("in March it began on Monday | by nightfall crowds marched", "by nightfall", date(2012, 3, 19)),
        ("it began | before dawn on Friday crowds marched", "before dawn", date(2012, 3, 16)),
        ("on Monday they met two days after crowds marched", "two days", date(2012, 3, 17)),
        ("on Monday they met | they left a day after crowds marched", "a day", date(2012, 3, 18)),
        ("on Tuesday of last week crowds marched", "on Tuesday of", date(2012, 3, 13)),
    ],
)
def test_counted_from_where_the_story_stands(text: str, time: str, day: date) -> None:
    assert when(text, time) == (day, day + timedelta(1), Precision.DAY)


def test_since_runs_from_the_story_to_the_day_of_the_report() -> None:
    assert when("in May 2010 it fell | since then crowds marched", "since then") == (
        date(2010, 5, 1), date(2012, 3, 21), Precision.LONGER,
    )  # fmt: skip
    assert when("it fell | since then crowds marched", "since then") is None


def test_of_words_with_more_than_a_date_the_date_counts() -> None:
    assert when("off late on Friday crowds marched", "off late on Friday") == (
        date(2012, 3, 16), date(2012, 3, 17), Precision.DAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("since the siege began in January crowds marched", "since the siege began in January"),
        ("since the siege began in January crowds marched", "began"),
        ("since the first round on January 1 crowds marched", "first round"),
        ("since the election of January 2012 crowds marched", "since the election of"),
    ],
)
def test_since_an_event_runs_from_its_date_wherever_that_stands(text: str, time: str) -> None:
    found = when(text, time)
    assert found is not None and found[:2] == (date(2012, 1, 1), date(2012, 3, 21))


def test_the_date_of_an_event_that_was_taken_for_a_time_stands_behind_it() -> None:
    january = (date(2012, 1, 1), date(2012, 2, 1), Precision.MONTH)
    assert when("after the ballot of January crowds marched", "ballot of") == january
    assert when("after the ballot , in January , crowds marched", "ballot") is None
    assert when("after the ballot that was to be held in January crowds marched", "ballot") is None
