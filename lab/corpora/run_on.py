"""Treebank documents with their sentences as the product's rules cut them.

Where a sentence ends without a stop, as in mails, headings and lists, the rules run two of the treebank's into one, and
the network then has to see two trees in it (`regesta.model.tree`). It can learn that only from sentences so cut.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lab.documents import Document
from regesta.evaluation import conllu
from regesta.text.sentences import sentences


def run_on(docs: Sequence[Document], path: Path) -> list[Document]:
    """The documents of a CoNLL-U file with every end of a sentence left out that the rules do not see.

    An end that only the rules see is left out as well: the trees of the treebank stay whole.
    """
    texts = {found.name: found for found in conllu.documents(path)}
    out = []
    for doc in docs:
        found = texts[doc.id.partition(":")[2]]
        assert len(found.words) == len(doc.words)
        out.append(replace(doc, sentences=_joined(found)))
    return out


def _joined(doc: conllu.Document) -> list[tuple[int, int]]:
    ends = [span.end for paragraph in doc.paragraphs for span in sentences(doc.text, paragraph)]
    out: list[tuple[int, int]] = []
    first = 0
    for _, last in doc.sentences:
        spans = [word.span for word in doc.words[last - 1 : last + 1]]
        seen = len(spans) == 1 or bisect_right(ends, spans[0].start) < bisect_right(ends, spans[1].start)
        if seen:
            out.append((first, last))
            first = last
    return out
