"""Reads one noun phrase without its prepositions: the country, the body, the person and the role in it."""

from __future__ import annotations

from collections.abc import Sequence

from regesta.knowledge import persons
from regesta.knowledge.bearers import body_of, state_of
from regesta.knowledge.candidates import told, weigh
from regesta.knowledge.codes import Entity, Spell
from regesta.knowledge.names import word_set
from regesta.knowledge.nominals import HOMELESS, UNKNOWN, Nominal, Setting
from regesta.knowledge.persons_named import person_of, serving_namesake
from regesta.knowledge.phrases import HONORIFICS, Unit, is_common_word, is_far_word
from regesta.text.number_words import SMALL

#: Armed sectors: of an armed group's fighters the group's own word says more than "fighters" does.
_ARMED = frozenset({"REB", "UAF", "MIL", "PRM"})
#: Offices that bodies of states have too, without being governments.
_ENVOYS = word_set(
    """
    envoy|special envoy|special representative|permanent representative|delegation|delegate|
    commissioner|agency|negotiator|chief negotiator|ambassador|authority|administration|
    department|leadership|treasury
    """
)
_LEADERS = frozenset(
    ["leader", "leaders", "heads of state", "member states", "member state", "minister", "ministers", "states"]
)
#: A former one of these is an office holder no longer; a former rebel or student is not (codebook: ELI).
_OFFICES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
#: Words that begin a sentence or stand for a country ("the North"), though towns are called so.
_NO_PLACES = frozenset({*SMALL, "north", "south", "east", "west"})
_DIPLOMATS = frozenset(
    ["ambassador", "envoy", "permanent representative", "diplomat", "delegation", "mission", "embassy"]
)


def read_nominal(units: Sequence[Unit], setting: Setting, *, located: bool = False) -> Nominal:
    """Reads one noun phrase. `located`: it stands behind "in", "near": a place."""
    found = Nominal()
    units = _without_weak(units)
    names = [u for u in units if u.kind == "name" and not u.far]
    roles = [u for u in units if u.role and u.kind == "role" and not u.far]
    state, place = state_of(names, setting)
    body = body_of(names, setting, state)
    if isinstance(body, frozenset):
        found.rejected = body
        return found
    found.former = any(u.role and u.role.kind == "former" for u in roles)
    roles = [u for u in roles if u.role and u.role.kind not in ("former", "none")]
    telling = [u for u in roles if u.role and u.role.kind != "part"]
    found.region = any(e.kind == "region" for u in names for e in u.names) or any(u.far for u in units)
    person = person_of(
        units, setting, state.code if state else None, bool(roles or state) or any(u.fold in HONORIFICS for u in units)
    )
    person = person or serving_namesake(units, setting)
    if person:
        _take_person(found, person, state, body, roles, setting)
        if found.rejected or found.link:
            return found
    _take_names(found, body, state, place, telling, names, units, setting)
    _take_role(found, roles, body, state, units)
    if not found.code and (located or roles or setting.acts is False):
        _ask_gazetteer(found, units, setting)
    found.settle()
    return found


def _without_weak(units: Sequence[Unit]) -> list[Unit]:
    """Cities, provinces and peoples inside a run of unknown capitalised words are parts of a personal name."""
    capitals = all(u.kind in ("name", "unknown") for u in units)
    addressed = any(u.fold in HONORIFICS for u in units)
    out = []
    for i, unit in enumerate(units):
        weak = (
            unit.kind == "name"
            and unit.last - unit.first == 1
            and not unit.owner
            and all(
                e.kind in ("place", "population", "territory", "seat", "media", "company", "party") or e.rank < 2
                for e in unit.names
            )
            and not unit.fold.startswith("^")
        )
        before = i > 0 and units[i - 1].kind == "unknown" and not units[i - 1].owner
        # "Civil Human Rights Front": one word of a longer name is no party of that one word.
        joined = i > 0 and units[i - 1].kind == "role" and units[i - 1].text[:1].isupper() and not units[i - 1].owner
        before = before or (joined and is_common_word(unit))
        after = i + 1 < len(units) and units[i + 1].kind == "unknown"
        if weak and (addressed or before or (after and capitals)):
            unit = Unit("unknown", unit.first, unit.last, unit.text, unit.fold, owner=unit.owner)
        out.append(unit)
    return out


def _take_person(
    found: Nominal,
    person: persons.Person,
    state: Spell | None,
    body: tuple[Spell, Entity] | None,
    roles: Sequence[Unit],
    setting: Setting,
) -> None:
    head = roles[-1].role if roles else None
    if head and head.kind == "head" and roles[-1].first > 0 and not set(head.sectors) & _OFFICES:
        return
    spell, sectors, why, serving = persons.standing(person.entity, setting.at)
    found.link, found.score = person.entity, person.score
    found.reasons += [person.why, why]
    found.rivals = person.rivals
    found.code, found.sectors, found.personal = spell.code, sectors, True
    office = next((u.role for u in reversed(roles) if u.role and u.role.kind == "office"), head)
    if office and office.kind != "title" and office.sectors and not found.former and not serving:
        found.sectors = office.sectors
        found.code = state.code if state and state.code not in HOMELESS else spell.code
        found.reasons.append(f"the words call the person {' '.join(office.sectors)}")
    elif body and body[1].kind == "organisation" and roles and not found.former and not (serving and setting.at):
        found.code, found.sectors = body[0].code, body[0].sectors
        found.reasons.append(f"the words give the person's office: {body[1].name}")


