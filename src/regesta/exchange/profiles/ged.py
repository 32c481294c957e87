"""A UCDP-GED-like table: the 49 columns of the Georeferenced Event Dataset, for claims of deadly violence.

This is no data of UCDP's and does not follow its rules of inclusion (25 deaths a year, organised actors). Columns and
codes: UCDP GED Codebook version 24.1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from regesta.exchange import countries
from regesta.exchange.cells import BETWEEN
from regesta.exchange.happenings import Happening, Side, Spot, Toll
from regesta.exchange.profile import Column, Loss, Options, Profile, Source, Table, Tally
from regesta.exchange.tables import (
    CIVILIANS,
    COMMON,
    MILITIAS,
    REBELS,
    STATE,
    LeftOut,
    Row,
    days,
    last_day,
    number,
    outlets,
    told_as_fact,
    voices,
    write_events,
)

NOT_DEADLY = "no assault that a claim says somebody was killed in"
#: Codes of UCDP for how precisely a place is known; a region can be any size, so it is a fuzzy location.
_PLACES = {"point": 1, "town": 1, "district": 3, "province": 4, "region": 5, "country": 6}
#: Longest span in days of UCDP's codes for how precisely a time is known: a day, up to six, a week, a month, a year.
_TIMES = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))


def _side(letter: str) -> tuple[Column, ...]:
    return (
        Column(f"side_{letter}_dset_id", "integer", "not filled: a number of UCDP's"),
        Column(f"side_{letter}_new_id", "integer", "not filled: a number of UCDP's"),
        Column(f"side_{letter}", "string", "actors" if letter == "a" else "recipients; `Civilians` when they are"),
    )


COLUMNS = (
    Column("id", "integer", "a number made from the happening's id"),
    Column("relid", "string", "`RGS-` and the happening's id"),
    Column("year", "integer", "the year in which it begins"),
    Column("active_year", "integer", "not filled"),
    Column("code_status", "string", "not filled"),
    Column(
        "type_of_violence",
        "integer",
        "1 a state is a side, 2 none is, 3 against civilians; empty when not known",
        ("1", "2", "3"),
    ),
    Column("conflict_dset_id", "integer", "not filled: a number of UCDP's"),
    Column("conflict_new_id", "integer", "not filled: a number of UCDP's"),
    Column("conflict_name", "string", "not filled"),
    Column("dyad_dset_id", "integer", "not filled: a number of UCDP's"),
    Column("dyad_new_id", "integer", "not filled: a number of UCDP's"),
    Column("dyad_name", "string", "side_a - side_b"),
    *_side("a"),
    *_side("b"),
    Column("number_of_sources", "integer", "reports that tell it"),
    Column("source_article", "string", "titles of the reports"),
    Column("source_office", "string", "outlets"),
    Column("source_date", "date", "of the (first) report's publication"),
    Column("source_headline", "string", "the (first) report's title"),
    Column("source_original", "string", "who says so: the voices closest to the event"),
    Column(
        "where_prec",
        "integer",
        "1 town or point, 3 district, 4 province, 5 region, 6 country",
        ("1", "3", "4", "5", "6"),
    ),
    Column("where_coordinates", "string", "the place as the gazetteer writes it"),
    Column("where_description", "string", "the report's words for the place"),
    Column("adm_1", "string", "the place, when it is a province"),
    Column("adm_2", "string", "the place, when it is a district"),
    Column("latitude", "number", "degrees, WGS 84"),
    Column("longitude", "number", "degrees, WGS 84"),
    Column("geom_wkt", "string", "the point as well-known text"),
    Column("priogrid_gid", "integer", "cell of PRIO-GRID, 0.5 degrees"),
    Column("country", "string", "the country's name"),
    Column("country_id", "integer", "Gleditsch and Ward number"),
    Column("region", "string", "UCDP's region", ("Africa", "Americas", "Asia", "Europe", "Middle East")),
    Column("event_clarity", "integer", "not filled"),
    Column(
        "date_prec", "integer", "1 a day, 2 up to six, 3 a week, 4 a month, 5 up to a year", ("1", "2", "3", "4", "5")
    ),
    Column("date_start", "date", "the first day"),
    Column("date_end", "date", "the last day"),
    Column("deaths_a", "integer", "not filled: whose dead they are is not told"),
    Column("deaths_b", "integer", "not filled: whose dead they are is not told"),
    Column("deaths_civilians", "integer", "best, in violence against civilians"),
    Column("deaths_unknown", "integer", "best, in other violence"),
    Column("best", "integer", "the median of the numbers told"),
    Column("high", "integer", "the highest number told; empty when a telling is open upwards"),
    Column("low", "integer", "the lowest number told; empty when a telling is open downwards"),
    Column("gwnoa", "integer", "Gleditsch and Ward number of side_a, when it is a state's"),
    Column("gwnob", "integer", "Gleditsch and Ward number of side_b, when it is a state's"),
)
TABLE = Table("events.csv", "text/csv", COLUMNS)
LOSSES = (
    *COMMON,
    Loss(
        "this is not UCDP data",
        "The table has the columns of GED. What is an event is decided by Regesta's codebook, "
        "and no rule of UCDP's on organised actors or yearly deaths is applied.",
    ),
    Loss("most types", "Only assaults in which a claim says that at least one was killed have a row (see the counts)."),
    Loss(
        "deaths",
        "best is the median of the numbers told (of a range its middle), the lower of two; low and high are the "
        "bounds of all. Whose dead they are is told by no claim.",
    ),
    Loss("UCDP's numbers", "Ids of conflicts, dyads and actors are UCDP's own and stay empty."),
    Loss(
        "type of violence",
        "By sectors: a recipient that is civilian makes it 3, a side that is a state's 1, two "
        "others 2; without known sectors it is empty.",
    ),
    Loss("times wider than a year", "They have no code: date_prec is empty, the days are written."),
)


def rows(happening: Happening) -> Sequence[Row] | LeftOut:
    """One row, or why there is none."""
    if left := told_as_fact(happening):
        return left
    killed = happening.killed
    if happening.event != "ASSAULT" or killed is None or max(killed.best, killed.high or 0) < 1:
        return LeftOut(NOT_DEADLY)
    first, second = happening.actors, happening.recipients
    if not second and len(first) > 1:
        first, second = first[:1], first[1:]
    violence = _violence(first, second)
    names = [BETWEEN.join(side.name for side in sides) for sides in (first, second)]
    if violence == 3:
        names[1] = "Civilians"
    return [
        (
            number(happening.id), f"RGS-{happening.id.removeprefix('h-')}",
            happening.start.year if happening.start else None, None, None, violence, None, None, None, None, None,
            " - ".join(names) if all(names) else None, None, None, names[0] or None, None, None, names[1] or None,
            *_sources(happening), *_where(happening.spot), None, _precision(happening), happening.start,
            last_day(happening), *_deaths(killed, violence), _gw(first), _gw(second),
        )
    ]  # fmt: skip


def _violence(first: Sequence[Side], second: Sequence[Side]) -> int | None:
    kinds = [_sort(side) for side in (*first, *second)]
    if second and all(_sort(side) == "civilian" for side in second):
        return 3
    if not first or not second or None in kinds:
        return None
    return 1 if "state" in kinds else 2


def _sort(side: Side) -> str | None:
    sectors = set(side.sectors)
    if sectors & (REBELS | MILITIAS):
        return "group"
    if sectors & STATE:
        return "state"
    return "civilian" if sectors & CIVILIANS else None


def _sources(happening: Happening) -> tuple[object, ...]:
    tellings = happening.tellings
    titles = dict.fromkeys(telling.title for telling in tellings if telling.title)
    return (
        len({telling.report for telling in tellings}), BETWEEN.join(titles), BETWEEN.join(outlets(happening)),
        min((t.published for t in tellings if t.published), default=None), tellings[0].title, voices(happening),
    )  # fmt: skip


def _where(spot: Spot | None) -> tuple[object, ...]:
    if spot is None:
        return (None,) * 12
    country = countries.country(spot.country)
    province, district = (spot.name if spot.precision == level else None for level in ("province", "district"))
    latitude, longitude = spot.latitude, spot.longitude
    known = latitude is not None and longitude is not None
    return (
        _PLACES.get(spot.precision or ""), spot.name, spot.text, province, district, latitude, longitude,
        f"POINT ({longitude} {latitude})" if known else None,
        cell_of(latitude, longitude) if latitude is not None and longitude is not None else None,
        country.name if country else None, country.gw if country else None, country.ged_region if country else None,
    )  # fmt: skip


def cell_of(latitude: float, longitude: float) -> int:
    """The number of the PRIO-GRID cell of a point: from 1 in the south-west, 720 a row (Tollefsen and others, 2012)."""
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def _precision(happening: Happening) -> int | None:
    span = days(happening)
    return next((code for longest, code in _TIMES if span is not None and span <= longest), None)


def _deaths(killed: Toll, violence: int | None) -> tuple[int | None, ...]:
    civilian, unknown = (killed.best, None) if violence == 3 else (None, killed.best)
    return None, None, civilian, unknown, killed.best, killed.high, killed.low


def _gw(sides: Sequence[Side]) -> str | None:
    """The number of a single state's own forces."""
    found = {country.gw for side in sides if _sort(side) == "state" and (country := countries.country(side.code))}
    return found.pop() or None if len(sides) == 1 and len(found) == 1 else None


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the table."""
    return write_events(source, folder, options, table=TABLE, mapped=rows)


PROFILE = Profile(
    "ged",
    "UCDP-GED-like events: the 49 columns of GED (not UCDP data)",
    "whatever reads UCDP GED files (R, pandas)",
    (TABLE,),
    LOSSES,
    write,
    single=True,
    reads=True,
)
