from __future__ import annotations

import numpy as np
import pytest

from regesta.evaluation.bootstrap import f1, figures, pearson, ratio


def test_intervals_hold_the_value_and_repeat() -> None:
    units = [[float(n % 3 == 0), 1.0] for n in range(60)]
    one = figures(units, lambda sums: {"share": ratio(sums[0], sums[1])})["share"]
    two = figures(units, lambda sums: {"share": ratio(sums[0], sums[1])})["share"]
    assert one == two
    assert one.low < one.value < one.high
    assert one.value == pytest.approx(1 / 3)


def test_one_unit_has_no_spread() -> None:
    one = figures([[1.0, 2.0]], lambda sums: {"share": ratio(sums[0], sums[1])})["share"]
    assert (one.low, one.value, one.high) == (0.5, 0.5, 0.5)


def test_nothing_gives_nothing() -> None:
    assert figures([], lambda sums: {"share": 1.0}) == {}


def test_pearson_is_numpys() -> None:
    x, y = np.array([1.0, 2, 3, 5]), np.array([1.0, 1, 4, 4])
    sums = [4, x.sum(), y.sum(), (x * x).sum(), (y * y).sum(), (x * y).sum()]
    assert pearson(sums) == pytest.approx(float(np.corrcoef(x, y)[0, 1]))
    assert pearson([0] * 6) == 0
    assert pearson([2, 2, 2, 2, 2, 2]) == 0


def test_f1_of_nothing_to_find_is_one() -> None:
    assert f1(0, 0, 0) == 1
    assert f1(1, 2, 2) == 0.5
