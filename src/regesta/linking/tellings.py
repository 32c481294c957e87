"""What linking compares: a claim reduced to who, what, when, where, how many, and the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from regesta.linking.words import Bag, bag, forms, stem, table, unit
from regesta.ontology import scheme
from regesta.register.matching import fold

#: Codes that name nobody in particular.
NOBODY = frozenset({"---", "IMG", "NGO", "MNC", "ISM"})


@dataclass(frozen=True, slots=True)
class Who:
    """One participant.

    Attributes:
        code: may be `---`.
        names: what names it and nobody else: the id of its entry where that is more than a country, and rare words
            written with a capital.
        person: the id of the person it is, "" when it is none that is known.
    """

    code: str
    sectors: frozenset[str]
    names: frozenset[str]
    person: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """Half-open days as ordinals, and whether they were told as a day, week or month rather than more loosely."""

    first: int
    last: int
    sharp: bool

    @property
    def length(self) -> int:
        """How many days."""
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: folded names, its country, its point, and whether it is finer than a country."""

    names: frozenset[str]
    country: str | None = None
    point: tuple[float, float] | None = None
    fine: bool = True


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure: bounds inclusive, either of which may be open."""

    measure: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim as linking sees it. What is unknown is None or empty, and then compares as unknown.

    Attributes:
        id, report: of the claim and its report; `copy` is the number of the report's group of near copies.
        order: its place in the report.
        event, mode: the type, "" when there is none to compare.
        trigger: the words that name the act.
        told: the days the report gives; `published` the day of publication.
        realis: as the claim has it.
        sentence, around, names, story: bags of words of the sentence, of the words beside the trigger, of the names
            in the sentence, and of the whole report.
    """

    id: str
    report: str
    order: int
    trigger: tuple[str, ...]
    copy: int = -1
    event: str = ""
    mode: str = ""
    actors: tuple[Who, ...] = ()
    recipients: tuple[Who, ...] = ()
    told: Days | None = None
    published: int | None = None
    spot: Spot | None = None
    amounts: tuple[Amount, ...] = ()
    realis: str = ""
    sentence: Bag = field(default_factory=dict)
    around: Bag = field(default_factory=dict)
    names: Bag = field(default_factory=dict)
    story: Bag = field(default_factory=dict)

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the trigger's words."""
        return frozenset(map(stem, self.trigger))


#: Words on either side of the trigger that say most about what it is done to and by.
_BESIDE = 6
#: Weight from which a word written with a capital names somebody: "President", "Ministry", "American" lie below.
_RARE = 3.5
#: Kinds of knowledge entries that name one body or person; those of countries say no more than the code.
_NAMING = frozenset({"person", "group", "organisation", "party", "company", "media"})
_SHARP = frozenset({"day", "week", "month"})


def telling(row: Mapping[str, Any], *, copy: int, story: Bag) -> Telling:
    """The telling of a claim's row in the register.

    Args:
        row: as `register.schema.CLAIMS` has it.
        copy: the number of the report's group of near copies.
        story: the bag of the report's words.
    """
    quote, trigger = row["evidence"]["quote"], row["trigger"]
    start = max(0, trigger["start"] - row["evidence"]["start"])
    before, after = forms(quote[:start]), forms(quote[start + len(trigger["text"]) :])
    return Telling(
        id=row["claim_id"],
        report=row["report_id"],
        order=row["ordinal"],
        trigger=tuple(forms(trigger["text"])) or (trigger["text"],),
        copy=copy,
        event=row["event"],
        mode=row["mode"] or "",
        actors=_side(row["participants"], "actor"),
        recipients=_side(row["participants"], "recipient"),
        told=days(row["time_from"], row["time_to"], row["time"]["precision"]) if row["time_from"] else None,
        published=row["published"].toordinal() if row["published"] else None,
        spot=_spot(row["place"]),
        amounts=tuple(Amount(one["measure"], one["low"], one["high"]) for one in row["figures"] or ()),
        realis=row["realis"],
        sentence=bag(forms(quote)),
        around=bag([*before[-_BESIDE:], *after[:_BESIDE]]),
        names=name_bag(forms(quote)),
        story=story,
    )


def days(start: date, end: date, precision: str) -> Days:
    """The days of an interval."""
    return Days(start.toordinal(), end.toordinal(), precision in _SHARP)


def name_bag(words: Sequence[str]) -> Bag:
    """The words written with a capital, the first of the sentence aside, and the numbers."""
    known = table()
    kept = [word for n, word in enumerate(words) if word[0].isdigit() or (n and word[0].isupper())]
    return unit({stem(word): known.weight(word) for word in kept})


def _side(participants: Iterable[Mapping[str, Any]], role: str) -> tuple[Who, ...]:
    return tuple(_who(party) for party in participants if party["role"] == role)


def _who(party: Mapping[str, Any]) -> Who:
    id_ = party["entity"]["id"] or ""
    kind, known = id_.partition(":")[0], table()
    names = {stem(word) for word in forms(party["text"]) if word[0].isupper() and known.weight(word) >= _RARE}
    if kind in _NAMING:
        names.add(id_)
    return Who(party["code"], frozenset(party["sectors"] or ()), frozenset(names), id_ if kind == "person" else "")


def _spot(place: Mapping[str, Any] | None) -> Spot | None:
    if place is None or not (place["country"] or place["name"]):
        return None
    names = frozenset(name for name in (fold(place["name"] or "").strip(), place["entity"]["id"]) if name)
    known = place["latitude"] is not None and place["longitude"] is not None
    point = (place["latitude"], place["longitude"]) if known else None
    return Spot(names, place["country"], point, place["precision"] not in ("country", "region"))


@cache
def quads() -> dict[str, str]:
    """From an event type to its quad class."""
    return {event.name: event.quad for event in scheme.load().events}
