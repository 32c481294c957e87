"""Quotation marks: which stretches of a text stand between them, also where a quote runs over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regesta.records.spans import Span

#: Two single marks stand for a double one, as news archives write them.
_MARK = re.compile(r"[“«„”»\"]|''|``|‘‘|’’")
_OPENING, _CLOSING = frozenset(("“", "«", "„", "``", "‘‘")), frozenset(("”", "»", "’’"))
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
        for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
            if mark[0] in _OPENING or (mark[0] not in _CLOSING and start < 0):
                start = mark.end()
            elif start >= 0:
                _keep(out, text, start, mark.start())
                start = -1
        if start >= 0 and _goes_on(text, paragraphs[number + 1 : number + 2]):
            _keep(out, text, start, paragraph.end)
    return tuple(out)


def _keep(out: list[Span], text: str, start: int, end: int) -> None:
    if 0 < end - start <= _LONGEST and text[start:end].strip():
        out.append(Span(start, end))


def _goes_on(text: str, following: Sequence[Span]) -> bool:
    begins = _MARK.match(text[following[0].start : following[0].end].lstrip()) if following else None
    return begins is not None and begins[0] not in _CLOSING
