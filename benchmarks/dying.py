"""A command of Regesta that kills itself: `python -m benchmarks.dying STEP FOLDER ARGUMENTS...`.

Every act on a file below FOLDER is a step: opening, writing through `os.write`, flushing to disk, renaming, removing,
making a folder. Before step number STEP the process sends itself SIGKILL, which nothing can catch. With STEP 0 it lives
and says on standard error how many steps there were. What Arrow writes between two steps is not counted; kills at
random times reach it (`benchmarks.kill`).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: Audit events of Python that act on files, with the place of the path among their arguments.
EVENTS = {"open": 0, "os.rename": 0, "os.remove": 0, "os.mkdir": 0, "os.rmdir": 0, "os.truncate": 0}


class Steps:
    """Counts steps and dies before the one that was asked for."""

    def __init__(self, last: int, folder: Path) -> None:
        self._last, self._folder = last, str(folder.absolute())
        self.count = 0

    def watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        """An audit hook."""
        place = EVENTS.get(event)
        if place is None:
            return
        path = arguments[place]
        if isinstance(path, str | os.PathLike) and os.path.abspath(os.fspath(path)).startswith(self._folder):  # noqa: PTH100
            self.step()

    def step(self) -> None:
        """One more; the last one is not taken."""
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """An act of the operating system's module that is a step."""

        def counted(*arguments: Any) -> Any:
            self.step()
            return act(*arguments)

        return counted


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    from regesta.cli.main import main as regesta  # noqa: PLC0415 (before it is watched)

    steps = Steps(int(argv[0]), Path(argv[1]))
    for name in ("fsync", "write"):
        setattr(os, name, steps.before(getattr(os, name)))
    sys.addaudithook(steps.watch)
    code = regesta(argv[2:])
    print(f"steps {steps.count}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
