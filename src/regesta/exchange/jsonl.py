"""Claims as JSON Lines: one object a line, exactly what `regesta code` prints.

Controls and characters that turn the direction of the writing stand as escapes: the value is the same, and a terminal
that the lines are printed on obeys none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import IO, Any

from regesta.records.codec import json_line
from regesta.register.wording import STEERING

#: They stand inside strings only, where JSON lets any character be escaped.
_STEERING = re.compile(f"[{STEERING}]")


def write_jsonl(claims: Iterable[Mapping[str, Any]], out: IO[str]) -> int:
    """Writes claims of the shape of `records.codec` and says how many."""
    count = 0
    for claim in claims:
        out.write(harmless_line(claim) + "\n")
        count += 1
    return count


def harmless_line(value: Any) -> str:
    """A value as one line of JSON in which what steers a terminal or hides stands as an escape."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", json_line(value))
