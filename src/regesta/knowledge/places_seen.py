"""Which words of a reading are names of places on a map: the model's mentions, joined and looked into by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from regesta.records.readings import Mention, Reading
from regesta.records.spans import Span

#: Words behind a name that belong to it: "Laurel County", "Anbar province".
_GENERIC = frozenset(["County", "Parish", "Province", "Township", "Island", "Islands", "River", "Lake", "Bay"])
#: Words in the name of a body after which a place may stand: "Bank of England".
_BEFORE = frozenset(["of", "in", "at"])
#: So many words at most of a place's name inside the name of a body.
_LONGEST = 4


class Names(Protocol):
    """What is asked of the gazetteer."""

    def is_place(self, name: str) -> bool:
        """Whether the gazetteer has this exact name, folded."""
        ...


def places_seen(reading: Reading, names: Names) -> list[Span]:
    """The names of places, in text order, none overlapping.

    Adjectives ("Turkish") name people and states, not places on a map. Neighbouring pieces are one name where the
    gazetteer knows the whole. Inside the name of a body the place that it is called after counts ("Laurel County Fiscal
    Court", "Bank of England"); a single word in front only when more of the name than one word follows it.
    """
    places = [m for m in reading.mentions if _is_place(reading, m)]
    found = list(_joined(reading, places, names))
    for mention in reading.mentions:
        if mention.kind == "ORG":
            for first, last in _inside(reading, mention, names):
                if not any(a < last and first < b for a, b in found):
                    found.append((first, last))
    return [_span(reading, first, last) for first, last in sorted(found)]


def _is_place(reading: Reading, mention: Mention) -> bool:
    tokens = reading.tokens[mention.first : mention.last]
    return mention.kind == "LOC" or (mention.kind == "GPE" and all(t.upos == "PROPN" for t in tokens))


def _joined(reading: Reading, places: Sequence[Mention], names: Names) -> Iterator[tuple[int, int]]:
    """Token ranges of the mentions, each widened to the longest name around it that the gazetteer knows."""
    end = 0
    for mention in sorted(places, key=lambda m: m.first):
        if mention.first < end:
            continue
        first, last = _widened(reading, mention.first, mention.last, names)
        first = max(first, end)
        end = last
        yield first, last


def _widened(reading: Reading, first: int, last: int, names: Names) -> tuple[int, int]:
    own = _text(reading, first, last)
    for before, after in ((1, 1), (0, 2), (2, 0), (0, 1), (1, 0)):
        one, two = first - before, last + after
        if one < 0 or two > len(reading.tokens) or not _is_run(reading, one, two):
            continue
        if names.is_place(_text(reading, one, two)) or (
            (before, after) == (0, 1) and _text(reading, last, two) in _GENERIC and names.is_place(own)
        ):
            return one, two
    return first, last


def _is_run(reading: Reading, first: int, last: int) -> bool:
    """Whether tokens are capitalised words with nothing but one space between them, within a sentence."""
    tokens, text = reading.tokens[first:last], reading.report.text
    gaps = [text[a.span.end : b.span.start] for a, b in pairwise(tokens)]
    return all(gap == " " for gap in gaps) and all(text[t.span.start].isupper() for t in tokens)


def _inside(reading: Reading, mention: Mention, names: Names) -> Iterator[tuple[int, int]]:
    """Places that the name of a body begins with, or that follow a preposition in it."""
    for first in range(mention.first, mention.last):
        begins = first == mention.first
        if not begins and _text(reading, first - 1, first) not in _BEFORE:
            continue
        for last in range(min(mention.last, first + _LONGEST), first, -1):
            rest = mention.last - last
            if not _is_run(reading, first, last) or (begins and rest < (2 if last - first == 1 else 1)):
                continue
            if names.is_place(_text(reading, first, last)):
                yield first, last
                break


def _text(reading: Reading, first: int, last: int) -> str:
    return _span(reading, first, last).of(reading.report.text)


def _span(reading: Reading, first: int, last: int) -> Span:
    return Span(reading.tokens[first].span.start, reading.tokens[last - 1].span.end)
