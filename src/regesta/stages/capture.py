"""The first stage: paths in, one `Capture` per article out, whatever the articles are wrapped in.

Files are recognised by their content. Everything is streamed: an archive of any size takes one record at a time.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO

from regesta.errors import MissingPathError
from regesta.records.outcomes import Reason, Rejection
from regesta.records.reports import Capture
from regesta.text.archives import warc_pages
from regesta.text.bounded import (
    BROKEN,
    READ_METHODS,
    BombError,
    BoundedStream,
    Readable,
    bounded_lines,
    broken,
    gunzip,
    open_zip,
    read_bounded,
)
from regesta.text.feeds import feed_rows
from regesta.text.refusals import Refusal
from regesta.text.rows import ROW, Row, encode_row, row_of
from regesta.text.sniff import HEAD, Kind, kind_of
from regesta.text.values import elements, json_value

#: Rows one after the other that cannot be read, after which a file is given up: it is no table of reports, and a file
#: of ten million brackets must not become ten million rejections.
MAX_REFUSED = 1_000
#: Entries of a WACZ file.
MAX_MEMBERS = 10_000

_STAGE = "capture"
#: The byte-order mark of UTF-8.
_MARK = b"\xef\xbb\xbf"
_Found = Iterator[Capture | Rejection]
_Open = Callable[[], BoundedStream]


def captures(paths: Sequence[Path]) -> _Found:
    """The articles in files and folders, lazily and in order.

    Reads plain text, article HTML, RSS and Atom, JSON Lines, JSON, WARC, WACZ, and gzip of any of these. Folders are
    read recursively in sorted order without hidden files.

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


def _file(path: Path) -> _Found:
    origin = str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Rejection(origin, _STAGE, Reason.UNREADABLE, "not a regular file; save it to a file first")
            return
        with path.open("rb") as file:
            yield from _opened(file, origin)
    except OSError as error:
        yield Rejection(origin, _STAGE, Reason.UNREADABLE, f"cannot be read: {error.strerror or error}")


def _opened(file: IO[bytes], origin: str) -> _Found:
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
        yield from _wacz(file, origin)
    else:
        yield from _stream(kind, again, origin)


def _gzip(unpacked: _Open, origin: str) -> _Found:
    head = _head(unpacked())
    if isinstance(head, Refusal):
        yield _rejection(origin, head)
        return
    kind = kind_of(head)
    if kind in (Kind.GZIP, Kind.ZIP):
        yield Rejection(origin, _STAGE, Reason.MALFORMED, "an archive inside a gzip file; unpack it once")
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


def _stream(kind: Kind, reopen: _Open, origin: str) -> _Found:
    if kind is Kind.WARC:
        yield from _warc(reopen(), origin)
    elif kind is Kind.JSON:
        yield from _json(reopen, origin)
    elif kind is Kind.BINARY:
        yield Rejection(
            origin, _STAGE, Reason.BINARY, "neither text nor an archive that is read; convert it to text or HTML"
        )
    elif kind is Kind.XML:
        yield Rejection(origin, _STAGE, Reason.MALFORMED, "XML that is neither a feed nor a page")
    else:
        yield from _document(kind, reopen(), origin)


def _document(kind: Kind, stream: Readable, origin: str) -> _Found:
    data = read_bounded(stream)
    if isinstance(data, Refusal):
        yield _rejection(origin, data)
    elif not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        yield Rejection(origin, _STAGE, Reason.EMPTY, "the file is empty", _sha256(data))
    elif kind is Kind.FEED:
        yield from _feed(data, origin)
    else:
        yield _capture(data, origin, media_type="text/html" if kind is Kind.HTML else "text/plain")


def _feed(data: bytes, origin: str) -> _Found:
    for number, row in enumerate(feed_rows(data), 1):
        if isinstance(row, Row):
            yield _row_capture(row, f"{origin}#{row.id or f'entry {number}'}")
        elif row.reason is Reason.NO_ARTICLE:
            yield Rejection(f"{origin}#entry {number}", _STAGE, row.reason, row.detail)
        else:
            yield _rejection(origin, row)


def _json(reopen: _Open, origin: str) -> _Found:
    """JSON Lines when the first line is an object by itself, or several lines begin like objects; else one value."""
    if _is_object(_first_line(reopen())):
        yield from _json_lines(reopen(), origin)
        return
    if _opens_array(reopen()):
        yield from _json_rows(enumerate(map(_value, elements(reopen())), 1), origin)
        return
    data = read_bounded(reopen())
    if isinstance(data, Refusal):
        yield _rejection(origin, data)
        return
    value = json_value(data.removeprefix(_MARK))
    if not isinstance(value, Refusal):
        yield from _json_rows(enumerate([value], 1), origin)
    elif sum(line.lstrip().startswith(b'{"') for line in data.splitlines()[:100]) > 1 or b"\n" not in data.strip():
        yield from _json_lines(reopen(), origin)
    else:
        yield Rejection(origin, _STAGE, value.reason, value.detail, _sha256(data))


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


