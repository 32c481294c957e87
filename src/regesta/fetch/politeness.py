"""How often a site is asked: a pause between two requests, longer ones after failures, and as long as it asks for."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import parsedate_to_datetime

from regesta.errors import LaterError
from regesta.fetch.state import State
from regesta.fetch.target import Target
from regesta.fetch.wire import Outside

#: Seconds between the end of one request to a host and the next: what crawlers of archives keep to.
PAUSE = 2.0
#: Seconds after a first failure, doubled with each that follows, and at most.
FIRST_BACKOFF, MAX_BACKOFF = 10.0, 6 * 3600.0
#: Seconds that a site can have itself left alone for by `Retry-After`: a slip of the pen should not last for years.
MAX_ASKED = 7 * 86400.0
#: Seconds that are waited; for a longer pause the page is left for another time.
PATIENCE = 120.0
#: A waiting of so many seconds is told.
_TOLD = 5.0


class Manners:
    """The pauses of all hosts, kept in the register, so that they hold from one call to the next."""

    def __init__(self, state: State, outside: Outside, tell: Callable[[str], None]) -> None:
        self._state, self._outside, self._tell = state, outside, tell

    def wait(self, where: Target, pause: float = PAUSE) -> None:
        """Waits until a host may be asked, and has the next one wait.

        Raises:
            LaterError: the pause is longer than `PATIENCE`.
        """
        until, failures = self._state.host(where.host)
        left = until - self._outside.clock()
        if left > PATIENCE:
            mend = f"ask again in {lasting(left)}"
            raise LaterError(f"{where.host} is left alone for now", where=where.url, mend=mend, waiting=True)
        if left > 0:
            if left >= _TOLD:
                self._tell(f"waiting {lasting(left)} before {where.host} is asked again")
            self._outside.sleep(left)
        self._state.keep_host(where.host, self._outside.clock() + pause, failures)

    def told(self, where: Target, failed: LaterError | None, pause: float = PAUSE) -> None:
        """Takes in how a request went: after a failure the host is left alone for longer."""
        _, failures = self._state.host(where.host)
        if failed is None:
            self._state.keep_host(where.host, self._outside.clock() + pause, 0)
            return
        wait = max(min(failed.after, MAX_ASKED), backoff(failures + 1, self._outside.chance()), pause)
        self._state.keep_host(where.host, self._outside.clock() + wait, failures + 1)


def backoff(failures: int, chance: float) -> float:
    """Seconds to leave a host alone after so many failures in a row: doubled each time, the second half by chance.

    The chance keeps many programs that failed at one moment from coming back at one moment.
    """
    whole = min(MAX_BACKOFF, FIRST_BACKOFF * 2.0 ** min(failures - 1, 32))
    return whole / 2 + chance * whole / 2


def wait_asked(value: str, now: float) -> float:
    """Seconds from `now` that a `Retry-After` asks for, which is a number or a date; 0 when it cannot be read."""
    value = value.strip()[:60]
    if value.isascii() and value.isdigit():
        return float(min(int(value), int(MAX_ASKED)))
    try:
        return min(MAX_ASKED, max(0.0, parsedate_to_datetime(value).timestamp() - now))
    except (ValueError, TypeError, OverflowError):
        return 0.0


def lasting(seconds: float) -> str:
    """A length of time for people."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"
