"""The in-memory DuckDB that answers questions over the segments of a register.

The segments are handed over as Arrow datasets, so the engine itself touches no file: access to files and network is
shut off and the settings are locked before the first question. What stands: of every input its latest reading; of
every lineage of inputs (the same address or path) the version that was seen last is `newest`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from regesta.register.folder import Folder
from regesta.register.schema import CLAIMS, FLAT, REJECTIONS, REPORTS, SHAPE

_TABLES = {"claims": CLAIMS, "rejections": REJECTIONS, "reports": REPORTS}

#: A rerun supersedes an input's older outcome as a whole: the latest run wins. Two processes that read the same input
#: in the same moment leave two equal outcomes, of which the lower segment counts.
STANDING = """
CREATE TEMP TABLE standing AS
WITH outcomes AS (
    SELECT capture_key, lineage, run, segment, ordinal, report_id FROM stored_reports
    UNION ALL
    SELECT capture_key, lineage, run, segment, ordinal, NULL FROM stored_rejections
),
latest AS (
    SELECT *, min(struct_pack(run := run, ordinal := ordinal)) OVER (PARTITION BY capture_key) AS seen
    FROM outcomes
    QUALIFY row_number() OVER (PARTITION BY capture_key ORDER BY run DESC, segment, ordinal) = 1
)
SELECT *,
    (seen >= max(CASE WHEN report_id IS NOT NULL THEN seen END) OVER (PARTITION BY lineage)) IS NOT FALSE AS newest
FROM latest
"""
_VIEWS = (
    """CREATE TEMP VIEW reports AS
       SELECT r.*, s.newest FROM stored_reports r JOIN standing s USING (segment, capture_key)""",
    """CREATE TEMP VIEW claims AS
       SELECT c.*, s.newest, NULL::VARCHAR AS review_state, NULL::VARCHAR AS words
       FROM stored_claims c JOIN standing s USING (segment, report_id)""",
    """CREATE TEMP VIEW rejections AS
       SELECT r.*, s.newest FROM stored_rejections r JOIN standing s USING (segment, capture_key)""",
)
LOCKS = ("SET enable_external_access = false", "SET lock_configuration = true")


class Engine:
    """Answers SQL with `?` over `claims`, `reports` and `rejections` of the segments that are whole right now."""

    def __init__(self, folder: Folder) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        self._folder = folder
        self._connection = duckdb.connect(":memory:", config=settings)
        segments = folder.segment_names()
        for name, schema in _TABLES.items():
            files = [str(folder.file(segment, name)) for segment in segments]
            self._connection.register(f"stored_{name}", _dataset(files, schema))
        for statement in (STANDING, *_VIEWS, *LOCKS):
            self._connection.execute(statement)

    def table(self, sql: str, values: Sequence[Any] = ()) -> pa.Table:
        """The answer as an Arrow table."""
        return self._connection.sql(sql, params=list(values)).to_arrow_table()

    def claims(self, sql: str, values: Sequence[Any] = ()) -> pa.Table:
        """Whole claims in the order of a query that selects their `segment` and `claim_id`.

        The query reads the light columns only; the quotes, participants and reasons are then taken from the segments
        in which something was found.
        """
        found = self.table(sql, values)
        keys = list(zip(found.column("segment").to_pylist(), found.column("claim_id").to_pylist(), strict=True))
        files = [str(self._folder.file(segment, "claims")) for segment in sorted({segment for segment, _ in keys})]
        columns = [*SHAPE.names, *FLAT.names]
        wanted = ds.field("claim_id").isin(found.column("claim_id").combine_chunks())
        whole = _dataset(files, CLAIMS).to_table(columns=[*columns, "segment"], filter=wanted) if files else None
        if whole is None:
            return CLAIMS.empty_table().select(columns)
        pairs = zip(whole.column("segment").to_pylist(), whole.column("claim_id").to_pylist(), strict=True)
        place = {pair: row for row, pair in enumerate(pairs)}
        return whole.take(pa.array([place[key] for key in keys], pa.int64())).select(columns)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The answer as tuples."""
        return self._connection.execute(sql, list(values)).fetchall()

    def close(self) -> None:
        """Gives the engine's memory back."""
        self._connection.close()


def _dataset(files: list[str], schema: pa.Schema) -> Any:
    if not files:
        return schema.empty_table()
    return ds.dataset(files, schema=schema, format="parquet")
