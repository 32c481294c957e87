"""How far reading has come: a live line with rate and errors on a terminal, plain lines now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from regesta.cli.terminal import console, refused, talk

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from regesta.assembly.reading import Tally
    from regesta.records.outcomes import Rejection

#: Seconds between plain lines: seldom enough for a log, often enough to see life.
_EVERY = 10.0
#: Rejections told one by one; all of them are rows of the register.
_TOLD = 20


class Progress:
    """Listens to reading; a context, so that the live line is taken down whatever happens."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._last = time.monotonic()
        self._told = 0

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            self._bar = _bar()
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, tally: Tally, rejections: Sequence[Rejection]) -> None:
        """Takes in how far it is."""
        for rejection in rejections:
            self._reject(rejection)
        if self._bar:
            self._bar.update(self._bar.task_ids[0], description=told(tally))
        elif time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            talk(told(tally))

    def _reject(self, rejection: Rejection) -> None:
        self._told += 1
        if self._told <= _TOLD:
            self._talk(refused(rejection))
        elif self._told == _TOLD + 1:
            self._talk("more are rejected; all of them: regesta info --rejections --register DIR")

    def _talk(self, line: str) -> None:
        """Above the bar where there is one."""
        if self._bar:
            self._bar.console.print(line, soft_wrap=True)
        else:
            talk(line)


def _bar() -> Bar:
    """A bar that moves without an end in sight: how many articles an archive holds is known when it has been read."""
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 (heavy)
    from rich.progress import Progress as Bar  # noqa: PLC0415 (heavy)

    columns = TextColumn("{task.description}", markup=False), BarColumn(20), TimeElapsedColumn()
    bar = Bar(*columns, console=console(stderr=True), transient=True)
    bar.add_task("loading", total=None)
    return bar


def told(tally: Tally) -> str:
    """The numbers in one line."""
    return (
        f"read {tally.read}, skipped {tally.skipped}, rejected {tally.rejected}, claims {tally.claims}, "
        f"{tally.rate:.1f} reports/s"
    )
