import json

import pytest

from regesta.assembly import reading


def test_code_prints_claims_and_keeps_nothing(regesta, folder, tmp_path):
    code, out, err = regesta("code", folder, "--published", "2024-03-20")
    claims = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [claim["participants"][0]["text"] for claim in claims] == ["Northland", "Southland", "Eastland"]
    assert claims[0]["report"]["published"] == "2024-03-20"
    assert list(tmp_path.iterdir()) == [folder]
    [line] = err.splitlines()
    assert line.startswith("rejected ") and "d.txt: empty" in line


def test_code_goes_on_after_a_missing_file(regesta, folder, tmp_path):
    code, out, err = regesta("code", tmp_path / "none.txt", folder / "a.txt")
    assert (code, len(out.splitlines())) == (0, 2)
    assert "E101" in err and "none.txt" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize("name", ["d.txt", "none.txt"])
def test_code_without_anything_to_read_exits_with_2(regesta, folder, name):
    code, out, err = regesta("code", folder / name)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_read_says_what_it_did(regesta, folder, tmp_path):
    code, out, err = regesta("read", folder, "--register", tmp_path / "r")
    numbers = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert code == 0
    assert (numbers["read"], numbers["skipped"], numbers["rejected"], numbers["claims"]) == ("3", "0", "1", "3")
    assert numbers["rate"].endswith("reports/s")
    assert "d.txt: empty" in err and "regesta claims" in err


def test_read_again_skips(regesta, folder, tmp_path):
    regesta("read", folder, "--register", tmp_path / "r")
    (folder / "e.txt").write_text("Eels\n\nWestland helped Northland.")
    code, out, _ = regesta("read", folder, "--register", tmp_path / "r")
    assert code == 0
    assert [line.split()[1] for line in out.splitlines()[:4]] == ["1", "3", "1", "1"]


def test_read_with_another_date_reads_anew(regesta, folder, register):
    _, out, _ = regesta("read", folder, "--register", register, "--published", "2024-03-21")
    assert out.splitlines()[0] == "read      3"
    _, shown, _ = regesta("claims", "--register", register, "--format", "jsonl")
    assert {json.loads(line)["report"]["published"] for line in shown.splitlines()} == {"2024-03-21"}


@pytest.mark.parametrize("name", ["d.txt", "none.txt"])
def test_read_without_anything_to_read_exits_with_2(regesta, folder, tmp_path, name):
    assert regesta("read", folder / name, "--register", tmp_path / "r")[0] == 2


def test_read_into_a_folder_of_other_things(regesta, folder):
    code, out, err = regesta("read", folder / "a.txt", "--register", folder)
    assert (code, out) == (2, "")
    assert "E203" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize("date", ["tomorrow", "2024-02-30", "20/03/2024", ""])
def test_a_broken_date_is_one_line(regesta, folder, date):
    code, out, err = regesta("code", folder / "a.txt", "--published", date)
    assert (code, out) == (2, "")
    assert "E102" in err and "YYYY-MM-DD" in err and len(err.splitlines()) == 1


def test_many_rejections_are_not_all_told(regesta, folder, tmp_path):
    (folder / "rows.jsonl").write_text("\n".join(json.dumps({"id": str(n)}) for n in range(60)))
    _, out, err = regesta("read", folder, "--register", tmp_path / "r")
    assert "rejected  61" in out
    assert len(err.splitlines()) < 25 and "regesta info --rejections" in err


def test_an_interruption_is_told(regesta, folder, tmp_path, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "read_into", interrupted)
    code, out, err = regesta("read", folder, "--register", tmp_path / "r")
    assert (code, out) == (130, "")
    assert "goes on from there" in err and len(err.splitlines()) == 1
