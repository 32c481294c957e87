"""Whether two events may be the same, aspect by aspect, with the reason in words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from regesta.exchange.happenings import Happening, Side
from regesta.exchange.peers.events import Event, Who
from regesta.register import matching

#: Kilometres from the middle of the Earth to its surface, on average.
_RADIUS = 6371.0
#: Names come again and again; so many folded ones are a few megabytes.
fold = lru_cache(maxsize=65_536)(matching.fold)
#: Precisions of ours whose point is that of the place itself.
_EXACT = ("point", "town")


class Verdict(StrEnum):
    """What one aspect says."""

    AGREES = "agrees"
    UNKNOWN = "unknown"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One aspect of a comparison: `weight` is what it adds to the score when it agrees, from 0."""

    name: str
    verdict: Verdict
    reason: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far apart two events may lie.

    Attributes:
        days: between the nearest days of their times.
        km: between the points of their places, where both are known to the town.
    """

    days: int = 2
    km: float = 50.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two events and what each aspect says."""

    ours: Happening
    theirs: Event
    aspects: tuple[Aspect, ...]

    @property
    def score(self) -> float:
        """The sum of what agrees; larger is closer. It ranks candidates and is no probability."""
        return sum(aspect.weight for aspect in self.aspects if aspect.verdict is Verdict.AGREES)

    @property
    def same(self) -> bool:
        """Whether they are taken for the same: type and time agree, the country does not differ, and either the place
        agrees, or the parties do and the place does not differ."""
        verdict = {aspect.name: aspect.verdict for aspect in self.aspects}
        if verdict["type"] is not Verdict.AGREES or verdict["time"] is not Verdict.AGREES:
            return False
        if verdict["country"] is Verdict.DIFFERS or verdict["place"] is Verdict.DIFFERS:
            return False
        return verdict["place"] is Verdict.AGREES or verdict["actors"] is Verdict.AGREES

    def reasons(self, *verdicts: Verdict) -> str:
        """The aspects in words, all or those of some verdicts."""
        return "; ".join(a.reason for a in self.aspects if a.reason and (not verdicts or a.verdict in verdicts))


def compare(ours: Happening, theirs: Event, tolerance: Tolerance) -> Comparison:
    """Holds one of ours against one of theirs."""
    aspects = (
        _type(ours, theirs),
        _time(ours, theirs, tolerance),
        _country(ours, theirs),
        _place(ours, theirs, tolerance),
        _actors(ours, theirs),
    )
    return Comparison(ours, theirs, aspects)


def _type(ours: Happening, theirs: Event) -> Aspect:
    if not theirs.types:
        return Aspect("type", Verdict.UNKNOWN, f"{theirs.type_words} has no type of PLOVER")
    if ours.event in theirs.types:
        return Aspect("type", Verdict.AGREES, f"{ours.event} = {theirs.type_words}", 1.0)
    return Aspect("type", Verdict.DIFFERS, f"{ours.event} is not {theirs.type_words}")


def _time(ours: Happening, theirs: Event, tolerance: Tolerance) -> Aspect:
    gap = days_apart(ours, theirs)
    if gap is None:
        return Aspect("time", Verdict.UNKNOWN, f"no time {'here' if ours.start is None else 'there'}")
    if gap > tolerance.days:
        return Aspect("time", Verdict.DIFFERS, f"{gap} days apart")
    return Aspect("time", Verdict.AGREES, "same time" if not gap else f"{gap} days apart", 1.0 / (1 + gap))


def days_apart(ours: Happening, theirs: Event) -> int | None:
    """Days between the nearest days of two times, 0 when they overlap; None when one is unknown."""
    if ours.start is None or ours.end is None or theirs.start is None or theirs.end is None:
        return None
    first, second = sorted(((ours.start, ours.end), (theirs.start, theirs.end)))
    return max(0, (second[0] - first[1]).days + 1)


def _country(ours: Happening, theirs: Event) -> Aspect:
    country = ours.spot.country if ours.spot else None
    if country is None or theirs.country is None:
        return Aspect("country", Verdict.UNKNOWN, "")
    if country == theirs.country:
        return Aspect("country", Verdict.AGREES, f"in {country}", 0.5)
    return Aspect("country", Verdict.DIFFERS, f"in {country}, not {theirs.country}")


def _place(ours: Happening, theirs: Event, tolerance: Tolerance) -> Aspect:
    """By name, else by distance; only a distance between two places known to the town can be too large."""
    spot = ours.spot
    if spot is None or not (theirs.place or theirs.latitude is not None):
        return Aspect("place", Verdict.UNKNOWN, f"no place {'here' if spot is None else 'there'}")
    names = {fold(spot.name), fold(spot.text)} - {""}
    if fold(theirs.place) in names:
        return Aspect("place", Verdict.AGREES, f"same place {theirs.place}", 2.0)
    km = km_apart(ours, theirs)
    if km is None or not theirs.exact or spot.precision not in _EXACT:
        return Aspect("place", Verdict.UNKNOWN, "places not known to the town")
    if km <= tolerance.km:
        return Aspect("place", Verdict.AGREES, f"{km:.0f} km apart", 1.5)
    return Aspect("place", Verdict.DIFFERS, f"{km:.0f} km apart")


def km_apart(ours: Happening, theirs: Event) -> float | None:
    """Kilometres between two points on the sphere, or None when one is unknown."""
    spot = ours.spot
    if spot is None or spot.latitude is None or spot.longitude is None:
        return None
    if theirs.latitude is None or theirs.longitude is None:
        return None
    a, b, c, d = (math.radians(v) for v in (spot.latitude, spot.longitude, theirs.latitude, theirs.longitude))
    chord = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _RADIUS * math.asin(math.sqrt(min(1.0, chord)))


def _actors(ours: Happening, theirs: Event) -> Aspect:
    """Parties agree when one is in both: by name, or by country with a sector in common where both have one."""
    sides: tuple[tuple[tuple[Side, ...], tuple[Who, ...]], ...]
    if theirs.directed:
        sides = ((ours.actors, theirs.actors), (ours.recipients, theirs.recipients))
    else:
        sides = (((*ours.actors, *ours.recipients), (*theirs.actors, *theirs.recipients)),)
    known = [(one, other) for one, other in sides if one and other]
    if not known:
        return Aspect("actors", Verdict.UNKNOWN, "no parties in common are told")
    shared = [name for one, other in known for name in _shared(one, other)]
    if shared:
        return Aspect(
            "actors", Verdict.AGREES, f"both {', '.join(dict.fromkeys(shared))}", min(2.0, float(len(shared)))
        )
    here, there = (", ".join(dict.fromkeys(_label(w) for pair in known for w in pair[i])) for i in (0, 1))
    return Aspect("actors", Verdict.DIFFERS, f"{here} against {there}")


def _shared(ours: Iterable[Side], theirs: Iterable[Who]) -> list[str]:
    return [_label(other) for one in ours for other in theirs if _same(one, other)]


def _same(one: Side, other: Who) -> bool:
    names = {fold(one.name), fold(one.text)} - {""}
    if fold(other.name) in names:
        return True
    if other.code is None or one.code != other.code:
        return False
    return not one.sectors or not other.sectors or bool(set(one.sectors) & set(other.sectors)) or _states(one, other)


def _states(one: Side, other: Who) -> bool:
    """Government, army and police of one state count as one, as tables differ in which of them acts."""
    state = {"GOV", "MIL", "COP", "SPY"}
    return bool(set(one.sectors) & state and set(other.sectors) & state)


def _label(one: Side | Who) -> str:
    return one.name or one.code or "?"
