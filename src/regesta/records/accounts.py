"""Draft claims: role slots, voices, realis, time and place words, figures. Text only; no gazetteer, no calendar."""

from __future__ import annotations

from dataclasses import dataclass

from regesta.records.readings import Reading
from regesta.records.spans import Span


@dataclass(frozen=True, slots=True)
class Slot:
    """A mention that fills a role or speaks.

    Attributes:
        span: the words in the report (a pronoun or description stands as it is).
        head: index of its head token.
        stands_for: the words of the nearest earlier mention it refers to, when it is an anaphor; else None.
        owner: whose it is, when a possessive pronoun stands before it ("its army") and stands for somebody; else None.
        why: what found it (`model arc 0.93`, `rule: passive subject`).
    """

    span: Span
    head: int
    stands_for: Span | None = None
    owner: Span | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Hop:
    """One voice of the attribution chain (codebook section 5)."""

    speaker: Slot
    cue: Span | None
    stance: str
    quotation: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people or things told about an event (codebook section 9); bounds are inclusive.

    `low` or `high` is None when the words give only the other ("up to 50", "more than 100" gives low 100).
    """

    measure: str
    low: float | None
    high: float | None
    qualifier: str | None
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class Draft:
    """One claim as the text tells it.

    `time` and `place` are the words they rest on, or None; `score` is the calibrated probability that the claim is
    right in its type.
    """

    event: str
    mode: str | None
    contexts: tuple[str, ...]
    trigger: Span
    trigger_head: int
    sentence: int
    actors: tuple[Slot, ...]
    recipients: tuple[Slot, ...]
    realis: str
    certainty: str
    attribution: tuple[Hop, ...]
    time: Span | None
    place: Span | None
    figures: tuple[Figure, ...]
    score: float
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """All draft claims of one report, in text order."""

    reading: Reading
    drafts: tuple[Draft, ...]
