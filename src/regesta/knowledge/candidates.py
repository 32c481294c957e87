"""The candidates behind a link, told with their scores and with what decided: at most three, for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from regesta.knowledge.codes import Entity

#: So many candidates are told: the winner and two more.
MOST = 3
#: What is taken off a candidate's score: estimates that order candidates as the rules do, no probabilities. Being in
#: office on the day outweighs any difference of review; both are shares of what is left.
_OUT_OF_OFFICE, _ELSEWHERE = 0.6, 0.5
_BY_RANK = {0: 0.8, 1: 0.9, 2: 1.0, 3: 1.0}
_SURE = {0: "a weak prior", 1: "harvested", 2: "reviewed", 3: "your table"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that the words may mean, with its score and what speaks for and against it."""

    entity: Entity
    score: float
    features: tuple[str, ...]


def weigh(entity: Entity, way: str, base: float, country: str | None, at: date | None) -> Candidate:
    """What a candidate is worth: the way that led to it, the country that the words give, the day, the review."""
    score, features = base * _BY_RANK[min(entity.rank, 3)], [way]
    codes = {spell.code for spell in entity.spells}
    if country and country not in codes:
        score *= _ELSEWHERE
        features.append(f"not of {country}")
    elif country:
        features.append(f"of {country}, as the words say")
    spell = entity.at(at)
    if at is not None and any(s.start or s.end for s in entity.spells):
        within = spell.covers(at.isoformat())
        dates = f"{spell.start or '...'} to {spell.end or '...'}"
        score *= 1.0 if within else _OUT_OF_OFFICE
        features.append(f"{'there on the day' if within else 'not there on the day'} ({dates})")
    features.append(_SURE[min(entity.rank, 3)])
    return Candidate(entity, round(score, 2), tuple(features))


def told(winner: Entity, others: Iterable[Candidate]) -> list[str]:
    """A line for each candidate, the winner first; none where nobody else bears the name."""
    known: dict[str, Candidate] = {}
    for one in others:
        known.setdefault(one.entity.id, one)
    if len(known) < 2:
        return []
    order = sorted(known.values(), key=lambda c: (c.entity.id != winner.id, -c.score, c.entity.id))
    return [_line(number, one) for number, one in enumerate(order[:MOST], 1)] + _more(order)


def _more(order: Sequence[Candidate]) -> list[str]:
    return [f"and {len(order) - MOST} candidates more"] if len(order) > MOST else []


def _line(number: int, one: Candidate) -> str:
    codes = " ".join(dict.fromkeys(spell.code for spell in one.entity.spells))
    who = f"{one.entity.label}, {one.entity.kind} of {codes}"
    return f"candidate {number}: {who}, {one.score:.2f}: {', '.join(one.features)}"
