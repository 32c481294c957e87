"""The columns of claims that questions count, each claim a row, in an order that the engine gives them."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from regesta.register.codes import Codes, Column, Many, behind, column, many, many_behind, regrouped, small, told_apart
from regesta.register.conditions import OWN_VOICE, quad_of
from regesta.register.paging import NEVER

#: A party of which only that it takes part is known; no network shows it.
UNKNOWN = "---"
#: Codes that name a kind of body and not one: their entries are told apart by name.
KINDS = ("IMG", "NGO", "MNC", "ISM")
#: What stands between such a code and a name.
_NAMED = "\n"
_PLACE = "CASE WHEN place.country IS NULL THEN place.name ELSE place.name || ', ' || place.country END"
#: Columns with one value a claim, as SQL over `claims`.
ONE = {
    "event": "event",
    "realis": "realis",
    "certainty": "certainty",
    "country": "place.country",
    "place": _PLACE,
    "source": "report.source",
    "review": "coalesce(review_state, 'open')",
    "began": "time_from",
    "dated": "coalesce(time_from, published)",
    "published": "published",
    "score": "score",
    # 0: no place; 1: one that is not on a map, by its latitude; 2: one that is.
    "located": "CASE WHEN place IS NULL THEN 0 WHEN place.latitude IS NULL THEN 1 ELSE 2 END",
    "name": "place.name",
    "latitude": "place.latitude",
    "longitude": "place.longitude",
    "precision": "coalesce(place.precision, '')",
}


def _bodies(codes: str, parts: str) -> str:
    """The bodies in a role, each once: codes, and of a kind of bodies the code with the name of each."""
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    plain = f"[c FOR c IN {codes} IF c NOT IN ({kinds}, '{UNKNOWN}')]"
    name = f"p.code || '{_NAMED}' || coalesce(p.entity.name, '')"
    named = f"list_distinct([{name} FOR p IN {parts} IF p.code IN ({kinds})])"
    # Most claims have none of a kind, and lists of parties are dear to go through.
    return f"""CASE WHEN list_has_any({codes}, [{kinds}]) THEN list_concat({plain}, {named})
        WHEN list_contains({codes}, '{UNKNOWN}') THEN {plain} ELSE {codes} END"""


def body_of(value: str) -> tuple[str, str]:
    """The code and the name of a body; the name is "" where its code tells who it is."""
    code, _, name = value.partition(_NAMED)
    return code, name


#: Columns with lists.
MANY = {
    "actor": "actors",
    "recipient": "recipients",
    "voice": f"CASE WHEN len(voices) = 0 THEN ['{OWN_VOICE}'] ELSE voices END",
    "measure": "list_distinct([f.measure FOR f IN figures])",
    "acting": _bodies("actors", "[q FOR q IN participants IF q.role = 'actor']"),
    "undergoing": _bodies("recipients", "[q FOR q IN participants IF q.role = 'recipient']"),
    "speaking": _bodies("voices", "attribution"),
}
#: All of them, to be selected.
SELECTED = ", ".join(f"{sql} AS {name}" for name, sql in {**ONE, **MANY}.items())
_SPOT = ("name", "country", "latitude", "longitude", "precision")


@dataclass(frozen=True)
class Columns:
    """Columns by their names in `ONE` and `MANY`; others are worked out of these when they are first asked for."""

    rows: int
    one: dict[str, Column]
    many: dict[str, Many]

    @cached_property
    def quad(self) -> Column:
        """The quad class of each claim's event."""
        event = self.one["event"]
        return regrouped(event, [quad_of(value) for value in event.values])

    @cached_property
    def year(self) -> dict[str, Column]:
        """The year in which each claim's time begins, by `began` and by `dated`."""
        return {name: regrouped(of, [str(day.year) for day in of.values]) for name, of in self._days.items()}

    @property
    def _days(self) -> dict[str, Column]:
        return {name: self.one[name] for name in ("began", "dated")}

    @cached_property
    def day(self) -> dict[str, npt.NDArray[np.datetime64]]:
        """The values of `began`, `dated` and `published` for reckoning."""
        return {name: np.array(self.one[name].values, dtype="M8[D]") for name in ("began", "dated", "published")}

    @cached_property
    def first_key(self) -> dict[str, npt.NDArray[Any]]:
        """The first key of each order of `paging.ORDERS`: shape (rows,)."""
        days = {name: np.append(self.day[name].astype(np.int64), NEVER) for name in ("dated", "published")}
        score = self.one["score"]
        return {
            "time": days["dated"][self.one["dated"].codes].astype(np.int32),
            "published": np.append(-days["published"][:-1], NEVER)[self.one["published"].codes].astype(np.int32),
            "score": -np.array([*score.values, 0.0])[score.codes],
        }

    @cached_property
    def spot(self) -> Column:
        """Where each claim stands on a map: name, country, latitude, longitude, precision."""
        parts = [self.one[name] for name in _SPOT]
        entry, codes = told_apart([part.codes for part in parts])
        values = [tuple(_value(part, row) for part in parts) for row in entry]
        on_map = np.array([value[2] is not None and value[3] is not None for value in values], dtype=bool)
        return Column(values, np.where(on_map[codes], codes, len(values)) if values else codes)

    @property
    def dyads(self) -> Many:
        """Of each claim every known actor with every known recipient; the values are numbers of `ends`."""
        return self._dyads[1]

    @property
    def ends(self) -> Codes:
        """Of each dyad that there is its actor and recipient, codes of `parties`, and the code of its event.

        Of shape (kinds, 3).
        """
        return self._dyads[0]

    @cached_property
    def _dyads(self) -> tuple[Codes, Many]:
        actors, recipients = self._known
        of_each = np.bincount(recipients.owners, minlength=self.rows)
        size = of_each[actors.owners]
        owners, actor = np.repeat(actors.owners, size), np.repeat(actors.codes, size)
        within = np.arange(len(owners)) - np.repeat(np.cumsum(size) - size, size)
        recipient = recipients.codes[(np.cumsum(of_each) - of_each)[owners] + within]
        ends = [actor, recipient, self.one["event"].codes[owners]]
        entry, codes = told_apart(ends)
        kinds = np.stack([end[entry].astype(np.int64) for end in ends], axis=1)
        return kinds, Many(range(len(kinds)), codes, owners)

    @cached_property
    def paired(self) -> Many:
        """Of each claim with a dyad everybody in it, once; codes of `parties`."""
        actors, recipients = self._known
        dyads = np.bincount(self.dyads.owners, minlength=self.rows)
        owners = np.concatenate([actors.owners, recipients.owners]).astype(np.int64)
        codes = np.concatenate([actors.codes, recipients.codes])
        kept, size = dyads[owners] > 0, max(1, len(self.parties))
        # Two runs in order, which a stable sort merges; to tell them apart by their values takes five times as long.
        entries = np.sort(owners[kept] * size + codes[kept], kind="stable")
        once = np.diff(entries, prepend=-1) > 0
        owner, found = np.divmod(entries[once], size)
        return Many(self.parties, small(found, size), owner)

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The codes of actors and recipients."""
        return tuple(dict.fromkeys([*self.many["actor"].values, *self.many["recipient"].values]))

    @cached_property
    def _known(self) -> tuple[Many, Many]:
        place = {value: code for code, value in enumerate(self.parties)}
        return _known(self.many["actor"], place), _known(self.many["recipient"], place)


def _known(of: Many, place: dict[str, int]) -> Many:
    """Parties by their places in a list, without those that are unknown."""
    moved = np.array([place[value] for value in of.values], dtype=np.int64)
    known = np.array([value != UNKNOWN for value in of.values], dtype=bool)[of.codes]
    return Many((), moved[of.codes[known]], of.owners[known])


def _value(of: Column, row: int) -> Any:
    code = int(of.codes[row])
    return of.values[code] if code < len(of.values) else None


def columns(table: pa.Table) -> Columns:
    """The columns of an Arrow table in which they were selected."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        # Arrow, which does the work, holds no lock.
        lists = threads.map(lambda name: many(table[name]), MANY)
        one = dict(zip(ONE, threads.map(lambda name: column(table[name]), ONE), strict=True))
        return Columns(table.num_rows, one, dict(zip(MANY, lists, strict=True)))


def at_rows(table: pa.Table, rows: Codes) -> pa.Table:
    """The table with each row in its place; rows that there are not are null."""
    if np.array_equal(rows, np.arange(len(rows))):
        return table
    place = np.full(int(rows.max(initial=-1)) + 1, -1)
    place[rows] = np.arange(len(rows))
    return table.take(pa.array(place, mask=place < 0))


def joined(first: Columns, second: Columns) -> Columns:
    """The claims of one and, behind them, those of the other."""
    if not second.rows:
        return first
    one = {name: behind(of, second.one[name]) for name, of in first.one.items()}
    lists = {name: many_behind(of, second.many[name], first.rows) for name, of in first.many.items()}
    return Columns(first.rows + second.rows, one, lists)
