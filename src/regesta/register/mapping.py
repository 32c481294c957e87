"""Claims on a map: how many at each place, and how many have none."""

from __future__ import annotations

from dataclasses import dataclass

from regesta.register.conditions import quad_of
from regesta.register.facets import Ask
from regesta.register.filters import Where

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


_SPOT = "place.name, place.country, place.latitude, place.longitude, place.precision"


def places(ask: Ask, asked: Where) -> Places:
    """The places of the claims that fit."""
    sql = f"""SELECT count(*) FILTER (place IS NULL), count(*) FILTER (place IS NOT NULL AND place.latitude IS NULL)
              FROM claims WHERE {asked.sql()}"""
    without_place, without_point = ask(sql, asked.values())[0]
    sql = f"""SELECT {_SPOT}, event, count(*) FROM claims
              WHERE {asked.sql()} AND place.latitude IS NOT NULL AND place.longitude IS NOT NULL GROUP BY ALL"""
    found: dict[tuple[str, str | None, float, float, str], dict[str, int]] = {}
    for name, country, latitude, longitude, precision, event, count in ask(sql, asked.values()):
        counts = found.setdefault((name, country, latitude, longitude, precision or ""), {})
        counts[quad_of(event)] = counts.get(quad_of(event), 0) + count
    spots = [Spot(*spot, sum(counts.values()), counts) for spot, counts in found.items()]
    spots.sort(key=lambda spot: (-spot.count, spot.name, spot.latitude, spot.longitude))
    return Places(tuple(spots[:MOST]), max(0, len(spots) - MOST), without_place, without_point)
