"""Incidents as CSV: one flat row an incident, guarded like the table of claims."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import IO, Any

from regesta.exchange.cells import cell

#: Several values in one cell.
_BETWEEN = "; "
COLUMNS = (
    "incident_id", "event", "modes", "actors", "recipients", "time_from", "time_to", "time_precision", "told_from",
    "told_to", "place", "country", "latitude", "longitude", "figures", "killed_low", "killed_best", "killed_high",
    "claims", "reports", "sources", "for", "against", "stated", "denied", "actual", "future", "hypothetical", "negated",
    "claim_ids",
)  # fmt: skip


def write_incidents_csv(incidents: Iterable[Mapping[str, Any]], out: IO[str], *, raw: bool = False) -> int:
    """Writes incidents of the shape of `records.incidents` and says how many.

    Args:
        incidents: the objects.
        out: opened with `newline=""`.
        raw: leaves every text as it is.
    """
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for one in incidents:
        row = flat(one)
        writer.writerow([cell(row[name], raw=raw) for name in COLUMNS])
        count += 1
    return count


def flat(one: Mapping[str, Any]) -> dict[str, Any]:
    """An incident as one flat row; a date range is half open, as everywhere."""
    time, span, place = one["time"] or {}, one["span"] or {}, one["place"] or {}
    killed: Mapping[str, Any] = next((figure for figure in one["figures"] if figure["measure"] == "killed"), {})
    return {
        **{name: one[name] for name in ("incident_id", "event", "claims", "reports", "sources", "stated", "denied")},
        **{name: _BETWEEN.join(one[name]) for name in ("modes", "actors", "recipients", "for", "against", "claim_ids")},
        **{f"time_{name}": time.get(name) for name in ("from", "to", "precision")},
        **{f"told_{name}": span.get(name) for name in ("from", "to")},
        "place": place.get("name"),
        **{name: place.get(name) for name in ("country", "latitude", "longitude")},
        "figures": _BETWEEN.join(_figure(figure) for figure in one["figures"]),
        **{f"killed_{name}": killed.get(name) for name in ("low", "best", "high")},
        **one["realis"],
    }


def _figure(figure: Mapping[str, Any]) -> str:
    """`killed 12..19..22`: low, best, high."""
    bounds = ("" if figure[name] is None else f"{figure[name]:g}" for name in ("low", "best", "high"))
    return " ".join(part for part in (figure["measure"], "..".join(bounds), figure["unit"]) if part)
