import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from regesta.model import tree
from regesta.model.tree import best_tree, is_tree, spoilt

_TABLES = st.integers(1, 12).flatmap(
    lambda n: hnp.arrays(np.float32, (n, n + 1), elements=st.floats(-50, 50, width=32))
)


def test_greedy_heads_that_form_a_tree_are_kept() -> None:
    scores = np.full((3, 4), -5.0, dtype=np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 5.0
    assert best_tree(scores).tolist() == [2, 0, 2]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    # 1 and 2 prefer each other; the root prefers 2 slightly.
    scores = np.array([[1.0, -9, 5.0], [2.0, 5.0, -9]], dtype=np.float32)
    assert best_tree(scores).tolist() == [2, 0]


def test_two_roots_are_not_a_tree() -> None:
    assert not is_tree(np.array([0, 0]))
    assert is_tree(np.array([0, 1, 2]))
    assert not is_tree(np.array([2, 1]))


@given(_TABLES)
def test_the_result_is_always_one_tree(scores: np.ndarray) -> None:
    assert is_tree(best_tree(scores))


def _total(scores: np.ndarray, heads: np.ndarray) -> float:
    return float(scores[np.arange(len(heads)), heads].astype(float).sum())


@given(_TABLES)
def test_roots_tried_one_by_one_score_as_all_roots_at_once(scores: np.ndarray) -> None:
    one_by_one = best_tree(scores)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tree, "ROOTS_TRIED", 0)
        assert _total(scores, one_by_one) == pytest.approx(_total(scores, best_tree(scores)), abs=1e-3)


def test_of_two_roots_the_dearer_stays() -> None:
    # 1 and 3 would both be roots; that 3 hangs on 1 costs less than the other way round.
    scores = np.array([[5.0, -9, 0, 1], [-9.0, 4, -9, 0], [5.0, 3, 0, -9]], dtype=np.float32)
    assert best_tree(scores).tolist() == [0, 1, 1]


def _side_by_side(heads: list[int]) -> bool:
    """Whether heads are one tree, or one behind the other; told by cutting the first off, whatever its length."""
    return not heads or any(
        all(0 <= head <= length for head in heads[:length])
        and is_tree(np.array(heads[:length]))
        and all(head == 0 or head > length for head in heads[length:])
        and _side_by_side([max(0, head - length) for head in heads[length:]])
        for length in range(1, len(heads) + 1)
    )


@pytest.mark.parametrize(
    ("heads", "side_by_side"),
    [([0, 1, 0, 3], True), ([0, 0], True), ([0, 3, 0, 1], False), ([2, 0, 2, 0], True), ([3, 0, 0, 2], False)],
)
def test_trees_may_stand_side_by_side_but_not_inside_each_other(heads: list[int], side_by_side: bool) -> None:
    assert spoilt(np.array(heads), np.zeros(len(heads), dtype=np.int64)).any() != side_by_side


@given(st.lists(st.lists(st.integers(-1, 6), min_size=1, max_size=5), max_size=6))
def test_a_sentence_is_spoilt_where_its_own_heads_are_no_trees(sentences: list[list[int]]) -> None:
    heads, numbers, wanted = [], [], []
    for number, own in enumerate(sentences):
        start = len(heads)
        wrong = not _side_by_side(own)
        wanted += [wrong] * len(own)
        heads += [head + start if head > 0 else head for head in own]
        numbers += [number] * len(own)
    assert spoilt(np.array(heads, dtype=np.int64), np.array(numbers, dtype=np.int64)).tolist() == wanted
