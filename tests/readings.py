"""Readings built by hand for tests: a text, and one line a word with its syntax."""

from __future__ import annotations

from collections.abc import Sequence

from regesta.records.readings import Arc, Mention, Reading, Sentence, Token, Trigger
from regesta.records.reports import Part, PartKind, Report
from regesta.records.spans import Span


def report(text: str, **changes: object) -> Report:
    """A report of one body part."""
    values: dict[str, object] = {
        "id": "r-test", "text": text, "parts": (Part(PartKind.BODY, Span(0, len(text))),), "title": "",
        "published": None, "published_why": "not told", "language": "en", "byline": "", "source": "", "url": "",
        "origin": "test", "capture_sha256": "0" * 64,
    }  # fmt: skip
    return Report(**{**values, **changes})  # type: ignore[arg-type]


def reading(
    rows: str,
    *,
    triggers: Sequence[tuple[int, str]] = (),
    arcs: Sequence[tuple[int, int, str]] = (),
    mentions: Sequence[tuple[int, int, str]] = (),
    links: Sequence[tuple[int, int]] = (),
    homes: Sequence[tuple[int, int, float]] = (),
) -> Reading:
    """A reading from rows `form lemma UPOS head deprel` (head: 1-based in its sentence, 0 for root; blank line between
    sentences). Words are joined by single spaces; arcs, mentions and links use word numbers over the whole text."""
    text, tokens, sentences = "", [], []
    for number, block in enumerate(rows.strip().split("\n\n")):
        first = len(tokens)
        begin = len(text)
        for line in block.strip().splitlines():
            form, lemma, upos, head, deprel = line.split()
            if text:
                text += " "
                begin = begin + 1 if len(tokens) == first else begin
            span = Span(len(text), len(text) + len(form))
            text += form
            at = first + int(head) - 1 if int(head) else -1
            tokens.append(Token(span, number, upos, lemma, at, deprel, 0.0))
        sentences.append(Sentence(Span(begin, len(text)), first, len(tokens), PartKind.BODY))
    made = tuple(
        Trigger(word, event, 0.9, "actual", 0.9, "certain", 0.9, "asserts", "indirect") for word, event in triggers
    )
    return Reading(
        report(text),
        tuple(sentences),
        tuple(tokens),
        tuple(Mention(*m) for m in mentions),
        made,
        tuple(Arc(s, t, label, 0.9) for s, t, label in arcs),
        tuple(Arc(s, t, "antecedent", 0.9) for s, t in links),
        tuple(Arc(s, t, "home", share) for s, t, share in homes),
    )
