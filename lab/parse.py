"""Syntax for texts without any, by the run's first checkpoint: of stage `corpora`, or the restored bundle.

Parsing all annotated reports takes minutes, so what was parsed is kept in the run folder for the next stage, as long as
the checkpoint stays the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import torch

from lab.batches import Collator, items
from lab.documents import Document

#: Heads and relations by the digest of a document's words and sentences.
Parses = dict[str, tuple[list[int], list[str]]]


def parse(docs: Sequence[Document], run: Path) -> None:
    """Fills `heads` and `deprels` of each document with the greedy parse of `run`/corpora.pt, else of shipped.pt."""
    stage = "corpora" if (run / "corpora.pt").exists() else "shipped"
    kept, network = run / f"{stage}.parses.pt", run / f"{stage}.pt"
    # What another network parsed, which lay here before, does not count.
    ours = kept.exists() and kept.stat().st_mtime >= network.stat().st_mtime
    known: Parses = torch.load(kept, weights_only=True) if ours else {}
    keys = [hashlib.sha256(f"{doc.sentences} {doc.words}".encode()).hexdigest() for doc in docs]
    missing = {key: doc for doc, key in zip(docs, keys, strict=True) if key not in known}
    if missing:
        _parse(list(missing.values()), run, stage)
        known |= {key: (doc.heads or [], doc.deprels or []) for key, doc in missing.items()}
        torch.save(known, kept)
    for doc, key in zip(docs, keys, strict=True):
        heads, relations = known[key]
        doc.heads, doc.deprels = list(heads), list(relations)


@torch.no_grad()
def _parse(docs: Sequence[Document], run: Path, stage: str) -> None:
    from lab.train import encoder, labels_of, load_net  # noqa: PLC0415 - train imports the corpora, which import this

    known = labels_of(run, [])
    net = load_net(run, stage, known).eval()
    enc = encoder()
    collate = Collator(enc, known)
    for doc in docs:
        doc.heads, doc.deprels = [-1] * len(doc.words), ["dep"] * len(doc.words)
    pool = sorted(items(docs, enc), key=lambda i: i.window.last - i.window.first)
    for start in range(0, len(pool), 24):
        batch = pool[start : start + 24]
        feeds = collate(batch).feeds
        x = net.seen(feeds)
        heads = net.syntax.arcs(x, feeds["sentence_ids"]).argmax(-1)
        relations = net.syntax.relations(x, heads).argmax(-1)
        for row, item in enumerate(batch):
            assert item.doc.heads is not None and item.doc.deprels is not None
            for word in range(item.window.fresh, item.window.last):
                at = word - item.window.first
                head = int(heads[row, at])
                item.doc.heads[word] = item.window.first + head - 1 if head else -1
                item.doc.deprels[word] = known.relations[int(relations[row, at])]
