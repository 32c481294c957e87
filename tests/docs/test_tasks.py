"""Each task's page works from the top: its commands on a register of its own, its Python, its server, its incidents."""

import io
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import regesta
from regesta.cli.main import main
from tests.docs.test_docs import _FENCE, ROOT, fenced, furnish

TASKS = sorted((ROOT / "docs" / "tasks").glob("*.md"))
INCIDENTS = ROOT / "docs" / "incidents.md"
#: Commands that need corpora which nobody may hand on.
_CORPORA = "evaluate"


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    return furnish(tmp_path_factory.mktemp("clone"))


@pytest.fixture
def here(clone, tmp_path, monkeypatch):
    """A folder of its own with a register of its own: what one page decides or links is not what another finds."""
    shutil.copytree(clone / "demo-register", tmp_path / "demo-register")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names():
    """What the words in capitals stand for, as far as the register has it now."""
    register = regesta.open("demo-register")
    found = {"CLAIM": next(iter(register.claims(event="AID"))).claim.id}
    found["REPORT"] = next(row["report_id"] for row in register.reports() if row["title"].startswith("Colombia"))
    with suppress(StopIteration):
        found["INCIDENT"] = next(iter(register.incidents(disputed=True)))["incident_id"]
    return found


def run(call, monkeypatch, capsys):
    """Runs one command as a reader types it; what it prints, or what it wrote, is there."""
    arguments, target = [names().get(word, word) for word in call], None
    if ">" in arguments:
        arguments, target = arguments[: arguments.index(">")], arguments[-1]
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    capsys.readouterr()
    code = main(arguments)
    out, err = capsys.readouterr()
    told = f"regesta {shlex.join(call)}\n{out}\n{err}"
    assert code == 0, told
    assert not out.startswith(("0 claims", "0 incidents")), told
    written = Path(call[call.index("--to") + 1]).exists() if "--to" in call else False
    assert out.strip() or written, told
    if target:
        Path(target).write_text(out, encoding="utf-8")


def served(call):
    """Starts the server as a process of its own and says what it prints first."""
    with subprocess.Popen([sys.executable, "-m", "regesta", *call], stdout=subprocess.PIPE, text=True) as server:
        try:
            return server.stdout.readline()
        finally:
            server.terminate()


@pytest.mark.parametrize("page", TASKS, ids=lambda page: page.stem)
def test_every_command_of_a_task_runs_from_the_top(page, here, monkeypatch, capsys):
    asked = fenced(page)
    assert len(asked) >= 3
    for call in asked:
        if call[0] == "serve":
            assert served(call).startswith("http://127.0.0.1:")
        else:
            run(call, monkeypatch, capsys)
    for block in (
        block for language, block in _FENCE.findall(page.read_text(encoding="utf-8")) if language == "python"
    ):
        exec(compile(block, page.name, "exec"), {})


def test_every_task_is_listed():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert [page.name for page in TASKS if f"(tasks/{page.name})" not in index] == []
    assert {page.stem for page in TASKS} >= {"look", "compare", "review", "correct", "cite", "take-away"}


def test_the_commands_of_the_page_of_incidents_run(here, monkeypatch, capsys):
    asked = [call for call in fenced(INCIDENTS) if call[0] != _CORPORA]
    assert [call[0] for call in asked] == ["link", "incidents", "incidents", "show"]
    for call in asked:
        own = ["demo-register" if word == "my-register" else word for word in call]
        own = [names()["INCIDENT"] if word.startswith("i-") else word for word in own]
        # No dispatch tells what another one tells, so no incident of theirs has two sources.
        run(["1" if word == "2" else word for word in own], monkeypatch, capsys)
