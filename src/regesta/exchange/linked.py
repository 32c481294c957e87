"""Happenings from incidents: one row for what several reports tell, where the register's claims are linked.

A row is made of the claims that were asked for, so that corrections of people and the filter hold in it: those of one
incident that have the same type. While claims are not linked, or were linked before the register changed, the rows are
happenings of single reports (`happenings.of_reports`), and LOSS.md says so.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from regesta.exchange.happenings import Happening, Side, Toll, happening, sides
from regesta.exchange.profile import Json, Options, Source
from regesta.register.register import Register

#: The row of an incident, for LOSS.md.
INCIDENTS = (
    "an incident: the claims of one or several reports that are linked as one happening (docs/incidents.md), as far as "
    "they were asked for and have one type. Claims that state it count before those that plan, fear or deny it; time "
    "and mode are those that most sources tell, the place is the finest. Of each voice of each source the largest "
    "number of dead counts, once; reports that are copies of one text, and reports of one outlet, are one source"
)
#: From a claim to its incident and to the report that stands for near copies of its own.
Members = Mapping[str, tuple[str, str]]
_NOBODY = "---"


def options_for(register: Register, source: Source, *, raw: bool = False) -> Options:
    """How to write claims of a register: by incidents where these are linked and current, else report by report.

    Args:
        register: where the claims stand.
        source: the claims.
        raw: as in `Options`.
    """
    if reason := register.unlinked():
        plain = Options(raw=raw)
        return replace(plain, rows=f"{plain.rows}. Not by incidents, because {reason.partition(':')[0]}")
    asked = set(source.to_arrow()["claim_id"].to_pylist())
    members = {claim: (incident, copy) for claim, incident, copy in register.members() if claim in asked}
    return Options(raw=raw, happenings=by_incidents(members), rows=INCIDENTS)


def by_incidents(members: Members) -> Callable[[Iterable[Json]], Iterator[Happening]]:
    """What makes happenings of claims, in the order of each one's first claim.

    Args:
        members: of the claims that will be asked about, and of no others: an incident is written once all of its claims
            here were met. A claim that is in no incident is a happening of its own.
    """
    expected = Counter(incident for incident, _ in members.values())

    def happenings(claims: Iterable[Json]) -> Iterator[Happening]:
        waiting: dict[str, list[Json]] = {}
        for claim in claims:
            id_ = claim["claim_id"]
            waiting.setdefault(members[id_][0] if id_ in members else id_, []).append(claim)
            yield from _whole(waiting, expected, members)
        for incident, group in waiting.items():
            yield from of_incident(incident, group, members)

    return happenings


def _whole(waiting: dict[str, list[Json]], expected: Mapping[str, int], members: Members) -> Iterator[Happening]:
    """Takes out of the line what stands first and lacks nothing."""
    while waiting:
        incident, group = next(iter(waiting.items()))
        if len(group) < expected.get(incident, 1):
            return
        del waiting[incident]
        yield from of_incident(incident, group, members)


def of_incident(incident: str, claims: Sequence[Json], members: Members) -> Iterator[Happening]:
    """The happenings of an incident: one, unless people gave its claims several types.

    Args:
        incident: its id; of a claim in no incident the claim's, which is no id of a happening.
        claims: in the order of their telling.
        members: see `Members`.
    """
    by_type: dict[str, list[Json]] = {}
    for claim in claims:
        by_type.setdefault(claim["event"], []).append(claim)
    for number, group in enumerate(by_type.values()):
        id_ = incident if incident.startswith("i-") else None
        made = happening(group, id_=f"{id_}-{number + 1}" if id_ and number else id_)
        yield made if len(group) == 1 else _agreed(made, group, members)


def _agreed(made: Happening, claims: Sequence[Json], members: Members) -> Happening:
    """A happening of several tellings with what most sources tell in it; every claim stays a telling of it."""
    lead = _lead(claims)
    sources = {claim["claim_id"]: _source(claim, members) for claim in lead}
    modes = [(claim["mode"], sources[claim["claim_id"]]) for claim in lead if claim["mode"]]
    time = _time(lead, sources)
    return replace(
        made,
        mode=next(iter(_most(modes)), None),
        realis=lead[0]["realis"],
        actors=parties(lead, "actor"),
        recipients=parties(lead, "recipient"),
        start=date.fromisoformat(time["from"]) if time else None,
        end=date.fromisoformat(time["to"]) if time else None,
        precision=time["precision"] if time else None,
        spot=happening(lead).spot,
        killed=_toll(lead, "killed", sources),
        crowd=_toll(lead, "protesters", sources),
    )


def _lead(claims: Sequence[Json]) -> list[Json]:
    """The claims that decide what is told: those that state it, else those that nobody denies, else all."""
    asserted = [claim for claim in claims if all(voice["stance"] == "asserts" for voice in claim["attribution"])]
    return [claim for claim in asserted if claim["realis"] == "actual"] or asserted or list(claims)


def _source(claim: Json, members: Members) -> str:
    report = claim["report"]
    copy = members.get(claim["claim_id"], ("", report["id"]))[1]
    return str(report["source"] or copy)


def _time(claims: Sequence[Json], sources: Mapping[str, str]) -> Json | None:
    """The days that most sources tell; of equally many the fewer, then the earlier."""
    times: dict[str, Json] = {
        claim["claim_id"]: claim["time"] for claim in claims if claim["time"] and claim["time"]["from"]
    }
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for id_, time in times.items():
        told[time["from"], time["to"]].add(sources[id_])
    if not told:
        return None
    best = min(told, key=lambda days: (-len(told[days]), _length(days), days))
    return next(time for time in times.values() if (time["from"], time["to"]) == best)


def _length(days: tuple[str, str]) -> int:
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days


def _most(told: Sequence[tuple[str, str]]) -> list[str]:
    """Values by how many sources tell them, then by how many claims, then in the order of telling."""
    claims = Counter(value for value, _ in told)
    sources = {value: len({source for one, source in told if one == value}) for value in claims}
    return sorted(claims, key=lambda value: (-sources[value], -claims[value]))


def parties(claims: Sequence[Json], role: str) -> tuple[Side, ...]:
    """Who takes part, each once however it is called: by code and sectors, the most told first.

    A party without a code is left out beside one with a code, and so is one of which another says more ("Northland"
    beside "Northland's army"): in several reports these are mostly other words for the same.
    """
    found: dict[tuple[str, ...], Side] = {}
    count: Counter[tuple[str, ...]] = Counter()
    for claim in claims:
        for side in sides(claim, role):
            key = side.key if side.code == _NOBODY else (side.code, *sorted(side.sectors))
            found.setdefault(key, side)
            count[key] += 1
    known = {key: side for key, side in found.items() if side.code != _NOBODY} or found
    fullest = [key for key, side in known.items() if not any(_says_more(other, side) for other in known.values())]
    return tuple(known[key] for key in sorted(fullest, key=lambda key: -count[key]))


def _says_more(other: Side, side: Side) -> bool:
    return side.code == other.code != _NOBODY and set(side.sectors) < set(other.sectors)


def _toll(claims: Sequence[Json], measure: str, sources: Mapping[str, str]) -> Toll | None:
    """The numbers of a measure, of each voice of each source the largest: smaller ones are mostly parts of it."""
    heads: dict[tuple[str, str], tuple[float, float | None, float | None]] = defaultdict(lambda: (-1.0, None, None))
    for claim in claims:
        key = (sources[claim["claim_id"]], claim["attribution"][-1]["code"] if claim["attribution"] else "")
        for figure in claim["figures"]:
            low, high = figure["low"], figure["high"]
            if figure["measure"] != measure or (low is None and high is None):
                continue
            middle = low if high is None else high if low is None else (low + high) / 2
            heads[key] = max(heads[key], (middle, low, high), key=lambda one: one[0])
    if not heads:
        return None
    lows, highs = [low for _, low, _ in heads.values()], [high for _, _, high in heads.values()]
    return Toll(
        None if None in lows else int(min(low for low in lows if low is not None)),
        int(statistics.median_low([middle for middle, _, _ in heads.values()])),
        None if None in highs else int(max(high for high in highs if high is not None)),
    )
