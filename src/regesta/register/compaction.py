"""Compaction: many small segments into few large packs, while others read and write.

The rows go over column by column and unchanged. What was packed stays in its old files for an hour after, so whoever
opened the register before goes on reading; a kill at any moment leaves either the old state or the new one, and files
that the next compaction writes over or removes.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from regesta.errors import RegisterError
from regesta.records.codec import json_line
from regesta.register.engine import Engine
from regesta.register.folder import ABANDONED, Folder, packed_format, temporary, write_text
from regesta.register.locks import exclusive
from regesta.register.packed import fitting
from regesta.register.packs import TABLES, Layout, Pack, layout
from regesta.register.schema import STORED

#: Rows written at once. A segment has 200 to 300 claims; a part of a pack is one read for a claim that is shown.
_PART = 8_192
#: A pack with fewer segments than so many times those that are packed anyway is packed with them: sizes then at least
#: double from pack to pack, so there are few packs and a row is written again a few times only.
_GROWTH = 1


@dataclass(frozen=True, slots=True)
class Compacted:
    """What was done: segments that went into a new pack, rows left out, and old files removed."""

    segments: int
    dropped: int
    removed: int


def compact(folder: Folder, *, drop_superseded: bool = False, now: float | None = None) -> Compacted:
    """Packs the loose segments and the packs that are no larger than what is packed with them.

    Args:
        folder: the register.
        drop_superseded: leaves out claims of readings that a later run has superseded, and packs everything anew. The
            rows of their reports stay, as they tell when a version was first seen.
        now: seconds since 1970, for the age of files.

    Raises:
        RegisterError: somebody else compacts, or the folder cannot be written.
    """
    try:
        folder.packs.mkdir(exist_ok=True)
        lock = os.open(folder.packs / ".lock", os.O_RDWR | os.O_CREAT, 0o666)
        try:
            with exclusive(lock, where=folder.packs / ".lock"):
                return _compact(folder, drop_superseded, time.time() if now is None else now)
        finally:
            os.close(lock)
    except OSError as error:
        mend = "nothing was lost; make room, or make the folder writable, and compact again"
        raise RegisterError(f"cannot be packed: {error}", where=str(folder.root), mend=mend) from error


def _compact(folder: Folder, drop: bool, now: float) -> Compacted:
    there = layout(folder)
    chosen = _chosen(there, everything=drop)
    dropped = 0
    # One segment alone is as well off in its own file.
    if len(chosen) > 1 or (drop and chosen):
        number = max((pack.number for pack in (*there.packs, *there.idle)), default=0) + 1
        dropped = _pack(there, Pack(number, tuple(chosen)), _superseded(folder) if drop else None)
    return Compacted(len(chosen) if len(chosen) > 1 or (drop and chosen) else 0, dropped, _clear(folder, now))


def _chosen(there: Layout, *, everything: bool) -> list[str]:
    """The segments that go into the new pack."""
    if everything:
        return list(there.segments)
    chosen = list(there.loose)
    if len(chosen) < 2 and not (chosen and there.packs):
        return []
    for pack in sorted(there.packs, key=lambda one: len(one.segments)):
        if len(pack.segments) > _GROWTH * len(chosen):
            break
        chosen += pack.segments
    return sorted(chosen)


def _superseded(folder: Folder) -> pa.Table:
    """Segment and id of the reports whose claims no question sees."""
    engine = Engine(folder)
    try:
        sql = """SELECT DISTINCT segment, report_id FROM stored_reports
                 ANTI JOIN standing USING (segment, report_id)"""
        return engine.table(sql)
    finally:
        engine.close()


def _pack(there: Layout, pack: Pack, superseded: pa.Table | None) -> int:
    """Writes a pack; says how many claims were left out."""
    folder, dropped = there.folder, 0
    for name in TABLES:
        out = superseded if name == "claims" else None
        dropped += _write(there, pack, name, out)
    # A version that knows no packs must refuse the register before it could miss anything.
    packed_format(folder)
    write_text(pack.note(folder), json_line({"segments": list(pack.segments)}) + "\n")
    return dropped


def _write(there: Layout, pack: Pack, name: str, superseded: pa.Table | None) -> int:
    schema, dropped, waiting, rows = STORED[name], 0, [], 0
    wanted = pa.array(pack.segments)
    with (
        temporary(pack.file(there.folder, name)) as beside,
        pq.ParquetWriter(beside, schema, compression="zstd") as writer,
    ):
        for path in sorted(there.files(name, pack.segments)):
            file = pq.ParquetFile(path)
            for batch in file.iter_batches(batch_size=_PART, use_threads=False):
                part = fitting(pa.Table.from_batches([batch]), schema)
                part = part.filter(pc.is_in(part["segment"], wanted))
                kept = part if superseded is None else _without(part, superseded)
                dropped += part.num_rows - kept.num_rows
                waiting.append(kept)
                rows += kept.num_rows
                if rows >= _PART:
                    # A rest would be a small part of its own, and what a file says of itself grows with its parts.
                    together, whole = pa.concat_tables(waiting), rows - rows % _PART
                    writer.write_table(together.slice(0, whole), row_group_size=_PART)
                    waiting, rows = [together.slice(whole)], rows - whole
            file.close()
        if rows:
            writer.write_table(pa.concat_tables(waiting), row_group_size=_PART)
    return dropped


def _without(rows: pa.Table, superseded: pa.Table) -> pa.Table:
    gone = set(zip(superseded["segment"].to_pylist(), superseded["report_id"].to_pylist(), strict=True))
    keys: list[tuple[Any, Any]] = list(zip(rows["segment"].to_pylist(), rows["report_id"].to_pylist(), strict=True))
    return rows.filter(pa.array([key not in gone for key in keys], pa.bool_()))


def _clear(folder: Folder, now: float) -> int:
    """Removes the files of segments and packs that a pack of more than an hour ago has; says how many."""
    there, limit = layout(folder), now - ABANDONED
    old = [pack for pack in there.packs if pack.note(folder).stat().st_mtime < limit]
    covered = {name for pack in old for name in pack.segments}
    removed = 0
    for pack in there.idle:
        if covered.issuperset(pack.segments):
            # The note first: without it the pack is not there, while a note without its files would be a damage.
            for path in (pack.note(folder), *(pack.file(folder, name) for name in TABLES)):
                removed += path.exists()
                path.unlink(missing_ok=True)
    for segment in folder.segment_names():
        if segment in covered:
            for name in reversed(TABLES):
                path = folder.file(segment, name)
                removed += path.exists()
                path.unlink(missing_ok=True)
    return removed