def _json_lines(stream: Readable, origin: str) -> _Found:
    yield from _json_rows(((number, _line_value(line)) for number, line in bounded_lines(stream)), origin)


def _line_value(line: bytes | Refusal) -> object:
    if isinstance(line, Refusal):
        return line
    line = line.removeprefix(_MARK).strip()
    return json_value(line) if line else None


def _json_rows(values: Iterator[tuple[int, object]] | enumerate[object], origin: str) -> _Found:
    seen: set[str] = set()
    refused = 0
    for number, value in values:
        if value is None:
            continue
        row = value if isinstance(value, Refusal) else row_of(value)
        refused = refused + 1 if isinstance(row, Refusal) else 0
        if isinstance(row, Refusal):
            yield Rejection(f"{origin}#row {number}", _STAGE, row.reason, row.detail)
            if refused == MAX_REFUSED:
                detail = f"{refused:,} rows one after the other cannot be read; the rest was not looked at"
                yield Rejection(origin, _STAGE, Reason.MALFORMED, detail)
                return
            continue
        member = row.id if row.id and row.id not in seen else f"row {number}"
        seen.add(row.id)
        yield _row_capture(row, f"{origin}#{member}")


def _warc(stream: BoundedStream, origin: str) -> _Found:
    for page in warc_pages(stream):
        if isinstance(page, Refusal):
            yield _rejection(origin, page)
        elif isinstance(page.body, Refusal):
            yield Rejection(f"{origin}#{page.member}", _STAGE, page.body.reason, page.body.detail)
        elif not page.body.strip():
            yield Rejection(f"{origin}#{page.member}", _STAGE, Reason.EMPTY, "the response has no body")
        else:
            yield _capture(
                page.body, f"{origin}#{page.member}",
                media_type="text/html", url=page.url, charset=page.charset, received=page.received,
            )  # fmt: skip


def _wacz(file: IO[bytes], origin: str) -> _Found:
    try:
        archive = open_zip(file)
    except BombError as error:
        yield Rejection(origin, _STAGE, Reason.TOO_LARGE, str(error))
        return
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, OverflowError):
        yield Rejection(
            origin, _STAGE, Reason.TRUNCATED, "the zip file has no directory: it breaks off; fetch it again"
        )
        return
    infos = archive.infolist()
    members = [i for i in infos if i.filename.startswith("archive/") and i.filename.endswith((".warc", ".warc.gz"))]
    if len(infos) > MAX_MEMBERS:
        yield Rejection(
            origin, _STAGE, Reason.TOO_LARGE, f"{len(infos)} entries in the zip file; the limit is {MAX_MEMBERS}"
        )
    elif sum(info.compress_size for info in members) > file.seek(0, os.SEEK_END):
        yield Rejection(
            origin, _STAGE, Reason.TOO_LARGE, "the entries of the zip file are more than the file: they overlap"
        )
    elif not members:
        yield Rejection(
            origin, _STAGE, Reason.BINARY, "a zip file that is no WACZ: it has no archive/*.warc.gz; unpack it"
        )
    else:
        for info in members:
            yield from _wacz_member(archive, info, f"{origin}#{info.filename}")


def _wacz_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: str) -> _Found:
    if info.compress_type not in READ_METHODS:
        yield Rejection(origin, _STAGE, Reason.MALFORMED, "packed in a way that WACZ does not allow; pack it anew")
        return
    try:
        with archive.open(info) as member:
            size = max(1, info.compress_size)
            stream = BoundedStream(member, packed_size=size)
            yield from _warc(gunzip(stream, packed_size=size) if info.filename.endswith(".gz") else stream, origin)
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        yield Rejection(origin, _STAGE, Reason.MALFORMED, f"the entry cannot be unpacked: {error}"[:200])


def _row_capture(row: Row, origin: str) -> Capture:
    return _capture(encode_row(row), origin, media_type=ROW, url=row.url, charset="utf-8")


def _capture(
    data: bytes, origin: str, *, media_type: str, url: str = "", charset: str = "", received: date | None = None
) -> Capture:
    return Capture(data, _sha256(data), origin, media_type, url, charset, received)


def _rejection(origin: str, refusal: Refusal) -> Rejection:
    return Rejection(origin, _STAGE, refusal.reason, refusal.detail)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
