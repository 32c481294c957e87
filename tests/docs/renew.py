"""Renews the output that the pages quote: `python tests/docs/renew.py`, after a new model or new knowledge.

Where a page has a line `<!-- output -->` (or `<!-- output 12 -->` for the first twelve lines), the output of the last
command above it is put below the line as a `text` block, as a terminal of 118 columns shows it. What finds nothing
is not quoted. CLAIM stands for the first claim that the page has printed last. Needs a system with pseudo-terminals.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import sys
import tempfile
import termios
from pathlib import Path

from test_docs import FOLLOWED, calls, furnish

COLUMNS = 118
_PIECE = re.compile(
    r"^```(?!text)[\w-]*\n(?P<block>.*?)^```$"
    r"|^(?P<mark><!-- output(?: (?P<lines>\d+))? -->)\n(?:\n```text\n.*?^```\n)?",
    re.M | re.S,
)
_ID = re.compile(r"\bc-[0-9a-f]{16}\b")
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def printed(arguments: list[str], folder: Path) -> str:
    """What a command prints on a terminal, without colours."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.environ["COLUMNS"] = str(COLUMNS)
        os.execv(sys.executable, [sys.executable, "-m", "regesta", *arguments])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    out = b""
    while True:
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:  # the way Linux says that the other end is closed
            break
        if not piece:
            break
        out += piece
    os.waitpid(child, 0)
    lines = _ESCAPE.sub("", out.decode("utf-8").replace("\r", "")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


class Page:
    """One page on its way from top to bottom."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.last = ""
        self.claim = ""

    def piece(self, found: re.Match[str]) -> str:
        """A block of commands is run and stays; a mark gets the output of the last command below it."""
        if found["mark"] is None:
            for call in calls(found["block"]):
                self.last = printed([self.claim if word == "CLAIM" else word for word in call], self.folder)
                ids = _ID.findall(self.last)
                self.claim = ids[0] if ids else self.claim
            return found[0]
        if not self.last or self.last.startswith("0 claims"):
            return f"{found['mark']}\n"
        lines = self.last.split("\n")
        if found["lines"] and len(lines) > int(found["lines"]):
            lines = [*lines[: int(found["lines"])], "..."]
        return "\n".join([found["mark"], "", "```text", *lines, "```", ""])


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = furnish(Path(name))
        for path in FOLLOWED:
            text = path.read_text(encoding="utf-8")
            path.write_text(_PIECE.sub(Page(folder).piece, text), encoding="utf-8")
            print(f"renewed: {path}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
