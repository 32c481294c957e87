"""Claims on a map: how many at each place, and how many have none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from regesta.register.codes import crossed, named
from regesta.register.seen import Seen

#: Places of an answer, the busiest first: what a map of the world can draw one by one.
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its point and the claims there.

    Attributes:
        precision: `point`, `town`, `district`, `province`, `region` or `country`: what the point stands for. That of
            a country is its middle, and nothing happened there.
        counts: by quad class.
    """

    name: str
    country: str | None
    latitude: float
    longitude: float
    precision: str
    count: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Places:
    """Where claims are said to happen.

    Attributes:
        items: places with points, the busiest first.
        more: places beyond those.
        without_place: claims that tell no place.
        without_point: claims with a place that could not be found on a map.
    """

    items: tuple[Spot, ...]
    more: int
    without_place: int
    without_point: int


def places(seen: Seen) -> Places:
    """The places of the claims that fit."""
    fit, spots, quads = seen.fit(), seen.columns.spot, seen.columns.quad
    located = seen.columns.one["located"]
    counted = dict(zip(located.values, located.counts(fit).tolist(), strict=True))
    counts = crossed(spots.codes[fit], len(spots.values), quads, fit)
    there = np.flatnonzero(counts.any(axis=1)).tolist()
    found = [_spot(spots.values[row], named(counts[row], quads.values)) for row in there]
    found.sort(key=_order)
    return Places(tuple(found[:MOST]), max(0, len(found) - MOST), counted.get(0, 0), counted.get(1, 0))


def _spot(place: tuple[Any, ...], counts: dict[str, int]) -> Spot:
    name, country, latitude, longitude, precision = place
    return Spot(name, country, latitude, longitude, precision, sum(counts.values()), counts)


def _order(spot: Spot) -> tuple[Any, ...]:
    return -spot.count, spot.name, spot.latitude, spot.longitude, spot.country or "", spot.precision
