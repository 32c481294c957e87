"""OntoGUM coreference laid on UD GUM documents (free genres only; the corpus's own split)."""

from __future__ import annotations

import re
from pathlib import Path

from lab.documents import Document


def add_coreference(docs: list[Document], folder: Path) -> int:
    """Adds antecedents to documents whose words equal those of `folder`/NAME.conll; returns how many documents did."""
    done = 0
    for doc in docs:
        path = folder / f"{doc.id.split(':', 1)[1]}.conll"
        if not path.exists():
            continue
        rows = [r.split("\t") for r in path.read_text(encoding="utf-8").split("\n") if r and not r.startswith("#")]
        if [row[1] for row in rows] != doc.words:
            continue
        doc.antecedents = _antecedents(doc, [row[-1] for row in rows])
        done += 1
    return done


def _antecedents(doc: Document, cells: list[str]) -> dict[int, list[int]]:
    opened: dict[str, list[int]] = {}
    chains: dict[str, list[int]] = {}
    for word, cell in enumerate(cells):
        for mark, chain, close in re.findall(r"(\()?(\d+)(\))?", cell if cell != "_" else ""):
            if mark:
                opened.setdefault(chain, []).append(word)
            if close and opened.get(chain):
                chains.setdefault(chain, []).append(_head(doc, opened[chain].pop(), word + 1))
    out: dict[int, list[int]] = {}
    for heads in chains.values():
        ordered = sorted(set(heads))
        for i, head in enumerate(ordered[1:], 1):
            out.setdefault(head, []).extend(ordered[:i])
    return out


def _head(doc: Document, first: int, last: int) -> int:
    assert doc.heads is not None
    return next((w for w in range(first, last) if not first <= doc.heads[w] < last), first)
