"""Incidents: one happening as several claims tell it, with what they agree and differ on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from regesta.records.codec import digest
from regesta.records.dates import Interval

#: Hexadecimal digits of an id, as in the ids of claims.
_DIGITS = 16


def incident_id(claim: str) -> str:
    """Id of an incident from the id of the claim that founds it: the first published, then the first in order.

    It stays when later reports tell the happening again, and two incidents never share it.
    """
    return "i-" + digest(["incident", claim])[:_DIGITS]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one claim tells it; bounds inclusive, None where open."""

    claim_id: str
    low: float | None
    high: float | None
    qualifier: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Range:
    """One measure over all tellings.

    Attributes:
        measure, unit: what is counted.
        low, high: the least and the greatest bound told.
        best: the number to take when one must be taken, by `rule`.
        told: every telling, duplicates included.
    """

    measure: str
    unit: str
    low: float | None
    best: float | None
    high: float | None
    rule: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Where it happened, as the most sources tell it; ISO 3166 alpha-3, degrees."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening.

    Attributes:
        id: see `incident_id`.
        event, modes: the type that the most sources tell, and every mode told.
        actors, recipients: codes, the most told first.
        time: the days that the most sources tell, the finer first; None while nobody tells any.
        span: from the earliest to the latest day that anybody tells.
        place: see `Site`.
        figures: one range a measure.
        claims: ids of its claims, the founding one first.
        reports, sources: how many reports, and how many are left when copies of one text, and reports of one outlet,
            count once.
        voices_for, voices_against: who says that it happened and who says that it did not, as codes with a sector;
            `report` for reports in their own voice.
        stated, denied: claims that have it happen, and claims that deny or doubt it or say that it did not happen.
        realis: how many claims of each realis, in the codebook's order.
        reasons: why these claims are one incident, in words.
    """

    id: str
    event: str
    modes: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    time: Interval | None
    span: tuple[str, str] | None
    place: Site | None
    figures: tuple[Range, ...]
    claims: tuple[str, ...]
    reports: int
    sources: int
    voices_for: tuple[str, ...]
    voices_against: tuple[str, ...]
    stated: int
    denied: int
    realis: tuple[tuple[str, int], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A claim's place in an incident.

    Attributes:
        copy: the report that stands for this one's near copies; its own id when it has none.
        score: how well it agrees with the others, in [0, 1]; 1 for one alone.
        reasons: what speaks for the strongest of these links.
    """

    claim_id: str
    report_id: str
    incident_id: str
    copy: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """The incidents of a register in a fixed order, and each claim's place in them."""

    incidents: tuple[Incident, ...]
    members: tuple[Member, ...]


def incident_to_json(incident: Incident) -> dict[str, Any]:
    """An incident as the object that is printed, stored and served; days as text, half open."""
    time, place = incident.time, incident.place
    return {
        "incident_id": incident.id,
        "event": incident.event,
        "modes": list(incident.modes),
        "actors": list(incident.actors),
        "recipients": list(incident.recipients),
        "time": {"from": time.start.isoformat(), "to": time.end.isoformat(), "precision": time.precision.value}
        if time
        else None,
        "span": {"from": incident.span[0], "to": incident.span[1]} if incident.span else None,
        "place": _site(place) if place else None,
        "figures": [_range(one) for one in incident.figures],
        "claims": len(incident.claims),
        "claim_ids": list(incident.claims),
        "reports": incident.reports,
        "sources": incident.sources,
        "for": list(incident.voices_for),
        "against": list(incident.voices_against),
        "stated": incident.stated,
        "denied": incident.denied,
        "realis": dict(incident.realis),
        "reasons": list(incident.reasons),
    }


def _site(place: Site) -> dict[str, Any]:
    names = ("name", "country", "latitude", "longitude", "precision")
    return {name: getattr(place, name) for name in names}


def _range(one: Range) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in ("measure", "unit", "low", "best", "high", "rule")}
    names = ("claim_id", "low", "high", "qualifier", "text")
    return {**row, "told": [{name: getattr(told, name) for name in names} for told in one.told]}
