"""The records that place look-ups take and give, and what words like `10 km south of` or `western` make of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from regesta.knowledge.places_words import Offset
from regesta.records.claims import Unlinked

_KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place.

    Attributes:
        id: `geonames:ID`, or `place:CODE:name` for a row of our own tables.
        name: as the gazetteer writes it.
        country: ISO 3166 alpha-3 (`KOS` for Kosovo), or None for what lies in several countries or in none.
        latitude, longitude: degrees, WGS 84.
        precision: point, town, district, province, region or country.
        radius_km: roughly how far from the point the place reaches.
        score: share of the belief, in (0, 1].
        reasons: what decided, for people to read.
    """

    id: str
    name: str
    country: str | None
    latitude: float
    longitude: float
    precision: str
    radius_km: float
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What the report has shown so far.

    Attributes:
        countries: alpha-3 codes seen in the report, most frequent first.
        near: (latitude, longitude) of places already resolved in it.
    """

    countries: tuple[str, ...] = ()
    near: tuple[tuple[float, float], ...] = ()


def moved(place: Place, offset: Offset) -> Place:
    """`10 km south of X`: a point so far from X, with half the distance (at least 2 km) as radius."""
    length = math.hypot(offset.north, offset.east)
    km = offset.km or max(place.radius_km, 5.0) + 5.0
    radius = max(2.0, km / 2) if length else km + place.radius_km
    lat, lon = place.latitude, place.longitude
    if length:
        lat += km * offset.north / length / _KM_A_DEGREE
        lon += km * offset.east / length / (_KM_A_DEGREE * max(0.1, math.cos(math.radians(lat))))
    return replace(place, latitude=round(lat, 4), longitude=round((lon + 180) % 360 - 180, 4), precision="point",
    radius_km=round(radius, 1),
                   reasons=(*place.reasons, f"moved by the words `{offset.words}`"))  # fmt: skip


def part_of_place(place: Place, part: str) -> Place:
    """`southern Afghanistan`: a region half as wide, its centre moved by half the radius; `central` stays."""
    north = ("north" in part) - ("south" in part)
    east = ("east" in part) - ("west" in part)
    km = place.radius_km / 2
    lat = max(-89.0, min(89.0, place.latitude + km * north / _KM_A_DEGREE))
    lon = place.longitude + km * east / (_KM_A_DEGREE * max(0.1, math.cos(math.radians(lat))))
    return replace(place, latitude=round(lat, 4), longitude=round((lon + 180) % 360 - 180, 4), precision="region",
    radius_km=round(km, 1),
                   reasons=(*place.reasons, f"only its {part} part"))  # fmt: skip


def countries_by_frequency(found: Sequence[Place | Unlinked]) -> tuple[str, ...]:
    """Alpha-3 codes of resolved places, most frequent first; ties in order of appearance."""
    counts = Counter(place.country for place in found if isinstance(place, Place) and place.country)
    return tuple(code for code, _ in counts.most_common())
