"""Claims as JSON Lines: one object a line, exactly what `regesta code` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any

from regesta.records.codec import json_line


def write_jsonl(claims: Iterable[Mapping[str, Any]], out: IO[str]) -> int:
    """Writes claims of the shape of `records.codec` and says how many."""
    count = 0
    for claim in claims:
        out.write(json_line(claim) + "\n")
        count += 1
    return count
