from __future__ import annotations

from datetime import date

import pytest

from regesta.records.spans import Span
from regesta.text.dates import publication_date
from regesta.text.listing import key
from regesta.text.numbers import find_numbers


def test_letters_that_patterns_take_for_others() -> None:
    assert [key(word) for word in ("MILLION", "mıllion", "ſix", "\u212ag")] == ["million", "million", "six", "kg"]
    assert publication_date("5 Aprıl 2024") == date(2024, 4, 5)


@pytest.mark.parametrize(
    "words", ["two ſeven", "5 mıllion people", "three thouſand", "about 5 mıles", "dozenſ", "1" * 400]
)
def test_numbers_in_such_letters_stop_nobody(words: str) -> None:
    for number in find_numbers(words, Span(0, len(words))):
        assert number.low is None or number.low < float("inf")
