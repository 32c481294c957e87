"""The layout of a register and how files get into it.

    register.json      format and version; its presence makes a folder a register
    runs/NNNNNN.json   one numbered line a run: its digests, when it began, what it was asked
    captures/*.parquet bytes as received, each once, with what their container said; not recomputable
    journal.jsonl      decisions of people, one a line, only ever appended to; not recomputable
    knowledge/*.tsv    tables of the user's own: actors, places, a worldview; may be missing
    segments/RUN-HASH.claims.parquet, .rejections.parquet, .reports.parquet
    packs/*              many segments in few large files (`register.packs`); may be missing
    index/*.duckdb       derived: what a server compares, ready to be opened (`register.index`)
    feeds/state.sqlite   when pages of the web were asked; may be missing (`fetch.state`)
    incidents/*.parquet  derived: what linking made of the claims (`register.incidents`)

A segment is its three files under one name, written in that order: it exists once its reports file does, and before
that nobody reads it. Every file is written under a temporary name and renamed, so that nothing half-written is ever
read; readers look at nothing else.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from regesta.errors import MissingPathError, RegisterError
from regesta.records.codec import json_line
from regesta.records.runs import Run

#: Raised when the meaning of a stored column changes; a register of another format is refused, never misread.
FORMAT = 1
#: The format of a register with packs: the rows mean the same, but who knows no packs would miss those in them.
PACKED = 2
HEAD = "register.json"
TEMPORARY = ".tmp-"
#: Age in seconds from which a temporary file belongs to nobody: no single file takes an hour to write.
ABANDONED = 3600.0


@dataclass(frozen=True, slots=True)
class Folder:
    """The paths of a register."""

    root: Path

    @property
    def segments(self) -> Path:
        """Immutable tables of claims, rejections and reports."""
        return self.root / "segments"

    @property
    def packs(self) -> Path:
        """Many segments in few large files."""
        return self.root / "packs"

    @property
    def captures(self) -> Path:
        """Bytes as received."""
        return self.root / "captures"

    @property
    def runs(self) -> Path:
        """What was run, numbered."""
        return self.root / "runs"

    @property
    def journal(self) -> Path:
        """Decisions of people."""
        return self.root / "journal.jsonl"

    @property
    def knowledge(self) -> Path:
        """The user's own tables of actors, places and a worldview; only the user writes there."""
        return self.root / "knowledge"

    @property
    def feeds(self) -> Path:
        """When pages of the web were asked, and which sites are left alone for a while."""
        return self.root / "feeds"

    def segment_names(self) -> list[str]:
        """The segments that are whole in files of their own, oldest run first; `packs.layout` knows the others too."""
        return sorted(
            path.name.removesuffix(".reports.parquet") for path in self.segments.glob("[!.]*.reports.parquet")
        )

    def file(self, segment: str, table: str) -> Path:
        """The file of one table of a segment."""
        return self.segments / f"{segment}.{table}.parquet"


def open_folder(root: Path) -> Folder:
    """The register in a folder.

    Raises:
        MissingPathError: the folder does not exist.
        RegisterError: it holds no register, or one of another format.
    """
    head = root / HEAD
    if not root.exists():
        raise MissingPathError(
            "there is no register", where=str(root), mend="make one: regesta read FILES --register DIR"
        )
    if not head.is_file():
        raise RegisterError(
            "this folder is no register", where=str(root), mend="name the folder that holds register.json"
        )
    _check(head)
    return Folder(root)


def create_folder(root: Path, *, version: str) -> Folder:
    """The register in a folder, made there when the folder is missing or empty.

    Raises:
        RegisterError: the folder holds other things, is a file, cannot be written, or is of another format.
    """
    if (root / HEAD).exists():
        return open_folder(root)
    try:
        root.mkdir(parents=True, exist_ok=True)
        known = (*_OWN, "knowledge")
        if any(not path.name.startswith(TEMPORARY) for path in root.iterdir() if path.name not in known):
            raise RegisterError("the folder holds other things", where=str(root), mend="name an empty or new folder")
        for name in _OWN[:3]:
            (root / name).mkdir(exist_ok=True)
        (root / _OWN[3]).touch()
        write_text(root / HEAD, json_line({"format": FORMAT, "made_by": f"regesta {version}"}) + "\n")
    except OSError as error:
        raise RegisterError(f"cannot be written: {error.strerror or error}", where=str(root)) from error
    return Folder(root)


