"""Which profiles there are, and which one a name or a file's ending means."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from regesta.errors import BadValueError
from regesta.exchange.profile import Profile

#: In the order in which they are listed: whole claims, tables of claims, other views, the field's event tables.
_NAMES = (
    "jsonl", "parquet", "csv", "xlsx", "sqlite", "geojson", "geoparquet", "gexf", "ftm", "timemap",
    "polecat", "icews", "gdelt", "acled", "ged",
)  # fmt: skip
#: Other endings and names that mean a profile.
_ALSO = {"json": "jsonl", "ndjson": "jsonl", "db": "sqlite", "sqlite3": "sqlite", "excel": "xlsx"}


@cache
def profiles() -> tuple[Profile, ...]:
    """All profiles, in the order in which they are listed."""
    return tuple(import_module(f"regesta.exchange.profiles.{name}").PROFILE for name in _NAMES)


def named(name: str) -> Profile:
    """The profile of that name.

    Raises:
        BadValueError: there is none.
    """
    wanted = _ALSO.get(name.lower(), name.lower())
    for profile in profiles():
        if profile.name == wanted:
            return profile
    raise BadValueError(f"no profile {name!r}", where="export", mend="one of " + " ".join(_NAMES))


def of_ending(path: Path) -> Profile:
    """The profile that a file's ending means.

    Raises:
        BadValueError: it means none.
    """
    ending = path.suffix.removeprefix(".").lower()
    for profile in profiles():
        if ending and profile.ending == f".{_ALSO.get(ending, ending)}":
            return profile
    mend = "give --format jsonl, csv or parquet, or name a profile: regesta export --list"
    what = f"no format {ending!r}" if ending else "the file's name tells no format"
    raise BadValueError(what, where=str(path), mend=mend)
