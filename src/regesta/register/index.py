"""The index: what a server compares and counts, as a DuckDB file that is opened instead of made anew.

    index/DIGEST.duckdb

It is derived and disposable. The digest is of the names of the segments, of the statements that made the tables and of
DuckDB's version, so an index of anything else than what is there is simply not found. It is written under a temporary
name and renamed, and from then on only read, by any number of processes.
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
    name = digest(["index", duckdb.__version__, list(statements), sorted(segments)])[:16]
    return folder.root / "index" / f"{name}.duckdb"


def write_index(path: Path, fill: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
    """Writes an index and takes the older ones away; who has one open keeps it.

    Args:
        path: from `index_path`.
        fill: makes the tables.
    """
    path.parent.mkdir(exist_ok=True)
    with temporary(path) as beside:
        # What an earlier process of the same number left behind would be opened and filled twice.
        beside.unlink(missing_ok=True)
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


def attach(connection: duckdb.DuckDBPyConnection, path: Path, tables: Sequence[str]) -> bool:
    """Opens the tables of an index beside those in memory; False where there is none, or none that can be read."""
    if not path.is_file():
        return False
    name = str(path).replace("'", "''")
    try:
        connection.execute(f"ATTACH '{name}' AS indexed (READ_ONLY)")
        for table in tables:
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM indexed.{table}")
    except duckdb.Error:
        for table in tables:
            connection.execute(f"DROP VIEW IF EXISTS {table}")
        connection.execute("DETACH DATABASE IF EXISTS indexed")
        return False
    return True
