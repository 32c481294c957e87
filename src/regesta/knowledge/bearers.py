"""Which state and which body the names in a noun phrase mean, and which of several bearers of a name."""

from __future__ import annotations

from collections.abc import Sequence

from regesta.knowledge.codes import BODIES, PLACES, Entity, Spell
from regesta.knowledge.nominals import HOMELESS, UNKNOWN, Setting
from regesta.knowledge.phrases import Unit

#: Kinds of name that give a country.
COUNTRIES = PLACES | {"national", "population"}
#: Kinds of name that, where better known, keep a place of the same name from being meant.
_STRONGER = BODIES | {"region"}
#: Sectors of agencies that act outside their country.
_ABROAD = frozenset({"SPY", "MIL", "COP"})


def state_of(names: Sequence[Unit], setting: Setting) -> tuple[Spell | None, Entity | None]:
    """The first name that gives a country, as its spell of the day and its entry."""
    homeless: tuple[Spell, Entity] | None = None
    weak: tuple[Spell, Entity] | None = None
    for unit in names:
        entities = [e for e in unit.names if e.kind in COUNTRIES]
        # "Gulf states" are no part of Papua New Guinea, which has a province of that name.
        if not entities or any(e.kind in _STRONGER and e.rank > entities[0].rank for e in unit.names):
            continue
        best = max(
            entities,
            key=lambda e: (
                e.code == setting.country, e.rank, e.kind == "country", e.kind == "national", setting.nearness(e.code)
            ),
        )  # fmt: skip
        if len(entities) > 1 and any(e.kind == "seat" for e in entities) and best.kind in ("place", "territory"):
            best = next(e for e in entities if e.kind == "seat")
        if len({e.code for e in entities}) > 1 and best.rank == 0 and best.code != setting.country:
            continue
        spell = best.at(setting.at)
        if spell.code == UNKNOWN:
            homeless = homeless or (spell, best)
        elif best.rank == 0:
            weak = weak or (spell, best)
        else:
            return spell, best
    return weak or homeless or (None, None)


def body_of(
    names: Sequence[Unit], setting: Setting, state: Spell | None
) -> tuple[Spell, Entity] | frozenset[str] | None:
    """The last body named; a set of ids where the words contradict every one of that name."""
    for unit in reversed(names):
        bodies = [e for e in unit.names if e.kind in BODIES]
        strong = max((e.rank for e in unit.names if e.kind in COUNTRIES), default=-1)
        if not bodies or (strong >= max(e.rank for e in bodies) and not unit.fold.startswith("^")):
            continue
        codes = {state.code} if state and state.code not in HOMELESS else set()
        generic = unit.role is not None and all(e.kind in ("agency", "party") for e in bodies)
        if generic and not codes and setting.country and all(e.code != setting.country for e in bodies):
            return frozenset(e.id for e in unit.names)
        national = all(_is_national(e, unit) for e in bodies)
        if national and not codes and setting.among and not any(e.code == setting.among[0] for e in bodies):
            return frozenset(e.id for e in unit.names)
        fitting = [e for e in bodies if e.at(setting.at).code in codes] if codes else []
        if codes and not fitting:
            fitting = [e for e in bodies if e.kind not in ("party", "agency") or e.code in HOMELESS]
            if not fitting:
                return frozenset(e.id for e in unit.names)
        fitting = fitting or bodies
        best = max(fitting, key=lambda e: _fit(e, setting))
        near = setting.nearness(best.at(setting.at).code)
        rivals = {e.code for e in fitting if e.rank == best.rank and setting.nearness(e.at(setting.at).code) == near}
        if len(rivals) > 1 and best.code != setting.country and best.rank < 2:
            return frozenset(e.id for e in unit.names)
        return best.at(setting.at), best
    return None


def _fit(body: Entity, setting: Setting) -> tuple[bool, int, int, bool, str]:
    """How well one of several bodies of a name fits: greater is better."""
    code = body.at(setting.at).code
    return code == setting.country, body.rank, setting.nearness(code), body.kind != "media", body.id


def _is_national(body: Entity, unit: Unit) -> bool:
    """Whether a body is hardly named without its country where another country is nearer.

    So are parties, parliaments and ministries ("Congress"), and what is hardly known ("the Popular Front"); not so the
    CIA or Mossad, which act abroad. What the user's own table (rank 3) calls by a name is what the name means.
    """
    if body.code in HOMELESS or body.rank > 2:
        return False
    if body.kind == "agency" and unit.role is None and body.rank == 2:
        return not any(set(spell.sectors) & _ABROAD for spell in body.spells)
    return body.kind in ("agency", "party") or (body.kind == "group" and body.rank < 2)
