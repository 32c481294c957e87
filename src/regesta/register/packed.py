"""One table of a pack: the rows of a segment out of the parts that hold them, without looking through the file again.

What a pack's file says of itself grows with it: of eight million claims it is a thousand parts with a hundred columns
each, a tenth of a second to read. It is read once.
"""

from __future__ import annotations

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

    def rows(self, segment: str, columns: Sequence[str]) -> pa.Table:
        """The rows of a segment, in their order.

        Raises:
            FileNotFoundError: as above.
        """
        parts = [part for part, (first, last) in enumerate(self._spans) if first <= segment <= last]
        with pq.ParquetFile(self._path, metadata=self._about) as file:
            found = file.read_row_groups(parts, columns=list({*columns, "segment"}), use_threads=False)
        return found.filter(pc.field("segment") == segment).select(list(columns))

    def _span(self, part: int) -> tuple[str, str]:
        """The least and the greatest name of a segment in a part."""
        about = self._about.row_group(part).column(self._segment).statistics
        # Nothing known: any may be there.
        return (about.min, about.max) if about is not None and about.has_min_max else ("", "\U0010ffff")
