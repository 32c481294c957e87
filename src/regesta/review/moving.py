"""Decisions in another text of the same report: their words looked up again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from regesta.records.spans import Span
from regesta.register.journal import Line
from regesta.review.anchors import nearest
from regesta.review.fields import words
from regesta.review.state import UNDO
from regesta.text.sentences import sentences


def moved(lines: Iterable[Line], report: Mapping[str, Any], *, start: int, trigger: Span) -> tuple[Line, ...]:
    """Decisions with the offsets of another text: each word where it stands nearest to where it should.

    Words that are gone leave their code behind, standing at the trigger; the journal keeps them.

    Args:
        lines: the decisions.
        report: the row of the other reading, with `text` and `parts`.
        start: where the trigger began.
        trigger: where it stands now.
    """
    text, sentence = report["text"], sentence_at(report["text"], report["parts"], trigger)
    where = {
        "trigger": {"text": trigger.of(text), "start": trigger.start, "end": trigger.end},
        "evidence": {"start": sentence.start, "end": sentence.end, "quote": sentence.of(text)},
    }

    def values(given: Mapping[str, Any]) -> dict[str, Any]:
        found = {name: _copy(value) for name, value in given.items()}
        for one in words(found):
            at = nearest(text, one["text"], one["start"] + trigger.start - start)
            one.update({"text": at.of(text), "start": at.start, "end": at.end} if at else _nowhere(trigger))
        return found

    found = []
    for line in lines:
        body = dict(line.decision.body)
        if line.decision.act != UNDO:
            body.update({"read": {**values(body["read"]), **where}, "new": values(body["new"])})
        found.append(replace(line, decision=replace(line.decision, body=body)))
    return tuple(found)


def sentence_at(text: str, parts: Sequence[Mapping[str, Any]], span: Span) -> Span:
    """The sentence of a report's part that holds a span; the part where no sentence does, the span where no part."""
    every = (Span(part["start"], part["end"]) for part in parts)
    part = next((one for one in every if one.contains(span)), span)
    return next((one for one in sentences(text, part) if one.contains(span)), part)


def _nowhere(span: Span) -> dict[str, Any]:
    return {"text": "", "start": span.start, "end": span.start}


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return dict(value)
    return [_copy(one) for one in value] if isinstance(value, list) else value
