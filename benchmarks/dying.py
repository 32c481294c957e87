"""Acts in a process of their own that is killed by SIGKILL, before a step on a file or after a time.

A step is every act on a file below a folder: opening, writing through `os.write`, flushing to disk, renaming, removing,
making a folder. Before step number N the process sends itself SIGKILL, which nothing can catch. What Arrow writes
between two steps is not counted; kills after random times reach it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Audit events of Python that act on files, with the place of the path among their arguments.
EVENTS = {"open": 0, "os.rename": 0, "os.remove": 0, "os.mkdir": 0, "os.rmdir": 0, "os.truncate": 0}


class Steps:
    """Counts steps and dies before the one that was asked for; 0 lets it live."""

    def __init__(self, last: int, folder: Path) -> None:
        self._last, self._folder = last, str(folder.absolute())
        self.count = 0

    def begin(self) -> None:
        """From here on acts are steps, in this process for ever."""
        for name in ("fsync", "write"):
            setattr(os, name, self._before(getattr(os, name)))
        sys.addaudithook(self._watch)

    def _watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        place = EVENTS.get(event)
        if place is None:
            return
        path = arguments[place]
        if isinstance(path, str | os.PathLike) and os.path.abspath(os.fspath(path)).startswith(self._folder):  # noqa: PTH100
            self._step()

    def _step(self) -> None:
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def _before(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any) -> Any:
            self._step()
            return act(*arguments)

        return counted


@dataclass(frozen=True, slots=True)
class End:
    """How a process ended: whether it was killed, how long it lived, what it said."""

    killed: bool
    seconds: float
    said: tuple[Any, ...]


def apart(act: Callable[[Callable[[Any], None]], None], *, after: float | None = None) -> End:
    """Runs an act in a forked process, killed after so many seconds; the act gets a function that tells values.

    The caller must have no threads: it loads libraries and leaves their use to its children.

    Raises:
        AssertionError: the act raised; with its traceback.
    """
    reading, writing = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(act, writing)
    os.close(writing)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        *whole, _ = pipe.read().split(b"\n")
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    said = tuple(json.loads(line) for line in whole)
    assert code in (0, -signal.SIGKILL), said[-1] if said else f"the process ended with {code}"
    return End(code != 0, time.monotonic() - began, said)


def _live(act: Callable[[Callable[[Any], None]], None], pipe: int) -> None:
    tell_raw = os.write  # not counted as a step

    def tell(value: Any) -> None:
        tell_raw(pipe, json.dumps(value).encode() + b"\n")

    code = 1
    try:
        act(tell)
        code = 0
    except BaseException:
        tell(traceback.format_exc())
    os._exit(code)
