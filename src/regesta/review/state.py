"""What stands: a pure function of the decisions about one claim, in the order of the journal.

- A coder's judgement is what the coder's own decisions come to, each correction on top of the ones before. An undo
  takes its decision out as if it had never been taken.
- Of several coders the corrections of all stand, the later one where two changed the same field; whether the claim is
  rejected says the last of them. Where their judgements differ the claim is disputed until somebody settles it.
- An adjudication settles: what it says stands until it is undone, whatever coders decide afterwards.
- What people accepted stands as it was read then, also where a later reading reads it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from regesta.register.journal import Line
from regesta.review.fields import JUDGED, Values, key, plain

#: Kinds of decisions: of a coder about a claim, of whoever settles it, about which claims tell one happening.
CLAIM, ADJUDICATION, INCIDENT = "claim", "adjudication", "incident"
ACCEPT, CORRECT, REJECT, ADD, UNDO = "accept", "correct", "reject", "add", "undo"
MERGE, SPLIT = "merge", "split"


@dataclass(frozen=True, slots=True)
class Correction:
    """A field that somebody gave another value, and the decision that did."""

    value: Any
    line: Line


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the decisions of one coder, or of the adjudicators, come to.

    Attributes:
        lines: the decisions that count, in order; never empty.
        corrections: by field.
        rejected: whether the claim is none.
    """

    lines: tuple[Line, ...]
    corrections: dict[str, Correction]
    rejected: bool

    @property
    def values(self) -> dict[str, Any]:
        """Every field as the coder left it."""
        return {**_read(self.lines[-1]), **{field: one.value for field, one in self.corrections.items()}}


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a claim that somebody judged.

    Attributes:
        rejected: whether it is no claim.
        values: every field as people left it.
        corrections: the fields that they corrected.
        line: the decision that had the last word.
        judgements: of each coder, in the order of their first decisions.
        settled: whether an adjudication decided.
        disputed: whether coders differ and nobody settled it.
    """

    rejected: bool
    values: dict[str, Any]
    corrections: dict[str, Correction]
    line: Line
    judgements: dict[str, Judgement]
    settled: bool
    disputed: bool


def standing(lines: Iterable[Line]) -> Standing | None:
    """What stands after these decisions about one claim; None when all of them were undone."""
    live = counting(lines)
    judgements = judgements_of(live)
    settled = judgement([line for line in live if line.decision.kind == ADJUDICATION])
    decided = settled or judgement([line for line in live if line.decision.kind == CLAIM])
    if decided is None:
        return None
    pairs = combinations(judgements.values(), 2)
    differ = settled is None and any(differing(one, other) for one, other in pairs)
    return Standing(
        rejected=decided.rejected,
        values=decided.values,
        corrections=decided.corrections,
        line=decided.lines[-1],
        judgements=judgements,
        settled=settled is not None,
        disputed=differ,
    )


def counting(lines: Iterable[Line]) -> list[Line]:
    """The decisions that were not undone, without the undoing."""
    every = list(lines)
    undone = {line.decision.body.get("undoes") for line in every if line.decision.act == UNDO}
    return [line for line in every if line.decision.act != UNDO and line.hash not in undone]


def about_incidents(lines: Iterable[Line]) -> list[Line]:
    """The decisions about incidents that were not undone, oldest first."""
    return [line for line in counting(lines) if line.decision.kind == INCIDENT]


def judgements_of(live: Sequence[Line]) -> dict[str, Judgement]:
    """The judgement of each coder from the decisions that count."""
    by_coder: dict[str, list[Line]] = {}
    for line in live:
        if line.decision.kind == CLAIM:
            by_coder.setdefault(line.decision.who, []).append(line)
    return {who: made for who, own in by_coder.items() if (made := judgement(own)) is not None}


def judgement(live: Sequence[Line]) -> Judgement | None:
    """What decisions come to, one after the other; None when there are none."""
    if not live:
        return None
    corrections: dict[str, Correction] = {}
    for line in live:
        for field, value in line.decision.body.get("new", {}).items():
            corrections[field] = Correction(value, line)
    return Judgement(tuple(live), corrections, live[-1].decision.act == REJECT)


def _read(line: Line) -> Values:
    """The plain values of the claim as it was read when the decision was taken."""
    return plain(line.decision.body["read"])


def differing(one: Judgement, other: Judgement) -> list[str]:
    """The fields in which two judgements differ; `decision` when one rejects and the other does not.

    A field that neither corrected is none of them, even where they judged different readings.
    """
    if one.rejected != other.rejected:
        return ["decision"]
    if one.rejected:
        return []
    mine, theirs = one.values, other.values
    fields = [field for field in JUDGED if field in one.corrections or field in other.corrections]
    return [field for field in fields if key(field, mine) != key(field, theirs)]
