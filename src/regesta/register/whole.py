"""Whole rows out of the segments: what questions find by light columns is fetched here."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from regesta.errors import RegisterError
from regesta.register.folder import Folder
from regesta.register.packed import fitting
from regesta.register.packs import Layout, layout
from regesta.register.schema import CLAIMS, FLAT, SHAPE, STORED

#: A claim by its segment and id.
Key = tuple[str, str]
COLUMNS = [*SHAPE.names, *FLAT.names]
#: Claims from which on all segments are read in one scan, which takes less than one file after another.
_MANY = 2_000
#: Bytes of segments kept: those of about 150,000 claims of news reports, at 1.7 kB each. More is read again.
_KEPT = 256_000_000
_GONE = "the register has changed under the question"


def _of(schema: pa.Schema, columns: Iterable[str]) -> pa.Schema:
    return pa.schema([schema.field(name) for name in columns])


#: What is read of a segment's claims.
_READ = _of(CLAIMS, dict.fromkeys([*COLUMNS, "segment"]))


def keys_of(table: pa.Table) -> list[Key]:
    """The claims of a table with the columns `segment` and `claim_id`, in its order."""
    return list(zip(table["segment"].to_pylist(), table["claim_id"].to_pylist(), strict=True))


def in_order(stored: Layout, keys: Sequence[Key], columns: Sequence[str]) -> pa.Table:
    """Columns (`claim_id` among them) of claims out of their segments, in one scan and in the order of the keys.

    Raises:
        FileNotFoundError, KeyError: a segment or a claim is not there.
    """
    segments = {segment for segment, _ in keys}
    schema = _of(CLAIMS, dict.fromkeys([*columns, "segment", "claim_id"]))
    wanted = pc.field("claim_id").isin(pa.array([id_ for _, id_ in keys]))
    packed = stored.packed("claims", segments)
    parts = [pack.rows(within, schema, wanted=wanted, threads=True) for pack, within in packed]
    if loose := sorted(segments.difference(*(within for _, within in packed))):
        found = ds.dataset(stored.files("claims", loose), schema=CLAIMS, format="parquet")
        parts.append(found.to_table(columns=schema.names, filter=wanted))
    rows = pa.concat_tables(parts)
    place = {key: row for row, key in enumerate(keys_of(rows))}
    return rows.take(pa.array([place[key] for key in keys], pa.int64())).select(columns)


class Whole:
    """Fetches whole claims and reports; keeps the segments that were asked for last. For any number of threads."""

    def __init__(self, folder: Folder, *, kept: int = _KEPT) -> None:
        self._folder = folder
        self._layout = layout(folder)
        self._most = kept
        self._kept: OrderedDict[str, tuple[pa.Table, dict[str, int]]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def claims(self, keys: Sequence[Key]) -> pa.Table:
        """The claims in the order of their keys, each of which must exist.

        Raises:
            RegisterError: a segment has been deleted since.
        """
        if not keys:
            return CLAIMS.empty_table().select(COLUMNS)
        return self._again(lambda: in_order(self._layout, keys, COLUMNS) if len(keys) >= _MANY else self._pick(keys))

    def report(self, segment: str, report_id: str) -> dict[str, Any]:
        """A report's row, its text included."""
        table = self._again(lambda: self._rows("reports", segment, STORED["reports"]))
        rows: list[dict[str, Any]] = table.filter(pc.field("report_id") == report_id).slice(0, 1).to_pylist()
        return rows[0]

    def _again(self, ask: Callable[[], pa.Table]) -> pa.Table:
        """An answer; where files have gone since, from those to which a compaction has brought their rows."""
        try:
            try:
                return ask()
            except (FileNotFoundError, KeyError):
                self._layout = layout(self._folder)
                return ask()
        except (FileNotFoundError, KeyError) as error:
            raise RegisterError(_GONE, where=str(self._folder.root), mend="ask again") from error

    def _pick(self, keys: Sequence[Key]) -> pa.Table:
        tables = self._segments(list(dict.fromkeys(segment for segment, _ in keys)))
        rows = [tables[segment][0].slice(tables[segment][1][id_], 1) for segment, id_ in keys]
        return pa.concat_tables(rows)

    def _segments(self, names: list[str]) -> dict[str, tuple[pa.Table, dict[str, int]]]:
        """The segments of those names, from memory or from disk."""
        with self._lock:
            found = {name: self._kept[name] for name in names if name in self._kept}
            for name in found:
                self._kept.move_to_end(name)
        missing = [name for name in names if name not in found]
        if len(missing) > 1:
            with ThreadPoolExecutor(os.cpu_count()) as readers:
                read = dict(zip(missing, readers.map(self._read, missing), strict=True))
        else:
            read = {name: self._read(name) for name in missing}
        self._keep(read)
        return {**found, **read}

    def _read(self, segment: str) -> tuple[pa.Table, dict[str, int]]:
        table = self._rows("claims", segment, _READ).select(COLUMNS)
        return table, {id_: row for row, id_ in enumerate(table.column("claim_id").to_pylist())}

    def _rows(self, table: str, segment: str, schema: pa.Schema) -> pa.Table:
        """Those of a segment."""
        stored = self._layout
        for pack, within in stored.packed(table, [segment]):
            return pack.rows(within, schema, threads=False)
        # Without the detour over a dataset, in two thirds of the time.
        with pq.ParquetFile(stored.files(table, [segment])[0]) as file:
            return fitting(file.read(columns=schema.names, use_threads=False), schema)

    def _keep(self, read: dict[str, tuple[pa.Table, dict[str, int]]]) -> None:
        with self._lock:
            for name, one in read.items():
                if name not in self._kept:
                    self._kept[name] = one
                    self._bytes += one[0].nbytes
            while self._bytes > self._most and self._kept:
                _, (table, _) = self._kept.popitem(last=False)
                self._bytes -= table.nbytes
