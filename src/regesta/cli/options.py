"""Options that several commands share, said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

FOLDER = Annotated[Path, typer.Option("--register", "-r", metavar="DIR", help="The register's folder.")]
PUBLISHED = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of documents that do not tell theirs."),
]

_WHO = "a code (TUR), a code and sector ('AZE MIL'), a country or a name (Hezbollah)"
ACTOR = Annotated[str | None, typer.Option(metavar="WHO", help=f"Who does it: {_WHO}.")]
RECIPIENT = Annotated[str | None, typer.Option(metavar="WHO", help=f"To whom: {_WHO}.")]
VOICE = Annotated[
    str | None, typer.Option(metavar="WHO", help=f"According to whom: {_WHO}; 'report' for the report itself.")
]
EVENT = Annotated[str | None, typer.Option(metavar="TYPE", help="Event type, or several: AID,SANCTION.")]
REALIS = Annotated[str | None, typer.Option(metavar="REALIS", help="actual, future, hypothetical or negated.")]
SINCE = Annotated[
    str | None, typer.Option(metavar="WHEN", help="Event time from this year, month or day on (2020, 2020-09).")
]
UNTIL = Annotated[str | None, typer.Option(metavar="WHEN", help="Event time up to the end of this year, month or day.")]
PLACE = Annotated[str | None, typer.Option(metavar="WHERE", help="Where: a place or a country.")]
TEXT = Annotated[str | None, typer.Option(metavar="WORDS", help="Words in the sentence, whatever their case.")]
LIMIT = Annotated[int | None, typer.Option(metavar="N", min=0, help="At most so many claims.")]
ALL_VERSIONS = Annotated[bool, typer.Option("--all-versions", help="Also claims of earlier versions of a report.")]
REVIEW = Annotated[
    str | None, typer.Option(metavar="STATE", help="open, accepted, corrected, rejected or added: what people decided.")
]
REJECTED = Annotated[bool, typer.Option("--rejected", help="Also claims that people rejected.")]


class Format(StrEnum):
    """How `claims` prints."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class Coded(StrEnum):
    """How `code` prints."""

    JSONL = "jsonl"
