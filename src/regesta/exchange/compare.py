"""Our happenings beside the events of another table: matched, only here, only there, each with its reason.

Every pair that `matching` takes for the same is a candidate; the closest pairs are matched first, each event once. So
the outcome does not depend on the order of the files.
"""

from __future__ import annotations

import csv
import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import IO, Any

from regesta.exchange.cells import cell
from regesta.exchange.happenings import Happening
from regesta.exchange.jsonl import harmless_line
from regesta.exchange.matching import Comparison, Tolerance, Verdict, compare, days_apart, km_apart
from regesta.exchange.peers.events import Event
from regesta.exchange.profiles import acled, icews, polecat
from regesta.exchange.tables import LeftOut, Row, last_day, quotes, told_as_fact

#: Days of a time that is looked up day by day; a wider one is held against everything of its type.
_WIDE = 62
#: Days beyond the tolerance in which a near miss is still worth telling.
_MISS = 7
NOTHING_NEAR = "nothing of that type and time"
OUTSIDE_DAYS, OUTSIDE_COUNTRIES = "outside the days of the file", "in a country that the file does not have"


class Outcome(StrEnum):
    """What became of an event."""

    MATCHED = "matched"
    ONLY_HERE = "only here"
    ONLY_THERE = "only there"


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of a comparison: `ours`, `theirs` or both, and why."""

    outcome: Outcome
    ours: Happening | None
    theirs: Event | None
    reason: str
    score: float | None = None


#: Columns of the answer as a table.
COLUMNS = (
    "outcome", "ours", "claims", "theirs", "line", "type", "their_type", "first_day", "last_day", "their_first_day",
    "their_last_day", "country", "their_country", "place", "their_place", "actors", "recipients", "their_actors",
    "their_recipients", "days_apart", "km_apart", "score", "reason", "quote", "their_text",
)  # fmt: skip


def in_scope(happening: Happening, origin: str) -> bool:
    """Whether a table of that origin could have it at all: what it has no row for is not missing there."""
    rows: dict[str, Callable[[Happening], Sequence[Row] | LeftOut]] = {
        "acled": acled.rows, "icews": icews.rows, "polecat": polecat.rows,
    }  # fmt: skip
    if origin == "ged":
        return told_as_fact(happening) is None and happening.event == "ASSAULT"
    return origin not in rows or not isinstance(rows[origin](happening), LeftOut)


def findings(ours: Iterable[Happening], theirs: Iterable[Event], tolerance: Tolerance) -> Iterator[Finding]:
    """Compares two lists of events; matched ones first, then ours alone, then theirs alone, each in time order."""
    there = list(theirs)
    origins = {event.origin for event in there}
    here = [h for h in ours if not origins or any(in_scope(h, origin) for origin in origins)]
    index = _Index(there)
    candidates: list[tuple[float, int, int]] = []
    nearest: dict[int, Comparison] = {}
    near_there: dict[int, Comparison] = {}
    for i, happening in enumerate(here):
        for j in index.near(happening, tolerance.days + _MISS):
            found = compare(happening, there[j], tolerance)
            if found.same:
                candidates.append((-found.score, i, j))
            _keep(nearest, i, found)
            _keep(near_there, j, found)
    matched = _greedy(candidates, here, there)
    yield from _matched(matched, here, there, tolerance)
    taken_there = set(matched.values())
    for i in _in_order([i for i in range(len(here)) if i not in matched], lambda i: here[i].start):
        yield Finding(Outcome.ONLY_HERE, here[i], None, _why_here(here[i], nearest.get(i), index))
    for j in _in_order([j for j in range(len(there)) if j not in taken_there], lambda j: there[j].start):
        yield Finding(Outcome.ONLY_THERE, None, there[j], _why_there(there[j], near_there.get(j)))


class _Index:
    """Their events by type and day."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._days: dict[str, dict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._wide: dict[str, list[int]] = defaultdict(list)
        for number, event in enumerate(events):
            if event.start is None or event.end is None:
                continue
            span = (event.end - event.start).days
            for kind in event.types:
                if span > _WIDE:
                    self._wide[kind].append(number)
                    continue
                for offset in range(span):
                    self._days[kind][event.start + timedelta(days=offset)].append(number)
        starts = [event.start for event in events if event.start]
        ends = [event.end for event in events if event.end]
        self.first: date | None = min(starts, default=None)
        self.end: date | None = max(ends, default=None)
        self.countries = {event.country for event in events if event.country}

    def near(self, happening: Happening, days: int) -> list[int]:
        """Those of its type whose time may lie within so many days, in the order of the file."""
        if happening.start is None or happening.end is None:
            return []
        by_day = self._days.get(happening.event, {})
        first, count = happening.start - timedelta(days=days), (happening.end - happening.start).days + 2 * days
        if count > len(by_day):
            end = first + timedelta(days=count)
            found = {n for day, numbers in by_day.items() if first <= day < end for n in numbers}
        else:
            found = {n for offset in range(count) for n in by_day.get(first + timedelta(days=offset), ())}
        return sorted(found.union(self._wide.get(happening.event, ())))


def _keep(best: dict[int, Comparison], key: int, found: Comparison) -> None:
    """Remembers the closest."""
    if key not in best or _closeness(found) > _closeness(best[key]):
        best[key] = found


