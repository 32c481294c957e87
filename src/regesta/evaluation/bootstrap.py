"""Bootstrap intervals for figures that depend on the data only through sums over documents or rows.

F1, accuracy, macro-F1, Pearson's r and the Brier score are all functions of such sums, so a thousand resamples cost one
matrix product.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from regesta.evaluation.results import Number

FloatArray = npt.NDArray[np.float64]

#: Resamples; the bounds of a 95 % interval then rest on 25 values each.
RESAMPLES = 1000
#: Fixed, so that a number is printed with the same interval twice.
SEED = 20240320
_AT_ONCE = 100


def figures(
    units: Sequence[Sequence[float]], statistic: Callable[[FloatArray], Mapping[str, float]]
) -> dict[str, Number]:
    """Each figure of `statistic` over the sum of all units, with its 95 % percentile interval.

    Args:
        units: one row of additive counts for each document or row.
        statistic: from the summed row to figures by name; must not fail on zeros.
    """
    table = np.asarray(units, dtype=np.float64)
    if table.ndim != 2:
        return {}
    whole = statistic(table.sum(axis=0))
    drawn = [statistic(sums) for sums in _resampled(table)]
    out = {}
    for name, value in whole.items():
        low, high = np.quantile([one[name] for one in drawn], (0.025, 0.975))
        out[name] = Number(float(value), float(low), float(high))
    return out


def _resampled(table: FloatArray) -> list[FloatArray]:
    """Sums of resamples with replacement; weights are drawn in blocks to bound memory."""
    generator = np.random.default_rng(SEED)
    count = len(table)
    even = np.full(count, 1.0 / count)
    out: list[FloatArray] = []
    for start in range(0, RESAMPLES, _AT_ONCE):
        weights = generator.multinomial(count, even, size=min(_AT_ONCE, RESAMPLES - start))
        out.extend(weights.astype(np.float64) @ table)
    return out


def ratio(part: float, whole: float) -> float:
    """A share; 0 of nothing is 0."""
    return float(part / whole) if whole else 0.0


def f1(right: float, gold: float, predicted: float) -> float:
    """Harmonic mean of precision and recall; 1 when there was nothing to find and nothing was found."""
    total = gold + predicted
    return float(2 * right / total) if total else 1.0


def pearson(sums: Sequence[float] | FloatArray) -> float:
    """Pearson's r from (n, Σx, Σy, Σx², Σy², Σxy); 0 where one side does not vary."""
    n, x, y, xx, yy, xy = (float(value) for value in sums)
    if not n:
        return 0.0
    spread = (xx - x * x / n) * (yy - y * y / n)
    return float((xy - x * y / n) / spread**0.5) if spread > 1e-12 else 0.0
