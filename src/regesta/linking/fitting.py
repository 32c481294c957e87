"""Logistic regression in the few lines that a scorer of two dozen features needs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from regesta.linking.scorer import Scorer

FloatArray = npt.NDArray[np.float64]
#: Steps of Newton's method; it has settled after a dozen.
_STEPS = 40


def fit(
    features: FloatArray,
    same: FloatArray,
    *,
    weight: FloatArray | None = None,
    ridge: float = 1.0,
    agreeing: int = 0,
) -> Scorer:
    """The scorer of greatest likelihood on labelled pairs, with small weights preferred.

    Args:
        features: one row a pair.
        same: 1 where the two are of one happening, else 0.
        weight: how much each pair counts; 1 by default.
        ridge: how strongly weights are held down; the bias is free.
        agreeing: so many of the first features are agreements, which never argue against: a weight that comes out
            below 0 becomes 0 and the others are fitted again.
    """
    used = list(range(features.shape[1]))
    while True:
        fitted = _newton(features[:, used], same, weight, ridge)
        wrong = {n for n, w in zip(used, fitted, strict=False) if n < agreeing and w < 0}
        if not wrong:
            weights = dict(zip(used, fitted, strict=False))
            return Scorer(tuple(float(weights.get(n, 0.0)) for n in range(features.shape[1])), float(fitted[-1]), 0.5)
        used = [n for n in used if n not in wrong]


def _newton(features: FloatArray, same: FloatArray, weight: FloatArray | None, ridge: float) -> FloatArray:
    """The weights, the bias last."""
    table = np.c_[features, np.ones(len(features))]
    counts = np.ones(len(table)) if weight is None else weight
    held = ridge * np.r_[np.ones(features.shape[1]), 1e-6]
    weights = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (counts * (chance - same)) + held * weights
        curve = (table.T * (counts * chance * (1 - chance))) @ table + np.diag(held)
        weights -= np.linalg.solve(curve, slope)
    return weights
