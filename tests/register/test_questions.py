import datetime
import json
import sys

import duckdb
import pytest

from regesta.errors import BadValueError, UsageError
from regesta.records.claims import Entry
from regesta.records.codec import entry_to_json, json_line
from regesta.register.filters import Filter, period
from tests.hand import bare_claim, capture, full_claim, report


@pytest.fixture
def register(desk):
    of = report()
    desk.put(Entry(of, (full_claim(of), bare_claim(of))))
    return desk.open()


FOUND = [
    ({}, 2),
    ({"actor": "SLD"}, 1),
    ({"actor": "SLD GOV"}, 1),
    ({"actor": "SLD/GOV"}, 1),
    ({"actor": "SLD MIL"}, 0),
    ({"actor": "Southland"}, 1),
    ({"actor": "southland"}, 1),
    ({"actor": "Southland GOV"}, 1),
    ({"actor": "south"}, 0),
    ({"actor": "ELD"}, 0),
    ({"recipient": "ELD"}, 1),
    ({"recipient": "Eastland", "actor": "SLD"}, 1),
    ({"event": "AID"}, 1),
    ({"event": "aid,reject"}, 2),
    ({"realis": "Negated"}, 1),
    ({"since": "2020"}, 1),
    ({"since": "2020-05-31"}, 1),
    ({"since": "2020-06"}, 0),
    ({"until": "2020"}, 1),
    ({"until": "2020-05-01"}, 1),
    ({"until": "2020-04-30"}, 0),
    ({"since": "2019-12", "until": "2021"}, 1),
    ({"place": "ELD"}, 1),
    ({"place": "Eastland"}, 1),
    ({"place": "the COAST"}, 1),
    ({"place": "Atlantis"}, 0),
    ({"voice": "officials of northland"}, 1),
    ({"voice": "Northland"}, 0),
    ({"voice": "northland officials"}, 0),
    ({"voice": "---"}, 1),
    ({"voice": "report"}, 1),
    ({"text": "HELPED eastland"}, 1),
    ({"text": "denied"}, 1),
    ({"text": "%"}, 0),
    ({"report": "r-"}, 2),
    ({"limit": 1}, 1),
    ({"limit": 0}, 0),
    ({"actor": "'; DROP VIEW claims; --"}, 0),
]


@pytest.mark.parametrize(("filters", "count"), FOUND)
def test_filters(register, filters, count):
    assert len(register.claims(**filters)) == count
    assert len(register.claims(Filter(**filters))) == count


@pytest.mark.parametrize(
    "filters",
    [
        {"event": "HELP"}, {"event": ""}, {"realis": "maybe"}, {"since": "last week"}, {"until": "2020-13"},
        {"since": "0000"}, {"limit": -1}, {"actor": "?!"}, {"place": " "}, {"colour": "red"},
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_read_is_refused(register, filters):
    with pytest.raises(BadValueError):
        register.claims(**filters)


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2020", "2020-01-01", "2021-01-01"),
        ("2020-02", "2020-02-01", "2020-03-01"),
        ("2020-12", "2020-12-01", "2021-01-01"),
        ("2020-02-29", "2020-02-29", "2020-03-01"),
    ],
)
def test_periods_are_half_open(value, start, end):
    assert [day.isoformat() for day in period(value, name="since")] == [start, end]


def test_an_upper_case_word_is_a_code_or_a_name(desk):
    desk.take([capture("PKK helped Westland. Northland helped PKKN.")])
    with desk.open() as register:
        assert len(register.claims(actor="PKK")) == 1
        assert len(register.claims(recipient="PKK")) == 0


def test_what_is_stored_is_what_code_prints(register):
    of = report()
    printed = [json.loads(json_line(value)) for value in entry_to_json(Entry(of, (full_claim(of), bare_claim(of))))]
    stored = [json.loads(json_line(value)) for value in register.claims().jsons()]
    assert sorted(stored, key=lambda v: v["claim_id"]) == sorted(printed, key=lambda v: v["claim_id"])


def test_rows_are_the_records_that_were_stored(register):
    of = report()
    rows = {row.claim.id: row for row in register.claims()}
    assert {row.claim for row in rows.values()} == {full_claim(of), bare_claim(of)}
    assert {row.report.published for row in rows.values()} == {datetime.date(2024, 3, 20)}


def test_a_claim_by_the_beginning_of_its_id(register):
    id_ = full_claim(report()).id
    assert register.claim(id_)["claim_id"] == register.claim(id_[:9])["claim_id"] == id_
    with pytest.raises(BadValueError, match="more than one"):
        register.claim("c-")
    for none in ("c-zzz", "", "%"):
        with pytest.raises(BadValueError, match="no claim"):
            register.claim(none)


def test_tables_for_other_tools(register):
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    answer = register.claims(event="AID")
    assert answer.to_arrow().num_rows == 1
    assert answer.to_pandas()["actors"][0].tolist() == ["SLD"]
    assert answer.to_polars()["time_from"].to_list() == [datetime.date(2020, 5, 1)]
    assert not [name for name in answer.to_arrow().column_names if name.endswith(("_tags", "_names"))]


def test_a_missing_library_is_one_clear_line(register, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pip install"):
        register.claims().to_pandas()


def test_the_readable_forms(register):
    shown = repr(register.claims(event="AID"))
    assert shown.splitlines()[0] == "1 claim: event AID"
    assert "Southland (SLD GOV)" in shown and "2020-05" in shown
    assert "Register(" in repr(register) and "2 claims from 1 reports" in repr(register)


def test_the_notebook_form_is_escaped(desk):
    hostile = "<script>alert(1)</script>\n\nNorthland helped Westland.\u202e"
    desk.take([capture(hostile)])
    with desk.open() as register:
        page = register.claims()._repr_html_() + register.reports()._repr_html_()
    assert "<script" not in page and "&lt;script" in page
    assert "\u202e" not in page


def test_the_engine_reads_no_files_and_stays_so(register):
    for sql in (
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY claims TO '/tmp/x.csv'",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            register._engine.rows(sql)
