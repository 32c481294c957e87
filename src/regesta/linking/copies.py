"""Near copies: reports that are one text under other heads, so that what they say counts as one source's word.

Wire text is cut from the end, loses paragraphs, gets another title, an agency's name before it and a word changed here
and there. What survives are runs of words. A report is the set of its runs of `RUN` words; two reports are copies when
a large share of the shorter one's runs stands in the longer one. Runs are hashed, and only those whose hash falls under
a bound are looked up in the index (a sample that is the same for every report), so that all pairs are never compared.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from regesta.linking.groups import Groups
from regesta.linking.words import forms

#: Words in a run: short enough to survive light edits, long enough that two reporters rarely write one alike.
RUN = 4
#: Share of the shorter report's runs that must stand in the longer. Swept on the tuning variants of the measure
#: (`evaluation.copies`): F1 is above 0.99 from 0.3 to 0.6; interviews of one series, half of them the same text, reach
#: 0.54.
SHARED = 0.45
#: Runs two reports must share at least: a common paragraph of some 25 words; a shared quotation alone is no copy.
LEAST = 22
#: One run in so many is looked up in the index.
SAMPLE = 8
#: Reports that share a sampled run above which it is a formula of an outlet ("This article was first published ...").
COMMON = 200
#: Runs of a report that are kept; the rest of a very long document does not change what it is a copy of.
_LONGEST = 20_000

_Hashes = npt.NDArray[np.uint64]
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that are one text: their indices, and which share of the shorter stands in the longer."""

    first: int
    second: int
    share: float


@lru_cache(maxsize=1 << 18)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def runs(text: str) -> _Hashes:
    """The hashes of a text's runs of words, sorted, each once; the same on every machine."""
    words = [_number(word.lower()) for word in forms(text)][:_LONGEST]
    if len(words) < RUN:
        return np.zeros(0, dtype=np.uint64)
    numbers = np.array(words, dtype=np.uint64)
    count = len(numbers) - RUN + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(RUN):
        mixed = (mixed ^ numbers[offset : offset + count]) * _MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def copies(texts: Iterable[str]) -> list[Copy]:
    """Every pair of near copies, by index, the smaller index first."""
    all_runs = [runs(text) for text in texts]
    found = []
    for first, second in sorted(_candidates(all_runs)):
        share = shared(all_runs[first], all_runs[second])
        if share >= SHARED:
            found.append(Copy(first, second, share))
    return found


def _candidates(all_runs: Sequence[_Hashes]) -> list[tuple[int, int]]:
    """Pairs that share enough of the sample to be looked at whole: a fifth of what the bound asks for."""
    holders: dict[int, list[int]] = defaultdict(list)
    sampled = [one[one % np.uint64(SAMPLE) == 0] for one in all_runs]
    for index, sample in enumerate(sampled):
        for value in sample.tolist():
            holders[value].append(index)
    pairs: Counter[tuple[int, int]] = Counter()
    for members in holders.values():
        if 1 < len(members) <= COMMON:
            pairs.update((a, b) for n, b in enumerate(members) for a in members[:n])
    return [
        pair
        for pair, count in pairs.items()
        if count >= max(1.0, 0.2 * SHARED * min(len(sampled[pair[0]]), len(sampled[pair[1]])))
    ]


def shared(one: _Hashes, other: _Hashes) -> float:
    """Share of the shorter report's runs that stand in the longer; 0 when too few do to tell."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / min(len(one), len(other)) if both >= LEAST else 0.0


def groups(texts: Sequence[str]) -> list[int]:
    """For each text the smallest index of the texts it is a copy of, directly or through others."""
    joined = Groups(len(texts))
    for pair in copies(texts):
        joined.join(pair.first, pair.second)
    return [joined.of(index) for index in range(len(texts))]
