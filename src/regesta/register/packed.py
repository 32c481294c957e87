"""One table of a pack: the rows of some segments out of the parts that hold them, without looking through the file.

What a pack's file says of itself grows with it: of eight million claims it is a thousand parts with a hundred columns
each, a tenth of a second to read. It is read once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq


class Packed:
    """A file of a pack, which never changes. For any number of threads.

    Raises:
        FileNotFoundError: it has been taken away, by a compaction.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._about = pq.read_metadata(path)
        columns = range(self._about.num_columns)
        self._segment = next(number for number in columns if self._about.schema.column(number).path == "segment")
        self._spans = [self._span(part) for part in range(self._about.num_row_groups)]

    def rows(
        self, segments: Sequence[str], schema: pa.Schema, *, wanted: pc.Expression | None = None, threads: bool
    ) -> pa.Table:
        """The rows of some segments, in the file's order.

        Args:
            segments: their names, sorted.
            schema: the columns to give, `segment` among them.
            wanted: a condition on them that the rows fulfil.
            threads: whether to read with several.

        Raises:
            FileNotFoundError: as above.
        """
        parts = [part for part, (first, last) in enumerate(self._spans) if _some_within(segments, first, last)]
        condition = pc.field("segment").isin(pa.array(segments, pa.string()))
        condition = condition if wanted is None else condition & wanted
        found = [schema.empty_table()]
        with pq.ParquetFile(self._path, metadata=self._about) as file:
            # One part after another, so that of many parts no more is held than the rows that are wanted.
            for part in parts:
                rows = file.read_row_group(part, columns=schema.names, use_threads=threads).filter(condition)
                found.append(fitting(rows, schema))
        return pa.concat_tables(found)

    def _span(self, part: int) -> tuple[str, str]:
        """The least and the greatest name of a segment in a part."""
        about = self._about.row_group(part).column(self._segment).statistics
        # Nothing known: any may be there.
        return (about.min, about.max) if about is not None and about.has_min_max else ("", "\U0010ffff")


def _some_within(segments: Sequence[str], first: str, last: str) -> bool:
    at = bisect_left(segments, first)
    return at < len(segments) and segments[at] <= last


def fitting(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """The rows with every column of a schema; a column that came later reads as null."""
    columns = [
        rows[field.name] if field.name in rows.column_names else pa.nulls(rows.num_rows, field.type) for field in schema
    ]
    made = pa.table(columns, names=schema.names)
    return made if made.schema.equals(schema) else made.cast(schema)
