from __future__ import annotations

from pathlib import Path

import pytest

from regesta.errors import DataError
from regesta.evaluation.polnear import Article, GoldAttribution, alike, articles, outermost, tally
from regesta.records.spans import Span
from tests.readings import reading

SAID = """
Officials official NOUN 2 nsubj
said say VERB 0 root
that that SCONJ 5 mark
ships ship NOUN 5 nsubj
left leave VERB 2 ccomp
. . PUNCT 2 punct
"""


def test_a_statement_is_found_with_its_speaker() -> None:
    made = reading(SAID)
    text = made.report.text
    words = Span(text.index("that"), text.index(" ."))
    gold = Article("a", text, (GoldAttribution((Span(0, 9),), (words,)), GoldAttribution((), (words,))))
    assert tally(gold, made) == [1, 1, 1, 1, 1, 1]
    other = Article("a", text, (GoldAttribution((Span(10, 14),), (words,)),))
    assert tally(other, made) == [0, 1, 1, 1, 0, 1]


def test_what_is_told_inside_a_statement_is_no_answer_of_its_own() -> None:
    outer, inner, beside = (1, frozenset({2, 3, 4})), (2, frozenset({3, 4})), (5, frozenset({4, 6}))
    assert outermost([outer, inner, beside, outer]) == [outer, beside, outer]


def test_half_of_each_others_words() -> None:
    assert alike(frozenset({1, 2}), frozenset({2, 3}))
    assert not alike(frozenset({1, 2, 3}), frozenset({3, 4}))
    assert not alike(frozenset(), frozenset())


def test_brat_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text/a.txt").write_text("Officials said that ships left.", encoding="utf-8")
    marks = (
        "T1\tSource 0 9\tOfficials\nT2\tContent 15 19;20 30\tthat ships left\nE1\tAttribution:T2 Content:T2 Source:T1\n"
    )
    (tmp_path / "attributions/a_0f2d.ann").write_text(marks, encoding="utf-8")
    ((article, _),) = articles(tmp_path)
    assert article.gold == (GoldAttribution((Span(0, 9),), (Span(15, 19), Span(20, 30))),)


def test_other_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        articles(tmp_path)
