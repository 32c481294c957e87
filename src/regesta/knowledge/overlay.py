"""The user's tables laid over the actors that ship: own entries first, and a worldview of the user's."""

from __future__ import annotations

from dataclasses import replace

from regesta.knowledge.codes import PLACES, Entity, Knowledge
from regesta.knowledge.names import key_of, skeleton, tokens
from regesta.knowledge.own import Own, View

#: Kinds that belong to a country by where they are.
_PLACED = PLACES | {"national", "population"}


def lay_over(knowledge: Knowledge, own: Own) -> Knowledge:
    """The same knowledge with the user's tables in front; `knowledge` is changed and given back."""
    if own.views:
        knowledge.recode(_Worldview(knowledge, own.views).seen)
    for actor in own.actors:
        words = tokens(actor.names[0])
        person = actor.entity.kind == "person"
        knowledge.put(
            actor.entity,
            keys=list(dict.fromkeys(map(key_of, actor.names))),
            surname=words[-1].fold if person and len(words) > 1 else "",
            skeletons=[s for s in map(skeleton, actor.names) if s] if person or actor.entity.kind == "group" else [],
        )
    return knowledge


class _Worldview:
    """Changes the code of what a view names; of a country, of everything that carries its code."""

    def __init__(self, knowledge: Knowledge, views: tuple[View, ...]) -> None:
        self.places: dict[str, View] = {}
        self.countries: dict[str, View] = {}
        for view in views:
            for entity in knowledge.named(key_of(view.name)):
                if entity.kind in _PLACED:
                    self.places[entity.id] = view
                if entity.kind == "country":
                    self.countries[entity.spells[0].code] = view

    def seen(self, entity: Entity) -> Entity:
        """The entry as the user sees the world."""
        view = self.places.get(entity.id)
        if view is not None and entity.kind != "country":
            sectors = view.sectors
            spells = [replace(s, code=view.code, sectors=s.sectors if sectors is None else sectors)
                      for s in entity.spells]  # fmt: skip
            return replace(entity, spells=tuple(spells), origin=view.origin)
        moved = [self.countries.get(spell.code) for spell in entity.spells]
        if not any(moved):
            return entity
        spells = []
        for spell, to in zip(entity.spells, moved, strict=True):
            bare = to is not None and entity.kind in PLACES and to.sectors is not None
            spells.append(
                spell
                if to is None
                else replace(spell, code=to.code, sectors=to.sectors or () if bare else spell.sectors)
            )
        return replace(entity, spells=tuple(spells), origin=next(v.origin for v in moved if v))