def _closeness(found: Comparison) -> tuple[int, float]:
    return -sum(aspect.verdict is Verdict.DIFFERS for aspect in found.aspects), found.score


def _greedy(
    candidates: list[tuple[float, int, int]], here: Sequence[Happening], there: Sequence[Event]
) -> dict[int, int]:
    """The closest pairs first; of equals, those with the lower ids."""
    ranked = [(score, here[i].id, there[j].id, there[j].line, i, j) for score, i, j in candidates]
    heapq.heapify(ranked)
    matched: dict[int, int] = {}
    taken: set[int] = set()
    while ranked:
        *_, i, j = heapq.heappop(ranked)
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return matched


def _matched(
    matched: dict[int, int], here: Sequence[Happening], there: Sequence[Event], tolerance: Tolerance
) -> Iterator[Finding]:
    for i in _in_order(list(matched), lambda i: here[i].start):
        found = compare(here[i], there[matched[i]], tolerance)
        yield Finding(Outcome.MATCHED, found.ours, found.theirs, found.reasons(), round(found.score, 2))


def _in_order(numbers: list[int], start: Callable[[int], date | None]) -> list[int]:
    return sorted(numbers, key=lambda number: (start(number) is None, start(number) or date.min, number))


def _why_here(happening: Happening, nearest: Comparison | None, index: _Index) -> str:
    country = happening.spot.country if happening.spot else None
    if happening.start is None:
        return "no time here"
    if index.first is None or index.end is None or not _overlap(happening, index.first, index.end):
        return OUTSIDE_DAYS
    if country and country not in index.countries:
        return OUTSIDE_COUNTRIES
    return _why(nearest, mine=True)


def _overlap(happening: Happening, first: date, end: date) -> bool:
    return (happening.start or date.min) < end and first < (happening.end or date.max)


def _why_there(event: Event, nearest: Comparison | None) -> str:
    if event.start is None:
        return "no time there"
    return _why(nearest, mine=False) if event.types else f"{event.type_words} has no type of PLOVER"


def _why(nearest: Comparison | None, *, mine: bool) -> str:
    """What stands between an event and the closest one of the other side."""
    if nearest is None:
        return NOTHING_NEAR
    other = nearest.theirs.id if mine else nearest.ours.id
    if nearest.same:
        return f"nearest {other}, which is closer to another"
    between = nearest.reasons(Verdict.DIFFERS) or nearest.reasons(Verdict.UNKNOWN) or "neither place nor parties agree"
    return f"nearest {other}: {between}"


def counts(found: Iterable[Finding]) -> Counter[str]:
    """How many of each outcome."""
    return Counter(finding.outcome.value for finding in found)


def row(finding: Finding) -> dict[str, Any]:
    """A finding as one flat row."""
    ours, theirs = finding.ours, finding.theirs
    both = ours is not None and theirs is not None
    km = km_apart(ours, theirs) if ours is not None and theirs is not None else None
    return {
        "outcome": finding.outcome.value,
        **_ours(ours),
        **_theirs(theirs),
        "days_apart": days_apart(ours, theirs) if both and ours and theirs else None,
        "km_apart": None if km is None else round(km, 1),
        "score": finding.score,
        "reason": finding.reason,
    }


def _ours(ours: Happening | None) -> dict[str, Any]:
    if ours is None:
        return dict.fromkeys(("ours", "claims", "type", "first_day", "last_day", "country", "place", "actors",
                              "recipients", "quote"))  # fmt: skip
    spot = ours.spot
    return {
        "ours": ours.id,
        "claims": " ".join(telling.claim for telling in ours.tellings),
        "type": f"{ours.event} {ours.mode}" if ours.mode else ours.event,
        "first_day": _iso(ours.start),
        "last_day": _iso(last_day(ours)),
        "country": spot.country if spot else None,
        "place": spot.name if spot else None,
        "actors": "; ".join(side.name for side in ours.actors),
        "recipients": "; ".join(side.name for side in ours.recipients),
        "quote": quotes(ours),
    }


def _theirs(theirs: Event | None) -> dict[str, Any]:
    if theirs is None:
        return dict.fromkeys(("theirs", "line", "their_type", "their_first_day", "their_last_day", "their_country",
                              "their_place", "their_actors", "their_recipients", "their_text"))  # fmt: skip
    return {
        "theirs": theirs.id,
        "line": theirs.line,
        "their_type": theirs.type_words,
        "their_first_day": _iso(theirs.start),
        "their_last_day": _iso(theirs.end - timedelta(days=1) if theirs.end else None),
        "their_country": theirs.country,
        "their_place": theirs.place,
        "their_actors": "; ".join(who.name for who in theirs.actors),
        "their_recipients": "; ".join(who.name for who in theirs.recipients),
        "their_text": theirs.text,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def write_csv(found: Iterable[Finding], out: IO[str], *, raw: bool = False) -> None:
    """Findings as CSV, guarded against formulas unless raw."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for finding in found:
        flat = row(finding)
        writer.writerow([cell(flat[name], raw=raw) for name in COLUMNS])


def write_jsonl(found: Iterable[Finding], out: IO[str]) -> None:
    """Findings as JSON Lines."""
    for finding in found:
        flat = row(finding)
        out.write(harmless_line({name: flat[name] for name in COLUMNS}) + "\n")