def _take_names(
    found: Nominal,
    body: tuple[Spell, Entity] | None,
    state: Spell | None,
    place: Entity | None,
    roles: Sequence[Unit],
    names: Sequence[Unit],
    units: Sequence[Unit],
    setting: Setting,
) -> None:
    if body:
        spell, entity = body
        found.code, found.link, found.score = spell.code, entity, 0.9 if entity.rank >= 2 else 0.7
        found.reasons.append(f"{entity.label} is a known {entity.kind} of {spell.code}")
        found.rivals = _rivals(entity, names, state, setting)
        diplomatic = any(u.fold in _DIPLOMATS for u in roles) and entity.kind == "organisation"
        if state and state.code not in HOMELESS and (spell.code in HOMELESS or entity.kind == "group" or diplomatic):
            found.code = state.code
            found.reasons.append(f"the words name its country: {state.code}")
            if diplomatic:
                found.link = place
        if not roles:
            found.sectors = spell.sectors or None
    elif state and place:
        found.code = "" if state.code == UNKNOWN else state.code
        found.link, found.score = place, 0.6 if place.rank == 0 else 0.95
        found.reasons.append(f"{place.label} → {state.code}" if found.code else f"{place.label}: of several states")
        found.rivals = _rivals(place, names, None, setting)
        if place.kind == "population" and state.code == UNKNOWN:
            found.people = not roles
            found.link = None
        if not roles:
            found.bare = place.kind
            found.sectors = _last_people(names, setting) or state.sectors or None
            if _describes(names, units):
                found.sectors = ("PRE",) if "PRE" in state.sectors else None
            found.people = found.people or place.kind == "population"
            found.role = place.kind in ("population",)


def _rivals(entity: Entity, names: Sequence[Unit], state: Spell | None, setting: Setting) -> tuple[str, ...]:
    """Everything that bears the name under which an entry was found."""
    unit = next((u for u in names if entity in u.names), None)
    country = state.code if state else setting.country
    country = None if country in HOMELESS else country
    return tuple(told(entity, (weigh(e, "name", 0.9, country, setting.at) for e in unit.names))) if unit else ()


def _describes(names: Sequence[Unit], units: Sequence[Unit]) -> bool:
    """Whether the last name only describes an unknown noun behind it: "the Iranian economy" are no Iranians."""
    after = [u for u in units if u.first >= names[-1].last and u.kind in ("word", "unknown")]
    return bool(after) and names[-1].names[0].kind not in ("territory",)


def _last_people(names: Sequence[Unit], setting: Setting) -> tuple[str, ...]:
    """The sectors of the last people named: "Rakhine Buddhists" are Buddhists."""
    for unit in reversed(names):
        for entity in unit.names:
            if entity.kind == "population":
                return entity.at(setting.at).sectors
    return ()


def _take_role(
    found: Nominal,
    roles: Sequence[Unit],
    body: tuple[Spell, Entity] | None,
    state: Spell | None,
    units: Sequence[Unit],
) -> None:
    """The head role, else the role or body before a title."""
    counting = [u for u in roles if u.role and u.role.kind == "part"]
    roles = [u for u in roles if u.role and u.role.kind != "part"]
    found.counting = bool(counting) and not roles
    if not roles:
        return
    head, role = roles[-1], roles[-1].role
    assert role is not None
    found.role = True
    found.personal = role.kind in ("office", "title") or bool(set(role.sectors) & _OFFICES)
    if role.kind == "head" and len(roles) > 1 and role.sectors == ("MIL",):
        office = next((u for u in reversed(roles[:-1]) if u.role and u.role.kind == "office"), None)
        if office and office.role and head.last < units[-1].last:
            head, role = office, office.role
    sectors: tuple[str, ...] | None = role.sectors
    if role.kind == "title":
        before = next((u for u in reversed(roles[:-1]) if u.role and u.role.kind in ("head", "office")), None)
        sectors = before.role.sectors if before and before.role else None
        if sectors is None and body:
            sectors = body[0].sectors or (role.sectors if head.fold in _LEADERS else None)
        if sectors is None and state and state.code == UNKNOWN and state.sectors:
            sectors = state.sectors
        if sectors is None:
            found.title = role.sectors
    elif body:
        sectors = _of_body(body, head.fold, role.sectors)
    if sectors and state and "PRE" in state.sectors and "PRE" not in sectors and set(sectors) & _OFFICES:
        sectors = (*sectors, "PRE")
    if sectors is not None:
        found.sectors = sectors
        found.reasons.append(f'"{head.text}" → {" ".join(sectors) or "no sector"}')


def _of_body(body: tuple[Spell, Entity], fold: str, sectors: tuple[str, ...]) -> tuple[str, ...] | None:
    spell, entity = body
    singular = fold.removesuffix("s")
    if entity.kind in ("organisation", "group", "party") and (fold in _ENVOYS or singular in _ENVOYS):
        return spell.sectors or None
    if entity.kind == "group" and set(sectors) & _ARMED and set(spell.sectors) & _ARMED:
        return tuple(s for s in spell.sectors if s in _ARMED)
    return sectors


def _ask_gazetteer(found: Nominal, units: Sequence[Unit], setting: Setting) -> None:
    """An unknown capitalised run before a role or behind "in" may be a place of the gazetteer.

    Not so in a country that the report does not name: of the names of annotated training claims that were taken for
    such a place ("Arar" in Saudi Arabia, "Nine" in Portugal) nearly all were something else.
    """
    run = [u for u in units if u.kind == "unknown" and not is_far_word(u.fold)]
    if setting.places is None or not run or (len(run) == 1 and run[0].fold in _NO_PLACES):
        return
    name = " ".join(u.text for u in run)
    code = setting.places.country_of_place(name)
    if code and (not setting.among or code in setting.among):
        found.code = code
        found.reasons.append(f"{name} → {code}, by the gazetteer")
