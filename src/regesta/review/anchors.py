"""Where in a report a decision belongs, so that it finds its words again in another reading of it.

After the TextQuoteSelector of the W3C Web Annotation Data Model (2017), section 4.2.4: the exact words, what stands
before and behind them, and then, where these leave a choice, the position. White space is compared loosely, because a
better extraction of the text changes it first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from regesta.records.spans import Span

#: Code points of context kept on either side: five or six words, which tell apart all but verbatim repetitions.
CONTEXT = 32
#: Share of the context that must stand about the words for them to be the same place: an editor may have changed what
#: is on one side, and the words alone ("said") prove nothing.
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a claim's trigger.

    Attributes:
        report: id of the report it was judged in.
        segment: name of the segment that holds that reading of it.
        capture: key of the input that the report was read from (equal bytes at an equal place have equal keys).
        lineage: what the input is a version of.
        exact, prefix, suffix: the trigger's words and up to `CONTEXT` code points before and behind.
        start, end: where they stood.
        ordinal: tells apart claims of one type on the same words.
    """

    report: str
    segment: str
    capture: str
    lineage: str
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    ordinal: int = 0

    def to_json(self) -> dict[str, Any]:
        """As the journal keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Anchor:
        """What `to_json` gave; TypeError when it is something else."""
        return cls(**value)


def anchor_at(report: Mapping[str, Any], span: Span, ordinal: int) -> Anchor:
    """The anchor of a claim on these words of a report, given the report's row."""
    exact, prefix, suffix = context(report["text"], span)
    return Anchor(
        report=report["report_id"], segment=report["segment"], capture=report["capture_key"], lineage=report["lineage"],
        exact=exact, prefix=prefix, suffix=suffix, start=span.start, end=span.end, ordinal=ordinal,
    )  # fmt: skip


def context(text: str, span: Span) -> tuple[str, str, str]:
    """The words of a span, with what stands before and behind them."""
    return span.of(text), text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def find(text: str, exact: str, *, prefix: str, suffix: str, near: int) -> Span | None:
    """Where the words stand in a text: where most of the context fits, and of those places the nearest to `near`.

    None when they are not there, or nowhere with at least half of their context.
    """
    before, behind = _bare(prefix)[::-1], _bare(suffix)
    wanted = _SAME * (len(before) + len(behind))
    best: tuple[int, int, Span] | None = None
    for span in occurrences(text, exact):
        # Twice the context: white space that has become wider must not push words out of sight.
        left = _bare(text[max(0, span.start - 2 * CONTEXT) : span.start])[::-1]
        fits = _shared(before, left) + _shared(behind, _bare(text[span.end : span.end + 2 * CONTEXT]))
        ranked = (fits, -abs(span.start - near), span)
        if fits >= wanted and (best is None or ranked[:2] > best[:2]):
            best = ranked
    return best[2] if best else None


def nearest(text: str, words: str, near: int) -> Span | None:
    """The occurrence of words that begins nearest to `near`; None when there is none."""
    return min(occurrences(text, words), key=lambda span: abs(span.start - near), default=None)


def occurrences(text: str, words: str) -> list[Span]:
    """Where words stand in a text: with any white space between them, and no part of a longer word."""
    parts = words.split()
    if not parts:
        return []
    pattern = r"\s+".join(re.escape(part) for part in parts)
    left = r"(?<!\w)" if parts[0][0].isalnum() else ""
    right = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    return [Span(*found.span()) for found in re.finditer(left + pattern + right, text)]


def _bare(text: str) -> str:
    """Without white space: it is what extraction changes, and counting it would reward nothing."""
    return "".join(text.split())


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
