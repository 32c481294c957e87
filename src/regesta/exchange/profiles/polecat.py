"""The table of POLECAT's weekly files: 40 columns, one row a happening, several parties in one cell.

Columns: POLECAT weekly data (Harvard Dataverse, doi 10.7910/DVN/AJGVIT). Types, modes and contexts are PLOVER's, as in
Regesta, so this is the table that loses least.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from regesta.exchange import countries
from regesta.exchange.happenings import Happening, Side
from regesta.exchange.profile import Column, Loss, Options, Profile, Source, Table, Tally
from regesta.exchange.tables import COMMON, NOT_ASSERTED, LeftOut, Row, admin, outlets, write_events
from regesta.ontology import scheme

_SCHEME = scheme.load()
_EVENTS = tuple(event.name for event in _SCHEME.events)
_MODES = tuple(sorted({mode.name for event in _SCHEME.events for mode in event.modes}))
NEGATED = "told as not having happened (realis negated)"


def _party(role: str) -> tuple[Column, ...]:
    of = f"of the {role.lower()}s, divided by ;"
    return (
        Column(f"{role} Name", "string", f"names {of}: the entry of the knowledge file, else the report's words"),
        Column(f"{role} Country", "string", f"ISO 3166 alpha-3 {of}, `KOS` for Kosovo; empty for what is no state's"),
        Column(f"{role} COW", "string", f"Correlates of War numbers {of}"),
        Column(f"Primary {role} Sector", "string", f"the most specific sector {of}"),
        Column(f"{role} Sectors", "string", f"all sectors {of}, those of one party by |"),
        Column(f"{role} Title", "string", "not filled"),
        Column(f"{role} Name Raw", "string", f"the report's words {of}"),
        Column(f"Wikipedia {role} ID", "string", "not filled"),
    )


COLUMNS = (
    Column("Event ID", "string", "the report's id, `_`, the happening's id"),
    Column("Event Date", "date", "the day, when it is told to the day"),
    Column("Event Type", "string", "PLOVER type", _EVENTS),
    Column("Event Mode", "string", "PLOVER mode", _MODES),
    Column("Intensity", "number", "not filled"),
    Column("Quad Code", "string", "the quad class of the type", tuple(quad.upper() for quad in scheme.QUADS)),
    Column("Contexts", "string", "PLOVER contexts divided by ;, and `future` or `hypothetical` by the realis"),
    *_party("Actor"),
    *_party("Recipient"),
    Column("Placename", "string", "the place as the gazetteer writes it, else the report's words"),
    Column("City", "string", "the place, when it is a town or a point"),
    Column("District", "string", "the place, when it is a district"),
    Column("Province", "string", "the place, when it is a province"),
    Column("Country", "string", "ISO 3166 alpha-3 of the place"),
    Column("Latitude", "number", "degrees, WGS 84"),
    Column("Longitude", "number", "degrees, WGS 84"),
    Column("GeoNames ID", "string", "of the place, when the gazetteer's entry is one of GeoNames"),
    Column("Raw Placename", "string", "the report's words for the place"),
    Column("Feature Type", "string", "not filled"),
    Column("Source", "string", "outlets"),
    Column("Publication Date", "date", "of the (first) report"),
    Column("Story People", "string", "not filled"),
    Column("Story Organizations", "string", "not filled"),
    Column("Story Locations", "string", "not filled"),
    Column("Language", "string", "not filled"),
    Column("Version", "string", "not filled"),
)  # fmt: skip
TABLE = Table("events.tsv", "text/tab-separated-values", COLUMNS, "\t")
LOSSES = (
    *COMMON,
    Loss("realis", "`future` and `hypothetical` are contexts, as PLOVER has it. What is negated has no row."),
    Loss("Intensity", "POLECAT's values are not public as a table: the column is empty."),
    Loss("figures", "There is no column for them: they are in claims.csv."),
    Loss("codes that are no state's", "`UN`, `IMG` and the like have no country: they are in claims.csv."),
)


def rows(happening: Happening) -> Sequence[Row] | LeftOut:
    """One row, or why there is none."""
    if happening.realis == "negated":
        return LeftOut(NEGATED)
    if not happening.asserted:
        return LeftOut(NOT_ASSERTED)
    spot, first = happening.spot, happening.tellings[0]
    place = admin(happening)
    entity = spot.entity or "" if spot else ""
    contexts = [*happening.contexts, *([] if happening.realis == "actual" else [happening.realis])]
    return [
        (
            f"{first.report}_{happening.id}", happening.day, happening.event, happening.mode, None,
            _quads()[happening.event], ";".join(contexts),
            *_side(happening.actors), *_side(happening.recipients),
            spot.name if spot else None, place["city"], place["district"], place["province"],
            spot.country if spot else None, spot.latitude if spot else None, spot.longitude if spot else None,
            entity.removeprefix("geonames:") if entity.startswith("geonames:") else None,
            spot.text if spot else None, None,
            ";".join(map(_bare, outlets(happening))), first.published, None, None, None, None, None,
        )
    ]  # fmt: skip


def _side(sides: Sequence[Side]) -> tuple[str | None, ...]:
    known = [countries.country(side.code) for side in sides]
    columns: tuple[list[str], ...] = (
        [_bare(side.name) for side in sides],
        [one.iso3 if one else "" for one in known],
        [one.cow if one else "" for one in known],
        [side.sectors[0] if side.sectors else "" for side in sides],
        ["|".join(side.sectors) for side in sides],
        [],
        [_bare(side.text) for side in sides],
        [],
    )
    return tuple(";".join(values) if any(values) else None for values in columns)


def _bare(text: str) -> str:
    """A name without the sign that divides names."""
    return text.replace(";", ",")


@cache
def _quads() -> dict[str, str]:
    return {event.name: event.quad.upper() for event in _SCHEME.events}


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the table."""
    return write_events(source, folder, options, table=TABLE, mapped=rows)


PROFILE = Profile(
    "polecat",
    "PLOVER events in the 40 columns of POLECAT's weekly files",
    "whatever reads POLECAT (R, pandas; tab-separated with a header)",
    (TABLE,),
    LOSSES,
    write,
    single=True,
    reads=True,
)
