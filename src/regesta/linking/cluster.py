"""Average-link clustering of scored pairs, with pairs that may never and pairs that must come together.

The two clusters whose members agree best on average are joined first, until no average reaches the bound. A pair that
was not compared counts with agreement 0; but as no item is compared with more than some others, a large cluster is not
asked for more, or a happening that a thousand reports tell would fall apart. Ties are broken by the items' order, so
that the result depends on the pairs alone and not on the order in which they are given.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

#: Pairs of indices, the smaller first.
Pair = tuple[int, int]


class Clusters:
    """Clusters under way. Items are numbers from 0; clusters are known by their smallest item.

    Args:
        count: how many items.
        scores: agreement in [0, 1] of the pairs that were compared.
        barred: pairs of items that must not come together.
        may_join: a further say on two clusters, given their items.
        most: with how many others an item is compared at most; None for all.
    """

    def __init__(
        self,
        count: int,
        scores: Mapping[Pair, float],
        barred: Iterable[Pair] = (),
        may_join: Callable[[Sequence[int], Sequence[int]], bool] = lambda _, __: True,
        most: int | None = None,
    ) -> None:
        self._may_join = may_join
        self._most = most or count
        self.members: dict[int, list[int]] = {n: [n] for n in range(count)}
        self._sums: dict[int, dict[int, float]] = {n: {} for n in range(count)}
        self._bars: dict[int, set[int]] = {n: set() for n in range(count)}
        for (a, b), score in sorted(scores.items()):
            self._sums[a][b] = self._sums[b][a] = score
        for a, b in barred:
            self._bars[a].add(b)
            self._bars[b].add(a)
        self._over = list(range(count))

    def of(self, item: int) -> int:
        """The cluster an item is in."""
        while self._over[item] != item:
            item = self._over[item]
        return item

    def join(self, one: int, other: int) -> int:
        """Makes one cluster of two and returns it."""
        low, high = sorted((one, other))
        self.members[low] = sorted(self.members[low] + self.members.pop(high))
        self._over[high] = low
        sums = self._sums[low]
        for third, value in self._sums.pop(high).items():
            if third != low:
                sums[third] = self._sums[third][low] = sums.get(third, 0.0) + value
            self._sums[third].pop(high, None)
        bars = self._bars[low]
        for third in self._bars.pop(high):
            bars.add(third)
            self._bars[third].discard(high)
            self._bars[third].add(low)
        bars.discard(low)
        return low

    def _average(self, one: int, other: int) -> float:
        small, large = sorted((len(self.members[one]), len(self.members[other])))
        return self._sums[one].get(other, 0.0) / (small * min(large, self._most))

    def _fits(self, one: int, other: int) -> bool:
        return other not in self._bars[one] and self._may_join(self.members[one], self.members[other])

    def run(self, bound: float) -> None:
        """Joins while two clusters agree on average by `bound` or more."""
        heap = [(-self._average(a, b), a, b) for a, near in self._sums.items() for b in near if a < b]
        heap = [entry for entry in heap if -entry[0] >= bound]
        heapq.heapify(heap)
        while heap:
            worth, a, b = heapq.heappop(heap)
            # An entry made before one of the two grew is stale: the grown cluster has its own entries.
            if a not in self.members or b not in self.members or -worth != self._average(a, b):
                continue
            if not self._fits(a, b):
                continue
            joined = self.join(a, b)
            for third in self._sums[joined]:
                average = self._average(joined, third)
                if average >= bound:
                    heapq.heappush(heap, (-average, min(joined, third), max(joined, third)))
