from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.register.codes import Column, behind, column, crossed, many, many_behind, named, regrouped, told_apart

EVERY = np.ones(3, dtype=bool)


def chunked(values, kind):
    return pa.chunked_array([pa.array(values, kind)])


def read(found):
    return [found.values[code] if code < len(found.values) else None for code in found.codes]


def lists(found, rows):
    out = [[] for _ in range(rows)]
    for code, owner in zip(found.codes, found.owners, strict=True):
        out[owner].append(found.values[code])
    return out


WORDS = st.lists(st.one_of(st.none(), st.sampled_from(["a", "b", "", "é"])), max_size=6)
DAYS = st.lists(st.one_of(st.none(), st.dates(date(1, 1, 1), date.max)), max_size=6)


@pytest.mark.parametrize("kind", [pa.string(), pa.date32()])
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_a_column_is_read_back_and_grows_at_its_end(kind, data):
    of = WORDS if kind == pa.string() else DAYS
    first, second = data.draw(of), data.draw(of)
    one, other = column(chunked(first, kind)), column(chunked(second, kind))
    assert (read(one), read(behind(one, other))) == (first, first + second)
    if kind == pa.date32():
        assert list(behind(one, other).values) == sorted({day for day in first + second if day})


@settings(max_examples=50, deadline=None)
@given(first=st.lists(WORDS, max_size=4), second=st.lists(WORDS, max_size=4))
def test_lists_are_read_back_without_what_is_null(first, second):
    kind = pa.list_(pa.string())
    one, other = many(chunked(first, kind)), many(chunked(second, kind))
    bare = [[word for word in words if word is not None] for words in first + second]
    assert lists(many_behind(one, other, len(first)), len(bare)) == bare


def test_values_are_counted_in_the_rows_that_fit():
    of = column(chunked(["a", None, "b"], pa.string()))
    assert of.counts(EVERY).tolist() == [1, 1]
    assert of.counts(np.array([False, True, True])).tolist() == [0, 1]
    entries = many(chunked([["a", "b"], [], ["a"]], pa.list_(pa.string())))
    assert entries.counts(EVERY).tolist() == [2, 1]
    assert entries.counts(np.array([False, True, True])).tolist() == [1, 0]


def test_coarser_values_and_two_columns_crossed():
    of = column(chunked(["a", None, "b"], pa.string()))
    coarse = regrouped(of, ["x", "x"])
    assert read(coarse) == ["x", None, "x"]
    counts = crossed(of.codes, 2, coarse, EVERY)
    assert counts.tolist() == [[1], [1]]
    assert named(counts[0], coarse.values) == {"x": 1}
    assert named(np.array([0, 2]), ["x", "y"]) == {"y": 2}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3_000_000)), max_size=8))
def test_kinds_are_told_apart_by_all_their_codes(entries):
    parts = [np.array([entry[place] for entry in entries], dtype=np.int64) for place in (0, 1)]
    entry, kinds = told_apart(parts)
    assert len(entry) == len(set(entries))
    assert [entries[entry[kind]] for kind in kinds] == entries


def test_an_empty_column():
    assert read(column(chunked([], pa.string()))) == []
    assert Column((), np.zeros(0, dtype=np.uint8)).counts(np.zeros(0, dtype=bool)).tolist() == []
