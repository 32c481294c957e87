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

_MANY = list[str] | None
_AGAIN = "; may be repeated"
_WHO = "a code (TUR), a code and sector ('AZE MIL'), a country or a name (Hezbollah)"
ACTOR = Annotated[_MANY, typer.Option(metavar="WHO", help=f"Who does it: {_WHO}{_AGAIN}.")]
RECIPIENT = Annotated[_MANY, typer.Option(metavar="WHO", help=f"To whom: {_WHO}{_AGAIN}.")]
VOICE = Annotated[
    _MANY, typer.Option(metavar="WHO", help=f"According to whom: {_WHO}; 'report' for the report itself{_AGAIN}.")
]
EVENT = Annotated[_MANY, typer.Option(metavar="TYPE", help="Event type, or several: AID,SANCTION.")]
REALIS = Annotated[_MANY, typer.Option(metavar="REALIS", help="actual, future, hypothetical or negated.")]
SINCE = Annotated[
    str | None, typer.Option(metavar="WHEN", help="Event time from this year, month or day on (2020, 2020-09).")
]
UNTIL = Annotated[str | None, typer.Option(metavar="WHEN", help="Event time up to the end of this year, month or day.")]
PLACE = Annotated[
    _MANY, typer.Option(metavar="WHERE", help=f"Where: a place, a country, or both: 'Tripoli, LBN'{_AGAIN}.")
]
TEXT = Annotated[
    _MANY, typer.Option(metavar="WORDS", help=f"Words in the sentence or the title, whatever their case{_AGAIN}.")
]
LIMIT = Annotated[int | None, typer.Option(metavar="N", min=0, help="At most so many claims.")]
ALL_VERSIONS = Annotated[bool, typer.Option("--all-versions", help="Also claims of earlier versions of a report.")]


class Format(StrEnum):
    """How `claims` prints."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class Coded(StrEnum):
    """How `code` prints."""

    JSONL = "jsonl"
