"""How names are compared in questions: folded to bare words, never altering what is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from regesta.records.claims import Link, Party, Where

_NO_WORD = re.compile(r"[^\w]+")


def fold(text: str) -> str:
    """Words without case, accents or punctuation, with one space before, between and after.

    The outer spaces make `needle in hay` a comparison of whole words: " iran " is not in " iranian media ".
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = _NO_WORD.sub(" ", bare).strip()
    return f" {words} " if words else ""


def tags(parties: Iterable[Party]) -> list[str]:
    """What can be asked for by code: each code alone and with each of its sectors (`TUR`, `TUR GOV`)."""
    found: dict[str, None] = {}
    for party in parties:
        found[party.code] = None
        for sector in party.sectors:
            found[f"{party.code} {sector}"] = None
    return list(found)


def names(parties: Iterable[Party]) -> str:
    """What can be asked for by name: the words in the report and the entity's name, folded, kept apart by `|`."""
    found: dict[str, None] = {}
    for party in parties:
        found[fold(party.text)] = None
        if isinstance(party.entity, Link):
            found[fold(party.entity.name)] = None
    return "|".join(found)


def place_names(place: Where | None) -> str:
    """The names of a place that can be asked for, folded, kept apart by `|`."""
    if place is None:
        return ""
    found = [fold(place.text), fold(place.name)]
    if isinstance(place.entity, Link):
        found.append(fold(place.entity.name))
    return "|".join(dict.fromkeys(found))
