"""Worked by hand, among it the example of Bagga and Baldwin (1998)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.evaluation.coreference import statistic, tallies

TRUTH = dict(zip("123456789ABC", "xxxxxyyzzzzz", strict=True))


def scored(gold, predicted):
    rows = tallies(gold, predicted, dict.fromkeys(gold, 0), 1)
    return statistic(np.array(rows[0]))


@pytest.mark.parametrize(
    ("labels", "b_cubed", "ceaf_recall", "ceaf_precision"),
    [
        # {1-5} and {6, 7, 8-C}: B-cubed precision 76 %; CEAF pairs 1 and 10/12 over three and two clusters.
        ("xxxxxyyyyyyy", (5 + 2 * 2 / 7 + 5 * 5 / 7) / 12, (1 + 10 / 12) / 3, (1 + 10 / 12) / 2),
        # {1-5, 8-C} and {6, 7}: 58 %; CEAF pairs 1 and 10/15.
        ("xxxxxyyxxxxx", (10 * 5 / 10 + 2) / 12, (1 + 10 / 15) / 3, (1 + 10 / 15) / 2),
    ],
)
def test_the_published_example(labels, b_cubed, ceaf_recall, ceaf_precision):
    found = scored(TRUTH, dict(zip(TRUTH, labels, strict=True)))
    assert (found["muc_recall"], found["muc_precision"]) == (1.0, pytest.approx(0.9))
    assert (found["b_cubed_recall"], found["b_cubed_precision"]) == (1.0, pytest.approx(b_cubed))
    assert found["ceaf_e_recall"] == pytest.approx(ceaf_recall)
    assert found["ceaf_e_precision"] == pytest.approx(ceaf_precision)


def test_everything_alone():
    found = scored(TRUTH, {mention: mention for mention in TRUTH})
    assert (found["muc_f1"], found["b_cubed_precision"]) == (0.0, 1.0)
    assert found["b_cubed_recall"] == pytest.approx((5 * 0.2 + 2 * 0.5 + 5 * 0.2) / 12)
    # One single of each cluster is aligned: 2/6, 2/3, 2/6.
    assert found["ceaf_e_recall"] == pytest.approx((2 / 6 + 2 / 3 + 2 / 6) / 3)


labels = st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1)


@settings(deadline=None)
@given(labels)
def test_bounds_and_symmetry(found):
    gold, predicted = ({mention: pair[n] for mention, pair in found.items()} for n in (0, 1))
    one, other = scored(gold, predicted), scored(predicted, gold)
    for name in ("muc", "b_cubed", "ceaf_e"):
        assert 0.0 <= one[f"{name}_f1"] <= 1.0 + 1e-9
        assert one[f"{name}_recall"] == pytest.approx(other[f"{name}_precision"])
    assert scored(gold, gold)["b_cubed_f1"] == pytest.approx(1.0)


@settings(deadline=None)
@given(labels)
def test_units_add_up(found):
    gold, predicted = ({mention: pair[n] for mention, pair in found.items()} for n in (0, 1))
    units = {mention: n % 3 for n, mention in enumerate(sorted(gold))}
    rows = np.array(tallies(gold, predicted, units, 3))
    assert statistic(rows.sum(axis=0)) == pytest.approx(scored(gold, predicted))
