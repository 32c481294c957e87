import json

import pytest

from regesta.exchange.registry import profiles


def test_the_list_names_every_profile(regesta):
    code, out, err = regesta("export", "--list")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()[::2]] == [profile.name for profile in profiles()]
    assert all(line.strip().startswith("opened by: ") for line in out.splitlines()[1::2])


@pytest.mark.parametrize("profile", profiles(), ids=lambda profile: profile.name)
def test_every_profile_as_a_folder_with_the_filters_of_claims(regesta, register, tmp_path, profile):
    code, out, err = regesta("export", profile.name, "--register", register, "--to", tmp_path / "out", "--actor", "NLD")
    assert (code, out) == (0, "") and err.startswith("1 claims in ")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["description"] == "1 claim: actor NLD"
    assert {"LOSS.md", "CODEBOOK.md"} <= {path.name for path in (tmp_path / "out").iterdir()}


@pytest.mark.parametrize("ending", [profile.ending for profile in profiles() if profile.ending])
def test_an_ending_is_one_file(regesta, register, tmp_path, ending):
    assert regesta("export", "--register", register, "-o", tmp_path / f"out{ending}")[0] == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == [f"out{ending}"]
    assert (tmp_path / f"out{ending}").is_file()


def test_a_profile_with_an_ending_is_one_file(regesta, register, tmp_path):
    assert regesta("export", "gexf", "--register", register, "--to", tmp_path / "network.xml")[0] == 0
    assert (tmp_path / "network.xml").read_text(encoding="utf-8").startswith("<?xml")


def test_what_was_left_out_is_said(regesta, register, tmp_path):
    _, _, err = regesta("export", "acled", "--register", register, "--to", tmp_path / "out")
    assert "events.csv: 0   claims.csv: 3" in err and "3 happenings left out: why is in LOSS.md" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["acled", "--to", "events.csv"], "acled is several files"),
        (["stata", "--to", "out"], "no profile 'stata'"),
        (["--format", "acled", "--to", "out"], "acled is no single file"),
        (["csv", "--format", "jsonl", "--to", "out"], "both a profile (csv) and a format (jsonl)"),
        (["csv", "--to", "none/out.csv"], "cannot be written"),
        (["csv"], "--to"),
    ],
)
def test_a_wrong_call_is_one_line_and_2(regesta, register, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    code, out, err = regesta("export", "--register", register, *arguments)
    assert (code, out) == (2, "")
    assert message in err and len(err.splitlines()) == 1, err


def test_a_folder_of_somebody_else_is_left_alone(regesta, register, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("mine")
    code, _, err = regesta("export", "ged", "--register", register, "--to", tmp_path / "mine")
    assert code == 2 and "no earlier export" in err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["a.txt"]


def test_a_snapshot(regesta, register, tmp_path):
    code, out, err = regesta("snapshot", "--register", register, "--to", tmp_path / "s", "--as", "1", "--author", "A")
    assert code == 0 and out.startswith("sha256:") and "3 claims, 3 reports, 1 rejections, 1 runs" in err
    assert '- name: "A"' in (tmp_path / "s" / "CITATION.cff").read_text(encoding="utf-8")
    code, _, err = regesta("snapshot", "--register", register, "--to", tmp_path / "s")
    assert code == 2 and "never changed" in err
