"""The in-memory DuckDB that answers questions over the segments of a register.

The segments are handed over as Arrow datasets, so the engine itself touches no file: access to files and network is
shut off and the settings are locked before the first question. What stands: of every input its latest reading; of
every lineage of inputs (the same address or path) the version that was seen last is `newest`.

`read_claims` are the claims as they were read. `claims` are those that questions see: what people decided is laid over
them, as whole rows that take the place of those with the same segment and id, or stand beside them where people added
claims. Decisions are few beside claims, so the rows are kept in memory and nothing is rewritten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from threading import Lock
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from regesta.errors import RegisterError
from regesta.register.conditions import Sql
from regesta.register.filters import Where
from regesta.register.folder import Folder
from regesta.register.incidents import INCIDENTS, MEMBERS, Derived, read_incidents
from regesta.register.laid import Key, Laid
from regesta.register.packs import Layout, damaged, layout
from regesta.register.schema import CLAIMS, FLAT, LAID, SHAPE, STORED
from regesta.register.seen import Seen, look
from regesta.register.whole import Whole, in_order, keys_of

#: Every outcome of an input, as questions about what stands compare it.
OUTCOMES = """
SELECT capture_key, lineage, run, segment, ordinal, report_id FROM stored_reports
UNION ALL
SELECT capture_key, lineage, run, segment, ordinal, NULL FROM stored_rejections
"""
#: A rerun supersedes an input's older outcome as a whole: the latest run wins. Two processes that read the same input
#: in the same moment leave two equal outcomes, of which the lower segment counts.
STANDING = """
CREATE TEMP TABLE standing AS
WITH latest AS (
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
    """CREATE TEMP VIEW read_claims AS
       SELECT c.*, s.newest, NULL::VARCHAR AS words FROM stored_claims c JOIN standing s USING (segment, report_id)""",
    "CREATE TEMP VIEW claims AS SELECT *, NULL::VARCHAR AS review_state FROM read_claims",
    """CREATE TEMP VIEW rejections AS
       SELECT r.*, s.newest FROM stored_rejections r JOIN standing s USING (segment, capture_key)""",
)
#: The claims with what people decided about them.
_LAID = """
CREATE OR REPLACE TEMP VIEW claims AS
SELECT c.*, NULL::VARCHAR AS review_state FROM read_claims c ANTI JOIN laid l USING (segment, claim_id)
UNION ALL BY NAME
SELECT l.* EXCLUDE (review), s.newest, NULL::VARCHAR AS words, l.review.state AS review_state
FROM laid l JOIN standing s USING (segment, report_id)
"""
LOCKS = ("SET enable_external_access = false", "SET lock_configuration = true")


class Engine:
    """Answers SQL with `?` over `claims`, `reports` and `rejections` of the segments that are whole right now.

    A question to `claims` sees what people decided, one to `read_claims` does not. Any thread may ask; they wait for
    each other. Once `derived` was looked at, `incidents` and `members` are tables too.
    """

    def __init__(self, folder: Folder) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        self._folder = folder
        self._laid = Laid.of(LAID.empty_table())
        self._lock = Lock()
        self._connection = duckdb.connect(":memory:", config=settings)
        self._layout: Layout = layout(folder)
        self.segments = self._layout.segments
        with self._reading():
            for name, schema in STORED.items():
                self._connection.register(f"stored_{name}", _dataset(self._layout.files(name), schema))
            for statement in (f"CREATE TEMP VIEW outcomes AS {OUTCOMES}", STANDING, *_VIEWS, *LOCKS):
                self._connection.execute(statement)

    @cached_property
    def derived(self) -> Derived | None:
        """What was linked last, None while nothing is; read when first asked for, as most questions need none of it.

        It is held in memory from then on, so that linking anew pulls no file from under a reader.
        """
        found = read_incidents(self._folder)
        self._connection.register("incidents", found.incidents if found else INCIDENTS.empty_table())
        self._connection.register("members", found.members if found else MEMBERS.empty_table())
        return found

    def linked(self) -> Engine:
        """The same engine with the tables `incidents` and `members`."""
        _ = self.derived
        return self

    def table(self, sql: str, values: Sequence[Any] = ()) -> pa.Table:
        """The answer as an Arrow table."""
        with self._lock, self._reading():
            return self._connection.sql(sql, params=list(values)).to_arrow_table()

    def seen(self, asked: Where, *, apart: Collection[str] = ()) -> Seen:
        """What a question sees; the filters in `apart` may be left out of it."""
        return look(self.table, asked, apart=apart)

    def count(self, asked: Where) -> int:
        """How many claims fit."""
        return int(self.rows(f"SELECT count(*) FROM claims WHERE {asked.sql()}", asked.values())[0][0])

    def beginning(self, asked: Where, order: str, wanted: int, after: Sequence[Any] = ()) -> Sql:
        """A condition for the claims that fit, or for as many of them as stand first; see `Held.beginning`."""
        return asked.sql(), asked.values()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """A block that reads segments; a damaged one is named.

        Raises:
            RegisterError: a file of a segment is missing or no table.
        """
        try:
            yield
        except (OSError, pa.ArrowException, duckdb.Error) as error:
            if (damage := _damage(self._layout)) is not None:
                raise damage from error
            raise

    def lay(self, rows: pa.Table) -> None:
        """Lays claims as people left them over those that were read, in place of what was laid before.

        Args:
            rows: of the shape `schema.LAID`; `segment` and `report_id` say where each stands.
        """
        with self._lock:
            self._connection.register("laid", rows)
            self._connection.execute(_LAID)
            self._laid = Laid.of(rows)

    def claims(self, sql: str, values: Sequence[Any] = ()) -> pa.Table:
        """Whole claims in the order of a query that selects their `segment` and `claim_id`, each with its review.

        The query reads the light columns only; the quotes, participants and reasons are then taken from the segments
        in which something was found.
        """
        return self.whole(keys_of(self.table(sql, values)))

    def whole(self, keys: Sequence[Key]) -> pa.Table:
        """Whole claims in the order of their keys, each with its review."""
        read = [key for key in keys if key not in self._laid.place]
        return self._laid.over(keys, self._rows_of(read, [*SHAPE.names, *FLAT.names]))

    def read(self, keys: Sequence[Key]) -> pa.Table:
        """Whole rows of claims as they were read, in the order of their segments and ids."""
        return self._rows_of(keys, CLAIMS.names)

    def report(self, segment: str, report_id: str) -> dict[str, Any]:
        """A report's row, its text included."""
        return Whole(self._folder).report(segment, report_id)

    def _rows_of(self, keys: Sequence[Key], columns: list[str]) -> pa.Table:
        """The rows of claims, in the order of their keys."""
        if not keys:
            return CLAIMS.empty_table().select(columns)
        with self._reading():
            return in_order(self._layout, keys, columns)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The answer as tuples."""
        with self._lock, self._reading():
            return self._connection.execute(sql, list(values)).fetchall()

    def close(self) -> None:
        """Gives the engine's memory back."""
        self._connection.close()


def _dataset(files: list[str], schema: pa.Schema) -> Any:
    if not files:
        return schema.empty_table()
    return ds.dataset(files, schema=schema, format="parquet")


def _damage(stored: Layout) -> RegisterError | None:
    """Names the file of a segment that is missing or no table; None when none is."""
    for path in (path for name in STORED for path in stored.files(name)):
        try:
            pq.read_metadata(path)
        except (OSError, pa.ArrowException) as error:
            return damaged(path, error)
    return None
