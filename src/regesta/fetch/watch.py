"""Round after round: asks feeds at an interval until somebody says stop."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from regesta.errors import BadValueError

#: Seconds of the shortest interval: no feed of news is worth asking more than once in five minutes.
MIN_EVERY = 300.0

_LENGTH = re.compile(r"([0-9]{1,6})\s*([smhd])")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def interval(text: str, where: str = "--every") -> float:
    """Seconds from `15m`, `2h` or `1d`.

    Raises:
        BadValueError: it cannot be read, or is shorter than sites should be asked; `where` names the option.
    """
    match = _LENGTH.fullmatch(text.strip().lower())
    if match is None:
        raise BadValueError(f"no length of time: {text!r}", where=where, mend="write it like 15m, 2h or 1d")
    seconds = int(match[1]) * _SECONDS[match[2]]
    if seconds < MIN_EVERY:
        raise BadValueError(f"too often: {text!r}", where=where, mend=f"give {MIN_EVERY / 60:.0f}m or more")
    return seconds


def watch(
    turn: Callable[[], None],
    every: float,
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Takes turns for ever, one every so many seconds from beginning to beginning; one that takes longer skips none.

    Ends only by what `turn` or `sleep` raise: Ctrl-C, a signal, or a register that cannot be written.
    """
    while True:
        began = clock()
        turn()
        sleep(max(0.0, every - (clock() - began)))
