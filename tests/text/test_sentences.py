from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.records.spans import Span
from regesta.text.sentences import sentences

#: Sentences parted by " | ".
CASES = [
    "The army left. | The town was quiet.",
    "Gen. Doe met Sen. Roe and Mr. Poe on Jan. 5. | They agreed.",
    "''Mr. Poe agreed,'' she said. | 'Dr. Roe did not.' | ``Gen. Doe left.''",
    "U.S. President John Doe spoke. | He left.",
    "He was born in the U.S. | He left it at ten.",
    "They met at 5 p.m. Monday in Rome.",
    "They met at 5 p.m. | Police came later.",
    "It cost 3.5 million, or No. 1 on the list. | Nobody paid.",
    "“We won.” | “They lost,” he said.",
    "“Stop!” he cried. | The men stopped.",
    "“Why now?” John Doe asked. | Nobody knew.",
    "He left (so they say.) | Then he came back.",
    "Who came? | Nobody! | So they left...",
    "He waited ... and waited. | Then he went.",
    "James J. Doe and J. R. Roe came. | Both left.",
    "Acme Inc. and Doe Ltd. signed. | Shares rose.",
    "He works for Acme Inc. | The firm is small.",
    "Who fought the war? | many nations did. | nobody won.",
    "It is a pub! | it is good.",
    "Yahoo! said so, and approx. ten others vs. the rest.",
    "“Stop!” he cried, and “why?” she asked.",
    "It was plan B. | He liked it.",
    "It says: 1. Leave the town. | 2. Never come back.",
    "She lives in Phoenix, Ariz. with her son.",
    "See x.org or version 2.0 of it. | That helps.",
    "He said no. | She said yes.",
]


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize("case", CASES)
def test_cuts_news_prose(case: str) -> None:
    assert cut(case.replace(" | ", " ")) == case.split(" | ")


def test_glued_sentences_of_careless_pages_are_cut() -> None:
    assert cut("So he said.The army left.") == ["So he said.", "The army left."]
    assert cut("“So be it.”The army left.") == ["“So be it.”", "The army left."]
    assert cut("Read Yahoo.Com or vs.The list") == ["Read Yahoo.Com or vs.The list"]


def test_a_line_end_does_not_cut_but_a_blank_line_does() -> None:
    assert cut("The army\nleft the town\n\nNobody came") == ["The army\nleft the town", "Nobody came"]


@given(
    st.lists(
        st.sampled_from(["U.S.", " ", "\n", "\n\n", ".", "!", "?", "…", "”", '"', ")", "The", "he", "a.m.", "3"])
        | st.text(max_size=3),
        max_size=25,
    ).map("".join)
)
def test_sentences_are_in_order_trimmed_and_lossless(text: str) -> None:
    start = len(text) // 5
    found = sentences(text, Span(start, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(s.of(text) == s.of(text).strip() != "" for s in found)
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text[start:].split())


@pytest.mark.parametrize("piece", ["a", "!", ".", ". ", "A. ", '."', "\n", " ", ".)"])
def test_time_is_linear(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    sentences(text, Span(0, len(text)))
    assert time.process_time() - began < 3
