import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.model.encode import CONTEXT_PIECES, WINDOW_PIECES, Pieces, case_of, windows

sentence_sizes = st.lists(st.integers(1, 90), max_size=40)


def document(sizes: list[int]) -> tuple[Pieces, list[tuple[int, int]]]:
    sentences, at = [], 0
    for size in sizes:
        sentences.append((at, at + size))
        at += size
    return Pieces(tuple((1, 2) for _ in range(at))), sentences


@given(sentence_sizes)
def test_every_word_is_decoded_exactly_once_and_in_order(sizes: list[int]) -> None:
    pieces, sentences = document(sizes)
    fresh = [w for window in windows(pieces, sentences) for w in range(window.fresh, window.last)]
    assert fresh == list(range(sum(sizes)))


@given(sentence_sizes)
def test_windows_hold_their_limits(sizes: list[int]) -> None:
    pieces, sentences = document(sizes)
    for window in windows(pieces, sentences):
        assert window.first <= window.fresh < window.last
        assert 2 * (window.last - window.fresh) <= WINDOW_PIECES
        assert 2 * (window.fresh - window.first) <= CONTEXT_PIECES


@pytest.mark.parametrize(
    ("word", "case"), [("said", 0), ("Ankara", 1), ("NATO", 2), ("McCain", 3), ("2020", 4), ("—", 5), ("A", 1)]
)
def test_case_features(word: str, case: int) -> None:
    assert case_of(word) == case
