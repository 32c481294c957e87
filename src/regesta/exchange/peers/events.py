"""The neutral event that files of other projects are read into, and its files: JSON Lines or Parquet.

One event has what the tables of the field share and keeps their own words beside ours, so that nothing is claimed about
them that they do not say. What is not told is None or empty, never 0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from regesta.errors import BadValueError, CodecError
from regesta.exchange.jsonl import harmless_line
from regesta.register.folder import temporary

#: Stands in every line and file; raised when the meaning of a field changes.
FORMAT = "regesta-event 1"
#: Events of a Parquet row group.
_BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Who:
    """A party as the file writes it; `code` is ISO 3166 alpha-3 when the file tells a country, else None."""

    name: str
    code: str | None = None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event of another project's file.

    Attributes:
        origin: the profile it was read by.
        id: its id there.
        line: the line of the file on which its row begins.
        start, end: days, half open; None when the file has none.
        types: the PLOVER types that its own type may mean; empty when PLOVER has none.
        type_words: its own type, in its own words.
        actors, recipients: who; where `directed` is false the order says nothing.
        directed: whether the file tells who does it to whom.
        country: ISO 3166 alpha-3 of the place.
        place: the finest name of it.
        latitude, longitude: degrees, WGS 84.
        exact: whether the point is that of a place no larger than a town.
        killed_low, killed_best, killed_high: deaths, inclusive.
        sources: who is named as source.
        text: its own description.
    """

    origin: str
    id: str
    line: int
    start: date | None = None
    end: date | None = None
    types: tuple[str, ...] = ()
    type_words: str = ""
    actors: tuple[Who, ...] = ()
    recipients: tuple[Who, ...] = ()
    directed: bool = True
    country: str | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    exact: bool = False
    killed_low: int | None = None
    killed_best: int | None = None
    killed_high: int | None = None
    sources: tuple[str, ...] = ()
    text: str = ""


def to_json(event: Event) -> dict[str, Any]:
    """An event as an object."""
    days = {
        name: None if day is None else day.isoformat() for name, day in (("start", event.start), ("end", event.end))
    }
    return {"format": FORMAT, **asdict(event), **days}


def from_json(value: Mapping[str, Any]) -> Event:
    """The event of an object that `to_json` wrote.

    Raises:
        CodecError: it is none of this format, or a field is missing or unknown.
    """
    if not isinstance(value, Mapping) or value.get("format") != FORMAT:
        raise CodecError(f"no event of the format {FORMAT!r}", mend="make one with regesta import")
    fields = {name: field for name, field in value.items() if name != "format"}
    try:
        for name in ("start", "end"):
            fields[name] = None if fields[name] is None else date.fromisoformat(str(fields[name]))
        for name in ("actors", "recipients"):
            fields[name] = tuple(Who(who["name"], who["code"], tuple(who["sectors"])) for who in fields[name])
        return Event(**{**fields, "types": tuple(fields["types"]), "sources": tuple(fields["sources"])})
    except (KeyError, TypeError, ValueError) as error:
        raise CodecError(f"a field is missing, unknown or ill-typed: {error}") from error


def write_events(events: Iterable[Event], path: Path) -> int:
    """Writes events and says how many: Parquet when the file's name ends so, else JSON Lines.

    Raises:
        BadValueError: the name has another ending, or the file cannot be written.
    """
    writers = {".jsonl": _write_jsonl, ".ndjson": _write_jsonl, ".parquet": _write_parquet}
    if path.suffix.lower() not in writers:
        mend = "name a file that ends in .jsonl or .parquet"
        raise BadValueError("the file's name tells no format of events", where=str(path), mend=mend)
    try:
        with temporary(path) as beside:
            return writers[path.suffix.lower()](events, beside)
    except OSError as error:
        mend = "name a file in a folder that exists and that you may write to"
        raise BadValueError(f"cannot be written: {error.strerror or error}", where=str(path), mend=mend) from error


def _write_jsonl(events: Iterable[Event], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        for event in events:
            out.write(harmless_line(to_json(event)) + "\n")
            count += 1
    return count


def _write_parquet(events: Iterable[Event], path: Path) -> int:
    import itertools  # noqa: PLC0415 (only this format needs them)

    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    text, texts, number = pa.string(), pa.list_(pa.string()), pa.float64()
    who = pa.list_(pa.struct([("name", text), ("code", text), ("sectors", texts)]))
    kinds = {
        "line": pa.int64(), "start": text, "end": text, "types": texts, "actors": who, "recipients": who,
        "directed": pa.bool_(), "exact": pa.bool_(), "latitude": number, "longitude": number, "killed_low": pa.int64(),
        "killed_best": pa.int64(), "killed_high": pa.int64(), "sources": texts,
    }  # fmt: skip
    names = ["format", *Event.__dataclass_fields__]
    schema = pa.schema([(name, kinds.get(name, text)) for name in names])
    left, count = iter(events), 0
    with pq.ParquetWriter(path, schema, compression="zstd") as out:
        while batch := [to_json(event) for event in itertools.islice(left, _BATCH)]:
            out.write_table(pa.Table.from_pylist(batch, schema=schema))
            count += len(batch)
    return count


def read_events(path: Path) -> Iterator[Event]:
    """The events of a file that `write_events` wrote.

    Raises:
        CodecError: a row is no event; `where` names the file and the row.
    """
    for number, value in enumerate(_rows(path), 1):
        try:
            yield from_json(value)
        except CodecError as error:
            raise CodecError(error.what, where=f"{path}:{number}", mend=error.mend) from error


def _rows(path: Path) -> Iterator[Any]:
    if path.suffix.lower() == ".parquet":
        yield from _parquet_rows(path)
        return
    # A byte that is no UTF-8 makes its line no JSON, and is told as that.
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
        for number, line in enumerate(lines, 1):
            try:
                line.encode("utf-8")
                yield json.loads(line)
            except ValueError as error:
                raise CodecError(f"not JSON in UTF-8: {error}", where=f"{path}:{number}") from error


def _parquet_rows(path: Path) -> Iterator[Any]:
    import pyarrow as pa  # noqa: PLC0415 (only this format needs them)
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches():
                yield from batch.to_pylist()
    except pa.ArrowInvalid as error:
        raise CodecError("not Parquet", where=str(path), mend="make one with regesta import") from error
