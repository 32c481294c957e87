"""The table of ICEWS event data: 20 columns, one row a pair of source and target.

Columns: ICEWS Coded Event Data (Harvard Dataverse, doi 10.7910/DVN/28075).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from regesta.exchange import cameo, countries
from regesta.exchange.happenings import Happening, Side
from regesta.exchange.profile import Column, Loss, Options, Profile, Source, Table, Tally
from regesta.exchange.tables import (
    COMMON,
    LeftOut,
    Row,
    admin,
    number,
    outlets,
    pairs,
    told_as_fact,
    write_events,
)

#: Words for the sectors of the codebook, in the manner of ICEWS; the list of ICEWS is longer and not public as such.
SECTORS = {
    "GOV": "Government",
    "MIL": "Military",
    "COP": "Police",
    "JUD": "Judicial",
    "LEG": "Legislative / Parliamentary",
    "PTY": "Parties",
    "OPP": "Opposition",
    "REB": "Rebel",
    "PRM": "Militias",
    "SPY": "State Intelligence",
    "UAF": "Unidentified Forces",
    "CRM": "Criminals / Gangs",
    "BUS": "Business",
    "CVL": "General Population / Civilian / Social",
    "EDU": "Education",
    "JRN": "News",
    "LAB": "Labor",
    "MED": "Medical / Health NGOs",
    "REF": "Refugees / Displaced",
    "REL": "Religious",
    "SOC": "Social",
    "ELI": "Elite",
    "AGR": "Agricultural",
    "PRE": "Separatists",
    "UNK": "Unidentified",
}
COLUMNS = (
    Column("Event ID", "integer", "a number made from the happening's id; the same for all its pairs"),
    Column("Event Date", "date", "the day, when it is told to the day"),
    Column("Source Name", "string", "who does it"),
    Column("Source Sectors", "string", "its sectors in words, divided by commas"),
    Column("Source Country", "string", "its country's name"),
    Column("Event Text", "string", "what the CAMEO code means"),
    Column("CAMEO Code", "string", "CAMEO code, two to four digits, as text"),
    Column("Intensity", "number", "the code's value on the scale of Goldstein, -10 to 10"),
    Column("Target Name", "string", "to whom it is done"),
    Column("Target Sectors", "string", "its sectors in words, divided by commas"),
    Column("Target Country", "string", "its country's name"),
    Column("Story ID", "integer", "a number made from the (first) report's id"),
    Column("Sentence Number", "integer", "not filled"),
    Column("Publisher", "string", "outlets"),
    Column("City", "string", "the place, when it is a town or a point"),
    Column("District", "string", "the place, when it is a district"),
    Column("Province", "string", "the place, when it is a province"),
    Column("Country", "string", "the name of the place's country"),
    Column("Latitude", "number", "degrees, WGS 84"),
    Column("Longitude", "number", "degrees, WGS 84"),
)
TABLE = Table("events.tsv", "text/tab-separated-values", COLUMNS, "\t")
LOSSES = (
    *COMMON,
    Loss("PLOVER types and modes", "A code of CAMEO stands for both, by a table of Regesta's own (cameo.tsv)."),
    Loss(
        "several parties",
        "Each actor with each recipient is a row with the same Event ID. Parties that act on one "
        "another, without a recipient, are paired in the order of the report; direction means nothing there.",
    ),
    Loss("realis and denials", "Only what is told as having happened, by a voice that does not deny or doubt it."),
    Loss("figures, contexts, quotes", "There is no column for them: they are in claims.csv."),
)


def rows(happening: Happening) -> Sequence[Row] | LeftOut:
    """A row for each pair, or why there is none."""
    if left := told_as_fact(happening):
        return left
    code, place, spot = cameo.code_of(happening.event, happening.mode), admin(happening), happening.spot
    where = countries.country(spot.country) if spot else None
    end = (
        number(happening.tellings[0].report), None, "; ".join(outlets(happening)),
        place["city"], place["district"], place["province"], where.name if where else None,
        spot.latitude if spot else None, spot.longitude if spot else None,
    )  # fmt: skip
    return [
        (
            number(happening.id),
            happening.day,
            *_side(actor),
            code.words,
            code.code,
            code.goldstein,
            *_side(target),
            *end,
        )
        for actor, target in pairs(happening)
    ]


def _side(side: Side | None) -> tuple[str | None, str | None, str | None]:
    if side is None:
        return None, None, None
    country = countries.country(side.code)
    return side.name, ",".join(SECTORS[sector] for sector in side.sectors), country.name if country else None


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the table."""
    return write_events(source, folder, options, table=TABLE, mapped=rows)


PROFILE = Profile(
    "icews",
    "CAMEO events in the 20 columns of ICEWS",
    "whatever reads ICEWS (R, pandas; tab-separated with a header)",
    (TABLE,),
    LOSSES,
    write,
    single=True,
    reads=True,
)
