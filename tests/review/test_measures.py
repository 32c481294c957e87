"""Against worked examples that were published, and against numbers worked out by hand."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.review.measures import ac1, alpha, interval, percent

#: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part C: four observers, twelve units, gaps.
FOUR = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]
UNITS = [[int(value) for value in unit if value != "."] for unit in zip(*(row.split() for row in FOUR), strict=True)]


def test_alpha_of_four_observers_with_gaps():
    assert alpha(UNITS) == pytest.approx(0.743, abs=0.0005)
    assert alpha(UNITS, interval) == pytest.approx(0.849, abs=0.0005)


def test_alpha_of_two_observers_by_hand():
    """Part A of the same paper: 10 units, 0 or 1; 6 the same; 14 zeros and 6 ones among 20 values.

    Observed disagreement: 4 units with one pair each way, 8 of 20. Expected: 2 x 14 x 6 / 19 of 20. 1 - 8 x 19 / 168.
    """
    units = list(zip("0100000010", "1110010000", strict=True))
    assert alpha(units) == pytest.approx(1 - 8 * 19 / 168)
    assert alpha(units) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_numbers_by_hand():
    """Two coders, tolls (10, 12) and (40, 40): observed 2 x 4 = 8; expected the squares of all pairs over 3.

    Pairs of 10 12 40 40, each twice: 4, 900, 900, 784, 784, 0, so 2 x 3372 / 3 = 2248. 1 - 8 / 2248.
    """
    assert alpha([(10, 12), (40, 40)], interval) == pytest.approx(1 - 8 / 2248)


def test_ac1_of_four_raters_with_gaps():
    """The same data are the example of the package irrCAC by K. L. Gwet: AC1 0.77544, pa 0.8181818, pe 0.1903212."""
    assert percent(UNITS) == pytest.approx(0.8181818, abs=5e-8)
    assert ac1(UNITS) == pytest.approx(0.77544, abs=0.000005)


def test_ac1_where_kappa_fails():
    """Gwet (2002), 125 subjects: 118 both yes, 5 and 2 split, none both no; kappa is below 0, AC1 0.941.

    By hand: agreed 118/125; yes is chosen 243 times of 250, so chance is 2 x 0.972 x 0.028 = 0.054432.
    """
    units = [("+", "+")] * 118 + [("+", "-")] * 5 + [("-", "+")] * 2
    assert ac1(units) == pytest.approx((0.944 - 0.054432) / (1 - 0.054432))
    assert ac1(units) == pytest.approx(0.941, abs=0.0005)
    assert alpha(units) == pytest.approx(-0.0247, abs=0.0005)


def test_ac1_with_more_categories_than_occur():
    units = [("a", "a"), ("a", "b")]
    # Shares 3/4 and 1/4: their products 3/16 twice; over 1 of two kinds, over 3 of four.
    assert ac1(units) == pytest.approx((0.5 - 0.375) / (1 - 0.375))
    assert ac1(units, categories=4) == pytest.approx((0.5 - 0.125) / (1 - 0.125))


@pytest.mark.parametrize("units", [[], [["a"]], [["a"], ["b"]], [[]]])
def test_without_two_judgements_there_is_no_agreement(units):
    assert (percent(units), alpha(units), ac1(units)) == (None, None, None)


def test_where_nothing_could_be_confused_alpha_is_not_defined():
    assert (percent([("a", "a")] * 9), alpha([("a", "a")] * 9), ac1([("a", "a")] * 9)) == (1.0, None, 1.0)


CODERS = st.lists(st.lists(st.sampled_from("abc"), min_size=0, max_size=4), min_size=1, max_size=12)


@settings(deadline=None)
@given(CODERS, st.randoms(use_true_random=False))
def test_neither_the_order_of_units_nor_of_coders_matters(units, chance: random.Random):
    other = [chance.sample(unit, len(unit)) for unit in units]
    chance.shuffle(other)
    for measure in (percent, alpha, ac1):
        assert measure(other) == pytest.approx(measure(units))


@settings(deadline=None)
@given(CODERS)
def test_nothing_is_above_one_and_only_full_agreement_is_one(units):
    same = all(len(set(unit)) <= 1 for unit in units)
    for measure in (percent, alpha, ac1):
        value = measure(units)
        if value is not None:
            assert value <= 1 + 1e-12
            assert (value == pytest.approx(1)) == same
