"""Scores that mean what they say: a monotone table from the network's probability to the share found right.

The table is fitted by `lab.tune` on our own development reports (isotonic regression, a claim being right when its
event type agrees with gold) and travels in the bundle's manifest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calibration:
    """Points (probability, share right), both rising; between points the value is linear, beyond them constant."""

    points: tuple[tuple[float, float], ...] = ()

    @classmethod
    def of(cls, points: Sequence[Sequence[float]]) -> Calibration:
        """From the manifest's list of pairs; an empty list leaves probabilities as they are."""
        return cls(tuple((float(x), float(y)) for x, y in points))

    def __call__(self, probability: float) -> float:
        """The calibrated score."""
        if not self.points:
            return probability
        at = bisect_right(self.points, (probability, float("inf")))
        if at == 0:
            return self.points[0][1]
        if at == len(self.points):
            return self.points[-1][1]
        (x0, y0), (x1, y1) = self.points[at - 1], self.points[at]
        return y0 + (y1 - y0) * (probability - x0) / (x1 - x0)


#: Probabilities as they are.
UNCALIBRATED = Calibration()
