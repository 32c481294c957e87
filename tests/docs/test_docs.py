"""The documents are true: their commands run, their links lead somewhere, what they name exists."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import regesta
from regesta.cli.main import app, main
from regesta.exchange.registry import profiles

ROOT = Path(__file__).resolve().parents[2]
DISPATCHES = ROOT / "src" / "regesta" / "dispatches"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
#: Pages that a reader types from the top.
FOLLOWED = [ROOT / "README.md", ROOT / "docs" / "tutorial.md", ROOT / "docs" / "exports.md"]
REVIEW = ROOT / "docs" / "review.md"

_FENCE = re.compile(r"^```([\w-]*)\n(.*?)^```$", re.M | re.S)
_CALL = re.compile(r"(?:\$ )?(?:\.venv/bin/)?regesta(?= )")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_SPAN = re.compile(r"`([^`\n]+)`")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls(text: str) -> list[list[str]]:
    """The arguments of every `regesta ...` line, continued lines joined, comments left out."""
    lines = text.replace("\\\n", " ").splitlines()
    return [shlex.split(line[match.end() :], comments=True) for line in lines if (match := _CALL.match(line))]


def fenced(path: Path) -> list[list[str]]:
    return [call for _, block in _FENCE.findall(path.read_text(encoding="utf-8")) for call in calls(block)]


def prose(path: Path) -> str:
    return _FENCE.sub("", path.read_text(encoding="utf-8"))


def furnish(here: Path) -> Path:
    """Makes a folder like a clone after `make demo`, with some reports and a file of the reader's own."""
    (here / "src").symlink_to(ROOT / "src")
    shutil.copytree(DISPATCHES, here / "my-reports")
    shutil.copy(DISPATCHES / "1995-05-30-rwanda-arms.txt", here / "report.txt")
    (here / "golden").mkdir()
    for text in sorted(DISPATCHES.glob("*.txt")):
        shutil.copy(text, here / "golden")
        shutil.copy(ROOT / "tests" / "golden" / f"{text.stem}.json", here / "golden")
    shutil.copytree(here / "golden", here / "development")
    assert main(["read", str(DISPATCHES), "--register", str(here / "demo-register")]) == 0
    return here


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    return furnish(tmp_path_factory.mktemp("clone"))


@pytest.fixture(scope="session")
def claim(place):
    """A claim's id, for commands that write CLAIM."""
    register = regesta.open(place / "demo-register")
    found = [*register.claims(event="AID"), *register.claims(limit=1)]
    return found[0].claim.id


@pytest.mark.parametrize("page", FOLLOWED, ids=name_of)
def test_every_command_runs_and_finds_something(page, place, claim, monkeypatch, capsys):
    monkeypatch.chdir(place)
    asked = fenced(page)
    assert asked
    for call in asked:
        arguments, target = [claim if word == "CLAIM" else word for word in call], None
        if ">" in arguments:
            at = arguments.index(">")
            arguments, target = arguments[:at], arguments[at + 1]
        capsys.readouterr()
        code = main(arguments)
        out, err = capsys.readouterr()
        told = f"regesta {shlex.join(call)}\n{out}\n{err}"
        assert code == 0, told
        assert not out.startswith("0 claims"), told
        if "--to" in call:
            assert Path(call[call.index("--to") + 1]).stat().st_size > 0, told
        else:
            assert out.strip(), told
        if target:
            Path(target).write_text(out, encoding="utf-8")


def test_every_command_of_the_review_page_runs(place, tmp_path, monkeypatch, capsys):
    """From the top, on a register of its own: what people decide would change what the other pages show."""
    shutil.copytree(place / "demo-register", tmp_path / "demo-register")
    monkeypatch.chdir(tmp_path)
    register = regesta.open("demo-register")
    claim = next(iter(register.claims(event="AID"))).claim.id
    colombia = next(row["report_id"] for row in register.reports() if row["title"].startswith("Colombia"))
    asked = [[{"CLAIM": claim, "REPORT": colombia}.get(word, word) for word in call] for call in fenced(REVIEW)]
    assert len(asked) > 15
    for call in asked:
        monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
        capsys.readouterr()
        code = main(call)
        out, err = capsys.readouterr()
        told = f"regesta {shlex.join(call)}\n{out}\n{err}"
        assert code == 0, told
        assert not out.startswith("0 claims"), told
        assert out.strip() or Path(call[call.index("--to") + 1]).exists(), told
    assert {row.review["state"] for row in regesta.open("demo-register").claims() if row.review} >= {
        "added",
        "corrected",
    }


@pytest.mark.parametrize("page", FOLLOWED, ids=name_of)
def test_every_python_example_runs(page, place, monkeypatch):
    monkeypatch.chdir(place)
    blocks = [block for language, block in _FENCE.findall(page.read_text(encoding="utf-8")) if language == "python"]
    assert blocks
    for block in blocks:
        exec(compile(block, name_of(page), "exec"), {})


def test_make_demo_makes_the_register_that_the_pages_ask():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^REGISTER := demo-register$", makefile, re.M)
    assert re.search(
        r"^demo: .*\n\t@\$\(BIN\)/regesta read src/regesta/dispatches --register \$\(REGISTER\)$", makefile, re.M
    )


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", prose(path), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    for link in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{name_of(page)}: {link}"
        assert target.is_relative_to(ROOT), f"{name_of(page)}: {link} leaves the repository"
        assert not anchor or anchor in anchors(target), f"{name_of(page)}: {link}"


def known() -> dict[str, set[str]]:
    """Every command with its options."""
    group = typer.main.get_command(app)
    common = {"--help", "-h", *(opt for param in group.params for opt in param.opts)}
    return {"": common, **{name: options_of(command) | {"--help", "-h"} for name, command in group.commands.items()}}


def options_of(command) -> set[str]:
    """The options of a command and of the commands below it."""
    own = {opt for param in command.params for opt in param.opts}
    return own.union(*(options_of(below) for below in getattr(command, "commands", {}).values()))


def named(page: Path) -> Iterator[list[str]]:
    """The arguments of every call that a page writes, in blocks or in the text."""
    yield from fenced(page)
    for span in _SPAN.findall(prose(page)):
        yield from calls(span)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_and_options_exist(page):
    commands = known()
    every = set().union(*commands.values())
    for call in named(page):
        command = "" if call[0].startswith("-") else call[0]
        assert command in commands, f"{name_of(page)}: regesta {command}"
        for word in call:
            option = word.partition("=")[0]
            assert not word.startswith("-") or option in commands[command], f"{name_of(page)}: {command} {option}"
    for span in _SPAN.findall(prose(page)):
        if re.match(r"--?[a-z]", span):
            assert span.split()[0].partition("=")[0] in every, f"{name_of(page)}: {span}"


def test_readme_names_every_command():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in known() if name and f"`{name}`" not in text] == []


def test_the_page_of_exports_has_every_profile():
    rows = re.findall(r"^\| `(\w+)` \| (`\.\w+`|folder) \|", prose(ROOT / "docs" / "exports.md"), re.M)
    assert rows == [(profile.name, f"`{profile.ending}`" if profile.ending else "folder") for profile in profiles()]


def test_readme_stays_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 200


def test_changelog_has_the_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert re.search(rf"^## \[{re.escape(version)}\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    notes = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert notes
    assert [note for note in notes if f"({note})" not in listed] == []
    assert [note[:4] for note in notes] == [f"{number:04d}" for number in range(1, len(notes) + 1)]
