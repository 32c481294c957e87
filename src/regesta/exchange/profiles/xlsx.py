"""Claims as an Excel workbook: one flat row a claim, dates as dates, every text a text.

Rows are written one at a time and not kept. Nothing is ever written as a formula or a link; texts are guarded besides,
as they may be copied from the workbook into a CSV file.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from regesta.exchange import flat
from regesta.exchange.cells import cell
from regesta.exchange.profile import Loss, Options, Profile, Source, Table, Tally

FILE = Table("claims.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", flat.COLUMNS)
#: Rows of a sheet and characters of a cell that Excel can hold.
ROWS, CHARACTERS = 1_048_576, 32_767
#: Excel counts days from 1900 and takes that year for a leap year; dates before March are written as text.
_FIRST = date(1900, 3, 1)
#: A workbook says when it was made; the same claims give the same bytes.
_MADE = datetime(2000, 1, 1)
LOSSES = (
    *flat.LOSSES,
    Loss("long texts", "A cell holds 32,767 characters; what is longer ends in an ellipsis there."),
    Loss("early dates", "Dates before March 1900 are texts."),
    Loss("more than 1,048,575 claims", "They go on in a second sheet."),
    Loss(
        "texts as they are",
        "Unless --raw is given, a text that a spreadsheet would take for a formula gets an "
        "apostrophe before it, and controls and characters that turn the direction of the writing are left out.",
    ),
)


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the workbook."""
    return Tally({FILE.name: write_sheets(source, folder / FILE.name, options)})


def write_sheets(source: Source, path: Path, options: Options, *, rows: int = ROWS) -> int:
    """Writes claims into as many sheets as they need.

    Args:
        source: the claims.
        path: the workbook.
        options: guarded or raw.
        rows: of a sheet at most, its heading counted.
    """
    import xlsxwriter  # noqa: PLC0415 (only this format needs it)

    # Texts stay texts whatever they look like; one row is held at a time.
    settings = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    count = 0
    with xlsxwriter.Workbook(str(path), settings) as book:
        book.set_properties({"created": _MADE, "title": "Regesta claims"})
        day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        sheet = _sheet(book, "claims", bold)
        for claim in source.jsons():
            if count and count % (rows - 1) == 0:
                sheet = _sheet(book, f"claims {count // (rows - 1) + 1}", bold)
            put = _put(sheet, count % (rows - 1) + 1, day, raw=options.raw)
            for column, value in enumerate(flat.typed(claim).values()):
                put(column, value)
            count += 1
    return count


def _sheet(book: Any, name: str, bold: Any) -> Any:
    sheet = book.add_worksheet(name)
    for column, meta in enumerate(flat.COLUMNS):
        sheet.write_string(0, column, meta.name, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _put(sheet: Any, row: int, day: Any, *, raw: bool) -> Callable[[int, Any], None]:
    def put(column: int, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, date) and value >= _FIRST:
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
        elif isinstance(value, (str, date)):
            # What is nothing but controls is nothing when they are left out.
            if text := _fitting(cell(str(value), raw=raw)):
                sheet.write_string(row, column, text)
        else:
            sheet.write_number(row, column, value)

    return put


def _fitting(text: str) -> str:
    return text if len(text) <= CHARACTERS else text[: CHARACTERS - 1] + "…"


PROFILE = Profile(
    "xlsx",
    "one flat row a claim as an Excel workbook",
    "Excel, LibreOffice, Google Sheets",
    (FILE,),
    LOSSES,
    write,
    ".xlsx",
)
