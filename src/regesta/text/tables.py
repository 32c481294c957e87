"""Tables of reports (CSV, TSV) as rows: one report a row, the first row names the columns.

A file is such a table when its first line names a column of text and one other column that a row has; names and their
aliases are those of `rows`. Fields may be quoted and hold line ends (RFC 4180); the separator is a comma, semicolon or
tabulator, whichever the first line has most of.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass

from regesta.records.outcomes import Reason
from regesta.text.bounded import BROKEN, MAX_DOCUMENT, BombError, Readable, broken
from regesta.text.refusals import Refusal
from regesta.text.rows import names_of

#: Characters of a first line that names columns, and of one name.
MAX_HEADER, MAX_NAME = 2_000, 40
_SEPARATORS = (",", ";", "\t")
_PIECE = 1 << 18
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, in order and in lower case, and what stands between them."""

    columns: tuple[str, ...]
    separator: str


def header_of(text: str) -> Header | None:
    """The header of a table of reports that begins with `text`; None when it is none."""
    line = text.lstrip("\ufeff\r\n").partition("\n")[0].rstrip("\r")
    if not line or len(line) > MAX_HEADER:
        return None
    separator = max(_SEPARATORS, key=line.count)
    try:
        columns = tuple(name.strip().lower() for name in next(csv.reader([line], delimiter=separator)))
    except csv.Error:
        return None
    if len(columns) < 2 or any(len(name) > MAX_NAME for name in columns) or len(set(columns)) < len(columns):
        return None
    told = names_of(columns)
    return Header(columns, separator) if {"text", "html"} & told and len(told) > 1 else None


def table_rows(stream: Readable, head: bytes) -> Iterator[tuple[int, dict[str, str] | Refusal]]:
    """The rows below the header, numbered from 1, as column to field without empty ones; blank rows are left out.

    What breaks off, is in no known encoding or never closes a quotation mark ends it with a refusal; what stands before
    was given.

    Args:
        stream: the table from its beginning.
        head: its first bytes, which tell the encoding.
    """
    encoding = _encoding(head)
    lines = _Lines(stream, encoding)
    # One report a field: the module's own limit of 131,072 characters is less than a long one.
    csv.field_size_limit(MAX_DOCUMENT)
    try:
        header = header_of(next((line for line in lines if line.strip("\ufeff\r\n")), ""))
        if header is None:
            yield 1, Refusal(Reason.MALFORMED, "the first line does not name the columns")
            return
        for number, fields in enumerate(csv.reader(lines, delimiter=header.separator, strict=True), 1):
            if any(field.strip() for field in fields):
                yield number, _row(header, fields)
    except csv.Error as error:
        yield lines.number, Refusal(Reason.MALFORMED, f"not a table from line {lines.number} on: {error}")
    except UnicodeError:
        yield lines.number, Refusal(Reason.ENCODING, f"not {encoding} after line {lines.number}; save it as UTF-8")
    except (BombError, *BROKEN) as error:
        yield lines.number, broken(error)


def _row(header: Header, fields: list[str]) -> dict[str, str] | Refusal:
    if len(fields) > len(header.columns):
        detail = f"{len(fields)} fields where the first line names {len(header.columns)}; quote fields with separators"
        return Refusal(Reason.MALFORMED, detail)
    return {name: field for name, field in zip(header.columns, fields, strict=False) if field.strip()}


def _encoding(head: bytes) -> str:
    """By the mark at the beginning; else UTF-8 when the head is that, else what spreadsheets on Windows write."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


class _Lines:
    """The lines of a stream with their ends, decoded as they come; `number` counts those given."""

    def __init__(self, stream: Readable, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._waiting: list[str] = []
        self._rest = ""
        self._ended = False
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        while not self._waiting:
            if self._ended:
                raise StopIteration
            self._fill()
        self.number += 1
        return self._waiting.pop()

    def _fill(self) -> None:
        piece = self._stream.read(_PIECE)
        self._ended = not piece
        lines = (self._rest + self._decoder.decode(piece, final=self._ended)).split("\n")
        self._rest = "" if self._ended else lines.pop()
        if len(self._rest) > MAX_DOCUMENT:
            raise csv.Error(f"a line of more than {MAX_DOCUMENT // 1_000_000} MB")
        ends = [line + "\n" for line in lines[:-1]] + [lines[-1] + ("" if self._ended else "\n")] if lines else []
        self._waiting = [line for line in reversed(ends) if line]
