"""The likeliest trees side by side."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from regesta.model import forest
from regesta.model.forest import best_trees
from regesta.model.tree import best_tree, spoilt

_TABLES = st.integers(1, 7).flatmap(lambda n: hnp.arrays(np.float32, (n, n + 1), elements=st.floats(-20, 20, width=32)))


def _logs(scores: np.ndarray) -> np.ndarray:
    dear = scores.astype(float) - scores.max(1, keepdims=True)
    return dear - np.log(np.exp(dear).sum(1, keepdims=True))


def _chance(scores: np.ndarray, heads: np.ndarray) -> float:
    return float(_logs(scores)[np.arange(len(heads)), heads].sum())


def _single(scores: np.ndarray, first: int, last: int) -> list[int]:
    table = np.concatenate([scores[first:last, :1], scores[first:last, first + 1 : last + 1]], axis=1)
    return [head + first if head else 0 for head in best_tree(table).tolist()]


def _all_ways(scores: np.ndarray) -> float:
    """The best chance of any way to cut the words into trees."""
    count = len(scores)
    logs = _logs(scores)
    ways = (ends for size in range(count) for ends in combinations(range(1, count), size))
    return max(
        _chance(
            scores, np.array([h for a, b in zip((0, *ends), (*ends, count), strict=True) for h in _single(logs, a, b)])
        )
        for ends in ways
    )


@given(_TABLES)
def test_heads_are_trees_side_by_side_and_no_worse_than_one_tree(scores: np.ndarray) -> None:
    heads = best_trees(scores)
    assert not spoilt(heads, np.zeros(len(heads), dtype=np.int64)).any()
    assert _chance(scores, heads) >= _chance(scores, best_tree(scores)) - 1e-6


@settings(deadline=None)
@given(_TABLES)
def test_no_place_for_two_trees_is_better_than_the_one_taken(scores: np.ndarray) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forest, "ROOTED", 0.0)
        patch.setattr(forest, "TRIED", 99)
        heads = best_trees(scores)
    if np.count_nonzero(heads == 0) == 1:
        pairs = [_single(scores, 0, at) + _single(scores, at, len(scores)) for at in range(1, len(scores))]
        assert all(_chance(scores, np.array(pair)) <= _chance(scores, heads) + 1e-4 for pair in pairs)
    assert _chance(scores, heads) <= _all_ways(scores) + 1e-4


def test_a_heading_without_a_stop_stands_beside_the_sentence_behind_it() -> None:
    # "Town shelled Rebels took it quickly": 1 on 2 and 3 on 4 are sure; 5 and 6 would each rather hang on the other.
    scores = np.full((6, 7), -8.0, dtype=np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 4] = scores[3, 0] = 4.0
    scores[4, 4], scores[4, 6] = 3.0, 3.5
    scores[5, 5], scores[5, 4] = 3.4, 3.0
    assert best_trees(scores).tolist() == [2, 0, 4, 0, 6, 4]
    assert np.count_nonzero(best_tree(scores) == 0) == 1


def test_a_single_word_is_a_root() -> None:
    assert best_trees(np.array([[1.0, 5.0]], dtype=np.float32)).tolist() == [0]
