"""Files of ICEWS event data; an Event ID may stand in several rows there, so the line tells them apart."""

from __future__ import annotations

from regesta.exchange import cameo, countries
from regesta.exchange.peers.events import Event, Who
from regesta.exchange.peers.reading import CellError, Cells, Reader, next_day
from regesta.exchange.profiles.icews import COLUMNS, SECTORS

_SECTORS = {words.lower(): sector for sector, words in SECTORS.items()}


def event(cells: Cells) -> Event:
    """One row."""
    latitude, longitude = cells.coordinates("Latitude", "Longitude")
    day, code = cells.day("Event Date"), cells.must("CAMEO Code")
    if not code.isdigit() or not 2 <= len(code) <= 4:
        raise CellError("CAMEO Code", f"no CAMEO code: {code!r}")
    found = cameo.event_of(_whole(code))
    return Event(
        origin="icews",
        id=cells.must("Event ID"),
        line=cells.line,
        start=day,
        end=next_day(day),
        types=(found,) if found else (),
        type_words=" ".join(part for part in (code, cells.text("Event Text")) if part),
        actors=_side(cells, "Source"),
        recipients=_side(cells, "Target"),
        country=countries.iso3(cells.text("Country"), "name"),
        place=cells.text("City", "District", "Province"),
        latitude=latitude,
        longitude=longitude,
        exact=bool(cells.text("City")),
        sources=tuple(part.strip() for part in cells.text("Publisher").split(";") if part.strip()),
    )


def _whole(code: str) -> str:
    """A code that a spreadsheet took for a number has lost its zero: no root is above 20, so 42 is 042."""
    return code if "01" <= code[:2] <= "20" else f"0{code}"


def _side(cells: Cells, role: str) -> tuple[Who, ...]:
    name, country = cells.text(f"{role} Name"), cells.text(f"{role} Country")
    if not name and not country:
        return ()
    words = (part.strip().lower() for part in cells.text(f"{role} Sectors").split(","))
    sectors = tuple(dict.fromkeys(_SECTORS[part] for part in words if part in _SECTORS))
    return (Who(name, countries.iso3(country, "name"), sectors),)


READER = Reader(
    "icews",
    tuple(column.name for column in COLUMNS),
    ("Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name"),
    event,
)
