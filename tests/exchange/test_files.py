import json

import pyarrow.parquet as pq
import pytest

from regesta.errors import BadValueError
from regesta.exchange.files import Format, export, format_of
from regesta.records.claims import Entry
from regesta.records.decode import claim_from_json
from regesta.register.answers import Claims
from regesta.register.schema import CLAIMS, Place, claim_row, table
from tests.hand import full_claim, report


@pytest.fixture
def claims():
    of = report()
    return Claims(table([claim_row(full_claim(of), Entry(of, ()), Place(1, "n", "s"), 0)], CLAIMS))


def test_json_lines_hold_everything(claims, tmp_path):
    path = tmp_path / "out.jsonl"
    assert export(claims, path, format_=Format.JSONL) == 1
    [line] = path.read_text(encoding="utf-8").splitlines()
    assert claim_from_json(json.loads(line)) == full_claim(report())


def test_parquet_holds_everything(claims, tmp_path):
    export(claims, tmp_path / "out.parquet", format_=Format.PARQUET)
    assert pq.read_table(tmp_path / "out.parquet").column("claim_id").to_pylist() == [full_claim(report()).id]


def test_csv_opens_in_a_spreadsheet(claims, tmp_path):
    export(claims, tmp_path / "out.csv", format_=Format.CSV)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfclaim_id,")
    export(claims, tmp_path / "out.csv", format_=Format.CSV, raw=True)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"claim_id,")


def test_a_file_that_cannot_be_written_is_one_clear_line(claims, tmp_path):
    with pytest.raises(BadValueError, match="cannot be written"):
        export(claims, tmp_path / "none" / "out.csv", format_=Format.CSV)


def test_formats_by_name():
    assert format_of("CSV") is Format.CSV and format_of("json") is Format.JSONL
    with pytest.raises(BadValueError, match="jsonl, csv or parquet"):
        format_of("xlsx")
