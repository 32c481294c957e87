import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from regesta.model.tree import best_tree, is_tree


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


@given(st.integers(1, 12).flatmap(lambda n: hnp.arrays(np.float32, (n, n + 1), elements=st.floats(-50, 50, width=32))))
def test_the_result_is_always_one_tree(scores: np.ndarray) -> None:
    assert is_tree(best_tree(scores))
