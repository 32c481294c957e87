"""Which person a name means, and what that person was on a day (codebook section 3: the office held at the event)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regesta.knowledge.candidates import told, weigh
from regesta.knowledge.codes import Entity, Knowledge, Spell
from regesta.knowledge.names import key_of, skeleton, word_set

#: How sure a link is by what led to it: estimates for ranking, no probabilities measured on a corpus.
FULL_NAME, SPELLING, EARLIER_NAME, FAMILY_NAME = 0.95, 0.8, 0.9, 0.7
#: Family names that are words of every report: only a title makes persons of them.
_WORDS = word_set(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday king price page long white black green young hill wood west north east south power
    major mills sessions powers day grant lake park bank banks church rich best court marine rights
    peace wise close swift strong little speed born jordan chad love hope faith grace rose gold silver stone
    """
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person found, with how sure and why, and the candidates where there were several."""

    entity: Entity
    score: float
    why: str
    rivals: tuple[str, ...] = ()


def find(
    name: str,
    knowledge: Knowledge,
    *,
    known: Mapping[str, str],
    country: str | None,
    at: date | None,
    titled: bool,
    among: Sequence[str] = (),
) -> Person | None:
    """The person a run of capitalised words means, or None.

    Args:
        name: the run as it stands.
        knowledge: where to look.
        known: folded family name → full name used earlier in the report.
        country: code the words around give; a person who never had it is not meant.
        at: day of the event.
        titled: whether a title or a country stands before it; a bare family name needs less then.
        among: codes of the countries that the report names; of those who share a family name one of these is meant, and
            without a title nobody else.
    """
    key, full = key_of(name), known.get(key_of(name))
    if full and key_of(full) != key:
        namesakes = [*knowledge.named(key_of(full)), *knowledge.spelled(skeleton(full))]
        found = _choose(knowledge.named(key_of(full)), country, at) or _choose(
            knowledge.spelled(skeleton(full)), country, at
        )
        if found:
            why = f"the report earlier says {full}"
            return _person(found, EARLIER_NAME, why, "the report's full name", namesakes, country, at)
    bones = skeleton(name)
    for entities, score, way in (
        (knowledge.named(key), FULL_NAME, "full name"),
        (knowledge.spelled(bones) if bones else (), SPELLING, "another spelling"),
    ):
        found = _choose(entities, country, at)
        if found:
            why = f"{name} is {'' if score == FULL_NAME else 'another spelling of '}{found.label}"
            return _person(found, score, why, way, entities, country, at)
    family = key.removeprefix("^")
    entities = () if family in _WORDS and not titled else knowledge.surnamed(family)
    found = _family(_at_home(entities, among, titled, knowledge.states), country, at, titled)
    if found:
        why = f"{name} is the family name of {found.label}"
        return _person(found, FAMILY_NAME, why, "family name", entities, country, at)
    return None


def _person(
    found: Entity, score: float, why: str, way: str, entities: Iterable[Entity], country: str | None, at: date | None
) -> Person:
    people = [weigh(e, way, score, country, at) for e in entities if e.kind == "person"]
    return Person(found, score, why, tuple(told(found, people)))


def _choose(entities: Iterable[Entity], country: str | None, at: date | None) -> Entity | None:
    people = [e for e in entities if e.kind == "person"]
    if country and people:
        same = [e for e in people if any(s.code == country for s in e.spells)]
        people = same or [e for e in people if not e.spells[0].code.isalpha() or len(e.spells[0].code) != 3]
    if not people:
        return None
    return max(people, key=lambda e: (in_office(e, at), e.rank, e.spells[-1].start, e.id))


def _at_home(
    entities: Sequence[Entity], among: Sequence[str], titled: bool, states: frozenset[str]
) -> Sequence[Entity]:
    """Those of a family name who belong to a country of the report, or to none; all of them where none does and a title
    stands.
    """
    if not among:
        return entities
    here = [e for e in entities if any(s.code in among or s.code not in states for s in e.spells)]
    return here or (entities if titled else ())


def _family(entities: Iterable[Entity], country: str | None, at: date | None, titled: bool) -> Entity | None:
    """The one well-known bearer of a family name: of the country, in office that day, else the latest, else nobody."""
    people = [e for e in entities if not country or any(s.code == country for s in e.spells)]
    if at is not None:
        serving = [e for e in people if in_office(e, at)]
        begun = [e for e in people if e.spells[0].start <= at.isoformat()]
        people = serving or begun
        if not serving and not titled and len({e.spells[-1].code for e in people}) > 1:
            return None
        if serving:
            return max(serving, key=lambda e: (e.rank, not e.at(at).office.startswith("~"), e.at(at).start, e.id))
    if not people:
        return None
    if not titled and at is None and len({e.spells[-1].code for e in people}) > 1:
        return None
    return max(people, key=lambda e: (e.rank, max(s.end or "9" for s in e.spells), e.spells[-1].start, e.id))


def in_office(entity: Entity, at: date | None) -> bool:
    """Whether any spell covers the day (without a day: whether one is still open)."""
    if at is None:
        return any(not s.end for s in entity.spells)
    iso = at.isoformat()
    return any(s.covers(iso) for s in entity.spells)


def _called(spell: Spell) -> str:
    """The office in words; a "~" marks one whose dates are only roughly known."""
    return spell.office[1:] + " (dates only roughly known)" if spell.office.startswith("~") else spell.office or "known"


def standing(entity: Entity, at: date | None) -> tuple[Spell, tuple[str, ...], str, bool]:
    """The spell of the day, the sectors it gives (ELI after the last one), why, and whether it covers the day."""
    if at is None:
        spell = max(entity.spells, key=lambda s: s.start)
        return (
            spell,
            spell.sectors,
            f"{entity.label}: {_called(spell)}, the latest entry, for want of a date",
            True,
        )
    spell = entity.at(at)
    iso = at.isoformat()
    if spell.covers(iso):
        since = f" since {spell.start}" if spell.start else ""
        return spell, spell.sectors, f"{entity.label}: {_called(spell)}{since}, on {iso}", True
    if spell.end and spell.end <= iso:
        return spell, ("ELI",), f"{entity.label}: {_called(spell)} until {spell.end}, former on {iso}", False
    return spell, (), f"{entity.label}: no office known on {iso}, the first begins {spell.start}", False
