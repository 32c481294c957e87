"""Trees from arc scores: the best head a word where that is a tree, else the maximum spanning tree.

Chu-Liu/Edmonds as used for parsing by McDonald et al. 2005 (HLT/EMNLP), with exactly one root.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]


def is_tree(heads: IntArray) -> bool:
    """Whether 1-based heads (0 is the root) form one tree with one root."""
    count = len(heads)
    if int((heads == 0).sum()) != 1:
        return False
    at = np.arange(1, count + 1)
    table = np.concatenate([[0], heads])
    for _ in range(count.bit_length() + 1):
        # After k doublings a word has climbed 2^k steps; in a tree all reach the root.
        table = table[table]
    return not table[at].any()


def best_tree(scores: FloatArray) -> IntArray:
    """1-based heads of the best tree; `scores` is (n, n + 1), row = dependent, column 0 = root."""
    heads: IntArray = scores.argmax(1).astype(np.int64)
    if is_tree(heads):
        return heads
    dear = scores.astype(np.float64)
    # Dearer than any other arc could make good, so that the best tree has one root and no more.
    dear[:, 0] -= 2.0 * len(scores) * (1.0 + np.abs(scores).max())
    found = _spanning(dear)
    return found if is_tree(found) else _chain(len(heads))


def _chain(count: int) -> IntArray:
    """The tree of last resort: each word on the one before."""
    chain: IntArray = np.arange(count, dtype=np.int64)
    return chain


def _spanning(scores: npt.NDArray[np.float64]) -> IntArray:
    """Chu-Liu/Edmonds on a dense (n, n + 1) score table."""
    count = len(scores)
    full = np.full((count + 1, count + 1), -1e9)
    full[1:, :] = scores
    np.fill_diagonal(full, -1e9)
    tree: IntArray = _contract(full)[1:]
    return tree


def _contract(scores: npt.NDArray[np.float64]) -> IntArray:
    heads: IntArray = scores.argmax(1).astype(np.int64)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    rest = [int(i) for i in np.flatnonzero(~inside)]
    size = len(rest)
    smaller = np.full((size + 1, size + 1), -1e9)
    smaller[:size, :size] = scores[rest][:, rest]
    kept = scores[cycle, heads[cycle]]
    entering = scores[cycle][:, rest] - kept[:, None]
    enter_at = entering.argmax(0)
    smaller[size, :size] = entering.max(0) + kept.sum()
    leaving = scores[rest][:, cycle]
    leave_from = leaving.argmax(1)
    smaller[:size, size] = leaving.max(1)
    inner = _contract(smaller)
    out = heads.copy()
    for i, word in enumerate(rest):
        head = int(inner[i])
        out[word] = cycle[leave_from[i]] if head == size else rest[head]
    entrance = int(inner[size])
    out[cycle[enter_at[entrance]]] = rest[entrance]
    out[0] = 0
    return out


def _cycle(heads: npt.NDArray[np.int64]) -> npt.NDArray[np.int64] | None:
    """One cycle of the head function that does not pass the root, or None."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        word = start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word])
        if state[word] == 1:
            return np.array(path[path.index(word) :], dtype=np.int64)
        for done in path:
            state[done] = 2
    return None
