"""Documents to training batches: windows, label indices, masks."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from lab.documents import IGNORE, Document
from regesta.model import labels
from regesta.model.encode import Encoder, Pieces, Window, windows

TAGS: dict[str, tuple[str, ...]] = {
    "upos": labels.UPOS,
    "ner": labels.NER,
    "timex": labels.TIMEX,
    "predicate": labels.PREDICATE,
    "event": labels.EVENTS,
    "realis": labels.REALIS,
    "certainty": labels.CERTAINTY,
    "stance": labels.STANCE,
    "quotation": labels.QUOTATION,
}


@dataclass(frozen=True, slots=True)
class Labels:
    """The two label sets that corpora decide."""

    lemmas: tuple[str, ...]
    relations: tuple[str, ...]

    @classmethod
    def of(cls, docs: Sequence[Document], least: int = 2) -> Labels:
        """Lemma scripts seen at least `least` times, and all UD relations, both sorted."""
        scripts: dict[str, int] = {}
        relations: set[str] = set()
        for doc in docs:
            for script in doc.tags.get("lemma", []):
                scripts[script] = scripts.get(script, 0) + 1
            relations.update(doc.deprels or [])
        return cls(tuple(sorted(s for s, n in scripts.items() if n >= least)), tuple(sorted(relations)))


@dataclass(frozen=True, slots=True)
class Item:
    """One window of a document, ready to be batched."""

    doc: Document
    pieces: Pieces
    sentence_of: list[int]
    window: Window


def items(docs: Sequence[Document], encoder: Encoder) -> list[Item]:
    """All windows of all documents."""
    out = []
    for doc in docs:
        pieces = encoder.pieces(doc.words)
        sentence_of = [n for n, (first, last) in enumerate(doc.sentences) for _ in range(first, last)]
        out.extend(Item(doc, pieces, sentence_of, window) for window in windows(pieces, doc.sentences))
    return out


@dataclass(slots=True)
class Example:
    """Tensors of one batch: network inputs, word targets by head, and arc targets as index lists.

    `roles`, `events`, `antecedents` and `homes` hold the source words of each window, (B, R) with -1 at padding, and
    for each a dense target over words (and labels).
    """

    feeds: dict[str, Tensor]
    tags: dict[str, Tensor]
    heads: Tensor
    relations: Tensor
    factuality: Tensor
    weight: Tensor
    roles: tuple[Tensor, Tensor]
    events: tuple[Tensor, Tensor]
    antecedents: tuple[Tensor, Tensor]
    homes: tuple[Tensor, Tensor]

    def to(self, device: torch.device) -> Example:
        """The same batch on another device."""
        if device.type == "cpu":
            return self
        moved = {k: {n: t.to(device) for n, t in getattr(self, k).items()} for k in ("feeds", "tags")}
        pairs = {k: tuple(t.to(device) for t in getattr(self, k)) for k in ("roles", "events", "antecedents", "homes")}
        rest = {k: getattr(self, k).to(device) for k in ("heads", "relations", "factuality", "weight")}
        return Example(**moved, **rest, **pairs)


class Collator:
    """Builds an `Example` from items."""

    def __init__(self, encoder: Encoder, known: Labels) -> None:
        self._encoder = encoder
        self._index = {name: {v: i for i, v in enumerate(values)} for name, values in TAGS.items()}
        self._index["lemma"] = {v: i for i, v in enumerate(known.lemmas)}
        self._relations = {v: i for i, v in enumerate(known.relations)}
        self._roles = {v: i for i, v in enumerate(labels.ROLE_ARCS)}
        self._events = {v: i for i, v in enumerate(labels.EVENT_ARCS)}

    def __call__(self, batch: Sequence[Item]) -> Example:
        """One batch; see `Example`."""
        arrays = self._encoder.batch([(i.doc.words, i.pieces, i.sentence_of, i.window) for i in batch])
        shape = arrays.first_piece.shape
        feeds = {name: torch.from_numpy(value) for name, value in arrays.feeds().items()}
        feeds["attention_mask"] = torch.from_numpy(arrays.attention_mask)
        tags = {name: torch.from_numpy(self._tags(batch, name, shape)) for name in self._index}
        heads, relations = self._syntax(batch, shape)
        factuality = np.full(shape, np.nan, dtype=np.float32)
        for row, item in enumerate(batch):
            for word, score in item.doc.factuality.items():
                if item.window.first <= word < item.window.last:
                    factuality[row, word - item.window.first] = score
        weight = torch.tensor([item.doc.weight for item in batch])
        return Example(
            feeds, tags, heads, relations, torch.from_numpy(factuality), weight,
            self._arcs(batch, shape, "roles"), self._arcs(batch, shape, "events"), self._antecedents(batch, shape),
            self._homes(batch, shape),
        )  # fmt: skip

    def _tags(self, batch: Sequence[Item], name: str, shape: tuple[int, ...]) -> np.ndarray:
        out = np.full(shape, IGNORE, dtype=np.int64)
        index = self._index[name]
        for row, item in enumerate(batch):
            values = item.doc.tags.get(name)
            if values is not None:
                first, last = item.window.first, item.window.last
                out[row, : last - first] = [index.get(v, IGNORE) for v in values[first:last]]
        return out

    def _syntax(self, batch: Sequence[Item], shape: tuple[int, ...]) -> tuple[Tensor, Tensor]:
        heads = np.full(shape, IGNORE, dtype=np.int64)
        relations = np.full(shape, IGNORE, dtype=np.int64)
        for row, item in enumerate(batch):
            doc, first = item.doc, item.window.first
            if doc.heads is None or doc.deprels is None:
                continue
            for word in range(first, item.window.last):
                head = doc.heads[word]
                if head == IGNORE:
                    continue
                if head < 0 or first <= head < item.window.last:
                    heads[row, word - first] = 0 if head < 0 else head - first + 1
                    relations[row, word - first] = self._relations.get(doc.deprels[word], IGNORE)
        return torch.from_numpy(heads), torch.from_numpy(relations)

    def _arcs(self, batch: Sequence[Item], shape: tuple[int, ...], name: str) -> tuple[Tensor, Tensor]:
        """Sources (B, R), -1 at padding, and targets: (B, R, W) role indices, or (B, R, W, labels) of 0 and 1."""
        # Every trigger has a realis, also the optional ones whose event tag is masked.
        source_tag, positive = ("predicate", "P") if name == "roles" else ("realis", "")
        known = self._roles if name == "roles" else self._events
        tail = (shape[1],) if name == "roles" else (shape[1], len(known))
        rows: list[list[tuple[int, np.ndarray]]] = [[] for _ in batch]
        for row, item in enumerate(batch):
            first, last = item.window.first, item.window.last
            values = item.doc.tags.get(source_tag)
            if values is None or name not in item.doc.arcs:
                continue
            by_source: dict[int, list[tuple[int, str]]] = {}
            for source, target, label in item.doc.arcs[name]:
                by_source.setdefault(source, []).append((target, label))
            for word in range(first, last):
                if not (values[word] == positive if positive else values[word] not in ("", "-")):
                    continue
                dense = np.zeros(tail, dtype=np.float32)
                for target, label in by_source.get(word, []):
                    if first <= target < last and label in known:
                        if name == "roles":
                            dense[target - first] = known[label]
                        else:
                            dense[target - first, known[label]] = 1.0
                rows[row].append((word - first, dense))
        return _padded(rows, tail)

    def _antecedents(self, batch: Sequence[Item], shape: tuple[int, ...]) -> tuple[Tensor, Tensor]:
        """Words (B, R), -1 at padding, and multi-hot targets over W + 1 columns; column 0 is "no antecedent"."""
        rows: list[list[tuple[int, np.ndarray]]] = [[] for _ in batch]
        for row, item in enumerate(batch):
            if item.doc.antecedents is None:
                continue
            first, last = item.window.first, item.window.last
            for word in range(first, last):
                dense = np.zeros(shape[1] + 1, dtype=np.float32)
                for target in item.doc.antecedents.get(word, []):
                    if first <= target:
                        dense[target - first + 1] = 1.0
                if not dense.any():
                    dense[0] = 1.0
                rows[row].append((word - first, dense))
        return _padded(rows, (shape[1] + 1,))

    def _homes(self, batch: Sequence[Item], shape: tuple[int, ...]) -> tuple[Tensor, Tensor]:
        """As antecedents, over `labels.NO_HOME` and all words of the window."""
        special = len(labels.NO_HOME)
        rows: list[list[tuple[int, np.ndarray]]] = [[] for _ in batch]
        for row, item in enumerate(batch):
            first, last = item.window.first, item.window.last
            for word, targets in sorted((item.doc.homes or {}).items()):
                inside = [t for t in targets if first <= t < last]
                if not first <= word < last:
                    continue
                dense = np.zeros(special + shape[1], dtype=np.float32)
                none = labels.NO_HOME.index("elsewhere" if targets else "unknown")
                dense[[t - first + special for t in inside] if inside else none] = 1.0
                rows[row].append((word - first, dense))
        return _padded(rows, (special + shape[1],))


def _padded(rows: list[list[tuple[int, np.ndarray]]], tail: tuple[int, ...]) -> tuple[Tensor, Tensor]:
    width = max(len(found) for found in rows)
    sources = np.full((len(rows), width), -1, dtype=np.int64)
    targets = np.zeros((len(rows), width, *tail), dtype=np.float32)
    for row, found in enumerate(rows):
        for column, (source, dense) in enumerate(found):
            sources[row, column] = source
            targets[row, column] = dense
    return torch.from_numpy(sources), torch.from_numpy(targets)


def shuffled(pool: Sequence[Item], size: int, rng: random.Random) -> Iterator[list[Item]]:
    """Batches of similar length in random order: sorted within large random chunks, then shuffled."""
    order = list(pool)
    rng.shuffle(order)
    batches: list[list[Item]] = []
    for start in range(0, len(order), size * 16):
        chunk = sorted(order[start : start + size * 16], key=lambda i: i.window.last - i.window.first)
        batches.extend(chunk[at : at + size] for at in range(0, len(chunk), size))
    rng.shuffle(batches)
    yield from batches
