"""The neutral event that files of other projects are read into, and its files: JSON Lines or Parquet.

One event has what the tables of the field share and keeps their own words beside ours, so that nothing is claimed about
them that they do not say. What is not told is None or empty, never 0.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from regesta.errors import BadValueError, CodecError
from regesta.exchange.jsonl import harmless_line
from regesta.register.folder import temporary
from regesta.text.bounded import bounded_lines
from regesta.text.refusals import Refusal
from regesta.text.values import json_value

#: Stands in every line and file; raised when the meaning of a field changes.
FORMAT = "regesta-event 1"
#: What no file counts more of, and every format can write.
MOST = 10**12
#: Half of a character: JSON can write it as an escape, and no file can hold it.
_HALF = re.compile("[\ud800-\udfff]")
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
    if wrong := sorted(fields.keys() ^ _FIELDS.keys()):
        raise CodecError(f"the field {wrong[0]!r} is missing or unknown")
    return Event(**{name: _FIELDS[name](field, name) for name, field in fields.items()})


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or _HALF.search(value):
        raise _ill(name, "a text", value)
    return value


def _texts(value: Any, name: str) -> tuple[str, ...]:
    return tuple(_text(one, name) for one in _list(value, name))


def _list(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise _ill(name, "a list", value)
    return value


def _code(value: Any, name: str) -> str | None:
    return None if value is None else _text(value, name)


def _day(value: Any, name: str) -> date | None:
    try:
        return None if value is None else date.fromisoformat(_text(value, name))
    except ValueError:
        raise _ill(name, "a day as YYYY-MM-DD", value) from None


def _truth(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise _ill(name, "true or false", value)
    return value


def _count(value: Any, name: str) -> int | None:
    if value is not None and (type(value) is not int or not 0 <= value <= MOST):
        raise _ill(name, f"a whole number up to {MOST:,}", value)
    return value


def _line(value: Any, name: str) -> int:
    found = _count(value, name)
    if found is None:
        raise _ill(name, "a whole number", value)
    return found


def _degrees(value: Any, name: str) -> float | None:
    if value is None:
        return None
    most = 90 if name == "latitude" else 180
    if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
        raise _ill(name, "degrees", value)
    return float(value)


def _whos(value: Any, name: str) -> tuple[Who, ...]:
    return tuple(_who(one, name) for one in _list(value, name))


def _who(value: Any, name: str) -> Who:
    if not isinstance(value, Mapping) or set(value) != {"name", "code", "sectors"}:
        raise _ill(name, "parties with name, code and sectors", value)
    return Who(_text(value["name"], name), _code(value["code"], name), _texts(value["sectors"], name))


def _ill(name: str, expected: str, value: Any) -> CodecError:
    return CodecError(f"{name}: expected {expected}, found {str(value)[:40]!r}")


_FIELDS: Mapping[str, Callable[[Any, str], Any]] = {
    **dict.fromkeys(("origin", "id", "type_words", "place", "text"), _text), "line": _line, "country": _code,
    **dict.fromkeys(("start", "end"), _day), **dict.fromkeys(("types", "sources"), _texts),
    **dict.fromkeys(("actors", "recipients"), _whos), **dict.fromkeys(("directed", "exact"), _truth),
    **dict.fromkeys(("latitude", "longitude"), _degrees),
    **dict.fromkeys(("killed_low", "killed_best", "killed_high"), _count),
}  # fmt: skip


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
    for number, value in _rows(path):
        try:
            yield from_json(value)
        except CodecError as error:
            raise CodecError(error.what, where=f"{path}:{number}", mend=error.mend) from error


def _rows(path: Path) -> Iterator[tuple[int, Any]]:
    """The rows of a file with their numbers."""
    if path.suffix.lower() == ".parquet":
        yield from enumerate(_parquet_rows(path), 1)
        return
    with path.open("rb") as file:
        for number, line in bounded_lines(file):
            value = line if isinstance(line, Refusal) else json_value(line.removeprefix(codecs.BOM_UTF8))
            if isinstance(value, Refusal):
                raise CodecError(f"not JSON in UTF-8: {value.detail}", where=f"{path}:{number}")
            yield number, value


def _parquet_rows(path: Path) -> Iterator[Any]:
    import pyarrow as pa  # noqa: PLC0415 (only this format needs them)
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches():
                yield from batch.to_pylist()
    # What a damaged file leads to is told by its library in many ways; those that are no ValueError are named.
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise CodecError("not Parquet", where=str(path), mend="make one with regesta import") from error
