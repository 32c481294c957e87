"""The engine of a server: what questions compare and count is held in memory, and many threads may ask at once.

The tables have the columns and names of those of `engine`, so every question is the same SQL there and here; what no
question compares (offsets, reasons, the words of links) is left in the segments and fetched for the claims that are
shown. What a page counts is held beside them as codes (`seen`). A register that is opened once for one question is
better off with `engine`, which loads nothing beforehand.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from regesta.errors import TooLongError
from regesta.register.conditions import Sql
from regesta.register.engine import LOCKS
from regesta.register.filters import Where
from regesta.register.folder import Folder
from regesta.register.incidents import INCIDENTS, MEMBERS, read_incidents
from regesta.register.laid import Key, Laid
from regesta.register.loading import CLAIM, open_tables
from regesta.register.packs import layout
from regesta.register.schema import LAID
from regesta.register.seen import Seen, Sight
from regesta.register.whole import Whole

_PLAIN = (
    "CREATE VIEW unlaid_claims AS SELECT *, NULL::VARCHAR AS review_state FROM read_claims",
    "CREATE TABLE laid_claims AS SELECT * EXCLUDE (claim_row) FROM unlaid_claims LIMIT 0",
    "CREATE VIEW claims AS SELECT * FROM unlaid_claims",
)
#: The claims with what people decided about them: `engine.lay`, with tables of its own.
_LAID = (
    f"""CREATE OR REPLACE TABLE laid_claims AS SELECT {CLAIM}, newest, review_state
        FROM (SELECT l.*, r.newest, l.review.state AS review_state FROM laid l JOIN
              (SELECT segment, report_id, bool_or(newest) AS newest FROM reports GROUP BY ALL) r
              USING (segment, report_id))""",
    """CREATE OR REPLACE VIEW claims AS
       SELECT * FROM unlaid_claims ANTI JOIN laid_claims USING (segment, claim_id)
       UNION ALL BY NAME SELECT * FROM numbered_laid_claims""",
)
_NUMBERED = "CREATE VIEW numbered_laid_claims AS SELECT *, rowid + {} AS claim_row FROM laid_claims"
#: Seconds between two interrupts of a question that is out of time: one can fall between two statements.
_AGAIN = 0.05


class Held:
    """Answers SQL with `?` over the segments that were whole when it was made, for any number of threads."""

    def __init__(self, folder: Folder) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": "",
        }
        self._whole = Whole(folder)
        self._laid = Laid.of(LAID.empty_table())
        self._connection = duckdb.connect(":memory:", config=settings)
        self._mine = threading.local()
        there = layout(folder)
        self.segments = there.segments
        open_tables(self._connection, there)
        for statement in _PLAIN:
            self._connection.execute(statement)
        sql = "SELECT coalesce(max(claim_row), -1) + 1 FROM read_claims"
        behind = self._connection.execute(sql).fetchall()[0][0]
        self._connection.execute(_NUMBERED.format(behind))
        self._sight = Sight(self.table)
        self.derived = read_incidents(folder)
        for name, found in (
            ("incidents", self.derived.incidents if self.derived else INCIDENTS.empty_table()),
            ("members", self.derived.members if self.derived else MEMBERS.empty_table()),
        ):
            # As a table, since what is only registered is not seen by the cursors of other threads.
            self._connection.register(f"stored_{name}", found)
            self._connection.execute(f"CREATE TABLE {name} AS SELECT * FROM stored_{name}")
        for statement in LOCKS:
            self._connection.execute(statement)

    def prepare(self) -> None:
        """Makes the columns that questions count, which the first of them would wait for."""
        self._sight.prepare()

    def linked(self) -> Held:
        """The same engine, which has the tables `incidents` and `members` from the beginning."""
        return self

    def table(self, sql: str, values: Sequence[Any] = ()) -> pa.Table:
        """The answer as an Arrow table.

        Raises:
            TooLongError: the time given by `within` is over.
        """
        with self._patience():
            return self._cursor().sql(sql, params=list(values)).to_arrow_table()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The answer as tuples.

        Raises:
            TooLongError: the time given by `within` is over.
        """
        with self._patience():
            found: list[tuple[Any, ...]] = self._cursor().execute(sql, list(values)).fetchall()
            return found

    def lay(self, rows: pa.Table) -> None:
        """Lays claims as people left them over those that were read; see `Engine.lay`. By one thread at a time.

        A question that another thread began before, and whose claims are fetched after, may be told to ask again.
        """
        with self._sight.changing():
            self._connection.register("laid", rows)
            for statement in _LAID:
                self._connection.execute(statement)
            self._connection.unregister("laid")
            self._laid = Laid.of(rows)

    def seen(self, asked: Where, *, apart: Collection[str] = ()) -> Seen:
        """What a question sees, of columns and conditions that are remembered; `apart` is for other engines.

        Raises:
            TooLongError: the time given by `within` is over.
        """
        return self._sight.seen(asked)

    def count(self, asked: Where) -> int:
        """How many claims fit."""
        return int(np.count_nonzero(self.seen(asked).fit()))

    def beginning(self, asked: Where, order: str, wanted: int, after: Sequence[Any] = ()) -> Sql:
        """A condition for the claims that fit and stand first, at least so many as wanted, or for all that fit.

        Args:
            asked: the question.
            order: of `paging.ORDERS`.
            wanted: how many claims.
            after: the first key of the claim that they stand behind, if they do.
        """
        seen = self.seen(asked)
        return seen.among(seen.beginning(order, wanted, after))

    def claims(self, sql: str, values: Sequence[Any] = ()) -> pa.Table:
        """Whole claims, each with its review, in the order of a query that selects `segment` and `claim_id` first."""
        return self.whole([(row[0], row[1]) for row in self.rows(sql, values)])

    def whole(self, keys: Sequence[Key]) -> pa.Table:
        """Whole claims in the order of their keys, each with its review."""
        laid = self._laid
        return laid.over(keys, self._whole.claims([key for key in keys if key not in laid.place]))

    def _cursor(self) -> Any:
        """This thread's own."""
        if not hasattr(self._mine, "cursor"):
            self._mine.cursor = self._connection.cursor()
        return self._mine.cursor

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Gives the questions that this thread asks in the block so much time, all together."""
        over, done, cursor = threading.Event(), threading.Event(), self._cursor()

        def watch() -> None:
            over.set()
            while not done.wait(_AGAIN):
                cursor.interrupt()

        timer = threading.Timer(seconds, watch)
        timer.daemon = True
        self._mine.over = over
        timer.start()
        try:
            yield
        finally:
            done.set()
            timer.cancel()
            self._mine.over = None

    @contextmanager
    def _patience(self) -> Iterator[None]:
        over = getattr(self._mine, "over", None)
        if over is not None and over.is_set():
            raise _too_long()
        try:
            yield
        except duckdb.InterruptException as error:
            raise _too_long() from error

    def close(self) -> None:
        """Gives the memory back."""
        self._connection.close()


def _too_long() -> TooLongError:
    return TooLongError("the question took longer than it may", mend="ask for less: a shorter time, fewer claims")