#: What a register's folder holds besides its head: written first, so that a creation cut short is taken up again.
_OWN = ("segments", "captures", "runs", "journal.jsonl")


#: Folders in which a killed process may leave temporary files.
_SWEPT = ("segments", "captures", "packs", "index", "incidents")


def packed_format(folder: Folder) -> None:
    """Says in the register's head that there are packs."""
    head = folder.root / HEAD
    note = json.loads(head.read_text(encoding="utf-8"))
    if note["format"] != PACKED:
        write_text(head, json_line({**note, "format": PACKED}) + "\n")


def _check(head: Path) -> None:
    try:
        found = json.loads(head.read_text(encoding="utf-8"))["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RegisterError(
            "the register's head cannot be read", where=str(head), mend="restore register.json"
        ) from error
    if found not in (FORMAT, PACKED):
        raise RegisterError(
            f"the register has format {found!r}, this version reads {FORMAT} and {PACKED}",
            where=str(head),
            mend="read the inputs into a new register",
        )


def start_run(folder: Folder, run: Run, **asked: Any) -> int:
    """Takes the next run number, from 1; two processes never get the same one.

    Args:
        folder: the register.
        run: the digests.
        asked: what is worth remembering about the call; kept in the run's file only, never in a segment.
    """
    number = max((int(path.stem) for path in folder.runs.glob("[0-9]*.json")), default=0) + 1
    note = {"run": number, "id": run.id, **asdict(run), "began": _now(), **asked}
    while True:
        path = folder.runs / f"{number:06d}.json"
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            number += 1
            continue
        # A kill between the two leaves an empty note: a number that is taken, of a run that never began.
        write_text(path, json_line({**note, "run": number}) + "\n")
        return number


def run_notes(folder: Folder) -> Iterator[dict[str, Any]]:
    """What is remembered of each run that began, oldest first.

    Raises:
        RegisterError: a note is damaged; no claim depends on it.
    """
    for path in sorted(folder.runs.glob("[0-9]*.json")):
        try:
            if text := path.read_text(encoding="utf-8"):
                yield dict(json.loads(text))
        except (OSError, ValueError, TypeError) as error:
            mend = "restore the file, or empty it: the run's claims stay"
            raise RegisterError("the note of a run cannot be read", where=str(path), mend=mend) from error


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


@contextmanager
def temporary(path: Path) -> Iterator[Path]:
    """A name to write to beside `path`; renamed to it when the block ends well, removed when it does not.

    The bytes are on disk before the name is, so a power cut leaves the old file or the new one.
    """
    # By chance, not by process: on a shared path two machines may have processes of the same number.
    beside = path.with_name(f"{TEMPORARY}{secrets.token_hex(8)}-{path.name}")
    try:
        yield beside
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Writes a small file whole or not at all."""
    with temporary(path) as beside:
        beside.write_text(text, encoding="utf-8")


def sweep(folder: Folder) -> None:
    """Removes temporary files that a killed process left behind."""
    limit = time.time() - ABANDONED
    for place in (folder.root, *(folder.root / name for name in _SWEPT)):
        for path in place.glob(f"{TEMPORARY}*"):
            # Another process may rename or sweep it between two calls.
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < limit:
                    path.unlink()


@contextmanager
def writable(folder: Folder) -> Iterator[None]:
    """A block that writes into a register: what the disk refuses is told in one line.

    Raises:
        RegisterError: the disk is full, the folder cannot be written, or a file went away. What was there stays.
    """
    try:
        yield
    except OSError as error:
        mend = "make room, or make the folder writable, and run it again; what was written before is kept"
        raise RegisterError(f"cannot be written: {_cause(error)}", where=str(folder.root), mend=mend) from error


def _cause(error: OSError) -> str:
    """What the system says; Arrow puts its own words before them."""
    return os.strerror(error.errno) if error.errno else str(error)
