import datetime

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from regesta.exchange import flat
from regesta.exchange.cells import cell, is_formula
from regesta.exchange.profile import Options
from regesta.exchange.profiles.xlsx import CHARACTERS, write, write_sheets
from tests.exchange.making import ALL, ATTACK, VISIT, answer, claim, time


class Quoted:
    """Claims whose sentence is some text, as it is."""

    def __init__(self, *quotes):
        self.quotes = quotes

    def __len__(self):
        return len(self.quotes)

    def jsons(self):
        for quote in self.quotes:
            yield {**ATTACK, "evidence": {"start": 0, "end": 1, "quote": quote}}


def opened(path):
    """Every sheet as rows of values, text as a spreadsheet shows it."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        assert not sheet._hyperlinks
        for row in sheet.iter_rows():
            assert all(one.data_type != "f" for one in row)
    # Control characters stand escaped in the file, and spreadsheets show them; openpyxl leaves that to its user.
    shown = [[[unescape(v) if isinstance(v, str) else v for v in row] for row in s.values] for s in book]
    book.close()
    return shown


def test_types_of_cells(tmp_path):
    assert write(answer(*ALL), tmp_path, Options()).rows == {"claims.xlsx": len(ALL)}
    [[heading, first, *rest]] = opened(tmp_path / "claims.xlsx")
    assert heading == [column.name for column in flat.COLUMNS] and len(rest) == len(ALL) - 1
    row = dict(zip(heading, first, strict=True))
    assert row["time_from"] == datetime.datetime(2024, 3, 19)
    assert (row["latitude"], row["score"], row["mode"]) == (16.27, 0.75, "aerial")
    assert row["time_text"] == "then" and dict(zip(heading, rest[-1], strict=True))["time_from"] is None


def test_dates_that_excel_does_not_have_are_texts(tmp_path):
    old = claim(time=time("1899-05-01", "1899-05-02"))
    write(answer(old), tmp_path, Options())
    [[heading, first]] = opened(tmp_path / "claims.xlsx")
    assert dict(zip(heading, first, strict=True))["time_from"] == "1899-05-01"


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path):
    assert write_sheets(Quoted("a", "b", "c", "d", "e"), tmp_path / "x.xlsx", Options(), rows=3) == 5
    sheets = opened(tmp_path / "x.xlsx")
    assert [len(sheet) for sheet in sheets] == [3, 3, 2]
    assert len({tuple(sheet[0]) for sheet in sheets}) == 1


def test_a_text_that_no_cell_holds_is_cut_and_says_so(tmp_path):
    write_sheets(Quoted("x" * (CHARACTERS + 5)), tmp_path / "x.xlsx", Options())
    [[heading, first]] = opened(tmp_path / "x.xlsx")
    quote = dict(zip(heading, first, strict=True))["quote"]
    assert len(quote) == CHARACTERS and quote.endswith("x…")


def test_a_month_has_its_days(tmp_path):
    write(answer(VISIT), tmp_path, Options())
    [[heading, first]] = opened(tmp_path / "claims.xlsx")
    row = dict(zip(heading, first, strict=True))
    assert (row["time_from"], row["time_to"]) == (datetime.datetime(2024, 5, 1), datetime.datetime(2024, 6, 1))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_no_guarded_cell_is_a_formula_and_raw_cells_come_back_as_they_were(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("x") / "x.xlsx"
    for raw in (True, False):
        write_sheets(Quoted(*texts), path, Options(raw=raw))
        [[heading, *rows]] = opened(path)
        found = [row[heading.index("quote")] for row in rows]
        if raw:
            assert found == texts
        else:
            assert found == [cell(text, raw=False) or None for text in texts]
            assert not [text for text in found if text and is_formula(text)]
