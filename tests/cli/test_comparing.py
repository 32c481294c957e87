import csv
import json

import pytest

from regesta.exchange.profiles.icews import COLUMNS

HELP = {
    "Event ID": "1", "Event Date": "2020-06-01", "Source Name": "Northland", "Event Text": "Provide aid",
    "CAMEO Code": "070", "Target Name": "Westland",
}  # fmt: skip


@pytest.fixture
def icews(tmp_path):
    """A table of two events, one of which the register tells, and a faulty row when asked."""

    def make(*more):
        path = tmp_path / "icews.tsv"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, [column.name for column in COLUMNS], delimiter="\t")
            writer.writeheader()
            for row in (HELP, {**HELP, "Event ID": "2", "CAMEO Code": "190"}, *more):
                writer.writerow(row)
        return path

    return make


def test_import_then_compare(regesta, register, tmp_path, icews):
    code, out, err = regesta("import", "icews", icews(), "--to", tmp_path / "events.jsonl")
    assert (code, out) == (0, "") and err.startswith("2 events in ")
    for file in (icews(), tmp_path / "events.jsonl"):
        code, out, err = regesta("compare", "--register", register, file, "--format", "jsonl")
        assert code == 0 and err == "1 matched, 2 only here, 1 only there\n"
        rows = [json.loads(line) for line in out.splitlines()]
        assert [row["outcome"] for row in rows] == ["matched", "only here", "only here", "only there"]
        assert "AID = 070 Provide aid" in rows[0]["reason"] and rows[0]["theirs"] == "1"


def test_compare_as_table_and_csv(regesta, register, icews):
    code, out, err = regesta("compare", "--register", register, icews(), "--profile", "icews")
    assert code == 0 and err == "" and "1 matched, 2 only here, 1 only there" in out.splitlines()[0]
    assert "190 Provide aid" in out
    _, out, _ = regesta("compare", "--register", register, icews(), "--format", "csv")
    assert [row["outcome"] for row in csv.DictReader(out.splitlines())].count("only here") == 2


def test_filters_choose_our_side(regesta, register, icews):
    _, _, err = regesta("compare", "--register", register, icews(), "--actor", "ELD", "--format", "csv")
    assert err == "0 matched, 1 only here, 2 only there\n"


def test_tolerance_is_an_option(regesta, register, icews):
    late = {**HELP, "Event ID": "3", "Event Date": "2021-01-05", "Source Name": "Northland"}
    for days, matched in ((2, 1), (10, 1)):
        _, out, _ = regesta("compare", "--register", register, icews(late), "--days", days, "--format", "jsonl")
        assert sum(json.loads(line)["outcome"] == "matched" for line in out.splitlines()) == matched
        [other] = [json.loads(line) for line in out.splitlines() if json.loads(line)["theirs"] == "3"]
        assert ("days apart" in other["reason"]) == (days == 2)


def test_faulty_rows_stop_or_are_told(regesta, register, tmp_path, icews):
    path = icews({**HELP, "Event Date": "soon"}, *({**HELP, "Latitude": "x"} for _ in range(6)))
    code, _, err = regesta("import", "icews", path, "--to", tmp_path / "e.jsonl")
    assert code == 2 and "icews.tsv:4, Event Date" in err and len(err.splitlines()) == 1
    assert not (tmp_path / "e.jsonl").exists()
    code, _, err = regesta("import", "icews", path, "--to", tmp_path / "e.jsonl", "--skip-faulty")
    assert code == 0 and err.splitlines()[0].startswith("2 events in")
    assert len(err.splitlines()) == 7 and "and 2 more rows left out" in err
    assert regesta("compare", "--register", register, path, "--skip-faulty")[0] == 0


def test_diff_of_snapshots_and_registers(regesta, register, folder, tmp_path):
    assert regesta("snapshot", "--register", register, "--to", tmp_path / "a")[0] == 0
    assert regesta("diff", tmp_path / "a", register)[:2] == (0, "0 added, 0 changed, 0 withdrawn\n")
    (folder / "e.txt").write_text("East\n\nEastland helped Westland in 2022.")
    (folder / "b.txt").write_text("Bread\n\nNobody helped nobody, it was said.")
    regesta("read", folder, "--register", register, "--published", "2024-03-20")
    code, out, err = regesta("diff", tmp_path / "a", register, "--format", "jsonl")
    assert code == 0 and err == "2 added, 0 changed, 1 withdrawn\n"
    reasons = {json.loads(line)["reason"] for line in out.splitlines()}
    assert reasons == {"the report is new", "the report is not there any more"}
    assert "withdrawn" in regesta("diff", tmp_path / "a", register)[1]
    assert regesta("diff", tmp_path / "a", register, "--format", "csv")[1].startswith("change,claim_id,")


WRONG = [
    (["import", "sipri", "x.csv", "--to", "e.jsonl"], "no profile 'sipri'"),
    (["import", "acled", "none.csv", "--to", "e.jsonl"], "there is no file"),
    (["import", "acled", "x.csv"], "--to"),
    (["diff", "none", "none"], "there is no register"),
    (["compare", "none.csv", "--register", "REGISTER"], "there is no file"),
    (["compare", "none.csv", "--register", "REGISTER", "--days", "-1"], "--days"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_a_wrong_call_is_one_line_and_2(regesta, register, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    code, out, err = regesta(*(str(register) if part == "REGISTER" else part for part in arguments))
    assert (code, out) == (2, "")
    assert message in err and len(err.splitlines()) == 1, err


def test_no_file_of_others_speaks_to_the_terminal(regesta, register, tmp_path, icews):
    path = icews({**HELP, "Event ID": "9\x1b[2J", "Source Name": "\u202eevil [red]x[/red]", "Event Text": "=1+1"})
    for kind in ("table", "csv", "jsonl"):
        code, out, err = regesta("compare", "--register", register, path, "--format", kind)
        assert code == 0 and "\x1b" not in out + err and "\u202e" not in out + err
