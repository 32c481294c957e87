"""From compared pairs to groups of tellings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from regesta.linking.cluster import Clusters, Pair
from regesta.linking.compare import TOLERANCE, barred, compare
from regesta.linking.scorer import Scorer
from regesta.linking.tellings import Telling

#: Scores below this are as good as none and are not kept.
_NOTHING = 0.01


def scored(tellings: Sequence[Telling], pairs: Iterable[Pair], scorer: Scorer) -> dict[Pair, float]:
    """The probability of each pair worth keeping; certain times that exclude each other give none."""
    found: dict[Pair, float] = {}
    for i, j in pairs:
        one, other = tellings[i], tellings[j]
        if barred(one.told, other.told):
            continue
        score = scorer.score(compare(one, other))
        if score >= _NOTHING:
            found[i, j] = score
    return found


class Times:
    """Whether the certain times of two clusters leave a common day."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._sharp = [one.told if one.told and one.told.sharp else None for one in tellings]

    def __call__(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """True unless both tell certain times and these exclude each other.

        A group that a person made of claims with different days tells none.
        """
        if self._apart(one) > TOLERANCE or self._apart(other) > TOLERANCE:
            return True
        return self._apart([*one, *other]) <= TOLERANCE

    def _apart(self, members: Sequence[int]) -> int:
        """Days from the earliest end to the latest beginning; 0 or less when a day is common to all."""
        told = [days for n in members if (days := self._sharp[n])]
        return max(days.first for days in told) - min(days.last for days in told) + 1 if told else 0


def partition(tellings: Sequence[Telling], pairs: Iterable[Pair], scorer: Scorer) -> dict[str, int]:
    """From a telling's id to the number of its group."""
    clusters = Clusters(len(tellings), scored(tellings, pairs, scorer), may_join=Times(tellings))
    clusters.run(scorer.bound)
    return {tellings[n].id: number for number, members in clusters.members.items() for n in members}
