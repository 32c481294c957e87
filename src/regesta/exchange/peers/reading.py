"""Tables of text as others write them: with or without a byte order mark, by comma or tab, with columns to spare.

Columns are found by name, whatever their order, case and dividing signs. A row that cannot be read is a `Fault` with
its file, line and column; whether it stops the reading is for the caller to say.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from regesta.errors import DataError, MissingPathError
from regesta.exchange.cells import is_formula
from regesta.exchange.peers.events import MOST, Event

#: Years of events: what lies outside stands for "not known", and a calendar ends there.
_YEARS = range(1000, 3000)
#: Longest cell in characters: notes of an event are a page, not a book; a quote that is never closed ends here.
_LONGEST = 1_000_000
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})")


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that is not what it should be: `line` from 1, `column` as the file names it ("" for the row as a whole)."""

    path: Path
    line: int
    column: str
    what: str

    def error(self) -> DataError:
        """The fault as an error."""
        where = f"{self.path}:{self.line}" + (f", {self.column}" if self.column else "")
        return DataError(self.what, where=where, mend="mend the file, or leave such rows out with --skip-faulty")


class CellError(ValueError):
    """A cell cannot be read: its column and what is wrong."""

    def __init__(self, column: str, what: str) -> None:
        super().__init__(what)
        self.column = column


class Cells:
    """A row by the names of its columns; what is not there or blank is ""."""

    def __init__(self, cells: Mapping[str, str], line: int) -> None:
        self._cells = cells
        self.line = line

    def text(self, *names: str) -> str:
        """The first of these columns that is not blank."""
        return next((value for name in names if (value := _told(self._cells.get(plain(name), "")))), "")

    def must(self, name: str) -> str:
        """A cell that may not be blank."""
        if found := self.text(name):
            return found
        raise CellError(name, "is empty")

    def number(self, name: str) -> float | None:
        """A number, or None when blank."""
        text = self.text(name)
        if not text:
            return None
        try:
            found = float(text)
        except ValueError:
            found = math.nan
        if not math.isfinite(found):
            raise CellError(name, f"no number: {text!r}")
        return found

    def count(self, name: str) -> int | None:
        """A whole number, not negative, or None when blank."""
        found = self.number(name)
        if found is not None and not (0 <= found <= MOST and found == int(found)):
            raise CellError(name, f"no count: {self.text(name)!r}")
        return None if found is None else int(found)

    def coordinates(self, latitude: str, longitude: str) -> tuple[float | None, float | None]:
        """Two columns as degrees; both or none."""
        found = self.number(latitude), self.number(longitude)
        for name, value, limit in ((latitude, found[0], 90), (longitude, found[1], 180)):
            if value is not None and not -limit <= value <= limit:
                raise CellError(name, f"no degrees: {value}")
        return (None, None) if None in found else found

    def day(self, name: str) -> date | None:
        """A day in either style (2023-01-31, 16 May 2025), or None when blank."""
        text = self.text(name)
        return day_of(text, name) if text else None


def _told(value: str) -> str:
    """A cell without blanks around it and without the apostrophe that guards a formula: it is no part of the text."""
    value = value.strip()
    return value[1:] if value.startswith("'") and is_formula(value[1:]) else value


def day_of(text: str, column: str) -> date:
    """A day as the field writes it; what could be read in two ways is refused."""
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif (found := _WORDS.fullmatch(text)) and found[2][:3].lower() in _MONTHS:
        year, month, day = int(found[3]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[1])
    else:
        raise CellError(column, f"no day like 2023-01-31 or 31 January 2023: {text!r}")
    if year not in _YEARS:
        raise CellError(column, f"no year of an event: {text!r}")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise CellError(column, f"{error}: {text!r}") from None


def next_day(day: date | None) -> date | None:
    """The day after, for half-open spans."""
    return None if day is None else day + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reader:
    """How a table of another project is read.

    Attributes:
        name: the profile's name.
        columns: all its columns in order, for a file without a header.
        needed: those without which nothing can be read.
        event: from a row to its event; a `CellError` is the row's fault.
        headless: whether files without a header are known to exist.
    """

    name: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    event: Callable[[Cells], Event]
    headless: bool = False

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a header has the columns that are needed."""
        return {plain(name) for name in self.needed} <= {plain(name) for name in header}


def plain(name: str) -> str:
    """A column's name without case and dividing signs: `Event ID`, `event_id` and `EVENT.ID` are one."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def read(path: Path, reader: Reader) -> Iterator[Event | Fault]:
    """The events of a file, and the rows that are none.

    Raises:
        MissingPathError: there is no such file.
        DataError: it is no table, no UTF-8, or lacks columns that are needed.
    """
    rows = raw_rows(path)
    first = next(rows, None)
    if first is None:
        raise DataError("the file is empty", where=str(path), mend=f"give a file of {reader.name}")
    header = first[1]
    if not reader.fits(header):
        if not (reader.headless and len(header) == len(reader.columns) and header[0].strip().isdigit()):
            raise _lacking(path, reader, header)
        header = list(reader.columns)
        rows = _again(first, rows)
    names = [plain(name) for name in header]
    for line, cells in rows:
        if any(cells):
            yield _one(path, reader, names, line, cells)


def _one(path: Path, reader: Reader, names: Sequence[str], line: int, cells: Sequence[str]) -> Event | Fault:
    # Trailing columns without a name or without a value do no harm; anything else has slipped.
    if len(cells) < len(names) or any(cell.strip() for cell in cells[len(names) :]):
        return Fault(path, line, "", f"{len(cells)} cells, and the header has {len(names)}")
    try:
        return reader.event(Cells(dict(zip(names, cells, strict=False)), line))
    except CellError as error:
        return Fault(path, line, error.column, str(error))


def _again(first: tuple[int, list[str]], rest: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    yield first
    yield from rest


def _lacking(path: Path, reader: Reader, header: Sequence[str]) -> DataError:
    there = {plain(name) for name in header}
    lacking = [name for name in reader.needed if plain(name) not in there]
    mend = f"the first line of a file of {reader.name} names its columns"
    return DataError(f"columns are missing: {', '.join(lacking)}", where=f"{path}:1", mend=mend)


def raw_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with the line on which each begins; comma, semicolon or tab by the first line."""
    if not path.is_file():
        raise MissingPathError("there is no file", where=str(path), mend="name a table that you hold")
    csv.field_size_limit(_LONGEST)
    try:
        opened = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        mend = "name a file that you may read"
        raise DataError(f"cannot be read: {error.strerror or error}", where=str(path), mend=mend) from error
    with opened as file:
        try:
            head = file.readline()
            file.seek(0)
            between = max("\t,;", key=head.count)
            rows = csv.reader(file, delimiter=between)
            line = 1
            for cells in rows:
                yield line, cells
                line = rows.line_num + 1
        except UnicodeDecodeError as error:
            what = f"not UTF-8: byte 0x{error.object[error.start]:02x}"
            raise DataError(what, where=str(path), mend="save the file as UTF-8") from error
        except csv.Error as error:
            raise DataError(
                f"no table: {error}", where=f"{path}:{line}", mend="look for a quote that is not closed"
            ) from error
