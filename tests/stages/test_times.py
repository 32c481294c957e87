"""Times whose words alone say too little: lengths, "that year", "the same day", nights, cut words."""

from dataclasses import replace
from datetime import date

import pytest

from regesta.knowledge.calendar import resolve_time
from regesta.records.accounts import Account, Draft
from regesta.records.dates import Interval, Precision
from regesta.records.spans import Span
from regesta.stages.phrases import Phrases
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
    found = Times(Account(made, (draft,)), Phrases.of(made), resolve_time).of(draft)
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
