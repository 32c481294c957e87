"""Statements with a source, and what quotation marks say about where their words begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from regesta.records.readings import Reading
from regesta.records.spans import Span

#: Code points within which a quote goes on from the one before: room for a reporting clause with who the speaker is.
_NEXT = 200


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement with its source.

    Attributes:
        speaker, speaker_head: the source's words and the index of their head token.
        cue: the reporting word, None where quotes stand alone.
        content: what was said, in one or more half-open stretches of the report's text.
        quotation: `direct`, `indirect` or `mixed` (codebook section 5).
        why: what found it.
    """

    speaker: Span
    speaker_head: int
    cue: Span | None
    content: tuple[Span, ...]
    quotation: str
    why: str


def with_quotes(one: Attribution, quotes: Sequence[Span]) -> Attribution:
    """The statement with the rest of any quote that it holds most of, or that holds it."""
    content, kind = list(one.content), "indirect"
    for quote in quotes:
        touching = [span for span in content if span.overlaps(quote)]
        if not touching or quote.contains(one.speaker):
            continue
        inside = _shared(touching, quote)
        if 2 * inside >= len(quote) or any(quote.contains(span) for span in touching):
            low, high = min(quote.start, touching[0].start), max(quote.end, touching[-1].end)
            content = [span for span in content if span not in touching] + [Span(low, high)]
            kind = "mixed" if kind == "mixed" or 3 * len(quote) < 2 * sum(map(len, content)) else "direct"
    return replace(one, content=tuple(sorted(content)), quotation=kind)


def going_on(found: Sequence[Attribution], reading: Reading, quotes: Sequence[Span]) -> list[Attribution]:
    """Adds quotes that nothing has touched and that fill a sentence to the one just before: its speaker goes on."""
    out = list(found)
    for quote in quotes:
        # A statement told inside the quote does not make it that speaker's.
        if any(2 * _shared(one.content, quote) >= len(quote) for one in out) or not _fills_a_sentence(quote, reading):
            continue
        near = [
            number for number, one in enumerate(out)
            if one.quotation != "indirect" and 0 <= quote.start - one.content[-1].end < _NEXT
        ]  # fmt: skip
        if near:
            last = max(near, key=lambda number: out[number].content[-1].end)
            out[last] = replace(out[last], content=(*out[last].content, quote))
    return out


def _shared(content: Sequence[Span], quote: Span) -> int:
    """Code points of a content that lie in a quote."""
    return sum(max(0, min(s.end, quote.end) - max(s.start, quote.start)) for s in content)


def _fills_a_sentence(quote: Span, reading: Reading) -> bool:
    return any(
        sentence.span.overlaps(quote) and len(quote) >= 0.8 * len(sentence.span) for sentence in reading.sentences
    )
