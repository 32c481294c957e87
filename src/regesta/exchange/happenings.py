"""Happenings: what the field's event tables have a row for, made from claims.

A happening here is one claim, or the claims of one report that tell the same type of event with the same realis
between the same parties at the same time. Where claims of several reports are linked, `linked` makes the same records
from their incidents for every profile (`profile.Options.happenings`).
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from regesta.records.codec import digest
from regesta.register.matching import fold

#: Sizes of places, finest first (codebook section 8).
PRECISIONS = ("point", "town", "district", "province", "region", "country")


@dataclass(frozen=True, slots=True)
class Side:
    """A party: `name` is its entity's name, else its words; `entity` its id in the knowledge file, else None."""

    name: str
    text: str
    code: str
    sectors: tuple[str, ...]
    entity: str | None

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for parties that count as one: same entry, else same words, with the same code and sectors."""
        return (self.entity or fold(self.text), self.code, *self.sectors)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place; `latitude` and `longitude` are WGS 84 degrees, both None when the words led to no point."""

    text: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    entity: str | None


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people as the tellings give it; bounds are inclusive, None is open or unknown.

    `best` is the median of the numbers told (of a range its middle, of an open one its bound), the lower one of two.
    `low` and `high` hull what is told: a side that one telling leaves open is None.
    """

    low: int | None
    best: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim behind a happening, with the head of its report.

    `voices` are from the outermost in; `asserted` says that no voice denies or doubts it.
    """

    claim: str
    report: str
    title: str
    published: date | None
    source: str
    url: str
    quote: str
    start: int
    trigger: tuple[int, int]
    parties: tuple[tuple[str, int], ...]
    voices: tuple[str, ...]
    asserted: bool
    certainty: str
    score: float


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened as one row needs it. Days are half open: `start` included, `end` excluded; both None if unknown."""

    id: str
    event: str
    mode: str | None
    contexts: tuple[str, ...]
    realis: str
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    start: date | None
    end: date | None
    precision: str | None
    spot: Spot | None
    killed: Toll | None
    crowd: Toll | None
    tellings: tuple[Telling, ...]

    @property
    def asserted(self) -> bool:
        """Whether at least one telling says it without a voice that denies or doubts it."""
        return any(telling.asserted for telling in self.tellings)

    @property
    def day(self) -> date | None:
        """The day, when it is told to the day."""
        if self.start is None or self.end is None or (self.end - self.start).days != 1:
            return None
        return self.start


def of_reports(claims: Iterable[Mapping[str, Any]]) -> Iterator[Happening]:
    """Happenings of single reports, in the order of the claims.

    Args:
        claims: objects of `records.codec`, in the register's order: claims of one report and time stand together, so
            one such block is held at a time (a claim without a time stands at its report's date).
    """
    for _, block in itertools.groupby(claims, key=_place_in_order):
        groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
        for claim in block:
            groups.setdefault(_key(claim), []).append(claim)
        for group in groups.values():
            yield happening(group)


def _place_in_order(claim: Mapping[str, Any]) -> tuple[Any, ...]:
    return claim["report"]["id"], (claim["time"] or {}).get("from") or claim["report"]["published"]


def _key(claim: Mapping[str, Any]) -> tuple[Any, ...]:
    """Equal for claims of one happening; a claim without actor or recipient stands alone, as unknown is not equal."""
    actors, recipients = sides(claim, "actor"), sides(claim, "recipient")
    time = claim["time"] or {}
    told = (claim["event"], claim["realis"], time.get("from"), time.get("to"))
    if not actors or not recipients:
        return (*told, claim["claim_id"])
    return (*told, frozenset(side.key for side in actors), frozenset(side.key for side in recipients))


def happening(claims: Sequence[Mapping[str, Any]], *, id_: str | None = None) -> Happening:
    """One happening out of the claims that tell it, in the order of their telling.

    Mode, place and contexts are what the tellings say between them: the first mode, the finest place, every context.

    Args:
        claims: at least one, all of one event type.
        id_: the happening's id; else it is made from the claims' ids.
    """
    first = claims[0]
    time = next((c["time"] for c in claims if c["time"] and c["time"]["from"]), None)
    spots = [spot for claim in claims if (spot := _spot(claim["place"]))]
    return Happening(
        id=id_ or "h-" + digest(["happening", *sorted(claim["claim_id"] for claim in claims)])[:16],
        event=first["event"],
        mode=next((claim["mode"] for claim in claims if claim["mode"]), None),
        contexts=tuple(dict.fromkeys(context for claim in claims for context in claim["contexts"])),
        realis=first["realis"],
        actors=_united(claims, "actor"),
        recipients=_united(claims, "recipient"),
        start=date.fromisoformat(time["from"]) if time else None,
        end=date.fromisoformat(time["to"]) if time else None,
        precision=time["precision"] if time else None,
        spot=min(spots, key=_fineness, default=None),
        killed=_toll(claims, "killed"),
        crowd=_toll(claims, "protesters"),
        tellings=tuple(_telling(claim) for claim in claims),
    )


def sides(claim: Mapping[str, Any], role: str) -> tuple[Side, ...]:
    """The parties of a claim in a role (`actor` or `recipient`), each once."""
    found: dict[tuple[str, ...], Side] = {}
    for party in claim["participants"]:
        if party["role"] == role:
            entity = party["entity"]
            name = entity["name"] or party["text"]
            side = Side(name, party["text"], party["code"], tuple(party["sectors"]), entity["id"])
            found.setdefault(side.key, side)
    return tuple(found.values())


def _united(claims: Sequence[Mapping[str, Any]], role: str) -> tuple[Side, ...]:
    return tuple({side.key: side for claim in reversed(claims) for side in reversed(sides(claim, role))}.values())[::-1]


def _spot(place: Mapping[str, Any] | None) -> Spot | None:
    if place is None:
        return None
    return Spot(
        text=place["text"],
        name=place["name"],
        country=place["country"],
        latitude=place["latitude"],
        longitude=place["longitude"],
        precision=place["precision"],
        entity=place["entity"]["id"],
    )


def _fineness(spot: Spot) -> int:
    return PRECISIONS.index(spot.precision) if spot.precision in PRECISIONS else len(PRECISIONS)


def _toll(claims: Sequence[Mapping[str, Any]], measure: str) -> Toll | None:
    told = [
        (figure["low"], figure["high"])
        for claim in claims
        for figure in claim["figures"]
        if figure["measure"] == measure and (figure["low"], figure["high"]) != (None, None)
    ]
    if not told:
        return None
    lows, highs = [low for low, _ in told], [high for _, high in told]
    points = [low if high is None else high if low is None else (low + high) / 2 for low, high in told]
    return Toll(
        None if None in lows else int(min(lows)),
        int(statistics.median_low(points)),
        None if None in highs else int(max(highs)),
    )


def _telling(claim: Mapping[str, Any]) -> Telling:
    report, evidence = claim["report"], claim["evidence"]
    return Telling(
        claim=claim["claim_id"],
        report=report["id"],
        title=report["title"],
        published=date.fromisoformat(report["published"]) if report["published"] else None,
        source=report["source"],
        url=report["url"],
        quote=evidence["quote"],
        start=evidence["start"],
        trigger=(claim["trigger"]["start"], claim["trigger"]["end"]),
        parties=tuple((party["role"], party["start"]) for party in claim["participants"]),
        voices=tuple(voice["entity"]["name"] or voice["text"] for voice in claim["attribution"]),
        asserted=all(voice["stance"] == "asserts" for voice in claim["attribution"]),
        certainty=claim["certainty"],
        score=claim["score"],
    )
