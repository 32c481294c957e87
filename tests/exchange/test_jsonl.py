import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.exchange.jsonl import write_jsonl


def line(value):
    out = io.StringIO()
    assert write_jsonl([{"quote": value}], out) == 1
    return out.getvalue()


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u200b", "\u061c"])
def test_what_steers_a_terminal_stands_as_an_escape(character):
    assert character not in line(f"a{character}b")
    assert json.loads(line(f"a{character}b"))["quote"] == f"a{character}b"


def test_letters_stay_readable():
    assert line("Zürich 北京") == '{"quote": "Zürich 北京"}\n'


@given(st.text())
def test_every_value_comes_back(text):
    assert json.loads(line(text))["quote"] == text
