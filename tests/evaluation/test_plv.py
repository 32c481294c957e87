from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from regesta.errors import DataError
from regesta.evaluation.plv import choose, rows, statistic, tally, unmark
from regesta.records.spans import Span
from tests.readings import reading

HEAD = "sentence\tmarked_sentence\tsource\ttarget\tgold_root\tother\n"
NORTH = """
Northland Northland PROPN 2 nsubj
attacked attack VERB 0 root
Southland Southland PROPN 2 obj
and and CCONJ 5 cc
praised praise VERB 2 conj
Eastland Eastland PROPN 5 obj
"""


def test_marks_are_taken_out() -> None:
    text, source, target = unmark("<s>Northland</s> praised <t>Eastland</t>.")
    assert text == "Northland praised Eastland."
    assert source is not None and source.of(text) == "Northland"
    assert target is not None and target.of(text) == "Eastland"


def test_only_the_named_columns_are_needed(tmp_path: Path) -> None:
    path = tmp_path / "PLV_x.tsv"
    path.write_text(HEAD + "A hit B.\t<s>A</s> hit <t>B</t>.\tA\tB\tASSAULT\tNONSENSE\n", encoding="utf-8")
    (row,) = rows(path)
    assert (row.sentence, row.root, row.source, row.target) == ("A hit B.", "ASSAULT", Span(0, 1), Span(6, 7))


@pytest.mark.parametrize("body", ["a\tb\n", HEAD + "x\t<s>x</s><t>y</t>\tx\ty\tNOTHING\tz\n"])
def test_other_tables_are_refused(tmp_path: Path, body: str) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(DataError):
        rows(path)


def test_the_pair_decides_between_two_events() -> None:
    arcs = [(1, 0, "actor"), (1, 2, "recipient"), (4, 0, "actor"), (4, 5, "recipient")]
    made = reading(NORTH, triggers=[(1, "ASSAULT"), (4, "SUPPORT")], arcs=arcs)
    tokens = [token.span for token in made.tokens]
    assert choose(made, tokens[0], tokens[2]) == "ASSAULT"
    assert choose(made, tokens[0], tokens[5]) == "SUPPORT"


def test_every_row_gets_a_root() -> None:
    assert choose(reading(NORTH), Span(0, 1), Span(2, 3)) == "CONSULT"
    assert choose(reading(NORTH, triggers=[(1, "RETREAT")]), Span(0, 1), Span(2, 3)) == "YIELD"


def test_macro_f1() -> None:
    sums = np.array([tally("AID", "AID"), tally("AID", "YIELD"), tally("ASSAULT", "ASSAULT")]).sum(axis=0)
    numbers = statistic(sums)
    assert numbers["accuracy"] == pytest.approx(2 / 3)
    assert numbers["root_macro_f1"] == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert numbers["quad_macro_f1"] == 1
