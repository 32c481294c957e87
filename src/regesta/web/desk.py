"""What every route asks: the register as it is now, for a limited time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Event
from typing import Annotated, Any

from fastapi import Depends, Request

from regesta.errors import TooLongError
from regesta.register.answers import Claims
from regesta.register.filters import Filter
from regesta.register.live import Live
from regesta.register.register import Register

#: Seconds that the questions of one answer may take, and those of one export. A list takes well under one second on
#: 100,000 claims, an export of all of them up to a minute (docs/performance.md).
PATIENCE, EXPORT_PATIENCE = 10.0, 600.0
#: Exports at once: each holds its claims in memory.
_EXPORTS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """Claims of a register to write to a file, as long as nobody says stop."""

    register: Register
    claims: Claims
    stop: Callable[[], bool]

    def __len__(self) -> int:
        return len(self.claims)

    def jsons(self) -> Iterator[dict[str, Any]]:
        """The claims as the objects that `regesta code` prints.

        Raises:
            TooLongError: somebody said stop.
        """
        for claim in self.claims.jsons():
            if self.stop():
                raise TooLongError("the export was ended")
            yield claim

    def to_arrow(self) -> Any:
        """The claims as one Arrow table."""
        return self.claims.to_arrow()


@dataclass(frozen=True, slots=True)
class Desk:
    """The register that is served.

    Attributes:
        live: gives it as it is now.
        patience: seconds for one answer.
        ended: set when the server ends, for whatever takes long.
    """

    live: Live
    patience: float = PATIENCE
    ended: Event = field(default_factory=Event)
    _exports: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_EXPORTS))

    @contextmanager
    def asking(self) -> Iterator[Register]:
        """The register, for the questions of one answer, all in this thread."""
        register = self.live.register()
        with register.within(self.patience):
            yield register

    @contextmanager
    def exporting(self, question: Filter) -> Iterator[Found]:
        """The claims that fit, for an export.

        Raises:
            TooLongError: as many exports as may be are under way, or this one takes too long.
        """
        if not self._exports.acquire(blocking=False):
            raise TooLongError(f"{_EXPORTS} exports are under way", mend="ask again when one is done")
        try:
            register = self.live.register()
            until = time.monotonic() + EXPORT_PATIENCE
            with register.within(EXPORT_PATIENCE):
                yield Found(
                    register, register.claims(question), lambda: self.ended.is_set() or time.monotonic() > until
                )
        finally:
            self._exports.release()


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


At = Annotated[Desk, Depends(_desk)]
