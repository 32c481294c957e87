"""A denial and the telling that it answers: in one report they are of one happening, however different their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from regesta.linking.cluster import Pair
from regesta.linking.compare import FEATURES, barred, compare
from regesta.linking.tellings import Telling

#: Claims of the report between a denial and what it answers, at most.
REACH = 8
#: The least probability of such a pair: structure says what the words of the two sides seldom show. A denial keeps the
#: denied event as the accuser would have it (codebook section 5).
SURE = 0.9
_DENIES = "denies"


def answered(rows: Sequence[Mapping[str, Any]], tellings: Sequence[Telling]) -> dict[Pair, float]:
    """The least probability of each pair of a denial and the nearest telling that it may answer.

    Args:
        rows: claims as the register has them.
        tellings: the same claims as linking sees them.
    """
    told: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(tellings):
        told[one.report].append(n)
    found: dict[Pair, float] = {}
    for within in told.values():
        within.sort(key=lambda n: tellings[n].order)
        for at, n in enumerate(within):
            if _denies(rows[n]):
                near = [*within[max(0, at - REACH) : at][::-1], *within[at + 1 : at + 1 + REACH]]
                other = next((m for m in near if not _denies(rows[m]) and _alike(tellings[n], tellings[m])), None)
                if other is not None:
                    found[min(n, other), max(n, other)] = SURE
    return found


def _denies(row: Mapping[str, Any]) -> bool:
    """Whether the innermost voice of a claim denies it."""
    return bool(row["attribution"]) and row["attribution"][-1]["stance"] == _DENIES


def _alike(one: Telling, other: Telling) -> bool:
    """The same type, a doer in common, nobody else to whom it is done, and days that do not exclude each other."""
    if not one.event or one.event != other.event or barred(one.told, other.told):
        return False
    features = dict(zip(FEATURES, compare(one, other), strict=True))
    return features["actors"] > 0 and features["recipients"] >= 0
