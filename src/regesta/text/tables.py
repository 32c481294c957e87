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
from regesta.text.decode import marked_charset
from regesta.text.refusals import Refusal
from regesta.text.rows import names_of

#: Characters of a first line that names columns, and of one name.
MAX_HEADER, MAX_NAME = 2_000, 40
_SEPARATORS = (",", ";", "\t")
_PIECE = 1 << 18
#: What may stand before the first line: a byte-order mark, and line ends.
_BEFORE = "\ufeff\r\n"


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, in order and in lower case, and what stands between them."""

    columns: tuple[str, ...]
    separator: str


def header_of(text: str) -> Header | None:
    """The header of a table of reports that begins with `text`; None when it is none."""
    line = text.lstrip(_BEFORE).partition("\n")[0].rstrip("\r")
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
    lines = _Counted(_lines(stream, encoding))
    # One report a field: the module's own limit of 131,072 characters is less than a long one.
    csv.field_size_limit(MAX_DOCUMENT)
    try:
        header = header_of(next((line for line in lines if line.strip(_BEFORE)), ""))
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
    mark = marked_charset(head)
    if mark is not None:
        return mark[0]
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _lines(stream: Readable, encoding: str) -> Iterator[str]:
    """The lines of a stream with their ends, decoded as they come."""
    rest = ""
    for piece in codecs.iterdecode(iter(lambda: stream.read(_PIECE), b""), encoding):
        *whole, rest = (rest + piece).split("\n")
        if len(rest) > MAX_DOCUMENT:
            raise csv.Error(f"a line of more than {MAX_DOCUMENT // 1_000_000} MB")
        yield from (f"{line}\n" for line in whole)
    if rest:
        yield rest


class _Counted:
    """Lines, and the `number` of those given."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.number = 0

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        return line
