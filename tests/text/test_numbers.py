from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.records.spans import Span
from regesta.text.numbers import Number, find_numbers, measure_of


def numbers(text: str, *, zero: bool = False) -> list[Number]:
    return find_numbers(text, Span(0, len(text)), zero=zero)


def only(text: str) -> Number:
    found = numbers(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "qualifier"),
    [
        ("at least 35 people", "at least 35", 35, None, "at least"),
        ("more than 100,000 fled", "more than 100,000", 100_000, None, "over"),
        ("between 10 and 20 men", "between 10 and 20", 10, 20, None),
        ("4 or 5 men", "4 or 5", 4, 5, None),
        ("30-40 fighters", "30-40", 30, 40, None),
        ("3,000–5,000 troops", "3,000–5,000", 3000, 5000, None),
        ("two to three million people", "two to three million", 2e6, 3e6, None),
        ("as many as 10,000 to 15,000", "as many as 10,000 to 15,000", 10_000, 15_000, "up to"),
        ("dozens of people", "dozens", 24, 99, "dozens"),
        ("scores of villagers", "scores", 40, 99, "scores"),
        ("hundreds were hurt", "hundreds", 200, 999, "hundreds"),
        ("thousands marched", "thousands", 2000, 9999, "thousands"),
        ("tens of thousands fled", "tens of thousands", 20_000, 99_999, "tens of thousands"),
        ("a dozen rebels", "a dozen", 12, 12, None),
        ("more than two dozen", "more than two dozen", 24, None, "over"),
        ("twenty-one others", "twenty-one", 21, 21, None),
        ("two hundred and fifty thousand", "two hundred and fifty thousand", 250_000, 250_000, None),
        ("half a million people", "half a million", 500_000, 500_000, None),
        ("1.3 billion people", "1.3 billion", 1.3e9, 1.3e9, None),
        ("5,00,000 refugees", "5,00,000", 500_000, 500_000, None),
        ("up to 50 tanks", "up to 50", None, 50, "up to"),
        ("about 40 houses", "about 40", 40, 40, "about"),
        ("fewer than 30 guards", "fewer than 30", None, 30, "under"),
        ("several hundred people", "several hundred", 200, 999, "several hundred"),
    ],
)
def test_counts(text: str, words: str, low: float | None, high: float | None, qualifier: str | None) -> None:
    found = only(text)
    assert (found.span.of(text), found.low, found.high, found.qualifier) == (words, low, high, qualifier)
    assert found.kind == "count"


@pytest.mark.parametrize(
    ("text", "words", "value", "code"),
    [
        ("US$3.4 trillion in aid", "US$3.4 trillion", 3.4e12, "USD"),
        ("about $2 million", "about $2 million", 2e6, "USD"),
        ("2 million euros", "2 million euros", 2e6, "EUR"),
        ("a £1bn loan", "£1bn", 1e9, "GBP"),
        ("40,000 U.S. dollars", "40,000 U.S. dollars", 40_000, "USD"),
        ("Rs 500 crore", "Rs 500 crore", 5e9, "INR"),
    ],
)
def test_money(text: str, words: str, value: float, code: str) -> None:
    found = only(text)
    assert (found.span.of(text), found.low, found.kind, found.unit) == (words, value, "money", code)


def test_range_of_money() -> None:
    found = only("$1-2 billion")
    assert (found.low, found.high, found.kind, found.unit) == (1e9, 2e9, "money", "USD")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("in 2014", "year"),
        ("on March 3", "date"),
        ("3 March", "date"),
        ("the 24-year-old", "age"),
        ("Ahmed, 45, said", "age"),
        ("45 percent", "percent"),
        ("over 60%", "percent"),
        ("three days later", "duration"),
        ("some 20 km away", "quantity"),
        ("Resolution 1701", "label"),
        ("at 5 p.m.", "time"),
        ("a third of the people", "fraction"),
    ],
)
def test_other_kinds_are_marked(text: str, kind: str) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize(
    "text", ["the 20th century", "COVID-19", "F-16 jets", "9/11", "one of the men", "no one came", "MH17"]
)
def test_not_a_number(text: str) -> None:
    assert numbers(text) == []


def test_zero_only_when_asked() -> None:
    assert numbers("no casualties were reported") == []
    found = numbers("no casualties were reported", zero=True)
    assert [(n.low, n.high) for n in found] == [(0.0, 0.0)]
    assert numbers("no progress was made", zero=True) == []


@pytest.mark.parametrize("text", ["no coalition troops were injured", "no soldier was killed", "there were no arrests"])
def test_nobody_harmed_is_zero(text: str) -> None:
    assert [(n.low, n.high) for n in numbers(text, zero=True)] == [(0.0, 0.0)]


def test_years_beside_counts() -> None:
    assert [(n.low, n.kind) for n in numbers("In 2014, 2000 troops left")] == [(2014.0, "year"), (2000.0, "count")]


@pytest.mark.parametrize(
    ("noun", "verb", "measure"),
    [
        ("person", "kill", "killed"),
        ("soldier", "kill", "killed"),
        ("death", "", "killed"),
        ("troop", "deploy", "troops"),
        ("people", "protest", "protesters"),
        ("protester", "", "protesters"),
        ("refugee", "arrive", "displaced"),
        ("people", "flee", "displaced"),
        ("missile", "fire", "weapons"),
        ("hostage", "release", "hostages"),
        ("worker", "abduct", "hostages"),
        ("", "arrest", "detained"),
        ("civilian", "wound", "wounded"),
        ("person", "vanish", "missing"),
        ("dollar", "pledge", "money"),
        ("house", "destroy", None),
        ("person", "see", None),
    ],
)
def test_measures(noun: str, verb: str, measure: str | None) -> None:
    assert measure_of(noun, verb) == measure


@pytest.mark.parametrize(
    ("event", "noun", "verb", "measure"),
    [
        ("COERCE", "journalist", "hold", "detained"),
        ("COERCE", "person", "drive", "displaced"),
        ("ASSAULT", "soldier", "hold", "hostages"),
        ("RETREAT", "soldier", "free", "detained"),
        ("RETREAT", "hostage", "free", "hostages"),
        ("AID", "person", "hold", "detained"),
        ("", "casualty", "suffer", "casualties"),
    ],
)
def test_measures_of_one_type_of_event(event: str, noun: str, verb: str, measure: str | None) -> None:
    assert measure_of(noun, verb, event) == measure


@given(st.text(alphabet="0123456789,.-–$€% onetwhudrdaillizp km", max_size=100))
@settings(max_examples=300, deadline=None)
def test_spans_are_ordered_and_inside(text: str) -> None:
    found = numbers(text, zero=True)
    assert all(a.span <= b.span for a, b in pairwise(found))
    for number in found:
        assert 0 <= number.span.start < number.span.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_with_commas_are_read(value: int) -> None:
    text = f"They counted {value:,} rifles."
    assert [n.low for n in numbers(text) if n.kind == "count"] == [float(value)] or 1500 <= value <= 2100


@pytest.mark.parametrize("piece", ["1 ", "one hundred ", "1,", "$", "between 1 and ", "a ", "about about "])
def test_no_text_is_slow(piece: str) -> None:
    text = (piece * 3000)[:6000]
    begun = time.process_time()
    numbers(text)
    assert time.process_time() - begun < 1.5


def test_a_number_does_not_reach_beyond_its_sentence() -> None:
    text = "They gave 10\n% of it, and 5\ndollars."
    for end in (12, 27):
        number = find_numbers(text, Span(0, end))[-1]
        assert number.span.end == end
        assert number.kind == "count"
