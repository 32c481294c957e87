"""What a name may mean, for people who ask: every entry that bears it, and what a row of theirs takes the place of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from regesta.knowledge.codes import Entity, Knowledge, Spell
from regesta.knowledge.names import key_of, keys_at, skeleton, tokens
from regesta.knowledge.own import OwnActor, OwnPlace, View
from regesta.knowledge.places import Places
from regesta.knowledge.places_rank import Candidate, Evidence, rank, shares

#: Places of a name that are told, best first.
MOST_PLACES = 5
#: How sure an entry is, by its rank.
_RANKS = ("a weak prior", "harvested", "reviewed", "yours")


@dataclass(frozen=True, slots=True)
class Meaning:
    """An entry that bears a name: `way` says how the name leads to it, `told` what it is on the day."""

    id: str
    name: str
    way: str
    told: str


def actors_named(knowledge: Knowledge, name: str, at: date | None) -> list[Meaning]:
    """Every actor the name may mean: by its full name, its family name, another spelling; in this order."""
    words = tokens(name)
    keys = keys_at(words, 0, len(words)) if words else ()
    found: dict[str, Meaning] = {}
    for way, entities in (
        ("name", [e for key in keys for e in knowledge.named(key)]),
        ("family name", knowledge.surnamed(" ".join(w.fold for w in words))),
        ("spelling", knowledge.spelled(bones) if (bones := skeleton(name)) else ()),
    ):
        for entity in sorted(entities, key=lambda e: (-e.rank, e.id)):
            found.setdefault(entity.id, Meaning(entity.id, entity.name, way, told(entity, at)))
    return list(found.values())


def told(entity: Entity, at: date | None) -> str:
    """What an entry is: its spells, the one of the day first, how sure it is, and the user's row."""
    spells = list(entity.spells)
    if at is not None and len(spells) > 1 and entity.at(at) in spells:
        spells.insert(0, spells.pop(spells.index(entity.at(at))))
    sure = _RANKS[min(entity.rank, 3)]
    origin = f"; your table {entity.origin}" if entity.origin else ""
    return f"{entity.kind}: {'; '.join(map(_spell, spells))}; {sure}{origin}"


def _spell(spell: Spell) -> str:
    dates = f"{spell.start or '...'} to {spell.end or '...'}" if spell.start or spell.end else ""
    office = spell.office.lstrip("~")
    return " ".join(filter(None, (spell.code, *spell.sectors, office, dates and f"({dates})")))


def places_named(places: Places, name: str) -> list[Meaning]:
    """The likeliest places of a name without any context, with their shares of the belief."""
    scored = rank(places.find(name), Evidence())
    weights = shares(scored)
    return [
        Meaning(_point(one.candidate), one.candidate.name, f"{share:.2f}", one.reasons[0])
        for one, share in list(zip(scored, weights, strict=True))[:MOST_PLACES]
    ]


def _point(place: Candidate) -> str:
    return f"{place.lat:.3f} {place.lon:.3f}"


def shadows(item: OwnActor | OwnPlace | View, knowledge: Knowledge, places: Places) -> Iterator[str]:
    """What of the shipped knowledge a row takes the place of or moves, a line each."""
    if isinstance(item, OwnActor):
        for name in item.names:
            for entity in knowledge.named(key_of(name)):
                yield f"{name!r} was {entity.name} [{entity.id}], {told(entity, None)}"
        return
    if isinstance(item, OwnPlace):
        for name in item.names:
            for meaning in places_named(places, name)[:2]:
                yield f"{name!r} was {meaning.name} at {meaning.id}, {meaning.told}"
        return
    yield from _moves(item, knowledge, places)


def _moves(view: View, knowledge: Knowledge, places: Places) -> Iterator[str]:
    entities = [e for e in knowledge.named(key_of(view.name)) if e.kind != "person"]
    for entity in entities:
        yield f"{entity.kind} {entity.name}: {entity.code} becomes {view.code}"
    rows = [row for row in places.find(view.name) if row.rank <= 1]
    for row in rows[:1]:
        wide = " with all that lies in it" if row.precision in ("country", "province", "region") else ""
        yield f"{row.precision} {row.name} of the gazetteer{wide}: {row.code or '---'} becomes {view.code}"


def clashes(actors: Sequence[tuple[str, OwnActor]]) -> Iterator[tuple[str, str]]:
    """Names that two rows of the user's give to different actors: (where, what)."""
    seen: dict[str, tuple[str, str]] = {}
    for where, item in actors:
        for name in item.names:
            first = seen.setdefault(key_of(name), (item.entity.id, where))
            if first[0] != item.entity.id:
                yield where, f"{name!r} is also the name of {first[0]} ({first[1]})"
