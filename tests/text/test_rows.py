from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.records.outcomes import Reason
from regesta.text.refusals import Refusal
from regesta.text.rows import Row, decode_row, encode_row, row_of

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(
    st.builds(
        Row, id=WORDS, title=WORDS, text=WORDS.map("a{}".format), published=WORDS, source=WORDS, url=WORDS, byline=WORDS
    )
)
def test_round_trip(row: Row) -> None:
    assert decode_row(encode_row(row)) == row


def test_other_names_and_numbers_are_understood() -> None:
    row = row_of(
        {"id": 7, "headline": "T", "body": "Words", "date": "2024-05-03", "authors": ["A", "B"], "link": "u", "x": 1}
    )
    assert row == Row(id="7", title="T", text="Words", published="2024-05-03", byline="A, B", url="u")


@pytest.mark.parametrize(
    "value",
    [
        None,
        3,
        "words",
        [],
        {},
        {"text": " "},
        {"text": 3},
        {"text": "a", "title": ["b"]},
        {"text": "a", "published": 2024},
    ],
)
def test_refusals(value: Any) -> None:
    found = row_of(value)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.MALFORMED


def test_surrogates_and_nuls_do_not_get_through() -> None:
    row = row_of({"text": "a\ud800b\0"})
    assert row == Row(text="a\ufffdb\ufffd")
    assert isinstance(decode_row(b"\xff"), Refusal)
