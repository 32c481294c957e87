"""Source tables of the knowledge file: rows that know where they stand, and their fields checked one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from pathlib import Path

from regesta.errors import KnowledgeError
from regesta.knowledge.names import word_set

SECTORS = word_set(
    """
    GOV MIL COP JUD LEG PTY OPP REB PRM SPY UAF CRM BUS CVL EDU JRN LAB MED REF REL SOC ELI AGR PRE UNK
    """
)
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,8}|---")
_MEND = "write a year, month or day: 2019, 2019-07, 2019-07-23"
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(slots=True)
class Row:
    """One row with where it stands and what the head of its file says."""

    file: str
    line: int
    cells: list[str]
    head: dict[str, str]

    def fault(self, what: str, column: str, mend: str = "") -> KnowledgeError:
        """The error for a field of this row."""
        return KnowledgeError(what, where=f"{self.file}:{self.line}, {column}", mend=mend)

    def cell(self, index: int) -> str:
        """A cell, "" beyond the end or where it is a dash."""
        value = self.cells[index].strip() if index < len(self.cells) else ""
        return "" if value == "-" else value


def read_rows(path: Path) -> list[Row]:
    """The rows of one source."""
    head: dict[str, str] = {}
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            name, colon, value = line[1:].partition(":")
            if colon:
                head.setdefault(name.strip(), value.strip())
        elif line.strip():
            rows.append(Row(path.name, number, line.split("\t"), head))
    if "source" not in head:
        raise KnowledgeError("the file does not name its source", where=path.name, mend="add a line '# source: ...'")
    return rows


def is_harvested(rows: list[Row]) -> bool:
    """Whether rows of one source were taken from a list by a program, not written by hand."""
    return (bool(rows) and "harvest" in rows[0].head.get("source", "")) or rows[0].file.startswith("geonames")


def code_in(row: Row, text: str, column: str = "code") -> str:
    """A code as the codebook writes them."""
    if not _CODE.fullmatch(text):
        mend = "write ISO 3166 alpha-3 (TUR), an acronym (NATO), IMG, NGO, MNC or ISM, or --- where none fits"
        raise row.fault(f"not a code: {text!r}", column, mend)
    return text


def sectors_in(row: Row, text: str) -> tuple[str, ...]:
    """Sectors divided by `+`."""
    sectors = tuple(filter(None, text.split("+")))
    if not set(sectors) <= SECTORS:
        mend = f"divide by + what you need of {' '.join(sorted(SECTORS))}"
        raise row.fault(f"not sectors of the codebook: {text!r}", "sectors", mend)
    return sectors


def word_in(row: Row, text: str, words: Sequence[str], column: str) -> str:
    """One of some words."""
    if text not in words:
        raise row.fault(f"not one of its words: {text!r}", column, f"write one of {' '.join(words)}")
    return text


def number_in(row: Row, text: str, low: float, high: float, column: str) -> float:
    """A decimal number between two bounds, both included."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise row.fault(
            f"not a number from {low:g} to {high:g}: {text!r}", column, "write decimal degrees or km, 36.34"
        )
    return value


def date_in(row: Row, text: str, end: bool, column: str = "dates") -> str:
    """An ISO day from a year, month or day; as an `end` of lower precision, the first day after it.

    Beyond the calendar there is no end: many write 9999 for "until now".
    """
    if not text:
        return ""
    found = _DATE.fullmatch(text)
    if not found:
        raise row.fault(f"not a date: {text!r}", column, _MEND)
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise row.fault(f"no such date: {text!r}", column, _MEND) from None
    if day:
        return f"{year:04d}-{month:02d}-{day:02d}"
    if end:
        year, month = (year, month + 1) if 0 < month < 12 else (year + 1, 1)
        if year > MAXYEAR:
            return ""
    return f"{year:04d}-{month or 1:02d}-01"
