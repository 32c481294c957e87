import csv
import json

import pytest


def ids(out):
    return [json.loads(line)["claim_id"] for line in out.splitlines()]


def test_claims_as_a_table(regesta, register):
    code, out, err = regesta("claims", "--register", register)
    assert code == 0
    assert out.splitlines()[0].strip() == "3 claims"
    assert "Northland (NLD GOV)" in out and "2020" in out
    assert "regesta show" in err


def test_filters_reach_the_question(regesta, register):
    options = [
        "--actor",
        "NLD",
        "--recipient",
        "WLD",
        "--event",
        "AID",
        "--realis",
        "actual",
        "--since",
        "2020",
        "--until",
        "2020",
    ]
    code, out, _ = regesta(
        "claims", "--register", register, "--format", "jsonl", *options, "--text", "helped", "--limit", "5"
    )
    assert (code, len(out.splitlines())) == (0, 1)
    assert regesta("claims", "--register", register, "--format", "jsonl", "--place", "Atlantis")[:2] == (0, "")
    assert len(regesta("claims", "--register", register, "--format", "jsonl", "--voice", "report")[1].splitlines()) == 3


def test_claims_as_csv(regesta, register):
    _, out, err = regesta("claims", "--register", register, "--format", "csv")
    rows = list(csv.DictReader(out.splitlines()))
    assert [row["actors"] for row in rows] == ["Northland", "Eastland", "Southland"]
    assert err == ""


def test_show_and_why(regesta, register):
    id_ = ids(regesta("claims", "--register", register, "--format", "jsonl", "--actor", "NLD")[1])[0]
    code, out, _ = regesta("show", id_[:8], "--register", register)
    assert code == 0
    assert "[actor Northland] [trigger helped] [recipient Westland]" in out
    assert "the report's own" in out and "2020" in out
    code, out, _ = regesta("why", id_, "--register", register)
    assert code == 0
    assert "the word helped" in out and "names a state" in out


def test_an_unknown_claim_is_one_line(regesta, register):
    for command in ("show", "why"):
        code, out, err = regesta(command, "c-none", "--register", register)
        assert (code, out) == (2, "")
        assert "there is no claim 'c-none'" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.parquet"])
def test_export_respects_filters(regesta, register, tmp_path, name):
    code, out, err = regesta("export", "--register", register, "--to", tmp_path / name, "--actor", "NLD")
    assert (code, out) == (0, "")
    assert err.startswith("1 claims in ") and (tmp_path / name).stat().st_size


def test_export_by_named_format(regesta, register, tmp_path):
    assert regesta("export", "--register", register, "--to", tmp_path / "x.data", "--format", "jsonl")[0] == 0
    assert len((tmp_path / "x.data").read_text().splitlines()) == 3
    code, _, err = regesta("export", "--register", register, "--to", tmp_path / "x.data")
    assert code == 2 and "jsonl, csv or parquet" in err


def test_info(regesta, register):
    code, out, _ = regesta("info", "--register", register)
    assert code == 0
    assert "reports   3, published 2024-03-20 to 2024-03-20" in out
    assert "AID" in out and "rejected  1" in out and "d.txt: empty" in out
    assert "d.txt" in regesta("info", "--register", register, "--rejections")[1]


WRONG = [
    (["claims", "--register", "none"], "there is no register"),
    (["claims"], "--register"),
    (["claims", "--register", "REGISTER", "--event", "HELP"], "no event type 'HELP'"),
    (["claims", "--register", "REGISTER", "--since", "lately"], "no year, month or day"),
    (["claims", "--register", "REGISTER", "--colour", "red"], "--colour"),
    (["claims", "--register", "REGISTER", "--format", "xml"], "xml"),
    (["claims", "--register", "REGISTER", "--since", "2021", "--until", "2020"], "2021 is after 2020"),
    (["claims"], "see regesta claims --help"),
    (["clams"], "clams"),
    (["code"], "PATH"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_a_wrong_call_is_one_line_and_2(regesta, register, arguments, message):
    code, out, err = regesta(*(str(register) if part == "REGISTER" else part for part in arguments))
    assert (code, out) == (2, "")
    assert message in err and len(err.splitlines()) == 1, err


def test_a_report_cannot_speak_to_the_terminal(regesta, tmp_path):
    hostile = tmp_path / "h.txt"
    hostile.write_text("[bold]Title[/] \x1b[2J\n\nNorthland helped Westland. \x1b]0;owned\x07 \u202egnorw [red]x[/red]")
    root = tmp_path / "r"
    regesta("read", hostile, "--register", root)
    id_ = ids(regesta("claims", "--register", root, "--format", "jsonl")[1])[0]
    for command in (["claims"], ["show", id_], ["why", id_], ["info"]):
        _, out, err = regesta(*command, "--register", root)
        assert "\x1b" not in out + err and "\u202e" not in out + err and "\x07" not in out + err
    assert "[bold]Title[/]" in regesta("show", id_, "--register", root)[1]


def test_no_claims_are_said_in_one_line(regesta, register):
    code, out, err = regesta("claims", "--register", register, "--actor", "Nowhereland")
    assert (code, out, err) == (0, "0 claims: actor Nowhereland\n", "")


def test_a_day_up_to_the_end_of_its_month_is_a_question(regesta, register):
    assert regesta("claims", "--register", register, "--since", "2020-05-01", "--until", "2020-05")[0] == 0


def test_export_to_a_name_without_ending(regesta, register, tmp_path):
    code, _, err = regesta("export", "--register", register, "--to", tmp_path / "claims")
    assert code == 2 and "the file's name tells no format" in err


def test_no_format_lets_a_report_steer_the_terminal(regesta, tmp_path):
    hostile = tmp_path / "h.txt"
    hostile.write_text("Title\n\nNorthland helped Westland \x1b]0;owned\x07 \u202egnorw.")
    root = tmp_path / "r"
    regesta("read", hostile, "--register", root)
    outputs = [regesta("code", hostile)[1]]
    outputs += [regesta("claims", "--register", root, "--format", kind)[1] for kind in ("table", "jsonl", "csv")]
    assert not {"\x1b", "\x07", "\u202e"} & set("".join(outputs))


def test_filters_that_few_calls_need(regesta, register):
    def found(*options):
        code, out, err = regesta("claims", "--register", register, "--format", "jsonl", *options)
        assert code == 0, err
        return len(out.splitlines())

    assert found("--either", "ELD") == 2
    assert found("--actor", "NLD", "--actor", "SLD") == 2
    assert found("--quad", "material_cooperation", "--certainty", "certain", "--score", "0.9") == 3
    assert found("--measure", "killed") == found("--country", "FRA") == found("--bbox", "0,0,1,1") == 0
    assert found("--source", "own wire", "--report", "r-") == 3
    assert found("--since", "2024", "--dated", "publication") == 1
    one = ids(regesta("claims", "--register", register, "--format", "jsonl", "--limit", "1")[1])[0]
    assert found("--id", one) == 1
    code, _, err = regesta("claims", "--register", register, "--bbox", "1")
    assert code == 2 and "west,south,east,north" in err


def test_an_export_takes_the_same_filters(regesta, register, tmp_path):
    to = tmp_path / "x.jsonl"
    assert (
        regesta("export", "--register", register, "--to", to, "--either", "ELD", "--quad", "material_cooperation")[0]
        == 0
    )
    assert len(to.read_text().splitlines()) == 2
