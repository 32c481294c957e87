"""A register that is asked for hours while others write into it: segments and decisions are taken in as they come."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock, Thread

from regesta.errors import RegestaError
from regesta.register.register import Register

#: Seconds between two looks at the folder: a look reads one folder's time of change.
_LOOK = 1.0
#: Loading anew may take one part of the time in so many: a long `read` writes a segment every few seconds, and a big
#: register must not load all the time.
_SHARE = 10


class Live:
    """Gives the register as it is, at most a little late; questions under way keep the one they began with.

    Args:
        load: opens the register; called again, in a thread of its own, when there are other segments.
        clock: seconds that only grow.
    """

    def __init__(self, load: Callable[[], Register], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._load, self._clock = load, clock
        self._lock = Lock()
        self._loading: Thread | None = None
        began = clock()
        self._register = load()
        # Never seen: what was written while it was opened is found at the first look.
        self._seen = -1
        self._next = clock() + max(_LOOK, _SHARE * (clock() - began))

    def register(self) -> Register:
        """The register, as it was at the last look."""
        if self._clock() >= self._next and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._register

    def decided(self) -> None:
        """Takes in at once what people have decided."""
        with self._lock:
            self._register.renew()

    def _look(self) -> None:
        self._next = self._clock() + _LOOK
        self._register.renew()
        if self._loading is not None and self._loading.is_alive():
            return
        changed = self._register.changed()
        if changed != self._seen:
            self._seen = changed
            if self._register.is_stale():
                self._loading = Thread(target=self._renew, name="regesta-renew", daemon=True)
                self._loading.start()

    def _renew(self) -> None:
        began = self._clock()
        try:
            loaded = self._load()
            # The old one goes on answering until the new one can at once.
            loaded.settle()
            self._register = loaded
        except (RegestaError, OSError):
            # A segment that went away between two looks; the next look finds what is there then.
            self._seen = -1
        self._next = self._clock() + max(_LOOK, _SHARE * (self._clock() - began))

    def settle(self) -> None:
        """Waits for a loading that is under way."""
        if self._loading is not None:
            self._loading.join()

    def close(self) -> None:
        """Gives the memory back."""
        self.settle()
        self._register.close()
