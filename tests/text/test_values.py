from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.records.outcomes import Reason
from regesta.text.refusals import Refusal
from regesta.text.values import MAX_VALUES, elements, json_value

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class Dripping(io.BytesIO):
    """Gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self._few = size

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self._few)


@given(st.lists(JSON, max_size=6), st.integers(1, 9), st.booleans(), st.sampled_from([None, 1]))
def test_the_elements_are_those_of_the_array(values: list[object], few: int, ascii_: bool, indent: int | None) -> None:
    data = json.dumps(values, ensure_ascii=ascii_, indent=indent).encode("utf-8", "surrogatepass")
    found = [json.loads(one) for one in elements(Dripping(data, few)) if isinstance(one, bytes)]
    assert found == values


def test_a_cut_array_gives_what_stands_before() -> None:
    *found, last = elements(io.BytesIO(b'[{"a": 1}, {"b": "]'))
    assert found == [b'{"a": 1}']
    assert isinstance(last, Refusal) and last.reason is Reason.MALFORMED


@pytest.mark.parametrize("piece", [b"[],", b"{},", b"1,", b'"",', b"[["])
def test_values_are_counted_before_they_are_made(piece: bytes) -> None:
    found = json_value(b"[" + piece * (MAX_VALUES + 1) + b"1]")
    assert isinstance(found, Refusal) and found.reason is Reason.TOO_LARGE
    *_, last = elements(io.BytesIO(b"[[" + piece * (4 * MAX_VALUES + 4)))
    assert isinstance(last, Refusal) and last.reason is Reason.TOO_LARGE


def test_commas_in_words_are_no_values() -> None:
    words = ",[{" * MAX_VALUES
    assert json_value(json.dumps({"text": words}).encode()) == {"text": words}


@pytest.mark.parametrize("data", [b"[" * 100_000, b"nan", b'{"a": ' + b"1" * 9000 + b"}", b"\xff"])
def test_what_is_no_value_is_refused(data: bytes) -> None:
    assert isinstance(json_value(data), Refusal)
