"""EWT's layers beside its syntax: PropBank roles and UDS-IH2 factuality, laid on UD words of the same sentences.

All three corpora share one text; only sentences of the UD file given are labelled, so the UD split governs all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from lab.documents import Document
from regesta.model.labels import ROLE_ARCS

#: Roles kept as labels; rarer ones are left out of training.
ROLES = ROLE_ARCS[1:]

Frame = tuple[int, str, list[tuple[str, int, int]]]


def _key(words: list[str]) -> str:
    return "".join(words).replace(" ", "").lower()


def _propbank_sentences(path: Path) -> Iterator[tuple[list[str], list[Frame]]]:
    """(words, frames) a sentence; a frame is (predicate index, part of speech, [(role, first, last)])."""
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.strip():
            rows.append(line.split("\t"))
        elif rows:
            yield [row[3] for row in rows], _frames(rows)
            rows = []


def _frames(rows: list[list[str]]) -> list[Frame]:
    predicates = [i for i, row in enumerate(rows) if row[7] != "-"]
    frames: list[Frame] = []
    for column, predicate in enumerate(predicates):
        spans: list[tuple[str, int, int]] = []
        role, first = "", 0
        for i, row in enumerate(rows):
            cell = row[8 + column] if len(row) > 8 + column else "*"
            if cell.startswith("("):
                role, first = cell[1:].split("*")[0], i
            if cell.endswith(")") and role:
                spans.append((role, first, i + 1))
                role = ""
        frames.append((predicate, rows[predicate][4], spans))
    return frames


def _span_head(doc: Document, first: int, last: int) -> int:
    """The word of the span whose syntactic head lies outside it (the first such)."""
    assert doc.heads is not None
    for word in range(first, last):
        if not first <= doc.heads[word] < last and doc.deprels is not None and doc.deprels[word] != "punct":
            return word
    return first


def add_propbank(docs: list[Document], path: Path) -> int:
    """Adds `predicate` tags and `roles` arcs to sentences that match word for word; returns how many matched.

    A document in which a sentence does not match keeps no role labels for that sentence's words (tag "").
    """
    index = {_key(words): (words, frames) for words, frames in _propbank_sentences(path)}
    matched = 0
    for doc in docs:
        tags = [""] * len(doc.words)
        arcs: list[tuple[int, int, str]] = []
        for first, last in doc.sentences:
            found = index.get(_key(doc.words[first:last]))
            if found is None or len(found[0]) != last - first:
                continue
            matched += 1
            for word in range(first, last):
                tags[word] = "-"
            for predicate, _, spans in found[1]:
                tags[first + predicate] = "P"
                for role, start, end in spans:
                    if role in ROLES:
                        arcs.append((first + predicate, _span_head(doc, first + start, first + end), role))
        doc.tags["predicate"] = tags
        doc.arcs["roles"] = arcs
    return matched


def add_factuality(docs: list[Document], path: Path) -> int:
    """Adds UDS-IH2 scores to the words of matching sentences; returns the number of predicates labelled."""
    index: dict[str, list[tuple[int, float]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = row["text"].split(" ")
        starts = [sum(len(w) for w in words[:i]) for i in range(len(words))]
        index[_key(words)] = [(starts[t["span1"][0]], float(t["label"])) for t in row["targets"]]
    count = 0
    for doc in docs:
        for first, last in doc.sentences:
            at = 0
            starts_here: dict[int, int] = {}
            for word in range(first, last):
                starts_here[at] = word
                at += len(doc.words[word].replace(" ", ""))
            for start, score in index.get(_key(doc.words[first:last]), []):
                if start in starts_here:
                    doc.factuality[starts_here[start]] = score
                    count += 1
    return count
