"""What the model sees in a report: sentences, tokens, syntax, mentions, event triggers and arcs between tokens.

Token indices count from 0 over the whole report; sentence indices likewise. Nothing here knows a gazetteer.
"""

from __future__ import annotations

from dataclasses import dataclass

from regesta.records.reports import PartKind, Report
from regesta.records.spans import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word (UD segmentation of English).

    Attributes:
        span: its code points.
        sentence: index of its sentence.
        upos, lemma: universal part of speech; lemma in UD English style.
        head: index of its syntactic head in the report, or -1 for a root.
        deprel: UD relation to the head (`root` for a root).
        factuality: predicted degree in [-3, 3] to which a predicate is said to have happened (UDS-IH2 scale).
    """

    span: Span
    sentence: int
    upos: str
    lemma: str
    head: int
    deprel: str
    factuality: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` (included) to `last` (excluded) standing in one part of the report."""

    span: Span
    first: int
    last: int
    part: PartKind


@dataclass(frozen=True, slots=True)
class Mention:
    """A named entity or time expression: tokens `first` (included) to `last` (excluded).

    `kind` is PER, ORG, LOC (geographic), GPE (people or adjective of a place) or TIME from the entity head, or TIMEX, a
    whole time expression from the head trained for those.
    """

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that names an event, with what the heads said about it (probabilities in [0, 1])."""

    token: int
    event: str
    score: float
    realis: str
    realis_score: float
    certainty: str
    certainty_score: float
    stance: str
    quotation: str


@dataclass(frozen=True, slots=True)
class Arc:
    """A labelled arc from an event trigger, predicate or anaphor to another token.

    Labels: event arcs `actor recipient speaker cue place time figure` (from a trigger), PropBank `ARG0 ... ARGM-*`
    (from a predicate), `antecedent` (from an anaphor to the nearest earlier mention of the same thing), `home` (from a
    participant to a word that names its country or body; the target -1 says that none does, -2 that one does in another
    part of the report; the scores of one source are shares of one).
    """

    source: int
    target: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with everything one pass of the model found in it."""

    report: Report
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]
    event_arcs: tuple[Arc, ...]
    antecedents: tuple[Arc, ...]
    homes: tuple[Arc, ...] = ()
