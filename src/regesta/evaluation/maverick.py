"""`maverick`: reports of electoral violence regrouped into events, against the coders' event numbers.

A row is one report of one event with its days, place, actors, targets and casualties, and the headline of its source.
No text is read: the measure is of the linker alone, on fields as people code them. Ivory Coast is what the shipped
scorer was trained on; Kenya is measured.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from regesta.errors import DataError
from regesta.evaluation.bootstrap import figures
from regesta.evaluation.coreference import statistic, tallies
from regesta.evaluation.corpus import TRAIN, Options, files, text_of
from regesta.evaluation.ecbplus import rounded
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured
from regesta.linking.candidates import candidates
from regesta.linking.scorer import Scorer, shipped
from regesta.linking.tellings import Amount, Days, Spot, Telling, Who, name_bag
from regesta.linking.units import partition
from regesta.linking.words import forms
from regesta.register.matching import fold

#: The half the shipped scorer was trained on, and the other.
TRAINED_ON, HELD_OUT = "Ivory Coast", "Kenya"
_SOURCE = re.compile(r"\((\d{4}-\d{2}-\d{2})\)\s*(.*)$")
#: Days over which a date is told loosely.
_SHARP_DAYS = 31


def rows(paths: Sequence[Path]) -> list[dict[str, str]]:
    """The rows of the tables.

    Raises:
        DataError: a table has no event numbers.
    """
    out: list[dict[str, str]] = []
    for path in paths:
        found = list(csv.DictReader(StringIO(text_of(path))))
        if not found or not {"id", "event_id", "country", "date_start"} <= set(found[0]):
            raise DataError("not a table of event reports", where=str(path), mend="name the folder of MAVERICK")
        out += found
    return out


def telling(row: Mapping[str, str]) -> Telling:
    """The row as linking sees a claim."""
    source = _SOURCE.search(row.get("source") or "")
    words = forms(source[2]) if source else []
    acts = forms(f"{row.get('actor1_violence') or ''} {row.get('actor2_violence') or ''}") or ["violence"]
    return Telling(
        id=row["id"],
        report=row["id"],
        order=0,
        trigger=tuple(acts),
        event="ASSAULT",
        actors=_who(row, "actor1"),
        recipients=_who(row, "actor2") or _target(row),
        told=_days(row["date_start"], row.get("date_end") or row["date_start"]),
        published=_ordinal(source[1]) if source else None,
        spot=_spot(row),
        amounts=tuple(_amounts(row)),
        realis="actual",
        names=name_bag(words),
    )


def _who(row: Mapping[str, str], role: str) -> tuple[Who, ...]:
    name = row.get(role) or ""
    if not name or name.lower().startswith("unknown actor"):
        return ()
    code = "---" if name.lower().startswith("unknown") else (row.get(f"{role}_id") or "---")
    kind = row.get(f"{role}_type") or ""
    return (Who(code, frozenset({kind} if kind else ()), frozenset({fold(name).strip()})),)


def _target(row: Mapping[str, str]) -> tuple[Who, ...]:
    name = row.get("target") or "Unknown"
    return () if name.startswith("Unknown") else (Who("---", frozenset(), frozenset({fold(name).strip()})),)


def _ordinal(day: str) -> int | None:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return None


def _days(start: str, end: str) -> Days | None:
    first, last = _ordinal(start), _ordinal(end)
    if first is None or last is None or last < first:
        return None
    return Days(first, last + 1, last - first < _SHARP_DAYS)


def _spot(row: Mapping[str, str]) -> Spot:
    named = [fold(row.get(name) or "").strip() for name in ("city", "location")]
    names = frozenset(name for name in named if name)
    fine = bool(row.get("city")) or names != {fold(row["country"]).strip()}
    try:
        point = (float(row["latitude"]), float(row["longitude"]))
    except (KeyError, ValueError):
        return Spot(names, row["country"], None, fine)
    return Spot(names, row["country"], point, fine)


def _amounts(row: Mapping[str, str]) -> list[Amount]:
    out = []
    for measure, name in (("killed", "deaths_best"), ("wounded", "injuries_best")):
        try:
            number = float(row.get(name) or "")
        except ValueError:
            continue
        if number > 0:
            out.append(Amount(measure, number, number))
    return out


def regrouped(tellings: Sequence[Telling], scorer: Scorer) -> dict[str, int]:
    """From a report's id to the number of its incident."""
    return partition(tellings, candidates(tellings), scorer)


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """B-cubed and the other scores of reports regrouped, beside those of leaving every report alone."""
    tables = files(path, ".csv")
    found = [row for row in rows(tables) if row["country"] == HELD_OUT][: options.limit]
    tellings = [telling(row) for row in found]
    gold = {row["id"]: row["event_id"] for row in found}
    events = {event: n for n, event in enumerate(sorted(set(gold.values())))}
    unit_of = {row["id"]: events[row["event_id"]] for row in found}
    alone = {id_: n for n, id_ in enumerate(gold)}
    numbers = figures(tallies(gold, regrouped(tellings, shipped()), unit_of, len(events)), statistic)
    single = figures(tallies(gold, alone, unit_of, len(events)), statistic)
    return Measured(
        numbers={**numbers, **rounded({name: single[name] for name in ("conll_f1", "b_cubed_f1")}, "alone_")},
        counts={"reports": len(found), "events": len(events)},
        unit="event",
        files=tuple(map(str, tables)),
        licence=TRAIN,
        notes=(
            f"{HELD_OUT} alone; the scorer was trained on {TRAINED_ON} and on MEANTIME",
            "`alone` is what leaving every report by itself would score",
        ),
    )
