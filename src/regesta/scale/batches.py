"""The stream of inputs as numbered batches, without what the register already holds."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

from regesta.records.codec import digest
from regesta.records.outcomes import Rejection
from regesta.records.reports import Capture
from regesta.register.schema import Taken

_T = TypeVar("_T")

#: Inputs of a batch: enough to fill the model's batches of sentences, few enough that a kill costs seconds of work
#: (at 5 reports a second about six).
BATCH = 32
#: Bytes of a batch, so that a run of very large captures does not pile up in memory.
BATCH_BYTES = 16_000_000
#: A member that is only a number in its container; after a change of the file it may be another article.
_POSITION = re.compile(r"(?:row|entry) \d+")
#: How the origin of what was fetched from the web begins.
_WEB = re.compile(r"https?://")


@dataclass(slots=True)
class Intake:
    """What has gone by in a stream of inputs so far.

    Attributes:
        known: outcomes in the register, by key: the run that made them and whether the input was refused.
        stored: digests of the bytes in the register.
        run_id: the digest of this run; an outcome of another run is made anew.
        skipped: inputs that need not be read again, counted as they go by.
        refused: among the inputs that need not be read again, those that were refused before.
    """

    known: Mapping[str, tuple[str, bool]]
    stored: set[str]
    run_id: str
    skipped: int = 0
    refused: int = 0
    _seen: set[str] = field(default_factory=set)

    def batches(self, captures: Iterable[Capture | Rejection]) -> Iterator[tuple[Taken, ...]]:
        """Batches of what is still to be read, in the order of the stream."""
        return _chunks(self._fresh(captures), lambda taken: taken.item)

    def _fresh(self, captures: Iterable[Capture | Rejection]) -> Iterator[Taken]:
        for ordinal, item in enumerate(captures):
            key = key_of(item)
            run_id, refused = self.known.get(key, ("", False))
            if run_id == self.run_id and refused:
                self.refused += 1
            elif run_id == self.run_id or key in self._seen:
                self.skipped += 1
            else:
                yield Taken(ordinal, key, lineage_of(item), item, keep=self._keep(item))
            self._seen.add(key)

    def _keep(self, item: Capture | Rejection) -> bool:
        fresh = isinstance(item, Capture) and item.sha256 not in self.stored
        if isinstance(item, Capture):
            self.stored.add(item.sha256)
        return fresh


def chunks(captures: Iterable[Capture | Rejection]) -> Iterator[tuple[Capture | Rejection, ...]]:
    """Batches of all inputs, in the order of the stream."""
    return _chunks(captures, lambda item: item)


def _chunks(items: Iterable[_T], item_of: Callable[[_T], Capture | Rejection]) -> Iterator[tuple[_T, ...]]:
    batch: list[_T] = []
    size = 0
    for one in items:
        item = item_of(one)
        batch.append(one)
        size += len(item.data) if isinstance(item, Capture) else 0
        if len(batch) == BATCH or size >= BATCH_BYTES:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def key_of(item: Capture | Rejection) -> str:
    """What an input is: its bytes and its place in its container; for an input without bytes, where it was and why."""
    path, _, member = item.origin.partition("#")
    if item.sha256:
        return bytes_key(item.sha256, member)
    reason = item.reason.value if isinstance(item, Rejection) else ""
    return digest(["origin", _place(path), member, reason])


def bytes_key(sha256: str, member: str = "") -> str:
    """The key of an input that has bytes, by their digest and its place in its container."""
    return digest(["input", sha256, member])


def lineage_of(item: Capture | Rejection) -> str:
    """What an input is a version of: a row's id or a path, or an address where its container has no better name.

    A bare host is no address of an article, and a mere position in a container is no name: such an input is a version
    of nothing but itself, as hiding a report behind a stranger is worse than keeping two versions.
    """
    path, _, member = item.origin.partition("#")
    if not member and _WEB.match(path):
        return f"url:{path}"
    url = item.url if isinstance(item, Capture) else ""
    parts = urlsplit(url) if url.isprintable() and "[" not in url else None
    if member and parts and (parts.path.strip("/") or parts.query):
        return f"url:{url}"
    if member and _POSITION.fullmatch(member):
        return f"input:{key_of(item)}"
    return f"path:{_place(path)}#{member}"


def _place(path: str) -> str:
    """Where an input is: an address of the web is the same from every folder."""
    return path if _WEB.match(path) else os.path.abspath(path)  # noqa: PTH100 (no need of the file system)
