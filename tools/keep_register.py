"""Keep a small register as this version writes it, for every later one to open: `make keep-register`.

It is read from three of the bundled dispatches and an empty file, decided on by hand and linked, all by the commands
that people use, and lies in `tests/data/registers/VERSION` with what it answers now. One that is there stays: a kept
register is what its version wrote, so only an unreleased version's may be made anew, with `--again`.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import regesta
from regesta.assembly.registers import open_desk
from regesta.cli.main import main as command
from tools.answers import QUESTIONS, answers, ids

HOME = Path(__file__).resolve().parent.parent / "tests" / "data" / "registers"
#: Two that tell figures, denials and plans, and one whose claims lie in another century than its day of publication.
DISPATCHES = ("1990-12-01-kuwait.txt", "1995-05-30-rwanda-arms.txt", "2023-12-11-sudan.txt")
#: What the folder of one kept register may weigh, so that ten of them are no burden to a clone.
MOST_BYTES = 300_000


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    home = HOME / version("regesta")
    if home.exists() and "--again" not in argv:
        print(f"{home} is there already; before its release: make keep-register AGAIN=--again", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name, chdir(name):
        made = Path("kept")
        made.mkdir()
        _write(made)
        weight = sum(path.stat().st_size for path in made.rglob("*") if path.is_file())
        if weight > MOST_BYTES:
            print(f"{weight} bytes are more than {MOST_BYTES}", file=sys.stderr)
            return 1
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(made, home)
    print(f"{home}: {weight} bytes")
    return 0


def _write(made: Path) -> None:
    """A register and its answers. Paths are relative, as a run's notes keep them."""
    Path("dispatches").mkdir()
    for dispatch in DISPATCHES:
        Path("dispatches", dispatch).write_bytes(files("regesta").joinpath("dispatches", dispatch).read_bytes())
    Path("dispatches", "empty.txt").touch()
    register = made / "register"
    _run("read", "dispatches", "--register", register, "--workers", "1")
    for arguments in _decisions(register):
        _run("review", *arguments, "--register", register, "--coder", "coder")
    _merge(register)
    _run("link", "--register", register)
    with regesta.open(register) as opened:
        asked = [{"filters": dict(question), "claims": ids(opened, question)} for question in QUESTIONS]
        found = {"asked": asked, **answers(opened)}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    (made / "answers.json").write_text(text + "\n", encoding="utf-8")


def _decisions(register: Path) -> Iterator[tuple[str, ...]]:
    """One of each kind that `regesta review` writes, on claims in their order."""
    with regesta.open(register) as opened:
        first, second, third, *_ = ids(opened, {})
        report = next(opened.reports().dicts())["report_id"]
    yield ("decide", first, "accept")
    yield ("decide", second, "correct", "--set", "realis=hypothetical", "--why", "said of what may come")
    yield ("decide", third, "reject", "--why", "not a happening")
    yield ("add", report, "0:5", "REQUEST")
    yield ("decide", first, "reject", "--why", "taken back below")
    yield ("undo",)


def _merge(register: Path) -> None:
    """The page takes decisions about incidents, as here; there is no command for them."""
    desk = open_desk(register)
    with desk.register as opened:
        desk.incident("coder", "merge", ids(opened, {})[-2:])


def _run(*arguments: object) -> None:
    if command([os.fspath(a) if isinstance(a, Path) else str(a) for a in arguments]) != 0:
        raise SystemExit(f"regesta {' '.join(map(str, arguments))} failed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
