"""Which of several namesakes is meant: features with weights, each with the reason a person can read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from regesta.knowledge.gazetteer import distance_km
from regesta.knowledge.gazetteer_names import ALTERNATE, LOOSE, fold

#: What a name is worth before anything else is known, on the scale of the decimal logarithm of a town's people: a
#: country is
#: worth more than a town of ten million, a region of our own table about a million, a harvested division a hundred
#: thousand.
#: Set by hand on the logic of news (a bare `Georgia` is the country), then checked on GeoVirus.
_PRIOR = {
    "country": 9.0, "own country": 7.0, "own region": 5.7, "own town": 5.4, "own point": 5.0, "own district": 5.0,
    "division": 4.4, "county": 2.9, "nature sea": 5.0, "nature continent": 6.0, "nature mountains": 4.0,
    "nature river": 3.4,
    "nature island": 4.3, "nature islands": 4.6,
}  # fmt: skip
_OTHER_NATURE = 3.8
_RANK = {0: 0.0, ALTERNATE: -0.6, LOOSE: -1.2}
#: Containment stated in the text decides; the report's countries and nearness weigh as much as two or one zeros of
#: people.
_STATED, _DENIED = 8.0, -8.0
_CONTEXT = (2.6, 1.6, 1.0)
_NEAR, _NEAR_KM = 1.8, 150.0
_CAPITAL = 1.0
#: Where international bodies sit, talks are held: of 27 places in annotated training claims told as "Geneva" 25 were
#: taken for a town of the report's country without it.
_HOSTS = 2.0
_FITS = 2.5
_SHARPNESS = 1.6
#: Shares of the belief from which an unbacked loose spelling, an unbacked small town is accepted.
_SURE, _LIKELY = 0.8, 0.55
#: Ids of the user's places lie at and below this one; what the user wrote is meant unless the text says otherwise.
OWN_ID = -1_000_000_000
_OWN_PRIOR = 12.0
#: Candidates that a link tells, the winner among them.
_TOLD = 3
#: A namesake below this share of the belief is not told: it would read 0.00.
_TOLD_SHARE = 0.005
#: Below this many people a town that nothing in the report points to is not believed to be meant.
_SMALL_TOWN = 40_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the gazetteer that bears the name.

    `capital`, `hosts`: whether a government, an international body sits there; `origin`: the row of the user's tables
    that made or moved it.
    """

    id: int
    name: str
    code: str
    admin: str
    lat: float
    lon: float
    size: float
    kind: str
    radius: float
    rank: int
    capital: bool = False
    hosts: bool = False
    origin: str = ""

    @property
    def own(self) -> bool:
        """Whether it stands in a table of the user's."""
        return self.id <= OWN_ID

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.lat, self.lon

    @property
    def precision(self) -> str:
        """Codebook section 8: point, town, district, province, region or country."""
        if self.kind.startswith("own "):
            return self.kind[4:]
        return {"division": "province", "county": "district"}.get(
            self.kind, "region" if self.kind.startswith("nature") else self.kind
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words and the report say about where the place is."""

    countries: frozenset[str] = frozenset()
    regions: tuple[Candidate, ...] = ()
    noun: str = ""
    report: tuple[str, ...] = ()
    near: tuple[tuple[float, float], ...] = ()
    support: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score and the reasons for it."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]
    backed: bool


def rank(candidates: Sequence[Candidate], evidence: Evidence) -> list[Scored]:
    """Candidates, best first; ties go to the smaller id, so that the order never depends on the file."""
    scored = [_score(one, evidence) for one in candidates]
    return sorted(scored, key=lambda s: (-s.score, -s.candidate.size, s.candidate.id))


def share(scored: Sequence[Scored]) -> float:
    """How much of the belief the first has, in (0, 1]: candidates at the same place as the first count for it."""
    if not scored:
        return 0.0
    best = scored[0]
    weights = [math.exp(_SHARPNESS * (one.score - best.score)) for one in scored]
    same = [w for w, one in zip(weights, scored, strict=True) if _same_place(one.candidate, best.candidate)]
    return round(sum(same) / sum(weights), 4)


def shares(scored: Sequence[Scored]) -> list[float]:
    """The share of the belief of each, by itself."""
    weights = [math.exp(_SHARPNESS * (one.score - scored[0].score)) for one in scored]
    return [round(weight / sum(weights), 4) for weight in weights]


def _same_place(one: Candidate, other: Candidate) -> bool:
    return one.code == other.code and distance_km(one.point, other.point) <= max(30.0, one.radius, other.radius)


def credible(scored: Sequence[Scored], *, informed: bool) -> str:
    """Why the best candidate is not to be believed, or "" when it is.

    `informed`: the report names countries or places, so that a small town which none of them backs is likely a
    namesake of
    something the gazetteer lacks.
    """
    best = scored[0]
    place = best.candidate
    if best.backed:
        return ""
    if place.rank >= LOOSE and (informed or place.size < _SMALL_TOWN or share(scored) < _SURE):
        return f"only a similar name, and nothing points to it: {place.name}, {place.code}"
    if (
        place.kind == "town"
        and place.size < _SMALL_TOWN
        and (informed or share(scored) < (_SURE if place.rank else _LIKELY))
    ):
        return f"the only namesakes are small and nothing points to them: {place.name}, {place.code}"
    return ""


def prior(place: Candidate) -> float:
    """What the name is worth before context."""
    if place.own:
        return _OWN_PRIOR
    if place.kind == "town":
        return math.log10(place.size + 200.0) + max(_CAPITAL * place.capital, _HOSTS * place.hosts)
    return _PRIOR.get(place.kind, _OTHER_NATURE)


def _score(place: Candidate, evidence: Evidence) -> Scored:
    score = prior(place) + _RANK.get(place.rank, 0.0)
    if place.rank == ALTERNATE and place.kind == "town" and place.size < _SMALL_TOWN:
        score -= 0.6
    reasons = [_what(place)]
    backed = place.own
    inside = _contained(place, evidence)
    if inside is not None:
        score += _STATED if inside else _DENIED
        backed = inside
        reasons.append("the text says it lies there, +8.0" if inside else "the text says it lies elsewhere, -8.0")
    if place.code in evidence.report:
        at = evidence.report.index(place.code)
        score += _CONTEXT[min(at, 2)]
        backed = backed or at < 3
        reasons.append(f"{place.code} is country number {at + 1} of the report")
    bonus, close = _nearness(place, evidence)
    if bonus:
        score += bonus
        backed = backed or close < _NEAR_KM
        reasons.append(f"{close:.0f} km from a place of the report")
    if place.id in evidence.support:
        score += evidence.support[place.id]
        backed = backed or evidence.support[place.id] > 0.5
        reasons.append("near other places of the report")
    if evidence.noun and _fits(place, evidence.noun):
        score += _FITS
        reasons.append(f"it is a {evidence.noun}, as the text says")
    return Scored(place, score, tuple(reasons), backed)


def _what(place: Candidate) -> str:
    named = "name" if place.rank == 0 else "other name" if place.rank == ALTERNATE else "similar name"
    size = f", {place.size:,.0f} people" if place.kind == "town" and place.size else ""
    yours = f" [your table {place.origin}]" if place.origin else ""
    return f"{named} of a {place.precision} in {place.code or 'several countries'}{size}{yours}"


def _contained(place: Candidate, evidence: Evidence) -> bool | None:
    """Whether the stated containers hold the place; None when nothing was stated."""
    if evidence.regions:
        return any(lies_in(place, region) for region in evidence.regions)
    if evidence.countries:
        return place.code in evidence.countries
    return None


def lies_in(place: Candidate, region: Candidate) -> bool:
    """Whether a place lies in a region: same country and division, or within the region's radius."""
    if region.kind == "country":
        return place.code == region.code
    if region.code and place.code and region.code != place.code:
        return False
    if region.admin and place.admin and region.code == "USA":
        return region.admin == place.admin
    if region.admin and region.admin == place.admin:
        return True
    return distance_km(place.point, region.point) <= region.radius * 1.15 + 15.0


def _nearness(place: Candidate, evidence: Evidence) -> tuple[float, float]:
    if not evidence.near or place.kind in ("country", "nature continent"):
        return 0.0, 0.0
    close = min(distance_km(place.point, point) for point in evidence.near)
    bonus = _NEAR * math.exp(-close / _NEAR_KM)
    return (bonus, close) if bonus > 0.05 else (0.0, close)


def _fits(place: Candidate, noun: str) -> bool:
    if noun == "region":
        return place.precision in ("province", "region")
    if noun == "county":
        return place.precision in ("district",) or place.kind == "county"
    if noun == "river":
        return place.kind in ("nature river", "nature sea")
    if noun == "country":
        return place.kind == "country"
    return noun == "town" and place.precision in ("town", "district", "point")


def told(scored: Sequence[Scored]) -> list[str]:
    """The first places of a name with their shares of the belief; none where no second one comes into question."""
    lines = []
    for number, (one, part) in enumerate(zip(scored[:_TOLD], shares(scored), strict=False), 1):
        place = one.candidate
        why = "" if number == 1 else f": {'; '.join(one.reasons)}"
        if number == 1 or part >= _TOLD_SHARE:
            lines.append(f"candidate {number}: {place.name} at {place.lat:.2f} {place.lon:.2f}, {part:.2f}{why}")
    more = [f"and {len(scored) - len(lines)} less likely"] if len(scored) > len(lines) else []
    return lines + more if len(lines) > 1 else []


def id_of(place: Candidate) -> str:
    """`geonames:ID`, `place:CODE:name` for a row of our tables, `own:place:CODE:name` for one of the user's."""
    if place.own:
        return f"own:place:{place.code or 'world'}:{fold(place.name).replace(' ', '-')}"
    return (
        f"geonames:{place.id}"
        if place.id > 0
        else f"place:{place.code or 'world'}:{fold(place.name).replace(' ', '-')}"
    )
