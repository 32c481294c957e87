"""Claims as JSON Lines: the whole claim, one object a line."""

from __future__ import annotations

from pathlib import Path

from regesta.exchange.jsonl import write_jsonl
from regesta.exchange.profile import Options, Profile, Source, Table, Tally

FILE = Table("claims.jsonl", "application/jsonl")


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the file."""
    with (folder / FILE.name).open("w", encoding="utf-8", newline="") as out:
        return Tally({FILE.name: write_jsonl(source.jsons(), out)})


PROFILE = Profile(
    "jsonl", "whole claims, one JSON object a line", "jq, pandas, DuckDB, any program", (FILE,), (), write, ".jsonl"
)
