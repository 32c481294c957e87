"""From words to the arrays the network eats: word pieces, features of words, windows of whole sentences.

Training and reading share this file, so that the network never sees two ways of cutting a text.
"""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from regesta.errors import BundleError
from regesta.model.senses import NONE, SENSES, Senses
from regesta.text.memory import WORDS_KEPT

IntArray = npt.NDArray[np.int64]

#: Word pieces in a window, special pieces excluded. 256 costs 11 % more attention than single sentences and lets
#: speakers and antecedents in neighbouring sentences be seen; the encoder's positions end at 512.
WINDOW_PIECES = 224
#: Pieces of preceding sentences repeated as context at the start of a window. On 129 development reports 16 to 48 read
#: as well as 72 (told F1 0.44 to 0.45, against 0.43) and need a sixth fewer windows.
CONTEXT_PIECES = 16
#: Pieces kept of one word; longer words are names of chemicals or noise.
WORD_PIECES = 8

#: Letters of a word whose pieces are remembered, so that no text fills the memory.
LETTERS_KEPT = 40

LOWER, TITLE, UPPER, MIXED, DIGIT, OTHER = range(6)
#: Number of case features.
CASES = 6


@functools.lru_cache(maxsize=WORDS_KEPT)
def case_of(word: str) -> int:
    """The case feature of a word, for an encoder that lower-cases."""
    if any(c.isdigit() for c in word):
        return DIGIT
    if not any(c.isalpha() for c in word):
        return OTHER
    if word.islower():
        return LOWER
    if word.isupper() and len(word) > 1:
        return UPPER
    return TITLE if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else MIXED


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` to `last` (half-open) of a document, of which those from `fresh` on are decoded here."""

    first: int
    fresh: int
    last: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """Piece ids and senses of each word of a document."""

    ids: tuple[tuple[int, ...], ...]
    senses: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Arrays of B windows, padded to L pieces and W words.

    Attributes:
        input_ids: word pieces, (B, L).
        attention_mask: 1 at real pieces, (B, L).
        case_ids: case feature of each piece's word, (B, L).
        sense_ids: event types that the lexicon has for each piece's word, (B, L, SENSES); 0 for none.
        first_piece: index in L of each word's first piece, (B, W); 0 at padding.
        sentence_ids: sentence number of each word, (B, W); -1 at padding.
    """

    input_ids: IntArray
    attention_mask: IntArray
    case_ids: IntArray
    sense_ids: IntArray
    first_piece: IntArray
    sentence_ids: IntArray

    def feeds(self) -> dict[str, IntArray]:
        """The arrays by the network's input names."""
        return {name: getattr(self, name) for name in INPUTS}


#: What the graph takes. It is run on one window at a time, which has no padding and needs no mask.
INPUTS = ("input_ids", "case_ids", "sense_ids", "first_piece", "sentence_ids")


class Encoder:
    """Cuts words into pieces with the bundle's own vocabulary, looks up their senses, and makes arrays of windows."""

    def __init__(self, tokenizer: Tokenizer, senses: Senses) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._senses = senses
        self._known: dict[str, tuple[int, ...]] = {}
        self._cls, self._sep, self._unknown = (self.number(name) for name in ("[CLS]", "[SEP]", "[UNK]"))

    def number(self, piece: str) -> int:
        """That of a piece in the vocabulary.

        Raises:
            BundleError: the vocabulary has no such piece.
        """
        found = self._tokenizer.token_to_id(piece)
        if found is None:
            raise BundleError(f"the vocabulary has no {piece}", mend="use the vocabulary that came with the bundle")
        return found

    def pieces(self, words: Sequence[str]) -> Pieces:
        """Piece ids of every word (at least one each), and its senses."""
        known = self._known
        fresh = [word for word in dict.fromkeys(words) if word not in known]
        cut = dict(zip(fresh, self._cut(fresh), strict=True))
        found = tuple([known.get(word) or cut[word] for word in words])
        if len(known) + len(cut) > WORDS_KEPT:
            self._known = known = {}  # a new one: another thread may be reading the old one
        known.update((word, ids) for word, ids in cut.items() if len(word) <= LETTERS_KEPT)
        return Pieces(found, tuple([self._senses.get(word.lower(), NONE) for word in words]))

    def _cut(self, words: list[str]) -> list[tuple[int, ...]]:
        if not words:
            return []
        encoded = self._tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        out: list[list[int]] = [[] for _ in words]
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            if word is not None and len(out[word]) < WORD_PIECES:
                out[word].append(piece)
        return [tuple(ids) if ids else (self._unknown,) for ids in out]

    def batch(self, items: Sequence[tuple[Sequence[str], Pieces, Sequence[int], Window]]) -> Batch:
        """Arrays for windows given as (words, pieces, sentence number of each word, window)."""
        width = max(window.last - window.first for _, _, _, window in items)
        length = 2 + max(
            sum(len(pieces.ids[w]) for w in range(window.first, window.last)) for _, pieces, _, window in items
        )
        shape = (len(items), length)
        input_ids, mask, case_ids = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        sense_ids = np.zeros((*shape, SENSES), dtype=np.int64)
        first_piece = np.zeros((len(items), width), dtype=np.int64)
        sentence_ids = np.full((len(items), width), -1, dtype=np.int64)
        for row, (words, pieces, sentence_of, window) in enumerate(items):
            cut = pieces.ids[window.first : window.last]
            sizes = np.array([len(ids) for ids in cut], dtype=np.int64)
            flat = [self._cls, *itertools.chain.from_iterable(cut), self._sep]
            cases = np.array([case_of(word) for word in words[window.first : window.last]], dtype=np.int64)
            input_ids[row, : len(flat)] = flat
            case_ids[row, : len(flat)] = OTHER
            case_ids[row, 1 : len(flat) - 1] = np.repeat(cases, sizes)
            senses = np.array(pieces.senses[window.first : window.last], dtype=np.int64)
            sense_ids[row, 1 : len(flat) - 1] = np.repeat(senses, sizes, axis=0)
            mask[row, : len(flat)] = 1
            first_piece[row, : len(cut)] = 1 + np.cumsum(sizes) - sizes
            sentence_ids[row, : len(cut)] = sentence_of[window.first : window.last]
        return Batch(input_ids, mask, case_ids, sense_ids, first_piece, sentence_ids)


def windows(pieces: Pieces, sentences: Sequence[tuple[int, int]]) -> list[Window]:
    """Windows of whole sentences that together decode every word once, in order.

    A sentence of more than `WINDOW_PIECES` pieces is cut into stretches of its own, without context. The others are cut
    into as few windows as hold them, and these are made as even as that allows: attention costs the square of a window,
    and a short rest at the end would be read with hardly a neighbour.
    """
    sizes = [sum(len(pieces.ids[w]) for w in range(first, last)) for first, last in sentences]
    out: list[Window] = []
    at = 0
    while at < len(sentences):
        if sizes[at] > WINDOW_PIECES:
            out.extend(_stretches(pieces, *sentences[at]))
            at += 1
            continue
        end = next((n for n in range(at, len(sizes)) if sizes[n] > WINDOW_PIECES), len(sizes))
        out.extend(
            Window(sentences[start][0], sentences[fresh][0], sentences[last - 1][1])
            for start, fresh, last in _evened(sizes, at, end)
        )
        at = end
    return out


def _evened(sizes: Sequence[int], first: int, last: int) -> list[tuple[int, int, int]]:
    """The windows of `_filled` with the least bound that makes them no more than `WINDOW_PIECES` does."""
    fewest = len(_filled(sizes, first, last, WINDOW_PIECES))
    bounds = range(max(sizes[first:last]), WINDOW_PIECES)
    beyond = bisect_left(bounds, True, key=lambda most: len(_filled(sizes, first, last, most)) <= fewest)
    return _filled(sizes, first, last, bounds.start + beyond)


def _filled(sizes: Sequence[int], first: int, last: int, most: int) -> list[tuple[int, int, int]]:
    """Sentences `first` to `last` in windows of up to `most` pieces, each as full as it can be.

    Returns:
        Of every window the sentence its context begins with, the one it decodes first, and where it ends (half-open).
    """
    out = []
    at = first
    while at < last:
        start, used = at, 0
        while start > 0 and used + sizes[start - 1] <= CONTEXT_PIECES:
            start -= 1
            used += sizes[start]
        end = at
        while end < last and (end == at or used + sizes[end] <= most):
            used += sizes[end]
            end += 1
        out.append((start, at, end))
        at = end
    return out


def _stretches(pieces: Pieces, first: int, last: int) -> list[Window]:
    out: list[Window] = []
    start, used = first, 0
    for word in range(first, last):
        size = len(pieces.ids[word])
        if used + size > WINDOW_PIECES:
            out.append(Window(start, start, word))
            start, used = word, 0
        used += size
    out.append(Window(start, start, last))
    return out
