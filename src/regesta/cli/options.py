"""Options that several commands share, said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from regesta.errors import MissingPathError

FOLDER = Annotated[Path, typer.Option("--register", "-r", metavar="DIR", help="The register's folder.")]
PUBLISHED = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of documents that do not tell theirs."),
]
KNOWLEDGE = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Folder with tables of your own (*.tsv), or a register that has one."),
]

FETCH = Annotated[
    bool,
    typer.Option(
        "--fetch", help="Allow fetching from the web; sites see your requests. REGESTA_FETCH=1 allows it always."
    ),
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
_NAMES = (
    "actor", "recipient", "event", "realis", "since", "until", "place", "voice", "text", "limit", "all_versions",
)  # fmt: skip


def asked(*values: Any) -> dict[str, Any]:
    """The options of a question under their names in `Filter`."""
    return dict(zip(_NAMES, values, strict=True))


class Format(StrEnum):
    """How `claims` prints."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class Engine(StrEnum):
    """What `read` spreads its work over."""

    LOCAL = "local"
    RAY = "ray"


class Coded(StrEnum):
    """How `code` prints."""

    JSONL = "jsonl"


def tables(given: Path | None) -> Path | None:
    """The folder of the user's own tables; of a register, the one inside it.

    Raises:
        MissingPathError: there is no such folder.
    """
    if given is None:
        return None
    if not given.is_dir():
        raise MissingPathError("there is no such folder", where=str(given), mend="name a folder with .tsv files")
    inside = given / "knowledge"
    return (
        inside if (given / "register.json").is_file() or (inside.is_dir() and not any(given.glob("*.tsv"))) else given
    )
