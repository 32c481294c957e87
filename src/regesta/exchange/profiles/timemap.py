"""A folder that timemap (Forensic Architecture; the fork of Bellingcat) loads: events, sources, associations.

Shapes: the example API of timemap and its rules of validation, restated in our tests. timemap's dates are written
MM/DD/YYYY, as it reads them when nothing else is set.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from regesta.exchange.happenings import Happening, Telling
from regesta.exchange.jsonl import harmless_line
from regesta.exchange.profile import Loss, Options, Profile, Source, Table, Tally
from regesta.exchange.tables import told_as_fact
from regesta.ontology import scheme
from regesta.register.wording import period_words, readable

EVENTS = Table("events.json", "application/json")
SOURCES = Table("sources.json", "application/json")
ASSOCIATIONS = Table("associations.json", "application/json")
NOWHERE = "with neither a day nor a point, which timemap cannot show"
LOSSES = (
    Loss(
        "what can be shown",
        "An event of timemap needs a day or a point; happenings with neither are left out (see the count).",
    ),
    Loss(
        "times",
        "The date is the first day; `time_display` has the whole time in words and `time_precision` its fineness.",
    ),
    Loss("realis, denials", "Only what is told as having happened, by a voice that does not deny or doubt it."),
    Loss("parties, codes, figures", "The parties' names stand in the description; codes and figures are left out."),
    Loss("areas", "A country or region is a point in its middle; `location` names it."),
)


def event(happening: Happening) -> dict[str, Any]:
    """A happening as an event of timemap; every value a text, as timemap wants it."""
    spot, start = happening.spot, happening.start
    place = spot if spot and spot.latitude is not None else None
    time = {"from": start, "to": happening.end} if start else None
    words = " | ".join(dict.fromkeys(telling.quote for telling in happening.tellings))
    return {
        "id": happening.id,
        "title": readable(_title(happening)),
        "description": readable(words),
        "date": f"{start:%m/%d}/{start.year:04d}" if start else "",
        "time": "",
        "time_precision": happening.precision or "",
        "time_display": period_words(time),
        "location": readable(spot.name) if spot else "",
        "latitude": str(place.latitude) if place else "",
        "longitude": str(place.longitude) if place else "",
        "type": happening.event,
        "category": happening.event,
        "associations": [happening.event, *happening.contexts],
        "sources": list(dict.fromkeys(telling.report for telling in happening.tellings)),
        "comments": "",
    }


def _title(happening: Happening) -> str:
    who, whom = (", ".join(side.name for side in sides) for sides in (happening.actors, happening.recipients))
    return " ".join(part for part in (happening.event, who, "> " + whom if whom else "") if part)


def source_of(telling: Telling) -> dict[str, Any]:
    """A report as a source of timemap; addresses that are no web address are left out."""
    url = telling.url if telling.url.startswith(("http://", "https://")) else ""
    return {
        "id": telling.report, "title": readable(telling.title), "thumbnail": "", "paths": [], "type": "Article",
        "url": url, "description": "", "author": readable(telling.source),
        "date": telling.published.isoformat() if telling.published else "",
    }  # fmt: skip


def associations() -> list[dict[str, Any]]:
    """The types as categories and the contexts as filters, with the codebook's definitions."""
    loaded = scheme.load()
    categories = [
        {"id": e.name, "title": e.name, "desc": e.definition, "mode": "CATEGORY", "filter_paths": []}
        for e in loaded.events
    ]
    filters = [
        {"id": c.name, "title": c.name, "desc": c.definition, "mode": "FILTER", "filter_paths": ["context", c.name]}
        for c in loaded.contexts
    ]
    return [*categories, *filters]


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the three files."""
    tally = Tally()
    sources: dict[str, dict[str, Any]] = {}

    def events() -> Iterable[dict[str, Any]]:
        for happening in options.happenings(source.jsons()):
            spot = happening.spot
            if left := told_as_fact(happening):
                tally.left_out[left.reason] += 1
            elif happening.start is None and (spot is None or spot.latitude is None):
                tally.left_out[NOWHERE] += 1
            else:
                sources.update((telling.report, source_of(telling)) for telling in happening.tellings)
                yield event(happening)

    tally.rows[EVENTS.name] = _array(folder / EVENTS.name, events())
    tally.rows[SOURCES.name] = _array(folder / SOURCES.name, sources.values())
    tally.rows[ASSOCIATIONS.name] = _array(folder / ASSOCIATIONS.name, associations())
    return tally


def _array(path: Path, values: Iterable[dict[str, Any]]) -> int:
    """Writes a JSON array, one object a line, and says how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("[")
        for value in values:
            out.write(("," if count else "") + "\n" + harmless_line(value))
            count += 1
        out.write("\n]\n")
    return count


PROFILE = Profile(
    "timemap",
    "events, sources and filters for timemap",
    "timemap (Forensic Architecture; Bellingcat's fork)",
    (EVENTS, SOURCES, ASSOCIATIONS),
    LOSSES,
    write,
)
