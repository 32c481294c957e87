from hypothesis import given
from hypothesis import strategies as st

from regesta.exchange.cells import FORMULA, cell, is_formula, one_line

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_no_guarded_text_is_a_formula_and_raw_is_exact(text):
    assert cell(text, raw=True) == text
    assert not is_formula(cell(text, raw=False))
    assert cell(text, raw=False).lstrip(" ")[:1] not in FORMULA


@given(st.text())
def test_every_cell_is_utf8(text):
    for raw in (True, False):
        cell(text, raw=raw).encode("utf-8")


@given(TEXTS)
def test_one_line_is_one_line(text):
    assert len((one_line(text) + "x").splitlines()) == 1 and "\t" not in one_line(text)


def test_numbers_are_left_alone():
    assert cell(-1.5, raw=False) == -1.5 and cell(None, raw=False) is None
