"""Values as codes: small numbers in place of words, in arrays of numpy, so that counting is one pass over numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

#: Whole numbers, in as few bytes as they take.
Codes = npt.NDArray[Any]
Bools = npt.NDArray[np.bool_]

#: Numbers up to so many times as large as they are many are ticked off in a list; larger ones are sorted.
_TICKED = 16


@dataclass(frozen=True, slots=True)
class Column:
    """One value a row.

    Attributes:
        values: what the codes stand for; dates and numbers ascending, words in any order.
        codes: shape (rows,); `len(values)` where a row has no value.
    """

    values: Sequence[Any]
    codes: Codes

    def counts(self, fit: Bools) -> Codes:
        """How many of the rows that fit have each value: shape (values,)."""
        return np.bincount(self.codes[fit], minlength=len(self.values) + 1)[:-1]


@dataclass(frozen=True, slots=True)
class Many:
    """Any number of values a row.

    Attributes:
        values: what the codes stand for.
        codes: shape (entries,).
        owners: shape (entries,), the row of each entry, ascending.
    """

    values: Sequence[Any]
    codes: Codes
    owners: Codes

    def counts(self, fit: Bools) -> Codes:
        """How often each value stands in the rows that fit: shape (values,)."""
        return np.bincount(self.codes[fit[self.owners]], minlength=len(self.values))


def column(array: pa.ChunkedArray) -> Column:
    """A column of words, dates or numbers."""
    coded = array.combine_chunks().dictionary_encode()
    codes = coded.indices.fill_null(len(coded.dictionary)).to_numpy(zero_copy_only=False)
    values = tuple(coded.dictionary.to_pylist())
    if pa.types.is_string(array.type):
        return Column(values, small(codes, len(values)))
    return _ranked(values, codes, pc.sort_indices(coded.dictionary).to_numpy())


def many(array: pa.ChunkedArray) -> Many:
    """A column of lists of words; a word that is null is left out."""
    lists = array.combine_chunks()
    coded = lists.flatten().dictionary_encode()
    known = coded.indices.is_valid().to_numpy(zero_copy_only=False)
    codes = coded.indices.fill_null(0).to_numpy(zero_copy_only=False)[known]
    owners = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)[known]
    return Many(tuple(coded.dictionary.to_pylist()), small(codes, len(coded.dictionary)), owners.astype(np.int32))


def behind(first: Column, second: Column) -> Column:
    """The rows of one column and, behind them, those of another."""
    values, moved = _merged(first.values, second.values)
    own = np.where(first.codes == len(first.values), len(values), first.codes)
    codes = np.concatenate([own, np.append(moved, len(values))[second.codes]])
    if not values or isinstance(values[0], str):
        return Column(values, small(codes, len(values)))
    return _ranked(values, codes, np.array(sorted(range(len(values)), key=values.__getitem__)))


def many_behind(first: Many, second: Many, rows: int) -> Many:
    """The same of lists; `rows` are those of the first column."""
    values, moved = _merged(first.values, second.values)
    codes = small(np.concatenate([first.codes, moved[second.codes]]), len(values))
    return Many(values, codes, np.concatenate([first.owners, second.owners + np.int32(rows)]))


def _ranked(values: Sequence[Any], codes: Codes, order: Codes) -> Column:
    """The column with its values in an order."""
    rank = np.full(len(order) + 1, len(order))
    rank[order] = np.arange(len(order))
    return Column(tuple(values[code] for code in order), small(rank[codes], len(order)))


def _merged(mine: Sequence[Any], theirs: Sequence[Any]) -> tuple[tuple[Any, ...], Codes]:
    """All values, the first ones in their places, and the places of the others."""
    place = {value: code for code, value in enumerate(mine)}
    moved = [place.setdefault(value, len(place)) for value in theirs]
    return tuple(place), np.array(moved, dtype=np.int64)


def regrouped(fine: Column, groups: Sequence[Any]) -> Column:
    """A column of coarser values: `groups` has one for each value of the finer one."""
    values = tuple(dict.fromkeys(groups))
    place = {value: code for code, value in enumerate(values)}
    moved = np.array([*(place[group] for group in groups), len(values)])
    return Column(values, small(moved, len(values))[fine.codes])


def told_apart(parts: Sequence[Codes]) -> tuple[Codes, Codes]:
    """What kinds of entries there are, told apart by several codes at once.

    Args:
        parts: of shape (entries,) each.

    Returns:
        An entry of each kind, of shape (kinds,), and the kind of each entry.
    """
    kinds = np.zeros(len(parts[0]), dtype=np.int64)
    for part in parts:
        kinds = _compact(kinds * (int(part.max(initial=0)) + 1) + part)
    entry = np.zeros(int(kinds.max(initial=-1)) + 1, dtype=np.int64)
    entry[kinds] = np.arange(len(kinds))
    return entry, small(kinds, len(entry))


def _compact(numbers: Codes) -> Codes:
    """The same numbers without those that do not occur."""
    most = int(numbers.max(initial=0))
    if most > _TICKED * len(numbers):
        compact: Codes = np.unique(numbers, return_inverse=True)[1].astype(np.int64)
        return compact
    there = np.zeros(most + 1, dtype=np.int64)
    there[numbers] = 1
    return (np.cumsum(there) - 1)[numbers]


def crossed(codes: Codes, most: int, other: Column, fit: Bools) -> Codes:
    """How many rows there are of each value with each value of another column.

    Args:
        codes: of the rows that fit; `most` or more where one has no value.
        most: how many values there are.
        other: the other column, of all rows.
        fit: shape (rows,).

    Returns:
        Of shape (most, values of the other column).
    """
    size = len(other.values) + 1
    cells = codes.astype(np.int64) * size + other.codes[fit]
    return np.bincount(cells, minlength=(most + 1) * size).reshape(-1, size)[:most, :-1]


def named(counts: Codes, values: Sequence[str]) -> dict[str, int]:
    """Counts by value, without those that are 0."""
    return {values[code]: int(counts[code]) for code in np.flatnonzero(counts).tolist()}


def small(codes: Codes, most: int) -> Codes:
    """The same codes in as few bytes as `most` takes."""
    return codes.astype(np.min_scalar_type(most))
