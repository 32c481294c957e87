"""Claims over time: how many begin in each day, month or year, and, of few claims, each one's whole span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from regesta.errors import BadValueError
from regesta.register.codes import Bools, Codes, Column, crossed, named
from regesta.register.conditions import quad_of
from regesta.register.paging import Ask
from regesta.register.seen import Seen

BINS = ("auto", "day", "month", "year")
#: Bins that a screen can show apart, for `auto`; and those that an answer may hold.
_SHOWN, _MOST = 400, 20_000
#: Claims up to which every span is told: more lines than that cannot be told apart.
SPANS = 2_000


@dataclass(frozen=True, slots=True)
class Bin:
    """The days from `start` to `end`, half open, and the claims whose time begins in them, by quad class."""

    start: date
    end: date
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Lasting:
    """The days that a claim's time means, half open, and how finely it was told."""

    claim_id: str
    event: str
    quad: str
    start: date
    end: date
    precision: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Claims over time.

    Attributes:
        bin: `day`, `month` or `year`.
        items: those that hold claims, the earliest first.
        undated: claims without a time.
        spans: of claims whose time is longer than a day, while there are at most `SPANS` claims; else none.
    """

    bin: str
    items: tuple[Bin, ...]
    undated: int
    spans: tuple[Lasting, ...]


def timeline(ask: Ask, seen: Seen, *, bin_: str = "auto") -> Timeline:
    """Claims over time; with `dated=publication` a claim without a time has the day of its report.

    A claim counts once, in the bin in which its time begins, however long that is: the spans tell how long.

    Args:
        ask: for the spans.
        seen: the question's claims.
        bin_: of `BINS`.

    Raises:
        BadValueError: no such bin, or more of them than an answer may hold.
    """
    if bin_ not in BINS:
        raise BadValueError(f"no bin {bin_!r}", where="bin", mend="one of " + " ".join(BINS))
    fit, name = seen.fit(), "dated" if seen.asked.dated else "began"
    days = seen.columns.one[name]
    there = np.flatnonzero(days.counts(fit))
    chosen = _fitting(days.values[there[0]], days.values[there[-1]]) if bin_ == "auto" and len(there) else bin_
    chosen = "day" if chosen == "auto" else chosen
    starts = seen.columns.day[name].astype(f"M8[{chosen[0].upper()}]")
    if len(np.unique(starts[there])) > _MOST:
        raise BadValueError(f"more than {_MOST} bins", where="bin", mend="ask for months or years")
    total, dated = int(np.count_nonzero(fit)), int(np.count_nonzero(fit & (days.codes < len(days.values))))
    items = _bins(starts, days.codes, seen.columns.quad, fit, chosen)
    return Timeline(chosen, items, total - dated, _spans(ask, seen, fit) if total <= SPANS else ())


def _bins(starts: npt.NDArray[np.datetime64], days: Codes, quads: Column, fit: Bools, bin_: str) -> tuple[Bin, ...]:
    """The bins that hold something, ascending.

    Args:
        starts: of shape (days,), the beginning of the bin that each day is in.
        days: of shape (rows,).
        quads: the claims' quad classes.
        fit: which claims count.
        bin_: what the bins are.
    """
    found, bin_of = np.unique(starts, return_inverse=True)
    counts = crossed(np.append(bin_of, len(found))[days[fit]], len(found), quads, fit)
    begin: list[date] = found.astype("M8[D]").tolist()
    there = np.flatnonzero(counts.any(axis=1)).tolist()
    return tuple(Bin(begin[row], _end(begin[row], bin_), named(counts[row], quads.values)) for row in there)


def _fitting(first: date, last: date) -> str:
    days = (last - first).days
    return "day" if days <= _SHOWN else "month" if days <= _SHOWN * 31 else "year"


def _end(day: date, bin_: str) -> date:
    if bin_ == "day":
        return day + timedelta(days=1) if day < date.max else date.max
    days = 366 if bin_ == "year" else 31
    return (day + timedelta(days=days)).replace(day=1) if day < date(9999, 12, 1) and day.year < 9999 else date.max


def _spans(ask: Ask, seen: Seen, fit: Bools) -> tuple[Lasting, ...]:
    condition, values = seen.among(fit)
    sql = f"""SELECT claim_id, event, time_from, time_to, time.precision FROM claims
              WHERE {condition} AND time_to - time_from > 1 ORDER BY 3, 4, 1"""
    return tuple(
        Lasting(id_, event, quad_of(event), begin, until, precision)
        for id_, event, begin, until, precision in ask(sql, values)
    )
