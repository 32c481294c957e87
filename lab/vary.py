"""Texts that training sees otherwise each time: words that are masked, and countries that change places.

What a network has learnt by heart shows: on what it was trained on `blend` has 0.95 of the syntactic relations right
and 0.93 of the types, on what it was not 0.88 and 0.80. A masked word must be made up for from its neighbours, and a
report that tells the same of another country must get the same claims.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lab.batches import Collator, Example, Item, Labels
from regesta.model.encode import Encoder, Pieces
from regesta.model.senses import NONE

#: Share of windows in which words are masked, and of their words that are.
MASKED_WINDOWS, MASKED_WORDS = 0.5, 0.08
#: The same of words that the lexicon knows, and of those masked the share that keep their senses: these stand for words
#: that training never met and the lexicon has.
MASKED_SENSED, KEPT_SENSES = 0.2, 0.75
#: Share of the words left as they are that lose their senses: these stand for words that the lexicon lacks.
UNSENSED = 0.15
#: Share of the windows of reports with claims in which countries change places.
MOVED_WINDOWS = 0.4
_COUNTRIES = Path(__file__).parents[1] / "knowledge-sources/actors/factbook_countries.tsv"


@dataclass(frozen=True, slots=True)
class Country:
    """A country's names of one word each: of the land, of what is its own, of its people, of its seat."""

    forms: tuple[str, str, str, str]


@cache
def countries() -> tuple[Country, ...]:
    """Those that have a name of one word of every kind."""
    found = []
    for line in _COUNTRIES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        names, _, *others = [cell.split(";") for cell in line.split("\t")]
        if len(others) < len(("adjectives", "demonyms", "seats")):
            continue
        adjectives, demonyms, seats = others
        forms = (names[0], adjectives[0], demonyms[-1], seats[0])
        if all(form.isalpha() and form[0].isupper() for form in forms):
            found.append(Country(forms))
    return tuple(found)


@cache
def _named() -> Mapping[str, tuple[Country, int]]:
    """Every form, with its country and its kind; a form of two countries or kinds means the first."""
    found: dict[str, tuple[Country, int]] = {}
    for country in countries():
        for kind, form in enumerate(country.forms):
            found.setdefault(form, (country, kind))
    return found


class Varied(Collator):
    """A collator whose batches differ from what the corpora hold."""

    def __init__(self, encoder: Encoder, known: Labels, rng: random.Random) -> None:
        super().__init__(encoder, known)
        self._rng = rng
        self._mask = encoder.number("[MASK]")

    def __call__(self, batch: Sequence[Item]) -> Example:
        """One batch, of windows changed at random."""
        return super().__call__([self._varied(item) for item in batch])

    def _varied(self, item: Item) -> Item:
        if item.doc.id.startswith(("claims:", "gleaned:")) and self._rng.random() < MOVED_WINDOWS:
            item = self._moved(item)
        return self._masked(item) if self._rng.random() < MASKED_WINDOWS else item

    def _moved(self, item: Item) -> Item:
        """Every country of the window is another one, the same wherever it stands."""
        words, ids = list(item.doc.words), list(item.pieces.ids)
        others: dict[Country, Country] = {}
        for at in range(item.window.first, item.window.last):
            if words[at] in _named():
                country, kind = _named()[words[at]]
                other = others.setdefault(country, self._rng.choice(countries()))
                words[at] = other.forms[kind]
                ids[at] = self._encoder.pieces([words[at]]).ids[0]
        if not others:
            return item
        return replace(item, doc=replace(item.doc, words=words), pieces=Pieces(tuple(ids), item.pieces.senses))

    def _masked(self, item: Item) -> Item:
        ids, senses = list(item.pieces.ids), list(item.pieces.senses)
        for at in range(item.window.first, item.window.last):
            masked = self._rng.random() < (MASKED_WORDS if senses[at] == NONE else MASKED_SENSED)
            if masked:
                ids[at] = (self._mask,) * len(ids[at])
            if senses[at] != NONE and self._rng.random() < (1 - KEPT_SENSES if masked else UNSENSED):
                senses[at] = NONE
        return replace(item, pieces=Pieces(tuple(ids), tuple(senses)))
