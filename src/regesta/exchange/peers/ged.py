"""Files of the UCDP Georeferenced Event Dataset and its candidate releases, one of which came without a header."""

from __future__ import annotations

from regesta.exchange import countries
from regesta.exchange.peers.events import Event
from regesta.exchange.peers.names import all_of
from regesta.exchange.peers.reading import CellError, Cells, Reader, next_day
from regesta.exchange.profiles.ged import COLUMNS

_VIOLENCE = {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence", "": "violence"}


def event(cells: Cells) -> Event:
    """One row."""
    latitude, longitude = cells.coordinates("latitude", "longitude")
    start, last = cells.day("date_start"), cells.day("date_end")
    if start and last and last < start:
        raise CellError("date_end", "is before date_start")
    violence = cells.text("type_of_violence")
    return Event(
        origin="ged",
        id=cells.must("id"),
        line=cells.line,
        start=start,
        end=next_day(last or start),
        types=("ASSAULT",),
        type_words=_VIOLENCE.get(violence, f"type of violence {violence}"),
        actors=all_of(cells.text("side_a"), ";"),
        recipients=all_of(cells.text("side_b"), ";"),
        # Sides of state-based and non-state violence have an order of their own, not that of who attacks.
        directed=violence == "3",
        country=countries.iso3(cells.text("country_id"), "gw") or countries.iso3(cells.text("country"), "name"),
        place=cells.text("where_coordinates", "where_description", "adm_2", "adm_1"),
        latitude=latitude,
        longitude=longitude,
        exact=cells.text("where_prec") in ("1", "2"),
        killed_low=cells.count("low"),
        killed_best=cells.count("best"),
        killed_high=cells.count("high"),
        sources=tuple(
            part.strip() for part in cells.text("source_office", "source_article").split(";") if part.strip()
        ),
        text=cells.text("source_headline", "where_description"),
    )


READER = Reader(
    "ged",
    tuple(column.name for column in COLUMNS),
    ("id", "type_of_violence", "side_a", "side_b", "date_start", "best"),
    event,
    headless=True,
)
