"""Claims as FollowTheMoney entities, one JSON object a line: for OpenAleph and its tools.

A report is an Article, a party a Person, PublicBody, Organization, Company or LegalEntity, a happening an Event
with the parties involved and, for each pair, an UnknownLink; every claim is a Note with its sentence and voices.
Schemata and properties: FollowTheMoney 4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from regesta.exchange import countries
from regesta.exchange.happenings import Happening, Side, Telling
from regesta.exchange.jsonl import harmless_line
from regesta.exchange.profile import Loss, Options, Profile, Source, Table, Tally
from regesta.exchange.tables import last_day, pairs, told_as_fact
from regesta.records.codec import digest
from regesta.register.matching import fold
from regesta.register.wording import period_words, readable

FILE = Table("entities.ftm.json", "application/json+ftm")
#: Schema by the kind of the knowledge file's entry (the first part of its id).
_SCHEMATA = {
    "person": "Person",
    "organisation": "Organization",
    "party": "Organization",
    "group": "Organization",
    "media": "Organization",
    "company": "Company",
    "agency": "PublicBody",
    "country": "PublicBody",
    "seat": "PublicBody",
}
#: Codes of countries in FollowTheMoney that are no ISO 3166 alpha-2; states that are no more.
_COUNTRIES = {"KOS": "xk", "SUN": "suhh", "YUG": "yucs", "CSK": "cshh", "DDR": "dd"}
#: Longest name that FollowTheMoney keeps.
_NAME = 384
LOSSES = (
    Loss(
        "realis and denials",
        "An Event and its links are made only of what is told as having happened by a voice that "
        "does not deny or doubt it. The Note of every claim says the realis, certainty and voices in words.",
    ),
    Loss("several parties", "Each actor is linked to each recipient; direction is from subject to object."),
    Loss(
        "who is the same",
        "An entry of the knowledge file is one entity everywhere; words without an entry are an entity "
        "of their report alone.",
    ),
    Loss("times", "FollowTheMoney has dates of day, month or year: a wider time is its first and last day."),
    Loss("points", "Events have the place's name and country, no coordinates."),
    Loss("scores, contexts, offsets", "Contexts are keywords; scores and offsets are left out."),
)

_Entity = dict[str, Any]


def entities(happening: Happening) -> Iterator[_Entity]:
    """The entities of one happening; those that several happenings share come again with the same id."""
    parties = {side.key: _party(side, happening) for side in (*happening.actors, *happening.recipients)}
    yield from parties.values()
    for telling in happening.tellings:
        yield _article(telling)
    event = None
    if told_as_fact(happening) is None:
        event = _event(happening, [party["id"] for party in parties.values()])
        yield event
        for one, other in pairs(happening):
            if one and other:
                yield _link(happening, parties[one.key]["id"], parties[other.key]["id"])
    about = [*([event["id"]] if event else []), *(party["id"] for party in parties.values())]
    for telling in happening.tellings:
        yield _note(telling, happening, about)


def _entity(id_: str, schema: str, properties: Mapping[str, Any]) -> _Entity:
    """An entity with the properties that have a value, each a list of texts."""
    kept = {}
    for name, value in properties.items():
        values = [value] if isinstance(value, str) else list(value or ())
        if values := list(dict.fromkeys(text for text in (_clean(v) for v in values) if text)):
            kept[name] = values
    return {"id": id_, "schema": schema, "properties": kept}


def _clean(text: str) -> str:
    """One line, without what a terminal obeys: names and sentences are read by people."""
    return readable(text)


def _party(side: Side, happening: Happening) -> _Entity:
    kind = (side.entity or "").partition(":")[0]
    id_ = side.entity or f"{happening.tellings[0].report} {fold(side.text).strip()} {side.code}"
    schema = _SCHEMATA.get(kind, "LegalEntity")
    properties = {
        "name": [(side.name or side.code)[:_NAME]],
        "country": _country(side.code),
        "notes": f"Regesta: {' '.join([side.code, *side.sectors])}",
    }
    return _entity("rgs-" + digest(["ftm", "party", id_])[:32], schema, properties)


def _article(telling: Telling) -> _Entity:
    properties = {
        "title": telling.title,
        "publishedAt": telling.published.isoformat() if telling.published else None,
        "publisher": telling.source,
        "sourceUrl": telling.url if telling.url.startswith(("http://", "https://")) else None,
    }
    return _entity(_article_id(telling), "Article", properties)


def _article_id(telling: Telling) -> str:
    return f"rgs-{telling.report}"


def _event(happening: Happening, involved: list[str]) -> _Entity:
    spot = happening.spot
    who, whom = (", ".join(side.name for side in sides) for sides in (happening.actors, happening.recipients))
    first, last = _dates(happening)
    properties = {
        "name": [" ".join(part for part in (_type(happening), who, "> " + whom if whom else "") if part)[:_NAME]],
        "startDate": first,
        "endDate": last,
        "location": spot.name if spot else None,
        "country": _country(spot.country) if spot else None,
        "summary": [telling.quote for telling in happening.tellings],
        "keywords": [happening.event, *([happening.mode] if happening.mode else []), *happening.contexts],
        "involved": involved,
        "proof": [_article_id(telling) for telling in happening.tellings],
        "recordId": happening.id,
    }
    return _entity(f"rgs-{happening.id}", "Event", properties)


def _link(happening: Happening, subject: str, target: str) -> _Entity:
    first, last = _dates(happening)
    properties = {
        "subject": subject,
        "object": target,
        "role": _type(happening),
        "startDate": first,
        "endDate": last,
        "summary": [telling.quote for telling in happening.tellings],
        "proof": [_article_id(telling) for telling in happening.tellings],
        "recordId": happening.id,
    }
    return _entity("rgs-" + digest(["ftm", "link", happening.id, subject, target])[:32], "UnknownLink", properties)


def _note(telling: Telling, happening: Happening, about: list[str]) -> _Entity:
    said = f"according to {' > '.join(telling.voices)}" if telling.voices else "in the report's own voice"
    doubt = "" if telling.asserted else ", which a voice denies or doubts"
    properties = {
        "description": telling.quote,
        "summary": f"{_type(happening)}: {happening.realis}, {telling.certainty}, {said}{doubt}",
        "entity": about,
        "proof": _article_id(telling),
    }
    return _entity(f"rgs-{telling.claim}", "Note", properties)


def _type(happening: Happening) -> str:
    return f"{happening.event} {happening.mode}" if happening.mode else happening.event


def _dates(happening: Happening) -> tuple[str | None, str | None]:
    """A day, month or year twice as it is; else the first and last day."""
    start, last = happening.start, last_day(happening)
    if start is None or last is None:
        return None, None
    words = period_words({"from": start, "to": happening.end})
    if len(words) <= len("2020-05-01"):
        return words, words
    return _iso(start), _iso(last)


def _iso(day: date) -> str:
    return day.isoformat()


def _country(code: str | None) -> str | None:
    found = countries.country(code)
    return _COUNTRIES.get(found.iso3, found.iso2.lower()) if found else None


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes each entity once, in the order in which it is first needed."""
    seen: set[str] = set()
    tally = Tally()
    with (folder / FILE.name).open("w", encoding="utf-8", newline="") as out:
        for happening in options.happenings(source.jsons()):
            if left := told_as_fact(happening):
                tally.left_out[f"as an event: {left.reason}"] += 1
            for entity in entities(happening):
                if entity["id"] not in seen:
                    seen.add(entity["id"])
                    out.write(harmless_line(entity) + "\n")
    tally.rows[FILE.name] = len(seen)
    return tally


PROFILE = Profile(
    "ftm",
    "FollowTheMoney entities, one JSON object a line",
    "OpenAleph, the ftm command, yente",
    (FILE,),
    LOSSES,
    write,
    ".ftm",
)
