"""ACLED's event files, as downloaded by whoever has an account: 31 columns, some of them at times left out."""

from __future__ import annotations

from datetime import timedelta

from regesta.exchange import countries
from regesta.exchange.peers.events import Event, Who
from regesta.exchange.peers.names import all_of, who
from regesta.exchange.peers.reading import CellError, Cells, Reader
from regesta.exchange.profiles.acled import COLUMNS

#: What PLOVER types a sub-type may be; else those of its type.
_SUB_TYPES = {
    "Mob violence": ("ASSAULT", "PROTEST"),
    "Excessive force against protesters": ("PROTEST", "ASSAULT"),
    "Protest with intervention": ("PROTEST", "ASSAULT", "COERCE"),
    "Abduction/forced disappearance": ("ASSAULT", "COERCE"),
    "Agreement": ("AGREE", "SUPPORT", "CONCEDE", "RETREAT"),
    "Arrests": ("COERCE",),
    "Change to group/activity": ("MOBILIZE", "RETREAT"),
    "Headquarters or base established": ("MOBILIZE",),
    "Looting/property destruction": ("ASSAULT", "COERCE"),
    "Non-violent transfer of territory": ("COERCE", "RETREAT"),
    "Disrupted weapons use": ("ASSAULT", "COERCE"),
    "Government regains territory": ("ASSAULT",),
    "Non-state actor overtakes territory": ("ASSAULT",),
}
_TYPES = {
    "Battles": ("ASSAULT",), "Explosions/Remote violence": ("ASSAULT",), "Violence against civilians": ("ASSAULT",),
    "Protests": ("PROTEST",), "Riots": ("PROTEST",), "Strategic developments": (),
}  # fmt: skip
#: Days that a date stands for by its precision: the day, the week, the month around it.
_SPANS = {"1": (0, 1), "2": (-6, 7), "3": (-30, 31), "": (0, 1)}


def event(cells: Cells) -> Event:
    """One row."""
    latitude, longitude = cells.coordinates("latitude", "longitude")
    day, precision = cells.day("event_date"), cells.text("time_precision")
    if precision not in _SPANS:
        raise CellError("time_precision", f"not 1, 2 or 3: {precision!r}")
    before, after = _SPANS[precision]
    event_type, sub_type = cells.must("event_type"), cells.text("sub_event_type")
    return Event(
        origin="acled",
        id=cells.must("event_id_cnty"),
        line=cells.line,
        start=day + timedelta(days=before) if day else None,
        end=day + timedelta(days=after) if day else None,
        types=_SUB_TYPES.get(sub_type, _TYPES.get(event_type, ())),
        type_words=" / ".join(part for part in (event_type, sub_type) if part),
        actors=_side(cells, "1"),
        recipients=_side(cells, "2"),
        directed=False,
        country=countries.iso3(cells.text("iso"), "number") or countries.iso3(cells.text("country"), "name"),
        place=cells.text("location", "admin3", "admin2", "admin1"),
        latitude=latitude,
        longitude=longitude,
        exact=cells.text("geo_precision") == "1",
        killed_best=cells.count("fatalities"),
        sources=tuple(part.strip() for part in cells.text("source").split(";") if part.strip()),
        text=cells.text("notes"),
    )


def _side(cells: Cells, number: str) -> tuple[Who, ...]:
    first = who(cells.text(f"actor{number}"))
    return (*((first,) if first else ()), *all_of(cells.text(f"assoc_actor_{number}")))


READER = Reader(
    "acled",
    tuple(column.name for column in COLUMNS),
    ("event_id_cnty", "event_date", "event_type", "actor1", "country"),
    event,
)
