"""Which tables of others are read, and which one a file is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from regesta.errors import BadValueError
from regesta.exchange.peers import acled, ged, icews, polecat
from regesta.exchange.peers.events import Event, read_events
from regesta.exchange.peers.reading import Fault, Reader, raw_rows, read

READERS = (acled.READER, ged.READER, polecat.READER, icews.READER)
#: Files of events that `import` has written.
_OURS = (".jsonl", ".ndjson", ".parquet")


def reader_of(name: str) -> Reader:
    """The reader of that name.

    Raises:
        BadValueError: there is none.
    """
    for reader in READERS:
        if reader.name == name.lower():
            return reader
    mend = "one of " + " ".join(reader.name for reader in READERS)
    raise BadValueError(f"no profile {name!r} that is read", where="import", mend=mend)


def recognised(path: Path) -> Reader:
    """The reader that a file's first line fits.

    Raises:
        BadValueError: none does.
        MissingPathError: there is no such file.
    """
    header = next(raw_rows(path), (1, []))[1]
    for reader in READERS:
        if reader.fits(header) or (reader.headless and len(header) == len(reader.columns) and header[0].isdigit()):
            return reader
    mend = "name it: --profile " + ", ".join(reader.name for reader in READERS)
    raise BadValueError("the first line fits no table that is read", where=f"{path}:1", mend=mend)


def events_of(path: Path, name: str | None = None) -> Iterator[Event | Fault]:
    """The events of a file: of others by the profile named or recognised, or one that `import` wrote.

    Raises:
        BadValueError: there is no such profile, or none fits.
        DataError: the file cannot be read.
    """
    if name is None and path.suffix.lower() in _OURS and path.is_file():
        return read_events(path)
    return read(path, reader_of(name) if name else recognised(path))


def sound(found: Iterable[Event | Fault], faults: list[Fault] | None = None) -> Iterator[Event]:
    """The events; a faulty row is put aside when `faults` is given, else it stops the reading.

    Raises:
        DataError: a row is faulty and nothing was given to put it aside.
    """
    for one in found:
        if isinstance(one, Event):
            yield one
        elif faults is None:
            raise one.error()
        else:
            faults.append(one)
