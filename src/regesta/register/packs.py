"""Packs: many segments in one set of large files, under their own names, and where each segment's rows are.

    packs/NNNNNN.claims.parquet, .rejections.parquet, .reports.parquet, NNNNNN.json

A pack holds the rows of its segments unchanged, segment by segment; every row keeps the name of its segment, so what
stands, what is asked and every decision mean the same as before. A pack exists once its note (`.json`) does, which is
written last and names the segments in it. From then on their own files, and older packs with the same segments, are
read by nobody who opens the register; they stay for an hour for those who have opened it before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from regesta.errors import RegisterError
from regesta.register.folder import Folder
from regesta.register.packed import Packed
from regesta.register.schema import STORED
from regesta.register.wording import readable

TABLES = tuple(STORED)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that is whole: its number, from 1, and the segments in it."""

    number: int
    segments: tuple[str, ...]

    def file(self, folder: Folder, table: str) -> Path:
        """The file of one of its tables."""
        return folder.packs / f"{self.number:06d}.{table}.parquet"

    def note(self, folder: Folder) -> Path:
        """The file that makes it exist."""
        return folder.packs / f"{self.number:06d}.json"


@dataclass(frozen=True)
class Layout:
    """Which file each segment's rows are in, as it was at one moment.

    Attributes:
        segments: all of them, oldest run first.
        loose: those in files of their own.
        packs: those that are read, the newest first.
        idle: packs whose segments are all in newer ones.
    """

    folder: Folder
    segments: tuple[str, ...]
    loose: tuple[str, ...]
    packs: tuple[Pack, ...]
    idle: tuple[Pack, ...]

    def files(self, table: str, segments: Iterable[str] | None = None) -> list[str]:
        """The files of one table, each once: of all segments or of some, which may hold others besides.

        Raises:
            KeyError: there is no such segment.
        """
        if segments is None:
            own = [self.folder.file(name, table) for name in self.loose]
            return [str(path) for path in (*(pack.file(self.folder, table) for pack in self.packs), *own)]
        return list({str(self._file(table, name)): None for name in segments})

    def _file(self, table: str, segment: str) -> Path:
        pack = self._home[segment]
        return self.folder.file(segment, table) if pack is None else pack.file(self.folder, table)

    def packed(self, table: str, segments: Iterable[str]) -> list[tuple[Packed, list[str]]]:
        """The packs that some segments are in, each with their names in it, sorted; loose ones are left out.

        Raises:
            FileNotFoundError: a pack has been taken away.
        """
        found: dict[str, list[str]] = {}
        for name in sorted(segments):
            if self._home.get(name) is not None:
                found.setdefault(str(self._file(table, name)), []).append(name)
        # Two threads that come for the first time look twice, which harms nobody.
        return [(self._opened.get(path) or self._opened.setdefault(path, Packed(path)), found[path]) for path in found]

    @cached_property
    def _opened(self) -> dict[str, Packed]:
        return {}

    @cached_property
    def _home(self) -> dict[str, Pack | None]:
        """The pack of each segment, None where it has files of its own."""
        packed = {name: pack for pack in self.packs for name in pack.segments}
        return {**dict.fromkeys(self.loose), **packed}


def layout(folder: Folder) -> Layout:
    """Where everything is now.

    Raises:
        RegisterError: a pack's note cannot be read.
    """
    # The segments first: one that is packed in between is then seen twice and read once, never missed.
    own = folder.segment_names()
    used: list[Pack] = []
    idle: list[Pack] = []
    covered: set[str] = set()
    for pack in _packs(folder):
        if covered.isdisjoint(pack.segments):
            used.append(pack)
            covered.update(pack.segments)
        else:
            idle.append(pack)
    loose = tuple(name for name in own if name not in covered)
    return Layout(folder, tuple(sorted(covered.union(own))), loose, tuple(used), tuple(idle))


def _packs(folder: Folder) -> Sequence[Pack]:
    """All that are whole, the newest first."""
    found = []
    for path in sorted(folder.packs.glob("[0-9]*.json"), reverse=True):
        try:
            note = json.loads(path.read_text(encoding="utf-8"))
            found.append(Pack(int(path.stem), tuple(note["segments"])))
        except FileNotFoundError:
            # Swept away since: a newer pack has its segments.
            continue
        except (OSError, ValueError, KeyError, TypeError) as error:
            mend = "restore the file from a copy, or read the inputs into a new register"
            raise RegisterError("a pack's note cannot be read", where=str(path), mend=mend) from error
    return found


def damaged(path: str | Path, error: Exception) -> RegisterError:
    """What to say of a segment's file that is missing or no table."""
    mend = "move that segment's files away and read its inputs again"
    return RegisterError(f"a segment is damaged: {readable(str(error))[:120]}", where=str(path), mend=mend)
