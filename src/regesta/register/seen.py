"""The claims that a question sees: their columns, and for each condition of it the claims for which it holds.

An engine that is asked often remembers the claims of every condition that was asked lately: the questions of one page
have most of their conditions in common, and the next filter has one more or one less.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock, RLock
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from regesta.register.codes import Bools
from regesta.register.columns import SELECTED, Columns, at_rows, columns, joined
from regesta.register.conditions import Sql
from regesta.register.filters import Where

#: From SQL with `?` and its values to a table.
Find = Callable[[str, Sequence[Any]], pa.Table]
#: The claims for which a condition holds, eight to a byte.
Bits = npt.NDArray[np.uint8]
#: Bytes of remembered conditions: of a million reports, with eight million claims, sixty.
_KEPT = 64_000_000
#: Claims up to which they are named one by one.
_FEW = 5_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What a question sees.

    Attributes:
        columns: of all claims, or of those that fit as far as nothing may be left out.
        parts: for each condition the filter that asked for it, and the claims for which it holds, as bits.
        asked: the question.
        numbered: whether `claims` has the rows' numbers as `claim_row`.
    """

    columns: Columns
    parts: tuple[tuple[str, Bits], ...]
    asked: Where
    numbered: bool = False

    def fit(self, *, without: Collection[str] = ()) -> Bools:
        """The claims for which all conditions hold but those of the filters named: shape (rows,)."""
        wanted = [holds for name, holds in self.parts if name not in without]
        if not wanted:
            return np.ones(self.columns.rows, dtype=bool)
        bits = wanted[0] if len(wanted) == 1 else np.bitwise_and.reduce(wanted)
        return np.unpackbits(bits, count=self.columns.rows).view(bool)

    def beginning(self, order: str, wanted: int, after: Sequence[Any] = ()) -> Bools:
        """The claims that fit and stand first in an order, and those that it tells apart from them by other keys only.

        Args:
            order: of `paging.ORDERS`.
            wanted: how many are wanted; fewer are given where fewer fit.
            after: the first key of the claim that they stand behind, if they do; those of the same key are given too.
        """
        fit, key = self.fit(), self.columns.first_key[order]
        if after:
            fit &= key >= after[0]
            wanted += int(np.count_nonzero(key[fit] == after[0]))
        keys = key[fit]
        return fit & (key <= np.partition(keys, wanted - 1)[wanted - 1]) if len(keys) > wanted else fit

    def among(self, fit: Bools) -> Sql:
        """A condition on `claims` for the claims that fit, and maybe others, which then do not fit the question.

        Args:
            fit: of the claims that fit the question all or some.
        """
        rows = np.flatnonzero(fit) if self.numbered else ()
        if self.numbered and len(rows) <= _FEW:
            return "claim_row IN (SELECT unnest(?::BIGINT[]))", [[int(row) for row in rows]]
        return self.asked.sql(), self.asked.values()


def look(find: Find, asked: Where, *, apart: Collection[str] = ()) -> Seen:
    """What a question sees, found in one pass.

    Args:
        find: asks the engine.
        asked: the question.
        apart: filters that may be left out.
    """
    left = [(name, sql) for name, sql in asked.parts if name in apart]
    holds = "".join(f", coalesce({sql}, false) AS holds_{number}" for number, (_, (sql, _)) in enumerate(left))
    values = [value for _, (_, of) in left for value in of]
    table = find(
        f"SELECT {SELECTED}{holds} FROM claims WHERE {asked.sql(without=apart)}",
        [*values, *asked.values(without=apart)],
    )
    parts = tuple((name, np.packbits(table[f"holds_{number}"].to_numpy())) for number, (name, _) in enumerate(left))
    return Seen(columns(table), parts, asked)


class Sight:
    """What questions see of claims that are held: all columns, and the conditions asked lately. For many threads.

    Args:
        find: asks the engine, which numbers its claims as `claim_row`: those of `read` from 0 on, of `laid` behind.
        kept: bytes of conditions to remember.
    """

    def __init__(self, find: Find, *, kept: int = _KEPT) -> None:
        self._find, self._most = find, kept
        self._read: Columns | None = None
        self._now: _Remembered | None = None
        self._changing = RLock()

    def seen(self, asked: Where) -> Seen:
        """What a question sees, all of it of one moment."""
        while True:
            now = self._current()
            parts = tuple((name, now.holds(self._find, sql)) for name, sql in [*asked.parts, _EVERY])
            # Conditions that were asked while something was laid over the claims are of another moment.
            if self._now is now:
                return Seen(now.columns, parts, asked, numbered=True)

    def prepare(self) -> None:
        """Makes the columns, and those that are worked out of them."""
        found = self._current().columns
        _ = found.quad, found.year, found.day, found.spot, found.paired

    def _current(self) -> _Remembered:
        with self._changing:
            if self._now is None:
                if self._read is None:
                    self._read = self._columns("unlaid_claims", first=0)
                laid = self._columns("numbered_laid_claims", first=self._read.rows)
                self._now = _Remembered(joined(self._read, laid), self._most)
            return self._now

    def _columns(self, table: str, *, first: int) -> Columns:
        found = self._find(f"SELECT {SELECTED}, claim_row FROM {table}", [])
        return columns(at_rows(found, found["claim_row"].to_numpy() - first))

    @contextmanager
    def changing(self) -> Iterator[None]:
        """A block in which other claims are laid over those that were read."""
        with self._changing:
            self._now = None
            yield


_EVERY: tuple[str, Sql] = ("", ("true", []))


class _Remembered:
    """The columns of one moment, and conditions with the claims for which they hold."""

    def __init__(self, found: Columns, most: int) -> None:
        self.columns, self._most = found, most
        self._kept: OrderedDict[str, Bits] = OrderedDict()
        self._lock = Lock()
        self._under_way: dict[str, Lock] = {}

    def holds(self, find: Find, condition: Sql) -> Bits:
        """The claims for which a condition holds; whoever asks for it at the same time waits for the answer."""
        key = repr(condition)
        with self._lock:
            one = self._under_way.setdefault(key, Lock())
        with one:
            with self._lock:
                found = self._kept.get(key)
            if found is None:
                found = self._ask(find, *condition)
            self._keep(key, found)
        return found

    def _ask(self, find: Find, sql: str, values: Sequence[Any]) -> Bits:
        rows = find(f"SELECT claim_row FROM claims WHERE {sql}", values)["claim_row"].to_numpy()
        found = np.zeros(self.columns.rows, dtype=bool)
        # A row beyond was laid since: the caller asks again.
        found[rows[rows < len(found)]] = True
        return np.packbits(found)

    def _keep(self, key: str, found: Bits) -> None:
        with self._lock:
            self._kept[key] = found
            self._kept.move_to_end(key)
            self._under_way.pop(key, None)
            while len(self._kept) > 1 and len(self._kept) * found.nbytes > self._most:
                self._kept.popitem(last=False)
