"""The numbers that claims tell, each with the claim it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from regesta.register.conditions import MEASURES
from regesta.register.filters import Asked as Values
from regesta.register.filters import Where, several
from regesta.register.paging import ORDERS, Ask, Page, behind, cut, size


@dataclass(frozen=True, slots=True)
class Told:
    """A number as told, with what is needed to read it: when, in which report, of which event."""

    measure: str
    low: float | None
    high: float | None
    qualifier: str | None
    unit: str
    text: str
    claim_id: str
    event: str
    start: date | None
    end: date | None
    precision: str | None
    report_id: str
    title: str
    published: date | None
    source: str


def figures(
    ask: Ask, asked: Where, *, measure: Values = None, limit: int | None = None, after: str | None = None
) -> Page[Told]:
    """The figures of the claims that fit, in the order of time; with `measure` those that count it.

    Args:
        measure: what the question has asked of its claims already; a claim may tell other figures besides.

    Raises:
        BadValueError: no such size of a page, or no such page.
    """
    rows, keys = size(limit), (*ORDERS["time"], "number")
    condition, values = behind(keys, after, name="figures")
    wanted = [name.lower() for name in several(measure, commas=True)] or list(MEASURES)
    sql = f"""SELECT {", ".join(keys)}, f.measure, f.low, f.high, f.qualifier, f.unit, f.text, event, time_from,
            time_to, time.precision, report.title, published, report.source
        FROM (SELECT *, unnest(figures) AS f, generate_subscripts(figures, 1) AS number FROM claims
              WHERE len(figures) > 0 AND {asked.sql()})
        WHERE list_contains(?::VARCHAR[], f.measure) AND {condition} ORDER BY {", ".join(keys)} LIMIT {rows + 1}"""
    found, following = cut(ask(sql, [*asked.values(), wanted, *values]), rows, len(keys), name="figures")
    return Page(tuple(_told(tuple(row[2:])) for row in found), following)


def _told(row: tuple[Any, ...]) -> Told:
    """From the claim's place (report, ordinal, id), the figure's number, and what `figures` selects behind them."""
    (report_id, _, claim_id, _, measure, low, high, qualifier, unit, text, event, start, end, precision, *report) = row
    title, published, source = report
    return Told(
        measure, low, high, qualifier, unit, text, claim_id, event, start, end, precision, report_id, title, published,
        source,
    )  # fmt: skip
