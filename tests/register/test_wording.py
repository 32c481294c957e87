import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.register.matching import fold
from regesta.register.wording import figure_words, period_words, readable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", "a b"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("safe\u202eevil\u2066", "safeevil"),
        ("half\ud800", "half"),
        ("zero\u200bwidth", "zerowidth"),
        ("Zürich الخرطوم 北京", "Zürich الخرطوم 北京"),
    ],
)
def test_readable(text, shown):
    assert readable(text) == shown


@given(st.text())
def test_readable_is_one_line_without_controls(text):
    shown = readable(text)
    assert all(c.isprintable() or c.isspace() or ord(c) > 0xA0 for c in shown)
    assert len(shown.splitlines()) <= 1
    assert readable(shown) == shown


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2020-01-01", "2021-01-01", "2020"),
        ("1990-01-01", "2000-01-01", "1990 to 1999"),
        ("2023-09-01", "2023-10-01", "2023-09"),
        ("2023-12-01", "2024-01-01", "2023-12"),
        ("2024-03-19", "2024-03-20", "2024-03-19"),
        ("2022-12-12", "2023-09-20", "2022-12-12 to 2023-09-19"),
    ],
)
def test_period_words(start, end, words):
    assert period_words({"from": start, "to": end}) == words


def test_unknown_time_has_no_words():
    assert period_words(None) == period_words({"from": None}) == ""


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (5, 5, "killed 5"),
        (24, 99, "killed 24 to 99"),
        (1000, None, "killed 1,000 or more"),
        (None, 50, "killed up to 50"),
    ],
)
def test_figure_words(low, high, words):
    assert figure_words({"measure": "killed", "low": low, "high": high, "qualifier": None, "unit": ""}) == words


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Ankara", " ankara "), ("São Tomé-Príncipe", " sao tome principe "), ("...", ""), ("U.S.", " u s ")],
)
def test_fold(text, folded):
    assert fold(text) == folded
