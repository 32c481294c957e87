"""The first stage: paths in, one `Capture` per article out, whatever the articles are wrapped in.

Files are recognised by their content. Everything is streamed: an archive of any size takes one record at a time.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from regesta.errors import MissingPathError
from regesta.records.outcomes import Reason, Rejection
from regesta.stages.capture_archives import wacz, warc
from regesta.stages.captured import STAGE, Found, capture_of, rejection, row_capture, sha256
from regesta.text.bounded import BROKEN, BombError, BoundedStream, Readable, bounded_lines, broken, gunzip, read_bounded
from regesta.text.feeds import feed_rows
from regesta.text.refusals import Refusal
from regesta.text.rows import Row, row_of
from regesta.text.sniff import HEAD, Kind, kind_of
from regesta.text.tables import table_rows
from regesta.text.values import elements, json_value

#: Rows one after the other that cannot be read, after which a file is given up: it is no table of reports, and a file
#: of ten million brackets must not become ten million rejections.
MAX_REFUSED = 1_000
#: The byte-order mark of UTF-8.
_MARK = b"\xef\xbb\xbf"
_Open = Callable[[], BoundedStream]


def captures(paths: Sequence[Path]) -> Found:
    """The articles in files and folders, lazily and in order.

    Reads plain text, article HTML, RSS and Atom, JSON Lines, JSON, CSV, WARC, WACZ, and gzip of any of these. Folders
    are read recursively in sorted order without hidden files.

    Args:
        paths: files and folders.

    Returns:
        One `Capture` per article; a `Rejection` for whatever cannot be read, after which the rest goes on.

    Raises:
        MissingPathError: a path does not exist. Raised by the call itself, before anything is read.
    """
    for path in paths:
        if not path.exists():
            raise MissingPathError(f"there is no file or folder {str(path)!r}", mend="check the path")
    return (found for path in paths for file in _files(path) for found in _file(file))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _file(path: Path) -> Found:
    origin = str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Rejection(origin, STAGE, Reason.UNREADABLE, "not a regular file; save it to a file first")
            return
        with path.open("rb") as file:
            yield from _opened(file, origin)
    except OSError as error:
        yield Rejection(origin, STAGE, Reason.UNREADABLE, f"cannot be read: {error.strerror or error}")


def _opened(file: IO[bytes], origin: str) -> Found:
    kind = kind_of(file.read(HEAD))

    def again() -> BoundedStream:
        file.seek(0)
        return BoundedStream(file)

    def unpacked() -> BoundedStream:
        file.seek(0)
        return gunzip(file)

    if kind is Kind.GZIP:
        yield from _gzip(unpacked, origin)
    elif kind is Kind.ZIP:
        yield from wacz(file, origin)
    else:
        yield from _stream(kind, again, origin)


def _gzip(unpacked: _Open, origin: str) -> Found:
    head = _head(unpacked())
    if isinstance(head, Refusal):
        yield rejection(origin, head)
        return
    kind = kind_of(head)
    if kind in (Kind.GZIP, Kind.ZIP):
        yield Rejection(origin, STAGE, Reason.MALFORMED, "an archive inside a gzip file; unpack it once")
        return
    yield from _stream(kind, unpacked, origin)


def _head(stream: Readable) -> bytes | Refusal:
    """The first bytes of a packed stream, as far as they unpack."""
    head = b""
    try:
        while len(head) < HEAD and (piece := stream.read(HEAD - len(head))):
            head += piece
    except (BombError, *BROKEN) as error:
        return head or broken(error)
    return head


def _stream(kind: Kind, reopen: _Open, origin: str) -> Found:
    if kind is Kind.WARC:
        yield from warc(reopen(), origin)
    elif kind is Kind.JSON:
        yield from _json(reopen, origin)
    elif kind is Kind.TABLE:
        yield from _table(reopen, origin)
    elif kind is Kind.BINARY:
        yield Rejection(
            origin, STAGE, Reason.BINARY, "neither text nor an archive that is read; convert it to text or HTML"
        )
    elif kind is Kind.XML:
        yield Rejection(origin, STAGE, Reason.MALFORMED, "XML that is neither a feed nor a page")
    else:
        yield from _document(kind, reopen(), origin)


def _document(kind: Kind, stream: Readable, origin: str) -> Found:
    data = read_bounded(stream)
    if isinstance(data, Refusal):
        yield rejection(origin, data)
    elif not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        yield Rejection(origin, STAGE, Reason.EMPTY, "the file is empty", sha256(data))
    elif kind is Kind.FEED:
        yield from _feed(data, origin)
    else:
        yield capture_of(data, origin, media_type="text/html" if kind is Kind.HTML else "text/plain")


def _feed(data: bytes, origin: str) -> Found:
    for number, row in enumerate(feed_rows(data), 1):
        if isinstance(row, Row):
            yield row_capture(row, f"{origin}#{row.id or f'entry {number}'}")
        elif row.reason is Reason.NO_ARTICLE:
            yield Rejection(f"{origin}#entry {number}", STAGE, row.reason, row.detail)
        else:
            yield rejection(origin, row)


def _table(reopen: _Open, origin: str) -> Found:
    head = _head(reopen())
    if isinstance(head, Refusal):
        yield rejection(origin, head)
    else:
        yield from _rows(table_rows(reopen(), head), origin)


def _json(reopen: _Open, origin: str) -> Found:
    """JSON Lines when the first line is an object by itself, or several lines begin like objects; else one value."""
    if _is_object(_first_line(reopen())):
        yield from _json_lines(reopen(), origin)
        return
    if _opens_array(reopen()):
        yield from _rows(enumerate(map(_value, elements(reopen())), 1), origin)
        return
    data = read_bounded(reopen())
    if isinstance(data, Refusal):
        yield rejection(origin, data)
        return
    value = json_value(data.removeprefix(_MARK))
    if not isinstance(value, Refusal):
        yield from _rows(enumerate([value], 1), origin)
    elif sum(line.lstrip().startswith(b'{"') for line in data.splitlines()[:100]) > 1 or b"\n" not in data.strip():
        yield from _json_lines(reopen(), origin)
    else:
        yield Rejection(origin, STAGE, value.reason, value.detail, sha256(data))


def _opens_array(stream: Readable) -> bool:
    """Whether the first mark of a JSON file opens an array."""
    head = _head(stream)
    return isinstance(head, bytes) and head.removeprefix(_MARK).lstrip()[:1] == b"["


def _value(element: bytes | Refusal) -> object:
    return element if isinstance(element, Refusal) else json_value(element)


def _first_line(stream: Readable) -> bytes | Refusal:
    for _, line in bounded_lines(stream):
        if isinstance(line, Refusal) or line.strip():
            return line
    return b""


def _is_object(line: bytes | Refusal) -> bool:
    return isinstance(line, bytes) and isinstance(json_value(line.removeprefix(_MARK)), dict)


def _json_lines(stream: Readable, origin: str) -> Found:
    yield from _rows(((number, _line_value(line)) for number, line in bounded_lines(stream)), origin)


def _line_value(line: bytes | Refusal) -> object:
    if isinstance(line, Refusal):
        return line
    line = line.removeprefix(_MARK).strip()
    return json_value(line) if line else None


def _rows(values: Iterable[tuple[int, object]], origin: str) -> Found:
    seen: set[str] = set()
    refused = 0
    for number, value in values:
        if value is None:
            continue
        row = value if isinstance(value, Refusal) else row_of(value)
        refused = refused + 1 if isinstance(row, Refusal) else 0
        if isinstance(row, Refusal):
            yield Rejection(f"{origin}#row {number}", STAGE, row.reason, row.detail)
            if refused == MAX_REFUSED:
                detail = f"{refused:,} rows one after the other cannot be read; the rest was not looked at"
                yield Rejection(origin, STAGE, Reason.MALFORMED, detail)
                return
            continue
        member = row.id if row.id and row.id not in seen else f"row {number}"
        seen.add(row.id)
        yield row_capture(row, f"{origin}#{member}")
