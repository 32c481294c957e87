"""The two tables of GDELT 2.0: events (61 columns) and mentions (16), tab-separated, without a header.

Columns: The GDELT Event Database Data Format Codebook V2.0 (2015). Places are FIPS 10-4, actors CAMEO.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from regesta.exchange import cameo, countries
from regesta.exchange.happenings import Happening, Side, Spot, Telling
from regesta.exchange.profile import Column, Loss, Options, Profile, Source, Table, Tally
from regesta.exchange.tables import (
    COMMON,
    LeftOut,
    Row,
    days,
    last_day,
    number,
    open_table,
    outlets,
    pairs,
    told_as_fact,
    writer_of,
)

#: Type codes of CAMEO for sectors of the codebook; a sector without one is left out.
TYPES = {
    "GOV": "GOV", "MIL": "MIL", "COP": "COP", "JUD": "JUD", "LEG": "LEG", "OPP": "OPP", "REB": "REB", "SPY": "SPY",
    "UAF": "UAF", "CRM": "CRM", "BUS": "BUS", "CVL": "CVL", "EDU": "EDU", "JRN": "MED", "LAB": "LAB", "MED": "HLH",
    "REF": "REF", "ELI": "ELI", "AGR": "AGR",
}  # fmt: skip
#: Codes of parties that are no state's and are a type of CAMEO.
BODIES = {"IMG": "IMG", "NGO": "NGO", "MNC": "MNC", "ISM": "NGM"}
#: Kinds of places by precision; whether it is 2 or 5, 3 or 4 is decided by the country.
_PLACES = {"country": (1, 1), "province": (2, 5), "district": (3, 4), "town": (3, 4), "point": (3, 4)}


def _actor(name: str) -> tuple[Column, ...]:
    return (
        Column(f"{name}Code", "string", "country and type codes in one"),
        Column(f"{name}Name", "string", "the entry of the knowledge file, else the report's words, in capitals"),
        Column(f"{name}CountryCode", "string", "CAMEO country code"),
        Column(f"{name}KnownGroupCode", "string", "not filled"),
        Column(f"{name}EthnicCode", "string", "not filled"),
        Column(f"{name}Religion1Code", "string", "not filled"),
        Column(f"{name}Religion2Code", "string", "not filled"),
        *(Column(f"{name}Type{index}Code", "string", "CAMEO type code of a sector, or `IMG`, `NGO`, `MNC`, `NGM`")
          for index in (1, 2, 3)),
    )  # fmt: skip


def _place(name: str, *, filled: bool) -> tuple[Column, ...]:
    told = (
        "1 country, 2 US state, 3 US city, 4 city, 5 province elsewhere", "the place and its country", "FIPS 10-4",
        "FIPS 10-4 of the country, when no more is known", "not filled", "degrees, WGS 84", "degrees, WGS 84",
        "not filled",
    )  # fmt: skip
    names = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    kinds = ("integer", "string", "string", "string", "string", "number", "number", "string")
    return tuple(
        Column(f"{name}Geo_{part}", kind, meaning if filled else "not filled: a claim has one place")
        for part, kind, meaning in zip(names, kinds, told, strict=True)
    )


EVENT_COLUMNS = (
    Column("GLOBALEVENTID", "integer", "a number made from the happening's id and the pair's"),
    Column("SQLDATE", "string", "YYYYMMDD, when the time is told to the day"),
    Column("MonthYear", "string", "YYYYMM, when it is told to the month"),
    Column("Year", "string", "YYYY, when it is told to the year"),
    Column("FractionDate", "number", "not filled"),
    *_actor("Actor1"),
    *_actor("Actor2"),
    Column("IsRootEvent", "integer", "not filled"),
    Column("EventCode", "string", "CAMEO code with its leading zero, as text"),
    Column("EventBaseCode", "string", "its first three digits"),
    Column("EventRootCode", "string", "its first two digits"),
    Column(
        "QuadClass", "integer", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"
    ),
    Column("GoldsteinScale", "number", "-10 to 10, by the code"),
    Column("NumMentions", "integer", "claims that tell it"),
    Column("NumSources", "integer", "outlets that tell it; empty when none is known"),
    Column("NumArticles", "integer", "reports that tell it"),
    Column("AvgTone", "number", "not filled"),
    *_place("Actor1", filled=False),
    *_place("Actor2", filled=False),
    *_place("Action", filled=True),
    Column("DATEADDED", "string", "YYYYMMDD000000 of the first report's publication"),
    Column("SOURCEURL", "string", "the first report's address"),
)
MENTION_COLUMNS = (
    Column("GLOBALEVENTID", "integer", "of the event"),
    Column("EventTimeDate", "string", "DATEADDED of the event"),
    Column("MentionTimeDate", "string", "YYYYMMDD000000 of this report's publication"),
    Column("MentionType", "integer", "1 when the report has an address"),
    Column("MentionSourceName", "string", "the outlet"),
    Column("MentionIdentifier", "string", "the report's address, else its id"),
    Column("SentenceID", "integer", "not filled"),
    Column("Actor1CharOffset", "integer", "code points of the report's text before the actor's words"),
    Column("Actor2CharOffset", "integer", "the same for the recipient's"),
    Column("ActionCharOffset", "integer", "the same for the trigger"),
    Column("InRawText", "integer", "1: the words stand in the text as received", ("1",)),
    Column("Confidence", "integer", "the claim's score in hundredths, rounded"),
    Column("MentionDocLen", "integer", "not filled"),
    Column("MentionDocTone", "number", "not filled"),
    Column("MentionDocTranslationInfo", "string", "not filled"),
    Column("Extras", "string", "the claim's id"),
)
EVENTS = Table("events.tsv", "text/tab-separated-values", EVENT_COLUMNS, "\t", header=False)
MENTIONS = Table("mentions.tsv", "text/tab-separated-values", MENTION_COLUMNS, "\t", header=False)
LOSSES = (
    *COMMON,
    Loss("PLOVER types and modes", "A code of CAMEO stands for both, by a table of Regesta's own (cameo.tsv)."),
    Loss(
        "several parties",
        "Each actor with each recipient is an event; parties that act on one another are paired in "
        "the order of the report.",
    ),
    Loss("sectors without a type code", "PTY, PRM, REL, SOC, PRE and UNK have none in CAMEO and are left out."),
    Loss("realis and denials", "Only what is told as having happened, by a voice that does not deny or doubt it."),
    Loss(
        "places",
        "FIPS codes of countries only; regions have no type; GNS numbers and first-level codes are not "
        "filled. Where the actors are is not told.",
    ),
    Loss("figures, contexts, quotes", "There is no column for them: they are in claims.csv."),
)


def event_rows(happening: Happening) -> Sequence[Row] | LeftOut:
    """A row of the events table for each pair, or why there is none."""
    if left := told_as_fact(happening):
        return left
    code, tellings = cameo.code_of(happening.event, happening.mode), happening.tellings
    middle = (
        None, code.code, code.base, code.root, code.quad, code.goldstein,
        len(tellings), len(outlets(happening)) or None, len({telling.report for telling in tellings}), None,
        *[None] * 16, *_spot(happening.spot), _added(happening),
        next((telling.url for telling in tellings if telling.url), None),
    )  # fmt: skip
    return [
        (number(happening.id, index), *_times(happening), *_side(actor), *_side(recipient), *middle)
        for index, (actor, recipient) in enumerate(pairs(happening))
    ]


def mention_rows(happening: Happening) -> list[Row]:
    """A row of the mentions table for each claim and pair."""
    return [
        (
            number(happening.id, index), _added(happening), _stamp(telling.published), 1 if telling.url else None,
            telling.source, telling.url or telling.report, None, _start(telling, "actor"), _start(telling, "recipient"),
            telling.trigger[0], 1, round(telling.score * 100), None, None, None, telling.claim,
        )
        for index, _ in enumerate(pairs(happening))
        for telling in happening.tellings
    ]  # fmt: skip


def _times(happening: Happening) -> tuple[str | None, ...]:
    start, last = happening.start, last_day(happening)
    if start is None or last is None or start.year != last.year:
        return None, None, None, None
    month = f"{start:%Y%m}" if start.month == last.month else None
    return (f"{start:%Y%m%d}" if days(happening) == 1 else None), month, f"{start:%Y}", None


def _side(side: Side | None) -> tuple[str | None, ...]:
    if side is None:
        return (None,) * 10
    country = countries.country(side.code)
    code = country.cameo if country else ""
    types = [TYPES[sector] for sector in side.sectors if sector in TYPES]
    types = [*([BODIES[side.code]] if side.code in BODIES else []), *types][:3]
    padded = [*types, None, None, None][:3]
    return ((code + "".join(types)) or None, side.name.upper(), code or None, None, None, None, None, *padded)


def _spot(spot: Spot | None) -> tuple[str | int | float | None, ...]:
    if spot is None:
        return (None,) * 8
    country = countries.country(spot.country)
    at_home, elsewhere = _PLACES.get(spot.precision or "", (None, None))
    name = ", ".join(dict.fromkeys([spot.name, *([country.name] if country else [])]))
    whole = country.fips if country and spot.precision == "country" else None
    return (
        at_home if spot.country == "USA" else elsewhere, name, country.fips if country else None, whole, None,
        spot.latitude, spot.longitude, None,
    )  # fmt: skip


def _added(happening: Happening) -> str | None:
    return _stamp(min((t.published for t in happening.tellings if t.published), default=None))


def _stamp(day: date | None) -> str | None:
    return f"{day:%Y%m%d}000000" if day else None


def _start(telling: Telling, role: str) -> int | None:
    return next((start for name, start in telling.parties if name == role), None)


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes both tables in one pass."""
    tally = Tally({EVENTS.name: 0, MENTIONS.name: 0})
    with open_table(folder / EVENTS.name) as events, open_table(folder / MENTIONS.name) as mentions:
        event, mention = writer_of(events, EVENTS, raw=options.raw), writer_of(mentions, MENTIONS, raw=options.raw)
        for happening in options.happenings(source.jsons()):
            found = event_rows(happening)
            if isinstance(found, LeftOut):
                tally.left_out[found.reason] += 1
                continue
            for name, write_row, rows in (
                (EVENTS.name, event, found),
                (MENTIONS.name, mention, mention_rows(happening)),
            ):
                for row in rows:
                    write_row(row)
                tally.rows[name] += len(rows)
    return tally


PROFILE = Profile(
    "gdelt",
    "CAMEO events and their mentions in the 61 and 16 columns of GDELT 2.0",
    "whatever reads GDELT 2.0 files (tab-separated, no header)",
    (EVENTS, MENTIONS),
    LOSSES,
    write,
    single=True,
)
