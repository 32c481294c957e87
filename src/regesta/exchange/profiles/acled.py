"""An ACLED-like table: the 31 columns of ACLED's event file, for claims of violence, protest and what leads there.

This is no data of ACLED's and does not follow its rules of inclusion; it has its columns and words, so that files can
be laid side by side. Columns and words: ACLED Codebook (2024).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from regesta.exchange import countries
from regesta.exchange.cells import BETWEEN
from regesta.exchange.happenings import Happening, Side, Toll
from regesta.exchange.profile import Column, Loss, Options, Profile, Source, Table, Tally
from regesta.exchange.tables import (
    CIVILIANS,
    COMMON,
    MILITIAS,
    REBELS,
    STATE,
    STATE_ARMS,
    LeftOut,
    Row,
    outlets,
    quotes,
    told_as_fact,
    write_events,
)

BATTLES, REMOTE, CIVILIAN = "Battles", "Explosions/Remote violence", "Violence against civilians"
PROTESTS, RIOTS, STRATEGIC = "Protests", "Riots", "Strategic developments"
#: What becomes of an assault by its mode, whoever is hit.
_BY_MODE = {
    "aerial": (REMOTE, "Air/drone strike"),
    "drone": (REMOTE, "Air/drone strike"),
    "heavy-weapons": (REMOTE, "Shelling/artillery/missile attack"),
    "explosives": (REMOTE, "Remote explosive/landmine/IED"),
    "suicide-attack": (REMOTE, "Suicide bomb"),
    "unconventional": (REMOTE, "Chemical weapon"),
    "sexual": (CIVILIAN, "Sexual violence"),
    "abduct": (CIVILIAN, "Abduction/forced disappearance"),
    "crowd-control": (PROTESTS, "Protest with intervention"),
    "destroy": (STRATEGIC, "Looting/property destruction"),
}
#: Other types; a mode that is not named has no counterpart.
_OTHERS = {
    ("PROTEST", "riot"): (RIOTS, "Violent demonstration"),
    ("PROTEST", "demo"): (PROTESTS, None),
    ("PROTEST", "obstruct"): (PROTESTS, None),
    ("PROTEST", None): (PROTESTS, None),
    ("COERCE", "arrest"): (STRATEGIC, "Arrests"),
    ("COERCE", "seize"): (STRATEGIC, "Other"),
    ("COERCE", "curfew"): (STRATEGIC, "Other"),
    ("COERCE", "martial-law"): (STRATEGIC, "Other"),
    ("RETREAT", "ceasefire"): (STRATEGIC, "Agreement"),
    ("RETREAT", "withdraw"): (STRATEGIC, "Change to group/activity"),
    ("RETREAT", "disarm"): (STRATEGIC, "Change to group/activity"),
    ("MOBILIZE", "troops"): (STRATEGIC, "Change to group/activity"),
    ("MOBILIZE", "militia"): (STRATEGIC, "Change to group/activity"),
}
_DISORDER = {STRATEGIC: "Strategic developments", PROTESTS: "Demonstrations", RIOTS: "Demonstrations"}
STATE_FORCES, EXTERNAL, CIVILIANS_WORD = "State forces", "External/Other forces", "Civilians"
INTERS = (
    STATE_FORCES,
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    CIVILIANS_WORD,
    EXTERNAL,
)
_TIMES = {"day": 1, "week": 2, "month": 3}
_PLACES = {"point": 1, "town": 1, "district": 2, "province": 3, "region": 3}
NO_COUNTERPART = "a type and mode of event that ACLED has no counterpart for"

COLUMNS = (
    Column("event_id_cnty", "string", "`RGS-` and the happening's id"),
    Column("event_date", "date", "the first day; empty when the time is wider than a month or not known"),
    Column("year", "integer", "the year, when it is told"),
    Column("time_precision", "integer", "1 the day is told, 2 the week, 3 the month", ("1", "2", "3")),
    Column(
        "disorder_type", "string", "ACLED's word", ("Political violence", "Demonstrations", "Strategic developments")
    ),
    Column("event_type", "string", "ACLED's word", (BATTLES, REMOTE, CIVILIAN, PROTESTS, RIOTS, STRATEGIC)),
    Column("sub_event_type", "string", "ACLED's word; empty when the claim does not tell"),
    Column("actor1", "string", "the first actor: the entry of the knowledge file, else the report's words"),
    Column("assoc_actor_1", "string", "the other actors, divided by `; `"),
    Column("inter1", "string", "what actor1 is, as far as its sector tells", INTERS),
    Column("actor2", "string", "the first recipient (in a battle without one, the second actor)"),
    Column("assoc_actor_2", "string", "the other recipients, divided by `; `"),
    Column("inter2", "string", "what actor2 is, as far as its sector tells", INTERS),
    Column("interaction", "string", "inter1-inter2, when both are known"),
    Column(
        "civilian_targeting", "string", "`Civilian targeting` when violence hits civilians", ("Civilian targeting",)
    ),
    Column("iso", "string", "ISO 3166 number of the place's country, as text"),
    Column("region", "string", "ACLED's region of the country"),
    Column("country", "string", "the country's name"),
    Column("admin1", "string", "the place, when it is a province"),
    Column("admin2", "string", "the place, when it is a district"),
    Column("admin3", "string", "not filled"),
    Column("location", "string", "the place as the gazetteer writes it, else the report's words"),
    Column("latitude", "number", "degrees, WGS 84"),
    Column("longitude", "number", "degrees, WGS 84"),
    Column(
        "geo_precision",
        "integer",
        "1 town or point, 2 district, 3 province or region; empty for a country",
        ("1", "2", "3"),
    ),
    Column("source", "string", "outlets, divided by `; `"),
    Column("source_scale", "string", "not filled"),
    Column("notes", "string", "the sentences that tell it"),
    Column("fatalities", "integer", "killed: the median of the numbers told; empty when none is told"),
    Column("tags", "string", "`crowd size=` with the number of protesters, when one is told"),
    Column("timestamp", "integer", "not filled"),
)
TABLE = Table("events.csv", "text/csv", COLUMNS)
LOSSES = (
    *COMMON,
    Loss(
        "this is not ACLED data",
        "The table has ACLED's columns and words. What is an event, and one event, is decided "
        "by Regesta's codebook, and nobody of ACLED's has seen it.",
    ),
    Loss("most types", "Verbal events, sanctions, aid and the like have no counterpart and no row (see the counts)."),
    Loss(
        "types and modes",
        "An assault is what its mode says (aerial, explosives, ...), else violence against civilians "
        "when only civilians are hit, else a battle. Whether a protest was peaceful is not told: no sub-type.",
    ),
    Loss("direction", "ACLED's actor1 and actor2 have none; here actor1 acts."),
    Loss(
        "fatalities",
        "One number: the median of what the claims tell, the lower of two. ACLED writes 0 where none is "
        "reported; here 0 means that a claim says nobody was killed, and empty that none says anything.",
    ),
    Loss(
        "what an actor is",
        "By sector alone: government, army, police of the place's country are State forces, of "
        "another country External/Other forces. Identity militias are not told apart.",
    ),
    Loss("a time told to the week or month", "event_date is its first day; time_precision says so."),
)


def rows(happening: Happening) -> Sequence[Row] | LeftOut:
    """One row, or why there is none."""
    if left := told_as_fact(happening):
        return left
    kind = _kind(happening)
    if kind is None:
        return LeftOut(NO_COUNTERPART)
    event_type, sub_type = kind
    first, second = happening.actors, happening.recipients
    if not second and event_type == BATTLES:
        first, second = first[:1], first[1:]
    inters = [
        _inter(side[0], event_type, happening, acts=acts) if side else None
        for side, acts in ((first, True), (second, False))
    ]
    violent = event_type in (BATTLES, REMOTE, CIVILIAN)
    return [
        (
            f"RGS-{happening.id.removeprefix('h-')}", *_when(happening),
            _DISORDER.get(event_type, "Political violence"), event_type, sub_type,
            *_names(first), inters[0], *_names(second), inters[1],
            "-".join(word for word in inters if word) if all(inters) else None,
            "Civilian targeting" if violent and inters[1] == CIVILIANS_WORD else None,
            *_where(happening), BETWEEN.join(outlets(happening)), None, quotes(happening),
            happening.killed.best if happening.killed else None, _crowd(happening.crowd), None,
        )
    ]  # fmt: skip


def _kind(happening: Happening) -> tuple[str, str | None] | None:
    if happening.event != "ASSAULT":
        return _OTHERS.get((happening.event, happening.mode))
    if happening.mode in _BY_MODE:
        return _BY_MODE[happening.mode]
    if happening.recipients and all(_civilian(side) for side in happening.recipients):
        mob = happening.actors and all(_civilian(side) for side in happening.actors)
        return (RIOTS, "Mob violence") if mob else (CIVILIAN, "Attack")
    return BATTLES, "Armed clash"


def _civilian(side: Side) -> bool:
    return (
        bool(side.sectors)
        and not set(side.sectors) & (STATE_ARMS | REBELS | MILITIAS | {"GOV"})
        and bool(set(side.sectors) & CIVILIANS)
    )


def _inter(side: Side, event_type: str, happening: Happening, *, acts: bool) -> str | None:
    if acts and event_type in (PROTESTS, RIOTS) and happening.event == "PROTEST":
        return "Protesters" if event_type == PROTESTS else "Rioters"
    sectors = set(side.sectors)
    if sectors & REBELS:
        return "Rebel group"
    if sectors & MILITIAS:
        return "Political militia"
    if sectors & STATE:
        where = happening.spot.country if happening.spot else None
        return None if where is None else STATE_FORCES if side.code == where else EXTERNAL
    return CIVILIANS_WORD if _civilian(side) else None


def _when(happening: Happening) -> tuple[date | None, int | None, int | None]:
    start, end = happening.start, happening.end
    precision = _TIMES.get(happening.precision or "")
    if start is None or end is None:
        return None, None, None
    year = start.year if (end - timedelta(days=1)).year == start.year else None
    return (start if precision else None), year, precision


def _names(sides: Sequence[Side]) -> tuple[str | None, str | None]:
    if not sides:
        return None, None
    return sides[0].name, BETWEEN.join(side.name for side in sides[1:]) or None


def _where(happening: Happening) -> tuple[str | int | float | None, ...]:
    spot = happening.spot
    if spot is None:
        return (None,) * 10
    country = countries.country(spot.country)
    told = (country.number, country.acled_region, country.name) if country else (None, None, None)
    admin1, admin2 = (spot.name if spot.precision == level else None for level in ("province", "district"))
    return (*told, admin1, admin2, None, spot.name, spot.latitude, spot.longitude, _PLACES.get(spot.precision or ""))


def _crowd(crowd: Toll | None) -> str | None:
    if crowd is None:
        return None
    return f"crowd size={'at least' if crowd.high is None else 'about'} {crowd.best}"


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the table."""
    return write_events(source, folder, options, table=TABLE, mapped=rows)


PROFILE = Profile(
    "acled",
    "ACLED-like events: the 31 columns of ACLED's file (not ACLED data)",
    "whatever reads ACLED's event files (R, pandas, spreadsheets)",
    (TABLE,),
    LOSSES,
    write,
    single=True,
    reads=True,
)
