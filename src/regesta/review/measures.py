"""How far coders agree, in three numbers that are used in the field, for any number of coders and with gaps.

A table is a list of units; each unit holds what each coder who judged it said, in any order. Units with fewer than two
values tell nothing about agreement and are left out, except where a measure says otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

Units = Sequence[Sequence[Hashable]]
#: How far two values are apart, squared.
Distance = Callable[[Hashable, Hashable], float]


def nominal(one: Hashable, other: Hashable) -> float:
    """0 for the same value, 1 for any other."""
    return float(one != other)


def interval(one: Hashable, other: Hashable) -> float:
    """The square of the difference of two numbers."""
    return (float(one) - float(other)) ** 2  # type: ignore[arg-type]


def percent(units: Units) -> float | None:
    """The share of pairs of coders that said the same, averaged over units; None without a unit of two."""
    shares = []
    for unit in units:
        counts, raters = Counter(unit), len(unit)
        if raters > 1:
            shares.append(sum(n * (n - 1) for n in counts.values()) / (raters * (raters - 1)))
    return sum(shares) / len(shares) if shares else None


def alpha(units: Units, distance: Distance = nominal) -> float | None:
    """Krippendorff's alpha: 1 minus observed over expected disagreement.

    K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), the general form for any number of observers
    and missing data. None where it is not defined: no unit of two, or all values the same, so that nothing could have
    been confused.
    """
    pairable = [unit for unit in units if len(unit) > 1]
    counts: Counter[Hashable] = Counter()
    observed = 0.0
    for unit in pairable:
        counts.update(unit)
        own = Counter(unit)
        observed += _disagreement(own, distance) / (len(unit) - 1)
    total = counts.total()
    if total < 2:
        return None
    expected = _disagreement(counts, distance) / (total - 1)
    return 1 - observed / expected if expected else None


def _disagreement(counts: Counter[Hashable], distance: Distance) -> float:
    """The distances of all ordered pairs of values."""
    return sum(n * m * distance(one, other) for one, n in counts.items() for other, m in counts.items())


def ac1(units: Units, categories: int | None = None) -> float | None:
    """Gwet's AC1: agreement beyond that of coders who guess at hard units only.

    K. L. Gwet, Computing inter-rater reliability and its variance in the presence of high agreement, British Journal of
    Mathematical and Statistical Psychology 61 (2008), for any number of raters. The prevalence of a category is
    averaged over all units, those of one coder included.

    Args:
        units: what coders said.
        categories: how many values there are to choose from; else those that occur.
    """
    agreed = percent(units)
    if agreed is None:
        return None
    shares: Counter[Hashable] = Counter()
    told = [unit for unit in units if unit]
    for unit in told:
        for value in unit:
            shares[value] += 1 / (len(unit) * len(told))  # type: ignore[assignment]
    kinds = categories or len(shares)
    if kinds < 2:
        return 1.0 if agreed == 1 else None
    chance = sum(share * (1 - share) for share in shares.values()) / (kinds - 1)
    return (agreed - chance) / (1 - chance)
