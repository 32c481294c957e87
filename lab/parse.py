"""What a network of the run sees in texts without any syntax, kept in the run folder for the next stage.

Two things are wanted of it: which word of a span is its head (`parse`), and lessons by a tutor, the mean of stages that
saw nothing but treebanks, so that texts which teach claims teach syntax and roles too (`teach`). Reading all annotated
reports takes minutes; what was read counts as long as the checkpoint stays the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from lab.batches import TAGS, Collator, Item, Labels, items
from lab.documents import IGNORE, ArcTriple, Document
from lab.losses import from_rows
from lab.net import Net
from regesta.model import labels

#: A head of which the tutor is less sure teaches nothing. Chosen, not swept.
SURE = 0.6
#: Windows read at once.
_BATCH = 24


class Seen(NamedTuple):
    """What was seen in a document: lists over its words, `sure` how likely each head is, and the roles' arcs."""

    upos: list[str]
    heads: list[int]
    sure: list[float]
    relations: list[str]
    predicates: list[str]
    roles: list[ArcTriple]


def first_stage(run: Path) -> str:
    """The run's first checkpoint: of stage `corpora`, or the restored bundle."""
    return "corpora" if (run / "corpora.pt").exists() else "shipped"


def parse(docs: Sequence[Document], run: Path, stage: str) -> None:
    """Fills `heads` and `deprels` of each document with the greedy parse of `run`/`stage`.pt."""
    for doc, seen in zip(docs, _kept(docs, run, stage), strict=True):
        doc.heads, doc.deprels = list(seen.heads), list(seen.relations)


def teach(docs: Sequence[Document], run: Path, tutor: str) -> None:
    """Gives each document the syntax and the roles that `run`/`tutor`.pt sees in it, as if a treebank told them."""
    for doc, seen in zip(docs, _kept(docs, run, tutor), strict=True):
        doc.heads = [head if chance >= SURE else IGNORE for head, chance in zip(seen.heads, seen.sure, strict=True)]
        doc.deprels, doc.arcs["roles"] = list(seen.relations), list(seen.roles)
        doc.tags |= {"upos": list(seen.upos), "predicate": list(seen.predicates)}


def _kept(docs: Sequence[Document], run: Path, stage: str) -> list[Seen]:
    """What was seen in each document: from the run folder, and what is missing there read now."""
    kept, network = run / f"{stage}.seen.pt", run / f"{stage}.pt"
    # What another network saw, which lay here before, does not count.
    ours = kept.exists() and kept.stat().st_mtime >= network.stat().st_mtime
    # Plain tuples in the file: that is what may be read back without running code.
    known = {key: Seen(*seen) for key, seen in torch.load(kept, weights_only=True).items()} if ours else {}
    keys = [hashlib.sha256(f"{doc.sentences} {doc.words}".encode()).hexdigest() for doc in docs]
    missing = {key: doc for doc, key in zip(docs, keys, strict=True) if key not in known}
    if missing:
        known |= dict(zip(missing, _read(list(missing.values()), run, stage), strict=True))
        torch.save({key: tuple(seen) for key, seen in known.items()}, kept)
    return [known[key] for key in keys]


@torch.no_grad()
def _read(docs: Sequence[Document], run: Path, stage: str) -> list[Seen]:
    from lab.train import labels_of, load_net  # noqa: PLC0415 - train imports the corpora, which import this

    known = labels_of(run, [])
    net = load_net(run, stage, known).eval()
    out: dict[int, Seen] = {}
    for doc in docs:
        n = len(doc.words)
        out[id(doc)] = Seen([""] * n, [-1] * n, [0.0] * n, ["dep"] * n, [""] * n, [])
    for batch, sentences, x in _windows(docs, net, known):
        chances, heads = net.syntax.arcs(x, sentences).softmax(-1).max(-1)
        relations = net.syntax.relations(x, heads).argmax(-1)
        upos, predicates = (net.token[name](x).argmax(-1) for name in ("upos", "predicate"))
        acts = [(row == labels.PREDICATE.index("P")).nonzero().squeeze(-1) for row in predicates]
        rows = torch.nn.utils.rnn.pad_sequence(acts, batch_first=True, padding_value=-1)
        roles = from_rows(net.role_arcs, x, rows).argmax(-1) if rows.shape[1] else torch.zeros(len(batch), 0, 0)
        for at, item in enumerate(batch):
            first = item.window.first
            seen = out[id(item.doc)]
            fresh = slice(item.window.fresh, item.window.last)
            inner = slice(fresh.start - first, fresh.stop - first)
            seen.upos[fresh] = [TAGS["upos"][n] for n in upos[at, inner].tolist()]
            seen.heads[fresh] = [first + head - 1 if head else -1 for head in heads[at, inner].tolist()]
            seen.sure[fresh] = [round(chance, 3) for chance in chances[at, inner].tolist()]
            seen.relations[fresh] = [known.relations[n] for n in relations[at, inner].tolist()]
            seen.predicates[fresh] = [TAGS["predicate"][n] for n in predicates[at, inner].tolist()]
            seen.roles.extend(_roles(item, acts[at].tolist(), roles[at].tolist()))
    return list(out.values())


def _windows(docs: Sequence[Document], net: Net, known: Labels) -> Iterator[tuple[list[Item], Tensor, Tensor]]:
    """Batches of windows with the numbers of their words' sentences and their word vectors, (B, W, WIDTH)."""
    from lab.train import encoder  # noqa: PLC0415 - as above

    enc = encoder()
    collate = Collator(enc, known)
    pool = sorted(items(docs, enc), key=lambda i: i.window.last - i.window.first)
    for start in range(0, len(pool), _BATCH):
        batch = pool[start : start + _BATCH]
        feeds = collate(batch).feeds
        with torch.autocast("cpu", torch.bfloat16):
            x = net.seen(feeds)
        yield batch, feeds["sentence_ids"], x.float()


def _roles(item: Item, sources: list[int], table: list[list[int]]) -> list[ArcTriple]:
    """The arcs from a window's fresh predicates; `table` has a row of roles over the window's words for each source."""
    first, count = item.window.first, item.window.last - item.window.first
    return [
        (first + source, first + target, labels.ROLE_ARCS[role])
        for source, row in zip(sources, table, strict=False)  # the table is padded
        if item.window.fresh <= first + source < item.window.last
        for target, role in enumerate(row[:count])
        if role
    ]
