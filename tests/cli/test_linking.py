import csv
import io
import json

import pytest


@pytest.fixture
def linked(regesta, register):
    code, out, err = regesta("link", "--register", register)
    assert code == 0
    assert out.split() == ["claims", "3", "incidents", "3"]
    assert "regesta incidents" in err
    return register


def test_linking_again_does_nothing_until_something_changes(regesta, linked):
    assert "nothing has changed" in regesta("link", "--register", linked)[2]
    assert "nothing has changed" not in regesta("link", "--register", linked, "--again")[2]


def test_a_register_that_is_not_there(regesta, tmp_path):
    code, out, err = regesta("link", "--register", tmp_path / "none")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_a_journal_that_cannot_be_understood_loses_nothing(regesta, linked):
    journal = linked / "journal.jsonl"
    before = journal.read_bytes()
    journal.write_text('{"kind": "incident", "act": "smash", "claims": ["a", "b"]}\n')
    code, _, err = regesta("link", "--register", linked)
    assert code == 2
    assert "journal.jsonl, line 1" in err.splitlines()[-1]
    journal.write_bytes(before)
    assert len(regesta("incidents", "--register", linked, "--format", "jsonl")[1].splitlines()) == 3


def test_incidents_before_linking_say_so(regesta, register):
    code, out, err = regesta("incidents", "--register", register)
    assert code == 0
    assert out.startswith("0 incidents")
    assert "regesta link" in err


def test_a_table(regesta, linked):
    code, out, err = regesta("incidents", "--register", linked, "--actor", "NLD")
    assert code == 0
    assert "1 incident:" in out
    assert "1 claim, 1 report, 1 source" in out
    assert "regesta show INCIDENT" in err


def test_json_lines(regesta, linked):
    rows = [json.loads(line) for line in regesta("incidents", "-r", linked, "--format", "jsonl")[1].splitlines()]
    assert [row["claims"] for row in rows] == [1, 1, 1]
    assert rows[0]["time"] == {"from": "2020-01-01", "to": "2021-01-01", "precision": "year"}
    assert set(rows[0]) >= {
        "incident_id",
        "event",
        "modes",
        "actors",
        "recipients",
        "figures",
        "for",
        "against",
        "sources",
    }


def test_csv(regesta, linked):
    rows = list(csv.DictReader(io.StringIO(regesta("incidents", "-r", linked, "--format", "csv")[1])))
    assert len(rows) == 3
    assert rows[0]["time_from"] == "2020-01-01"
    assert rows[0]["actual"] == "1"


def test_filters(regesta, linked):
    def count(*options):
        return len(regesta("incidents", "-r", linked, "--format", "jsonl", *options)[1].splitlines())

    assert count("--since", "2021") == 1
    assert count("--recipient", "WLD", "--event", "AID", "--realis", "actual", "--voice", "report") == 1
    assert count("--sources", "2") == count("--disputed") == count("--place", "Atlantis") == 0
    assert count("--text", "helped", "--limit", "2") == 2
    assert regesta("incidents", "-r", linked, "--event", "PICNIC")[0] == 2


def test_show_an_incident(regesta, linked):
    first = json.loads(regesta("incidents", "-r", linked, "--format", "jsonl", "--limit", "1")[1])
    code, out, _ = regesta("show", first["incident_id"][:9], "--register", linked)
    assert code == 0
    assert "1 claim, 1 report, 1 independent source" in out
    assert "Northland helped Westland in 2020" in out
    assert "the report's own voice" in out
    assert regesta("show", "i-nothing", "--register", linked)[0] == 2
