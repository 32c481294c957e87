"""WikiWars: time expressions in encyclopaedia articles on wars, as `timex` tags on our own tokens."""

from __future__ import annotations

import html
import re
from pathlib import Path

from lab.documents import Document
from regesta.records.spans import Span
from regesta.text.sentences import sentences
from regesta.text.tokens import tokens

#: Our own split: every fifth article (by file name) is held out for measuring.
HELD_OUT = 5

_TAG = re.compile(r"<(/?)(\w+)[^>]*>")


def texts(folder: Path, *, held_out: bool) -> list[tuple[str, str, list[tuple[int, int]]]]:
    """(name, plain text, half-open spans of time expressions) of each article of one side of the split."""
    out = []
    for number, path in enumerate(sorted(folder.glob("*.tml"))):
        if (number % HELD_OUT == HELD_OUT - 1) == held_out:
            raw = path.read_text(encoding="utf-8")
            out.append((path.stem, *_strip(raw[raw.index("<TEXT>") + 6 : raw.index("</TEXT>")])))
    return out


def _strip(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans, open_at, at = "", [], -1, 0
    for tag in _TAG.finditer(marked):
        text += html.unescape(marked[at : tag.start()])
        at = tag.end()
        if tag[2] == "TIMEX3":
            if not tag[1]:
                open_at = len(text)
            elif open_at >= 0:
                spans.append((open_at, len(text)))
                open_at = -1
    return text + html.unescape(marked[at:]), spans


def documents(folder: Path, *, held_out: bool = False) -> list[Document]:
    """Articles as documents, paragraph by paragraph."""
    out = []
    for name, text, spans in texts(folder, held_out=held_out):
        doc = Document(f"wikiwars:{name}", [], [], {"timex": []})
        for paragraph in re.finditer(r"[^\n]+", text):
            for sentence in sentences(text, Span(*paragraph.span())):
                _append(doc, text, tokens(text, sentence), spans)
        out.append(doc)
    return out


def _append(doc: Document, text: str, words: list[Span], spans: list[tuple[int, int]]) -> None:
    first = len(doc.words)
    before: tuple[int, int] | None = None
    for word in words:
        here = next((s for s in spans if s[0] < word.end and word.start < s[1]), None)
        doc.words.append(word.of(text))
        doc.tags["timex"].append("O" if here is None else "I" if here == before else "B")
        before = here
    if len(doc.words) > first:
        doc.sentences.append((first, len(doc.words)))
