"""One writer at a time: a lock on an open file, kept by the system, so that a killed process holds none."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regesta.errors import RegisterError

#: Seconds to wait for another writer: an append takes milliseconds, so whoever holds the lock longer is stopped.
_PATIENCE = 20.0
#: Seconds between two tries.
_PAUSE = 0.005


@contextmanager
def exclusive(file: int, *, where: Path) -> Iterator[None]:
    """Holds the lock of an open file; waits for whoever has it.

    Raises:
        RegisterError: somebody else has held it all the time.
    """
    until = time.monotonic() + _PATIENCE
    while not _taken(file):
        if time.monotonic() > until:
            mend = "end the other program, or wait for it"
            raise RegisterError("another program has locked the file", where=str(where), mend=mend)
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        _free(file)


if sys.platform == "win32":
    import msvcrt
    import os

    #: A byte far behind the end: on Windows a lock keeps readers out of what it covers.
    _FAR = 1 << 62

    def _taken(file: int) -> bool:
        os.lseek(file, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _free(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _free(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
