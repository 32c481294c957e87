"""JSON within bounds: how many values there are is counted before any of them is made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from regesta.records.outcomes import Reason
from regesta.text.bounded import BROKEN, MAX_DOCUMENT, BombError, Readable, broken
from regesta.text.refusals import Refusal

#: Values of one row. A row has ten; each costs some sixty bytes of memory for the one or two that it costs in the file.
MAX_VALUES = 100_000

#: A string, whole or without its end, or a mark that begins a value. Always linear: nothing is given back.
_MARK = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{,]', re.DOTALL)
#: What decides where an element of an array ends.
_STEP = re.compile(rb'"(?:[^"\\]++|\\.)*+(?P<end>"?)|[\[\]{},]', re.DOTALL)


def json_value(data: bytes) -> Any | Refusal:
    """The value of UTF-8 JSON; a refusal when it is none, or holds more than `MAX_VALUES` values."""
    if data.count(b",") + data.count(b"[") + data.count(b"{") > MAX_VALUES and _many(data):
        return Refusal(Reason.TOO_LARGE, f"more than {MAX_VALUES:,} values in one row")
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Refusal(Reason.ENCODING, f"not UTF-8 at byte {error.start} of the line")
    except (ValueError, RecursionError) as error:
        return Refusal(Reason.MALFORMED, f"not JSON: {error}"[:160])


def _many(data: bytes) -> bool:
    return any(number > MAX_VALUES for number, _ in enumerate(_MARK.finditer(data)))


def elements(stream: Readable) -> Iterator[bytes | Refusal]:
    """The elements of a stream that holds one JSON array, as bytes, one in memory at a time.

    What breaks off, or holds more than a row may, ends it with a refusal; what stands before was given.
    """
    scan = _Scan()
    while not scan.done:
        try:
            piece = stream.read(1 << 18)
        except (BombError, *BROKEN) as error:
            yield broken(error)
            return
        yield from scan.feed(piece)
        if not piece and not scan.done:
            yield Refusal(Reason.MALFORMED, "not JSON: the array breaks off; what stands before that was read")
            return


class _Scan:
    """Where in an array a stream is."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._at = self._begin = self._depth = self._steps = 0
        self.done = False

    def feed(self, piece: bytes) -> Iterator[bytes | Refusal]:
        """The elements that end in a piece of the stream."""
        self._rest += piece
        while (step := _STEP.search(self._rest, self._at)) and step["end"] != b"":
            self._at, self._steps = step.end(), self._steps + 1
            if self._steps > 4 * MAX_VALUES:
                break
            if self._closes(step[0]):
                element = bytes(self._rest[self._begin : step.start()]).strip()
                self._begin, self._steps, self.done = step.end(), 0, self._depth == 0
                if element or not self.done:
                    yield element
                if self.done:
                    return
        del self._rest[: self._begin]
        self._at, self._begin = self._at - self._begin, 0
        if len(self._rest) > MAX_DOCUMENT or self._steps > 4 * MAX_VALUES:
            self.done = True
            yield Refusal(Reason.TOO_LARGE, "a row is larger than a row may be; what stands before it was read")

    def _closes(self, mark: bytes) -> bool:
        """Whether an element ends at a mark; keeps count of how deep it is."""
        if mark in (b"[", b"{"):
            self._depth += 1
            if self._depth == 1:
                self._begin = self._at
        elif mark in (b"]", b"}"):
            self._depth -= 1
        return self._depth <= 0 or (self._depth == 1 and mark == b",")
