"""The layout of a plain text report: which stretches are title, subtitle, body, caption, byline, dateline, promotion.

Nothing is cut or moved: the parts are spans of the text as it stands, and what no part covers is white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from regesta.records.reports import Part, PartKind
from regesta.records.spans import Span
from regesta.text.lines import ends_sentence, is_biography, line_date, line_kind, opens_list, wire_dateline

#: Code points. A first line longer than this is a paragraph, not a title.
MAX_TITLE = 300
#: A subtitle is one sentence at most; a longer second line is the lead paragraph.
MAX_SUBTITLE = 250
#: The paragraph after a subtitle is plainly body from this length on.
MIN_BODY = 100
#: Lines longer than this do not come from a text wrapped by hand: each is a paragraph.
WRAP = 100

#: Both begin at the first character that is no white space: a line of nothing but spaces is passed over in one go.
_BLOCK = re.compile(r"\S[^\n]*+(?:\n[^\S\n]*+\S[^\n]*+)*+")
_LINE = re.compile(r"\S[^\n]*+")
_LINE_ENDS = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Layout:
    """The labelled parts of a text and what they say about it.

    Attributes:
        parts: in text order, without overlap.
        title: the title's words ("" if none).
        byline: the author line as printed ("" if none).
        published: date of a date line above the body, else None.
    """

    parts: tuple[Part, ...]
    title: str
    byline: str
    published: date | None


@dataclass(slots=True)
class _Draft:
    parts: list[Part] = field(default_factory=list)
    byline: str = ""
    published: date | None = None
    body: bool = False
    listing: bool = False


def normalise(text: str) -> str:
    """`text` with every line end (CRLF, CR) as one LF; all other characters stay as and where they are."""
    return _LINE_ENDS.sub("\n", text)


def layout(text: str, *, titled: bool = True) -> Layout:
    """Label the stretches of `text`.

    Args:
        text: with line ends normalised.
        titled: whether the first line may be a title (false for a bare body).
    """
    units = list(_units(text))
    draft = _Draft()
    title, rest = _title(text, units) if titled else (None, units)
    if title is not None:
        draft.parts.append(Part(PartKind.TITLE, title))
        if _is_subtitle(text, title, rest):
            draft.parts.append(Part(PartKind.SUBTITLE, rest.pop(0)))
    for unit in rest:
        _label(text, unit, draft)
    draft.parts.sort(key=lambda part: part.span)
    return Layout(tuple(draft.parts), title.of(text) if title else "", draft.byline, draft.published)


def _units(text: str) -> Iterator[Span]:
    """Paragraphs: blocks between blank lines; a block whose lines are paragraphs or labels of their own falls apart."""
    for block in _BLOCK.finditer(text):
        lines = [_trim(text, m.start(), m.end()) for m in _LINE.finditer(text, block.start(), block.end())]
        if len(lines) == 1:
            yield lines[0]
        elif any(len(line) > WRAP for line in lines) or all(ends_sentence(line.of(text)) for line in lines):
            yield from lines
        else:
            yield from _peel(text, lines)


def _peel(text: str, lines: list[Span]) -> Iterator[Span]:
    """A wrapped paragraph, with bylines, dates and promotions at its edges as units of their own."""
    first, last = 0, len(lines)
    while first < last and line_kind(lines[first].of(text)) is not PartKind.BODY:
        yield lines[first]
        first += 1
    tail: list[Span] = []
    while last > first and line_kind(lines[last - 1].of(text)) is not PartKind.BODY:
        last -= 1
        tail.append(lines[last])
    if first < last:
        yield Span(lines[first].start, lines[last - 1].end)
    yield from reversed(tail)


def _trim(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _title(text: str, units: list[Span]) -> tuple[Span | None, list[Span]]:
    """The title, and the units without it. A date or byline may stand above the title."""
    for index, unit in enumerate(units[:3]):
        if line_kind(unit.of(text)) in (PartKind.DATELINE, PartKind.BYLINE):
            continue
        line_end = text.find("\n", unit.start, unit.end)
        if line_end >= 0 and not _wrapped_title(text, unit):
            title = _trim(text, unit.start, line_end)
            if not _is_title(text, title, last=False) or ends_sentence(title.of(text)):
                return None, units
            rest = _trim(text, line_end, unit.end)
            return title, [*units[:index], rest, *units[index + 1 :]]
        if not _is_title(text, unit, last=len(units) == index + 1):
            return None, units
        return unit, [*units[:index], *units[index + 1 :]]
    return None, units


def _is_title(text: str, unit: Span, *, last: bool) -> bool:
    words = unit.of(text)
    if len(words) > MAX_TITLE or wire_dateline(words):
        return False
    return not (last and ends_sentence(words))


def _wrapped_title(text: str, unit: Span) -> bool:
    """Two or three lines, short together and without a full stop, whose later lines go on in small letters."""
    lines = unit.of(text).split("\n")
    if len(lines) > 3 or len(unit) > MAX_TITLE or ends_sentence(lines[-1]):
        return False
    return all(line.lstrip()[:1].islower() for line in lines[1:])


def _is_subtitle(text: str, title: Span, rest: list[Span]) -> bool:
    """A short line without full stop right under the title, and a plain body paragraph under it.

    Byline and date line may stand between the two.
    """
    if len(rest) < 2 or rest[0].start < title.end:
        return False
    words = rest[0].of(text)
    between = [unit.of(text) for unit in rest[1:5]]
    body = next((w for w in between if line_kind(w) not in (PartKind.BYLINE, PartKind.DATELINE)), "")
    if len(words) > MAX_SUBTITLE or "\n" in words or ends_sentence(words) or words.endswith((":", ",", ";")):
        return False
    if line_kind(words) is not PartKind.BODY or wire_dateline(words):
        return False
    if text.count("\n", title.end, rest[0].start) < 2 or text.count("\n", rest[0].end, rest[1].start) < 2:
        return False
    return line_kind(body) is PartKind.BODY and len(body) >= max(MIN_BODY, len(words)) and ends_sentence(body)


def _label(text: str, unit: Span, draft: _Draft) -> None:
    words = unit.of(text)
    kind = line_kind(words)
    if kind is PartKind.BODY and is_biography(words, author=draft.byline):
        kind = PartKind.PROMOTION
    if (
        draft.listing
        and kind is PartKind.BODY
        and draft.body
        and len(words) <= MAX_SUBTITLE
        and not ends_sentence(words)
    ):
        kind = PartKind.PROMOTION  # the entries of a list of related stories
    draft.listing = kind is PartKind.PROMOTION and (draft.listing or opens_list(words))
    if kind is PartKind.BYLINE and not draft.byline:
        draft.byline = words
    if kind is PartKind.DATELINE and not draft.body and draft.published is None:
        draft.published = line_date(words)
    if kind is not PartKind.BODY:
        draft.parts.append(Part(kind, unit))
        return
    dateline = 0 if draft.body else wire_dateline(words)
    if dateline:
        draft.parts.append(Part(PartKind.DATELINE, _trim(text, unit.start, unit.start + dateline)))
    draft.body = True
    draft.parts.append(Part(PartKind.BODY, Span(unit.start + dateline, unit.end)))
