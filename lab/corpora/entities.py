"""Entity tags of the Groningen Meaning Bank cut as documents (silver: made by tools, corrected in part)."""

from __future__ import annotations

from pathlib import Path

from lab.corpora import gmb
from lab.documents import Document

_KINDS = {"per": "PER", "org": "ORG", "geo": "LOC", "gpe": "GPE", "tim": "TIME"}
#: Consecutive sentences taken as one document (the corpus has no document marks).
BLOCK = 12


def documents(path: Path, *, count: int, stride: int, offset: int = 0) -> list[Document]:
    """`count` blocks of consecutive sentences, every `stride`-th block from `offset` on."""
    blocks = gmb.sentences(path)
    out = []
    for number in range(count):
        first = (offset + number * stride) * BLOCK
        rows = blocks[first : first + BLOCK]
        if rows:
            out.append(_document(first, rows))
    return out


def _document(first: int, rows: list[list[gmb.Token]]) -> Document:
    doc = Document(f"gmb-entities:{first}", [], [], {"ner": []}, weight=0.5)
    for row in rows:
        start = len(doc.words)
        for word, _, tag in row:
            doc.words.append(word)
            prefix, _, kind = tag.partition("-")
            doc.tags["ner"].append(f"{prefix}-{_KINDS[kind]}" if kind in _KINDS else "O")
        doc.sentences.append((start, len(doc.words)))
    return doc
