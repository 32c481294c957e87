"""Answers to files: whole or not at all, in the format that was asked."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from regesta.errors import BadValueError
from regesta.exchange.csv import write_csv
from regesta.exchange.jsonl import write_jsonl
from regesta.register.folder import temporary


class Source(Protocol):
    """Claims to write: what `Register.claims` answers."""

    def __len__(self) -> int: ...

    def jsons(self) -> Iterator[dict[str, Any]]:
        """The claims as the objects that `regesta code` prints."""

    def to_arrow(self) -> Any:
        """The claims as one Arrow table."""


class Format(StrEnum):
    """Formats of a file of claims."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def format_of(name: str) -> Format:
    """The format of that name.

    Raises:
        BadValueError: there is none.
    """
    try:
        return Format({"json": "jsonl", "ndjson": "jsonl"}.get(name.lower(), name.lower()))
    except ValueError:
        mend = "give --format jsonl, csv or parquet"
        what = f"no format {name!r}" if name else "the file's name tells no format"
        raise BadValueError(what, where="--format", mend=mend) from None


def export(claims: Source, path: Path, *, format_: Format, raw: bool = False) -> int:
    """Writes an answer to a file and says how many claims it holds.

    Args:
        claims: the answer.
        path: replaced when it exists, and only once the new file is whole.
        format_: JSON Lines and Parquet hold everything; CSV one flat row a claim.
        raw: CSV without guarding against formulas.

    Raises:
        BadValueError: the file cannot be written.
    """
    try:
        with temporary(path) as beside:
            if format_ is Format.PARQUET:
                _parquet(claims, beside)
            else:
                with beside.open("w", encoding=_encoding(format_, raw=raw), newline="") as out:
                    if format_ is Format.CSV:
                        write_csv(claims.jsons(), out, raw=raw)
                    else:
                        write_jsonl(claims.jsons(), out)
    except OSError as error:
        mend = "name a file in a folder that exists and that you may write to"
        raise BadValueError(f"cannot be written: {error.strerror or error}", where=str(path), mend=mend) from error
    return len(claims)


def _encoding(format_: Format, *, raw: bool) -> str:
    """A spreadsheet takes a CSV file for UTF-8 only when it begins with the mark; programs want none."""
    return "utf-8-sig" if format_ is Format.CSV and not raw else "utf-8"


def _parquet(claims: Source, path: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 (only this format needs it)

    pq.write_table(claims.to_arrow(), path, compression="zstd")
