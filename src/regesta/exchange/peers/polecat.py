"""POLECAT's weekly files: read by name, since some call a column otherwise or have columns to spare."""

from __future__ import annotations

from itertools import zip_longest

from regesta.exchange import countries
from regesta.exchange.peers.events import Event, Who
from regesta.exchange.peers.reading import Cells, Reader, next_day
from regesta.exchange.profiles.polecat import COLUMNS
from regesta.ontology import scheme

_EVENTS = frozenset(event.name for event in scheme.load().events)
#: Types of earlier drafts of PLOVER.
_EARLIER = {
    "YIELD": ("CONCEDE", "RETREAT"), "INVESTIGATE": ("ACCUSE",), "DISAPPROVE": ("ACCUSE",), "DEMAND": ("REQUEST",),
}  # fmt: skip


def event(cells: Cells) -> Event:
    """One row."""
    latitude, longitude = cells.coordinates("Latitude", "Longitude")
    day, name, mode = cells.day("Event Date"), cells.must("Event Type"), cells.text("Event Mode")
    place = cells.text("City", "District", "Province", "Placename")
    return Event(
        origin="polecat",
        id=cells.must("Event ID"),
        line=cells.line,
        start=day,
        end=next_day(day),
        types=(name.upper(),) if name.upper() in _EVENTS else _EARLIER.get(name.upper(), ()),
        type_words=" / ".join(part for part in (name, mode) if part),
        actors=_side(cells, "Actor"),
        recipients=_side(cells, "Recipient"),
        country=_country(cells.text("Country")),
        place=place,
        latitude=latitude,
        longitude=longitude,
        exact=bool(cells.text("City")),
        sources=tuple(part.strip() for part in cells.text("Source").split(";") if part.strip()),
        text="",
    )


def _side(cells: Cells, role: str) -> tuple[Who, ...]:
    """Names, countries and sectors stand in step, divided by semicolons."""
    names, codes, sectors = (cells.text(f"{role} {part}").split(";") for part in ("Name", "Country", "Sectors"))
    found = []
    for name, code, own in zip_longest(names, codes, sectors, fillvalue=""):
        if name.strip() or code.strip():
            known = tuple(part.strip() for part in own.split("|") if part.strip())
            found.append(Who(name.strip(), _country(code), known))
    return tuple(found)


def _country(text: str) -> str | None:
    return countries.iso3(text, "iso3") or countries.iso3(text, "name")


READER = Reader(
    "polecat",
    tuple(column.name for column in COLUMNS),
    ("Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name"),
    event,
)
