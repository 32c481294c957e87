"""Scores for partitions of the same mentions: MUC, B-cubed and entity CEAF, and their mean, the CoNLL score.

MUC counts links (Vilain et al. 1995), B-cubed mentions (Bagga and Baldwin 1998), CEAF aligned clusters with the
similarity 2|g ∩ p| / (|g| + |p|) (Luo 2005). The mean of their F1 is the score of the CoNLL-2012 shared task.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from regesta.evaluation.assignment import best_pairs
from regesta.evaluation.bootstrap import FloatArray, ratio

_M = TypeVar("_M", bound=Hashable)
Partition = Mapping[_M, Hashable]

#: Numerators and denominators of recall and precision, score by score.
WIDTH = 12


def clusters(partition: Partition[_M]) -> list[frozenset[_M]]:
    """The sets of a partition, in the order of their first mention."""
    found: dict[Hashable, list[_M]] = defaultdict(list)
    for mention, label in partition.items():
        found[label].append(mention)
    return [frozenset(members) for members in found.values()]


def tallies(gold: Partition[_M], predicted: Partition[_M], unit_of: Mapping[_M, int], units: int) -> list[list[float]]:
    """Additive counts a unit (a topic, say), for the bootstrap; `statistic` of their sum is the score of the whole.

    A cluster counts for the unit of its first mention.

    Args:
        gold, predicted: labels of the same mentions.
        unit_of: which unit a mention belongs to, from 0.
        units: how many there are.
    """
    rows = [[0.0] * WIDTH for _ in range(units)]
    gold_sets, predicted_sets = clusters(gold), clusters(predicted)
    _links(gold_sets, predicted, unit_of, rows, 0)
    _links(predicted_sets, gold, unit_of, rows, 2)
    _mentions(gold, predicted, unit_of, rows)
    _aligned(gold_sets, predicted_sets, unit_of, rows)
    return rows


def _first(members: frozenset[_M], unit_of: Mapping[_M, int]) -> int:
    return min(unit_of[mention] for mention in members)


def _links(
    sets: Sequence[frozenset[_M]], other: Partition[_M], unit_of: Mapping[_M, int], rows: list[list[float]], at: int
) -> None:
    """MUC: of the links that hold a cluster together, those the other partition has too."""
    for members in sets:
        row = rows[_first(members, unit_of)]
        row[at] += len(members) - len({other[mention] for mention in members})
        row[at + 1] += len(members) - 1


def _mentions(
    gold: Partition[_M], predicted: Partition[_M], unit_of: Mapping[_M, int], rows: list[list[float]]
) -> None:
    """B-cubed: for each mention the share of its cluster that is right."""
    in_gold, in_predicted = Counter(gold.values()), Counter(predicted.values())
    both = Counter((gold[mention], predicted[mention]) for mention in gold)
    for mention, label in gold.items():
        row, right = rows[unit_of[mention]], both[label, predicted[mention]]
        row[4] += right / in_gold[label]
        row[6] += right / in_predicted[predicted[mention]]
        row[5] += 1.0
        row[7] += 1.0


def _aligned(
    gold: Sequence[frozenset[_M]], predicted: Sequence[frozenset[_M]], unit_of: Mapping[_M, int],
    rows: list[list[float]],
) -> None:  # fmt: skip
    """CEAF: the clusters of both sides paired one to one so that they agree best; only those that touch can."""
    for members in gold:
        rows[_first(members, unit_of)][9] += 1.0
    for members in predicted:
        rows[_first(members, unit_of)][11] += 1.0
    for left, right in _touching(gold, predicted):
        worth = [[_alike(gold[g], predicted[p]) for p in right] for g in left]
        for g, p in best_pairs(worth):
            row = rows[_first(gold[left[g]], unit_of)]
            row[8] += worth[g][p]
            row[10] += worth[g][p]


def _alike(gold: frozenset[_M], predicted: frozenset[_M]) -> float:
    return 2.0 * len(gold & predicted) / (len(gold) + len(predicted))


def _touching(gold: Sequence[frozenset[_M]], predicted: Sequence[frozenset[_M]]) -> list[tuple[list[int], list[int]]]:
    """Groups of clusters that share mentions, so that the assignment is solved in small pieces."""
    gold_of = {mention: n for n, members in enumerate(gold) for mention in members}
    predicted_of = {mention: n for n, members in enumerate(predicted) for mention in members}
    seen: set[int] = set()
    out = []
    for start in range(len(gold)):
        if start in seen:
            continue
        left, right, waiting = {start}, set[int](), [start]
        while waiting:
            for p in {predicted_of[mention] for mention in gold[waiting.pop()]} - right:
                right.add(p)
                fresh = {gold_of[mention] for mention in predicted[p]} - left
                left |= fresh
                waiting += sorted(fresh)
        seen |= left
        out.append((sorted(left), sorted(right)))
    return out


def statistic(sums: FloatArray) -> dict[str, float]:
    """F1, recall and precision of the three scores, and the CoNLL score, from summed counts."""
    out: dict[str, float] = {}
    for n, name in enumerate(("muc", "b_cubed", "ceaf_e")):
        right_gold, gold, right_predicted, predicted = sums[4 * n : 4 * n + 4]
        recall, precision = ratio(right_gold, gold), ratio(right_predicted, predicted)
        out[f"{name}_recall"], out[f"{name}_precision"] = recall, precision
        out[f"{name}_f1"] = ratio(2 * recall * precision, recall + precision)
    mean = (out["muc_f1"] + out["b_cubed_f1"] + out["ceaf_e_f1"]) / 3
    return {"conll_f1": mean, **out}
