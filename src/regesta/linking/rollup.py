"""From the claims of one happening to its incident: what most sources tell, what they differ on, who denies it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median_low
from typing import Any

from regesta.records.dates import Interval, Precision
from regesta.records.incidents import Incident, Range, Site, Told, incident_id
from regesta.register.conditions import MEASURES, REALIS
from regesta.text.number_measures import NOT_PEOPLE

Row = Mapping[str, Any]

#: Measures of people, whose unit ("civilians", "soldiers") says who rather than what; other measures stand by unit.
_PEOPLE = frozenset(MEASURES) - NOT_PEOPLE
_NOBODY = "---"
_FINE = {precision.value: n for n, precision in enumerate(Precision)}
_PLACES = {name: n for n, name in enumerate(("point", "town", "district", "province", "region", "country"))}


def incident(rows: Sequence[Row], source_of: Mapping[str, int], reasons: Iterable[str]) -> Incident:
    """The incident of some claims.

    Args:
        rows: as the register has them, the founding claim first.
        source_of: from a report to the number of its independent source.
        reasons: why they are one.
    """
    sources = {row["claim_id"]: source_of[row["report_id"]] for row in rows}
    reports = {row["report_id"] for row in rows}
    return Incident(
        id=incident_id(rows[0]["claim_id"]),
        event=_most((row["event"], sources[row["claim_id"]]) for row in rows)[0],
        modes=tuple(_most((row["mode"], sources[row["claim_id"]]) for row in rows if row["mode"])),
        actors=_codes(rows, "actor", sources),
        recipients=_codes(rows, "recipient", sources),
        time=_time(rows, sources),
        span=_span(rows),
        place=_place(rows, sources),
        figures=tuple(_figures(rows, sources)),
        claims=tuple(row["claim_id"] for row in rows),
        reports=len(reports),
        sources=len(set(sources.values())),
        voices_for=tuple(_most((voice(row), sources[row["claim_id"]]) for row in rows if states(row))),
        voices_against=tuple(_most((voice(row), sources[row["claim_id"]]) for row in rows if denies(row))),
        stated=sum(map(states, rows)),
        denied=sum(map(denies, rows)),
        realis=tuple((name, sum(row["realis"] == name for row in rows)) for name in REALIS),
        reasons=tuple(reasons),
    )


def denies(row: Row) -> bool:
    """Whether a claim says that it did not happen: negated, or said by somebody who denies or doubts it."""
    return bool(row["realis"] == "negated") != any(one["stance"] in ("denies", "doubts") for one in row["attribution"])


def states(row: Row) -> bool:
    """Whether a claim has it happen."""
    return bool(row["realis"] == "actual") and not denies(row)


def voice(row: Row) -> str:
    """Who stands behind a claim: the innermost speaker's code with its first sector, else `report`."""
    if not row["attribution"]:
        return "report"
    inner = row["attribution"][-1]
    return " ".join([inner["code"], *list(inner["sectors"] or ())[:1]])


def _most(told: Iterable[tuple[str, int]]) -> list[str]:
    """Values by how many sources tell them, then by how many claims, then by name."""
    sources: dict[str, set[int]] = defaultdict(set)
    claims: Counter[str] = Counter()
    for value, source in told:
        sources[value].add(source)
        claims[value] += 1
    return sorted(sources, key=lambda value: (-len(sources[value]), -claims[value], value))


def _codes(rows: Sequence[Row], role: str, sources: Mapping[str, int]) -> tuple[str, ...]:
    told = [(p["code"], sources[row["claim_id"]]) for row in rows for p in row["participants"] if p["role"] == role]
    return tuple(code for code in _most(told) if code != _NOBODY)


def _time(rows: Sequence[Row], sources: Mapping[str, int]) -> Interval | None:
    """The days that most sources tell; of equally many the finer, then the earlier."""
    told: dict[tuple[Any, Any, str], set[int]] = defaultdict(set)
    for row in rows:
        if row["time_from"] is not None:
            told[row["time_from"], row["time_to"], row["time"]["precision"]].add(sources[row["claim_id"]])
    if not told:
        return None
    start, end, precision = min(told, key=lambda key: (-len(told[key]), _FINE[key[2]], key))
    return Interval(start, end, Precision(precision))


def _span(rows: Sequence[Row]) -> tuple[str, str] | None:
    told = [(row["time_from"], row["time_to"]) for row in rows if row["time_from"] is not None]
    if not told:
        return None
    return min(start for start, _ in told).isoformat(), max(end for _, end in told).isoformat()


def _place(rows: Sequence[Row], sources: Mapping[str, int]) -> Site | None:
    """The place that most sources tell among the finest told."""
    told: dict[tuple[Any, ...], set[int]] = defaultdict(set)
    for row in rows:
        place = row["place"]
        if place is not None and place["name"] and (place["country"] or place["latitude"] is not None):
            key = tuple(place[name] for name in ("name", "country", "latitude", "longitude", "precision"))
            told[key].add(sources[row["claim_id"]])
    if not told:
        return None
    best = min(told, key=lambda key: (_PLACES.get(key[4] or "", 3) > 3, -len(told[key]), _rank(key), str(key)))
    return Site(*best)


def _rank(key: Sequence[Any]) -> int:
    return _PLACES.get(key[4] or "", len(_PLACES))


def _figures(rows: Sequence[Row], sources: Mapping[str, int]) -> list[Range]:
    groups: dict[tuple[str, str], list[tuple[Row, Mapping[str, Any]]]] = defaultdict(list)
    for row in rows:
        for figure in row["figures"] or ():
            unit = "" if figure["measure"] in _PEOPLE else figure["unit"] or ""
            groups[figure["measure"], unit].append((row, figure))
    return [_range(measure, told, sources) for (measure, _), told in sorted(groups.items(), key=lambda item: item[0])]


def _range(measure: str, told: Sequence[tuple[Row, Mapping[str, Any]]], sources: Mapping[str, int]) -> Range:
    """Low, best and high. Each voice of each source counts once, with the largest number it gives.

    Largest, because the smaller numbers of one telling are mostly parts ("37 dead, three of them children").
    """
    stated = [(row, figure) for row, figure in told if states(row)]
    counted = stated or list(told)
    heads: dict[tuple[int, str], tuple[float, float, float]] = {}
    for row, figure in counted:
        low, high = figure["low"], figure["high"]
        if low is None and high is None:
            continue
        least, most = (high if low is None else low), (low if high is None else high)
        key, value = (sources[row["claim_id"]], voice(row)), ((least + most) / 2, least, most)
        heads[key] = max(heads.get(key, value), value)
    units = Counter(figure["unit"] or "" for _, figure in counted)
    values = sorted(heads.values())
    return Range(
        measure=measure,
        unit=min(units, key=lambda unit: (-units[unit], unit)),
        low=min((least for _, least, _ in values), default=None),
        best=median_low([middle for middle, _, _ in values]) if values else None,
        high=max((most for _, _, most in values), default=None),
        rule=_rule(len(values), of="stated" if stated else "planned, feared or denied"),
        told=tuple(
            Told(row["claim_id"], figure["low"], figure["high"], figure["qualifier"], figure["text"])
            for row, figure in told
        ),
    )


def _rule(count: int, *, of: str) -> str:
    if count < 2:
        return f"the one number {of}"
    return (
        f"the median of {count} numbers {of}: each voice of each source once, with its largest; copies are one source"
    )
