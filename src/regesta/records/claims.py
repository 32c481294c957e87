"""Finished claims: everything resolved or left unresolved with a reason; what a register keeps."""

from __future__ import annotations

from dataclasses import dataclass

from regesta.records.accounts import Figure
from regesta.records.dates import Interval
from regesta.records.reports import Report
from regesta.records.spans import Span


@dataclass(frozen=True, slots=True)
class Link:
    """A mention resolved to an entry of the knowledge file. `score` in [0, 1]; `reasons` are for people to read."""

    id: str
    name: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A mention left unresolved, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Party:
    """A participant or a speaker with its code (codebook section 3).

    Attributes:
        role: `actor`, `recipient` or `voice`.
        text, span: the words in the report.
        code: ISO 3166 alpha-3, acronym, `IMG NGO MNC ISM`, or `---` when unknown.
        sectors: most specific first.
        entity: the knowledge entry, or why there is none.
        reasons: how the code and the sectors were decided, step by step.
    """

    role: str
    text: str
    span: Span
    code: str
    sectors: tuple[str, ...]
    entity: Link | Unlinked
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """One hop of the attribution chain, outermost first in the claim."""

    party: Party
    cue: str
    stance: str
    quotation: str


@dataclass(frozen=True, slots=True)
class When:
    """Time words and the interval they mean, or why they have none."""

    text: str
    span: Span
    interval: Interval | Unlinked


@dataclass(frozen=True, slots=True)
class Where:
    """Place words and what they mean. `country` is ISO 3166 alpha-3; `precision` as in codebook section 8."""

    text: str
    span: Span
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    entity: Link | Unlinked


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence a claim rests on."""

    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One place in one report where somebody says that one political event did, will, might or did not happen."""

    id: str
    report_id: str
    event: str
    mode: str | None
    contexts: tuple[str, ...]
    trigger: str
    trigger_span: Span
    participants: tuple[Party, ...]
    realis: str
    certainty: str
    attribution: tuple[Voice, ...]
    time: When | None
    place: Where | None
    figures: tuple[Figure, ...]
    evidence: Evidence
    score: float
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A report with its finished claims, in text order."""

    report: Report
    claims: tuple[Claim, ...]
