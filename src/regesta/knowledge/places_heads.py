"""Which of the names in place words is meant, and which only hold it."""

from __future__ import annotations

from collections.abc import Callable

from regesta.knowledge.places_kinds import KINDS
from regesta.knowledge.places_words import Item, PlaceWords

#: Words before a known name that make it the holder of the name before.
HOLDS = frozenset({",", "in", "near", "outside", "of", "at"})
#: Words between two names neither of which holds the other.
JOINS = frozenset({"and", "or", "to", "&"})


def split(
    words: PlaceWords, known: Callable[[Item], bool], town: Callable[[Item], bool]
) -> tuple[Item | None, list[Item]]:
    """The item meant and the items that hold it. Possessives and adjectives hold; what `and` joins does neither.

    An unknown name before a known one is meant when a comma or a preposition says that the known one only holds it.
    What "town of" names is meant whatever stands before it ("the Red Sea port town of Mokha"), unless no `town` is
    called so ("the Khost city of Afghanistan").
    """
    named = [n for n, item in enumerate(words.items) if not item.adjective and not item.possessive]
    names = [n for n in named if known(words.items[n])] or named
    if not names:
        return None, list(words.items)
    first = names[0]
    if named[0] < first and link(words.items[first]) in HOLDS:
        first = named[0]
    first = next((n for n in names if n > first and _is_called(words.items[n]) and town(words.items[n])), first)
    held = [
        item
        for n, item in enumerate(words.items)
        if (n < first and (item.adjective or item.possessive)) or (n > first and link(item) not in JOINS)
    ]
    return words.items[first], held


def _is_called(item: Item) -> bool:
    """Whether "town of", "village of" or the like stands right before a name, without a comma."""
    match item.follows.lower().split():
        case [*_, noun, "of"]:
            return KINDS.get(noun) == "town" and "," not in item.follows
    return False


def link(item: Item) -> str:
    """The first word between an item and the one before it."""
    between = item.follows.split()
    return between[0].lower() if between else ""
