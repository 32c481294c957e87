import functools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from regesta.model import encode
from regesta.model.bundle import shipped
from regesta.model.encode import CONTEXT_PIECES, WINDOW_PIECES, WORD_PIECES, Encoder, Pieces, Window, case_of, windows
from regesta.model.senses import NONE, SENSES

WENT = (3, 8, *[0] * (SENSES - 2))
sentence_sizes = st.lists(st.integers(1, 90), max_size=40)


def document(sizes: list[int]) -> tuple[Pieces, list[tuple[int, int]]]:
    sentences, at = [], 0
    for size in sizes:
        sentences.append((at, at + size))
        at += size
    return Pieces(tuple((1, 2) for _ in range(at)), tuple(NONE for _ in range(at))), sentences


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


@given(sentence_sizes)
@example([15, 8, 90])  # the last window is its longest sentence and what goes before as context
def test_no_more_windows_than_are_needed_and_none_longer_than_they_must_be(sizes: list[int]) -> None:
    pieces, sentences = document(sizes)
    ends = {last for _, last in sentences}
    cut = windows(pieces, sentences)
    shared = [window for window in cut if len(ends & set(range(window.fresh + 1, window.last + 1))) > 1]
    longest = max((2 * (window.last - window.first) for window in shared), default=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encode, "_evened", lambda *of: encode._filled(*of, WINDOW_PIECES))
        assert len(cut) == len(windows(pieces, sentences))
        patch.setattr(encode, "_evened", lambda *of: encode._filled(*of, longest - 1))
        assert longest <= 2 * max(sizes, default=0) or len(windows(pieces, sentences)) > len(cut)


def test_a_short_rest_is_shared_out() -> None:
    pieces, sentences = document([20] * 6)
    assert windows(pieces, sentences) == [Window(0, 0, 60), Window(60, 60, 120)]


@pytest.mark.parametrize(
    ("word", "case"), [("said", 0), ("Ankara", 1), ("NATO", 2), ("McCain", 3), ("2020", 4), ("—", 5), ("A", 1)]
)
def test_case_features(word: str, case: int) -> None:
    assert case_of(word) == case


@functools.cache
def tokenizer() -> Tokenizer:
    """Read once: reading it takes longer than all else here."""
    return Tokenizer.from_file(str(shipped() / "tokenizer.json"))


def encoder() -> Encoder:
    return Encoder(tokenizer(), {"went": WENT})


WORDS = ["Rebels", "rebels", "Erdoğan", "x" * 300, "xqzj" * 20, "—", "\u200b", "12,000", "[SEP]", "Ouagadougou"]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=8), max_size=5))
def test_what_is_remembered_of_other_texts_changes_no_pieces(texts: list[list[str]]) -> None:
    remembering = encoder()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encode, "WORDS_KEPT", 5)
        assert [remembering.pieces(text) for text in texts] == [encoder().pieces(text) for text in texts]


def test_a_word_has_a_piece_at_least_and_not_too_many() -> None:
    sizes = [len(ids) for ids in encoder().pieces(WORDS).ids]
    assert min(sizes) == 1
    assert max(sizes) == WORD_PIECES


def test_the_arrays_of_a_window() -> None:
    own = encoder()
    words = ["Erdoğan", "Went", "to", "Ouagadougou", "."]
    pieces = own.pieces(words)
    batch = own.batch(
        [(words, pieces, [0, 0, 0, 0, 1], Window(2, 2, 5)), (words, pieces, [0, 0, 0, 0, 1], Window(0, 0, 2))]
    )
    first, second = batch.first_piece.tolist()
    length = len(pieces.ids[3])
    assert first == [1, 2, 2 + length]
    assert batch.input_ids[0, 1 : 3 + length].tolist() == [*pieces.ids[2], *pieces.ids[3], *pieces.ids[4]]
    assert batch.case_ids[0, 2 : 2 + length].tolist() == [1] * length
    assert second[2] == 0
    assert batch.sense_ids[1, :3].tolist() == [list(NONE), list(NONE), list(NONE)]
    at = 1 + len(pieces.ids[0])
    assert batch.sense_ids[1, at].tolist() == list(WENT)
    assert batch.sentence_ids.tolist() == [[0, 0, 1], [0, 0, -1]]
    assert batch.attention_mask.sum(1).tolist() == [4 + length, 2 + sum(map(len, pieces.ids[:2]))]
