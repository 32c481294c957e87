"""The index: what a server compares and counts, as a DuckDB file that is opened instead of made anew.

    index/MAKER-SEGMENTS.duckdb

It is derived and disposable. MAKER is a digest of the statements that made the tables and of DuckDB's version, SEGMENTS
one of the names of the segments, so an index that another version made is simply not found. It is written under a
temporary name and renamed, and from then on only read, by any number of processes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from regesta.records.codec import digest
from regesta.register.folder import Folder, temporary

#: Bytes that DuckDB writes beside a file that it fills.
_LOG = ".wal"


def index_path(folder: Folder, segments: Sequence[str], statements: Sequence[str]) -> Path:
    """Where the index of these segments is, or would be."""
    return _place(folder) / f"{_maker(statements)}{digest(sorted(segments))[:16]}.duckdb"


def indexes(folder: Folder, segments: Sequence[str], statements: Sequence[str]) -> list[Path]:
    """What there is: the index of these segments first, then of others, the latest first."""
    exact, found = index_path(folder, segments, statements), []
    for path in _place(folder).glob(f"{_maker(statements)}*.duckdb"):
        # One that goes in this moment is not there.
        with contextlib.suppress(FileNotFoundError):
            found.append((path == exact, path.stat().st_mtime, path))
    return [path for _, _, path in sorted(found, reverse=True)]


def _place(folder: Folder) -> Path:
    return folder.root / "index"


def _maker(statements: Sequence[str]) -> str:
    return digest(["index", duckdb.__version__, list(statements)])[:8] + "-"


def write_index(path: Path, fill: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
    """Writes an index and takes the older ones away; who has one open keeps it.

    Args:
        path: from `index_path`.
        fill: makes the tables.
    """
    path.parent.mkdir(exist_ok=True)
    with temporary(path) as beside:
        connection = duckdb.connect(str(beside))
        try:
            fill(connection)
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
            beside.with_name(beside.name + _LOG).unlink(missing_ok=True)
    for old in path.parent.glob("[!.]*.duckdb"):
        if old != path:
            # Some systems keep a file that is open; the next index takes it away.
            with contextlib.suppress(OSError):
                old.unlink()
