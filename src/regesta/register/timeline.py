"""Claims over time: how many begin in each day, month or year, and, of few claims, each one's whole span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from regesta.errors import BadValueError
from regesta.register.conditions import quad_of
from regesta.register.facets import Ask
from regesta.register.filters import Where

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


def timeline(ask: Ask, asked: Where, *, bin_: str = "auto") -> Timeline:
    """Claims over time; with `dated=publication` a claim without a time has the day of its report.

    A claim counts once, in the bin in which its time begins, however long that is: the spans tell how long.

    Raises:
        BadValueError: no such bin, or more of them than an answer may hold.
    """
    if bin_ not in BINS:
        raise BadValueError(f"no bin {bin_!r}", where="bin", mend="one of " + " ".join(BINS))
    start = "coalesce(time_from, published)" if asked.dated else "time_from"
    sql = f"SELECT count(*), count({start}), min({start}), max({start}) FROM claims WHERE {asked.sql()}"
    total, dated, first, last = ask(sql, asked.values())[0]
    chosen = _fitting(first, last) if bin_ == "auto" else bin_
    sql = f"""SELECT date_trunc('{chosen}', {start})::DATE AS bin, event, count(*) FROM claims
              WHERE {asked.sql()} AND {start} IS NOT NULL GROUP BY ALL ORDER BY 1 LIMIT {_MOST * 16 + 1}"""
    counts: dict[date, dict[str, int]] = {}
    for day, event, count in ask(sql, asked.values()):
        of = counts.setdefault(day, {})
        of[quad_of(event)] = of.get(quad_of(event), 0) + count
    if len(counts) > _MOST:
        raise BadValueError(f"more than {_MOST} bins", where="bin", mend="ask for months or years")
    items = tuple(Bin(day, _end(day, chosen), of) for day, of in counts.items())
    return Timeline(chosen, items, total - dated, _spans(ask, asked) if total <= SPANS else ())


def _fitting(first: date | None, last: date | None) -> str:
    days = (last - first).days if first and last else 0
    return "day" if days <= _SHOWN else "month" if days <= _SHOWN * 31 else "year"


def _end(day: date, bin_: str) -> date:
    if bin_ == "day":
        return day + timedelta(days=1) if day < date.max else date.max
    days = 366 if bin_ == "year" else 31
    return (day + timedelta(days=days)).replace(day=1) if day < date(9999, 12, 1) and day.year < 9999 else date.max


def _spans(ask: Ask, asked: Where) -> tuple[Lasting, ...]:
    sql = f"""SELECT claim_id, event, time_from, time_to, time.precision FROM claims
              WHERE {asked.sql()} AND time_to - time_from > 1 ORDER BY 3, 4, 1"""
    return tuple(
        Lasting(id_, event, quad_of(event), begin, until, precision)
        for id_, event, begin, until, precision in ask(sql, asked.values())
    )
