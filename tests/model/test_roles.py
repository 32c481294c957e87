"""A predicate has each numbered argument once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from regesta.model import labels
from regesta.model.roles import ONCE, best_roles

COUNT = len(labels.ROLE_ARCS)
NONE, ARG0, ARG1, TMP = (labels.ROLE_ARCS.index(name) for name in ("-", "ARG0", "ARG1", "ARGM-TMP"))


def _table(*words: dict[int, float]) -> npt.NDArray[np.float32]:
    """The chances at each word of one predicate."""
    out = np.zeros((1, len(words), COUNT), dtype=np.float32)
    for at, word in enumerate(words):
        for role, chance in word.items():
            out[0, at, role] = chance
    return out


def test_the_numbered_arguments_are_those_of_the_guidelines() -> None:
    assert [labels.ROLE_ARCS[n] for n in ONCE] == ["ARG0", "ARG1", "ARG2", "ARG3", "ARG4"]


def test_of_two_words_the_likelier_has_the_role_and_the_other_its_next_best() -> None:
    found = best_roles(_table({ARG0: 0.6, NONE: 0.4}, {ARG0: 0.9, NONE: 0.1}, {ARG0: 0.5, ARG1: 0.4, NONE: 0.1}))
    assert found.tolist() == [[NONE, ARG0, ARG1]]


def test_who_loses_one_role_may_win_the_next() -> None:
    found = best_roles(_table({ARG0: 0.5, ARG1: 0.45}, {ARG0: 0.9}, {ARG1: 0.4, NONE: 0.35}))
    assert found.tolist() == [[ARG1, ARG0, NONE]]


def test_an_adjunct_may_stand_twice() -> None:
    assert best_roles(_table({TMP: 0.9}, {NONE: 1.0}, {TMP: 0.8})).tolist() == [[TMP, NONE, TMP]]


def test_no_predicates_and_no_words_have_no_roles() -> None:
    assert best_roles(np.zeros((0, 4, COUNT), dtype=np.float32)).shape == (0, 4)


@given(st.integers(1, 4), st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_nothing_numbered_twice_and_nothing_changed_without_need(predicates: int, words: int, seed: int) -> None:
    chances = np.random.default_rng(seed).dirichlet(np.full(COUNT, 0.1), (predicates, words)).astype(np.float32)
    before = chances.copy()
    found, plain = best_roles(chances), chances.argmax(-1)
    assert (chances == before).all()
    for row in range(predicates):
        numbered = [role for role in found[row].tolist() if role in ONCE]
        assert len(numbered) == len(set(numbered))
        alone = [role for role in plain[row].tolist() if role in ONCE]
        if len(alone) == len(set(alone)):
            assert found[row].tolist() == plain[row].tolist()
        for role in ONCE:
            wanted = np.flatnonzero(plain[row] == role)
            if len(wanted):
                best = chances[row, wanted, role].max()
                assert (chances[row, found[row] == role, role] >= best).tolist() == [True]
