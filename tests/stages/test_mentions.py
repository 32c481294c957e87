from __future__ import annotations

from dataclasses import replace

import pytest

from regesta.records.readings import Mention, Sentence
from regesta.records.reports import PartKind
from regesta.records.spans import Span
from regesta.stages.mentions import chunks, whole_names
from tests.readings import reading

TITLE = """
President president NOUN 2 compound
Ilia Ilia PROPN 4 nsubj
Torv Torv PROPN 2 flat
left leave VERB 0 root
"""


def words(*tags: str) -> list[list[str]]:
    return [tag.split("-") if "-" in tag else ["O", ""] for tag in tags]


def test_a_run_ends_with_its_kind_and_its_sentence() -> None:
    sentences = [Sentence(Span(0, 9), 0, 4, PartKind.BODY), Sentence(Span(9, 12), 4, 6, PartKind.BODY)]
    found = chunks(sentences, words("B-PER", "I-PER", "I-GPE", "O", "B-PER", "I-PER"))
    assert found == [Mention(0, 2, "PER"), Mention(2, 3, "GPE"), Mention(4, 6, "PER")]


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ([(0, 2, "PER")], [(0, 3, "PER")]),
        ([(0, 2, "PER"), (2, 3, "PER")], [(0, 3, "PER")]),
        ([(0, 2, "PER"), (2, 3, "GPE")], [(0, 3, "PER")]),
        ([(0, 2, "PER"), (2, 4, "ORG")], [(0, 2, "PER"), (2, 4, "ORG")]),
        ([(1, 2, "GPE")], [(1, 2, "GPE")]),
    ],
)
def test_a_name_cut_short_is_made_whole(given: list[tuple[int, int, str]], whole: list[tuple[int, int, str]]) -> None:
    made = reading(TITLE)
    found = whole_names([Mention(*m) for m in given], made.tokens, made.report.text)
    assert found == [Mention(*m) for m in whole]


def test_a_hyphen_without_spaces_joins_a_name() -> None:
    made = reading("Ban Ban PROPN 4 nsubj\nKi Ki PROPN 1 flat\n- - PUNCT 1 punct\nmoon moon NOUN 0 root\n")
    text = "Ban Ki-moon"
    spans = [Span(0, 3), Span(4, 6), Span(6, 7), Span(7, 11)]
    tight = [replace(token, span=span) for token, span in zip(made.tokens, spans, strict=True)]
    assert whole_names([Mention(0, 2, "PER"), Mention(3, 4, "PER")], tight, text) == [Mention(0, 4, "PER")]
    assert whole_names([Mention(0, 2, "PER")], made.tokens, made.report.text) == [Mention(0, 2, "PER")]
