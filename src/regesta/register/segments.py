"""Writing: batches of entries and rejections as immutable segments, bytes as received as packs of captures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from regesta.errors import RegisterError
from regesta.records.claims import Entry
from regesta.records.codec import digest
from regesta.records.outcomes import Rejection
from regesta.records.reports import Capture
from regesta.register.folder import Folder, temporary, writable
from regesta.register.packs import damaged, layout
from regesta.register.schema import (
    CAPTURES,
    CLAIMS,
    REJECTIONS,
    REPORTS,
    Place,
    Taken,
    capture_row,
    claim_row,
    rejection_row,
    report_row,
    table,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A segment that now exists, and what is in it.

    Attributes:
        path: its reports file, whose presence makes it exist.
        reports, claims: how many of each.
        rejections: the rejections themselves, for telling.
    """

    path: Path
    reports: int
    claims: int
    rejections: tuple[Rejection, ...]


def write_segment(
    folder: Folder, *, run: int, run_id: str, batch: Sequence[Taken], outcomes: Sequence[Entry | Rejection]
) -> Written:
    """Writes a batch's captures and outcomes; the last rename makes the segment exist.

    The name depends on the run and the inputs alone, so writing the same batch again gives the same files.

    Raises:
        RegisterError: the disk is full or the folder cannot be written; the segment does not exist then.
    """
    place = Place(run, run_id, f"{run:06d}-{digest(['segment', run_id, [taken.key for taken in batch]])[:16]}")
    reports, claims, rejections = _rows(batch, outcomes, place)
    path = folder.file(place.segment, "reports")
    with writable(folder):
        _keep_captures(folder, batch)
        _write(folder.file(place.segment, "claims"), claims, CLAIMS)
        _write(folder.file(place.segment, "rejections"), rejections, REJECTIONS)
        _write(path, reports, REPORTS)
    refused = tuple(outcome for outcome in outcomes if isinstance(outcome, Rejection))
    return Written(path, len(reports), len(claims), refused)


_Rows = list[dict[str, Any]]


def _rows(batch: Sequence[Taken], outcomes: Sequence[Entry | Rejection], place: Place) -> tuple[_Rows, _Rows, _Rows]:
    reports: _Rows = []
    claims: _Rows = []
    rejections: _Rows = []
    for taken, outcome in zip(batch, outcomes, strict=True):
        if isinstance(outcome, Rejection):
            rejections.append(rejection_row(outcome, taken, place))
            continue
        reports.append(report_row(outcome, taken, place))
        claims += [claim_row(claim, outcome, place, ordinal) for ordinal, claim in enumerate(outcome.claims)]
    return reports, claims, rejections


def _keep_captures(folder: Folder, batch: Sequence[Taken]) -> None:
    """Stores the bytes of a batch that are not stored yet, as one pack named by what is in it."""
    fresh = {t.item.sha256: t.item for t in batch if t.keep and isinstance(t.item, Capture)}
    if fresh:
        name = digest(["captures", sorted(fresh)])[:16]
        _write(folder.captures / f"{name}.parquet", [capture_row(capture) for capture in fresh.values()], CAPTURES)


def _write(path: Path, rows: _Rows, schema: pa.Schema) -> None:
    with temporary(path) as beside:
        pq.write_table(table(rows, schema), beside, compression="zstd")


def stored_captures(folder: Folder) -> set[str]:
    """Digests of the bytes that are stored.

    Raises:
        RegisterError: a pack is damaged.
    """
    found: set[str] = set()
    for path in sorted(folder.captures.glob("[!.]*.parquet")):
        try:
            found.update(_columns(path, "sha256")[0])
        except (OSError, pa.ArrowException) as error:
            mend = "restore the file from a copy, or move it away and read its inputs again"
            raise RegisterError("a pack of captures is damaged", where=str(path), mend=mend) from error
    return found


def known_inputs(folder: Folder) -> dict[str, tuple[str, bool]]:
    """For every input that has an outcome: the id of the latest run that made one, and whether it was refused.

    File by file and three columns of each: opening the register for questions takes more than twice the time, and
    holds the heads of all files at once, some 130 MB for a thousand segments.

    Raises:
        RegisterError: a file of a segment is missing or no table, or a pack's note cannot be read.
    """
    stored, runs = layout(folder), dict[str, int]()
    found: dict[str, tuple[str, bool]] = {}
    # Ids of runs are few; their words are kept once.
    ids: dict[str, str] = {}
    for name, refused in (("reports", False), ("rejections", True)):
        for path in stored.files(name):
            try:
                rows = zip(*_columns(path, "capture_key", "run", "run_id"), strict=True)
            except (OSError, pa.ArrowException) as error:
                raise damaged(path, error) from error
            for key, run, run_id in rows:
                if run >= runs.get(key, 0):
                    runs[key], found[key] = run, (ids.setdefault(run_id, run_id), refused)
    return found


def _columns(path: str | Path, *names: str) -> list[list[Any]]:
    """The values of some columns of a file; in half the time that `read_table` takes for a small one."""
    with pq.ParquetFile(path) as file:
        rows = file.read(columns=list(names))
        return [rows.column(name).to_pylist() for name in names]


def stored_bytes(folder: Folder, sha256: str) -> bytes | None:
    """The bytes with this digest; None where they are not stored."""
    for path in sorted(folder.captures.glob("[!.]*.parquet")):
        found = pq.read_table(path, columns=["data"], filters=[("sha256", "=", sha256)]).column("data").to_pylist()
        if found:
            return bytes(found[0])
    return None
