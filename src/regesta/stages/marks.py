"""Quotation marks: which stretches of a text stand between them, also where a quote runs over several paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from regesta.records.spans import Span

_OPENING, _CLOSING, _STRAIGHT = "“«„", "”»", '"'
#: A quote longer than this has lost its closing mark.
_LONGEST = 3000


def quoted(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Stretches between double quotation marks without the marks, in text order; half-open code points.

    A quote that a paragraph leaves open goes on in the next one when that begins with an opening mark again, as
    printers do it; each paragraph's part is a span of its own. Single marks are left alone: they are apostrophes too
    often.
    """
    out: list[Span] = []
    for number, paragraph in enumerate(paragraphs):
        start = -1
        for at in range(paragraph.start, paragraph.end):
            mark = text[at]
            if mark in _OPENING or (mark in _STRAIGHT and start < 0):
                start = at + 1
            elif start >= 0 and (mark in _CLOSING or mark in _STRAIGHT):
                _keep(out, text, start, at)
                start = -1
        if start >= 0 and _goes_on(text, paragraphs[number + 1 : number + 2]):
            _keep(out, text, start, paragraph.end)
    return tuple(out)


def _keep(out: list[Span], text: str, start: int, end: int) -> None:
    if 0 < end - start <= _LONGEST and text[start:end].strip():
        out.append(Span(start, end))


def _goes_on(text: str, following: Sequence[Span]) -> bool:
    return bool(following) and text[following[0].start : following[0].end].lstrip()[:1] in tuple(_OPENING + _STRAIGHT)
