"""CoNLL-U files as documents with part of speech, lemma script and syntax (UD English EWT, GUM, PUD)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lab.documents import Document
from lab.lemmas import script_of

#: GUM genres whose texts are not under a non-commercial licence (research/datasets.md, section 1).
FREE_GENRES = ("news", "interview", "court", "academic", "bio", "voyage")

Row = list[str]


def _sentences(path: Path) -> Iterator[tuple[str, str, list[Row]]]:
    """(document id, sentence text, word rows) for each sentence; multiword and empty nodes are left out."""
    doc, text, rows = path.stem, "", []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc id = "):
            doc = line[14:].strip()
        elif line.startswith("# text = "):
            text = line[9:]
        elif line and not line.startswith("#"):
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif not line and rows:
            yield doc, text, rows
            rows = []


def documents(path: Path, corpus: str, *, genres: tuple[str, ...] | None = None) -> list[Document]:
    """All documents of a file; with `genres`, only those whose id names one of them (`GUM_news_...`)."""
    out: dict[str, Document] = {}
    for doc_id, _, rows in _sentences(path):
        if genres is not None and doc_id.split("_")[1] not in genres:
            continue
        doc = out.setdefault(
            doc_id, Document(f"{corpus}:{doc_id}", [], [], {"upos": [], "lemma": []}, heads=[], deprels=[])
        )
        _append(doc, rows)
    return list(out.values())


def _append(doc: Document, rows: list[Row]) -> None:
    base = len(doc.words)
    assert doc.heads is not None and doc.deprels is not None
    for row in rows:
        doc.words.append(row[1])
        doc.tags["upos"].append(row[3])
        doc.tags["lemma"].append(script_of(row[1], row[2]))
        head = int(row[6])
        doc.heads.append(base + head - 1 if head else -1)
        doc.deprels.append(row[7])
    doc.sentences.append((base, len(doc.words)))
