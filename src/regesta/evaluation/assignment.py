"""Pairs of rows and columns of the greatest total worth, by shortest augmenting paths (Hungarian method)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


def best_pairs(worth: Sequence[Sequence[float | None]]) -> list[tuple[int, int]]:
    """The assignment of greatest worth; a pair of worth None is never made. Columns ascend.

    Every row and every column is used once at most. Ties are broken as by the row-by-row method that fills a square
    with zeros, so that two programs which follow it agree.
    """
    rows, columns = len(worth), max((len(row) for row in worth), default=0)
    size = max(rows, columns)
    if not size or not columns:
        return []
    cost = np.zeros((size, size))
    for i, row in enumerate(worth):
        cost[i, : len(row)] = [-(value or 0.0) for value in row]
    row_of = _square(cost)
    return [(int(i), j) for j, i in enumerate(row_of) if i < rows and j < columns and worth[i][j] is not None]


def _square(cost: FloatArray) -> IntArray:
    """For each column of a square matrix its row in an assignment of least cost."""
    size = len(cost)
    row_price, column_price = np.zeros(size), np.zeros(size)
    row_of = np.full(size, -1, dtype=np.int64)
    for row in range(size):
        _augment(row, cost, row_price, column_price, row_of)
    return row_of


def _augment(row: int, cost: FloatArray, row_price: FloatArray, column_price: FloatArray, row_of: IntArray) -> None:
    """Gives `row` a column, moving earlier rows along the cheapest alternating path."""
    size = len(cost)
    slack, came_from = np.full(size, np.inf), np.full(size, -1, dtype=np.int64)
    reached = np.zeros(size, dtype=bool)
    tree_rows, at, column = [row], row, -1
    while True:
        reduced = cost[at] - row_price[at] - column_price
        better = ~reached & (reduced < slack)
        slack[better], came_from[better] = reduced[better], column
        step_to = int(np.where(reached, np.inf, slack).argmin())
        step = slack[step_to]
        row_price[tree_rows] += step
        column_price[reached] -= step
        slack[~reached] -= step
        reached[step_to], column = True, step_to
        if row_of[step_to] < 0:
            break
        at = int(row_of[step_to])
        tree_rows.append(at)
    while column >= 0:
        before = int(came_from[column])
        row_of[column] = row_of[before] if before >= 0 else row
        column = before
