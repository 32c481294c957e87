"""A register that an earlier version wrote opens in this one and answers as it did then."""

import json
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

import regesta
from regesta.assembly import reading
from regesta.cli.main import main
from regesta.records.runs import Run
from tests.hand import TinyRecipe
from tools.answers import answers, ids, lost
from tools.keep_register import HOME, MOST_BYTES, QUESTIONS

KEPT = sorted(path for path in HOME.iterdir() if path.is_dir())


@pytest.fixture(params=KEPT, ids=lambda path: path.name)
def kept(request, tmp_path):
    """A copy, so that no test changes what a version wrote; with its answers of then."""
    shutil.copytree(request.param / "register", tmp_path / "register")
    return tmp_path / "register", json.loads((request.param / "answers.json").read_text(encoding="utf-8"))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_this_version_has_kept_one():
    assert version("regesta") in [path.name for path in KEPT], "make keep-register"


@pytest.mark.parametrize("home", KEPT, ids=lambda path: path.name)
def test_what_is_kept_is_small(home):
    assert sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) <= MOST_BYTES


def test_it_says_all_that_it_said(kept):
    folder, then = kept
    with regesta.open(folder) as register:
        now = answers(register)
    assert lost({name: then[name] for name in now if name in then}, now) == []
    assert then["claims"] and then["incidents"] and then["tellings"] and then["rejections"] and then["journal"]


def test_every_filter_finds_the_same_claims(kept):
    folder, then = kept
    with regesta.open(folder) as register:
        assert [(asked["filters"], ids(register, asked["filters"])) for asked in then["asked"]] == [
            (asked["filters"], asked["claims"]) for asked in then["asked"]
        ]
    assert all(asked["claims"] for asked in then["asked"]), "a question that finds nothing shows nothing"


def test_asking_changes_nothing(kept):
    folder, _ = kept
    before = files_of(folder)
    with regesta.open(folder) as register:
        answers(register)
    assert files_of(folder) == before


def test_reading_goes_on_in_it(kept, tmp_path, monkeypatch):
    """New claims come in beside the old ones, decisions stay, and linking takes all of them."""
    folder, then = kept
    monkeypatch.setattr(reading, "Recipe", lambda settings: TinyRecipe(settings.published))
    monkeypatch.setattr(reading, "run_of", lambda settings: Run("code", "bundle", "knowledge", ""))
    (tmp_path / "new.txt").write_text("Bread\n\nEastland helped Southland in 2021.")
    assert main(["read", str(tmp_path / "new.txt"), "--register", str(folder)]) == 0
    assert main(["link", "--register", str(folder)]) == 0
    with regesta.open(folder) as register:
        new = [row for row in register.claims(rejected=True).dicts() if row["report"]["title"] == "Bread"]
        assert len(new) == 1
        assert len(register.claims(rejected=True)) == len(then["claims"]) + 1
        assert [line.hash for line in register.journal.lines()] == then["journal"]
        assert register.unlinked() == ""


def test_what_an_answer_lost_is_told():
    old = {"a": 1, "b": [{"c": None}], "d": [1, 2]}
    assert lost(old, {"a": 1, "b": [{"c": None, "new": 1}], "d": [1, 2], "e": 5}) == []
    assert lost(old, {"a": True, "b": [{"x": None}], "d": [1]}) == [
        ".a: 1 was, True is",
        ".b[0].c: gone",
        ".d: [1, 2] was, [1] is",
    ]


def test_no_question_is_asked_twice():
    assert len({json.dumps(dict(question), sort_keys=True) for question in QUESTIONS}) == len(QUESTIONS)
