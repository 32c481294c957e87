"""Streams with bounds: what a header declares is never trusted, the bytes that really come out are counted."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any, Protocol, cast

from regesta.records.outcomes import Reason
from regesta.text.refusals import Refusal

#: Bytes of one decoded document. The longest reports seen are 0.3 MB of text, their pages 5 MB of HTML.
MAX_DOCUMENT = 20_000_000
#: Code points of a report's text. The longest reports seen have 300,000.
MAX_TEXT = 1_000_000
#: Words and marks of a report's text: of ordinary text two cores read 10,000 to 20,000 a second, of text made to be
#: slow a tenth of that. A newspaper report has some hundred, the longest interview seen 35,000.
MAX_WORDS = 80_000
_WORD = re.compile(r"\w++|[^\w\s]")
#: Ratio of unpacked to packed bytes above which a stream is a bomb, once it has given a document's worth. News text
#: packs 3:1, templates of one site 30:1.
MAX_RATIO = 200


#: Bytes of a zip file's directory: 10,000 entries with names and notes of some hundred bytes.
MAX_DIRECTORY = 10_000_000
#: How entries of a WACZ may be packed. Others are in zip files, too, and an LZMA entry may ask for 4 GB of memory.
READ_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Readable(Protocol):
    """What a bounded stream needs of what it reads from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes."""

    def tell(self) -> int:
        """The position."""


class BombError(Exception):
    """A stream unpacks to far more than it packs. Internal: callers turn it into a `TOO_LARGE` refusal."""


#: What reading a broken packed stream raises.
BROKEN = (EOFError, OSError, zlib.error, zipfile.BadZipFile)


class BoundedStream:
    """A reader that counts what it gives, keeps the last bytes, and stops bombs. Has what fastwarc needs of a file."""

    def __init__(self, inner: Readable, *, packed: Readable | None = None, packed_size: int = 0) -> None:
        self._inner = inner
        self._packed = packed
        self._packed_size = packed_size
        self._count = 0
        self.tail = b""
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; b"" at the end. Keeps the exception it raises, because callers may swallow it."""
        try:
            data: bytes = self._inner.read1(size) if hasattr(self._inner, "read1") else self._inner.read(size)
        except BaseException as error:
            self.error = error
            raise
        self._count += len(data)
        if data:
            self.tail = (self.tail + data[-4:])[-4:]
        self._check()
        return data

    def tell(self) -> int:
        """Bytes given so far."""
        return self._count

    def _check(self) -> None:
        packed = self._packed.tell() if self._packed is not None else self._packed_size
        if packed and self._count > MAX_DOCUMENT and self._count > MAX_RATIO * packed:
            self.error = BombError(f"unpacks to more than {MAX_RATIO} times its size")
            raise self.error


def gunzip(file: Readable, *, packed_size: int = 0) -> BoundedStream:
    """The unpacked bytes of an open gzip file (any number of members).

    Args:
        file: the packed bytes.
        packed_size: how many there are where `file` is unpacked itself; else what was taken of it counts.
    """
    inner = gzip.GzipFile(fileobj=cast(Any, file))
    return BoundedStream(inner, packed_size=packed_size) if packed_size else BoundedStream(inner, packed=file)


class _Sparing:
    """A file that gives at most so much at once: what a zip file says about the size of its directory may be a lie."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if size > MAX_DIRECTORY:
            raise BombError(f"the zip file's directory is larger than {MAX_DIRECTORY // 1_000_000} MB")
        return bytes(self._file.read(size))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def open_zip(file: Any) -> zipfile.ZipFile:
    """The zip archive in an open file.

    Raises:
        BombError: its directory is too large.
        zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error: it is none or broken.
    """
    file.seek(0)
    return zipfile.ZipFile(cast(Any, _Sparing(file)))


def read_bounded(stream: Readable, limit: int = MAX_DOCUMENT) -> bytes | Refusal:
    """The whole stream, or `TOO_LARGE` when it holds more than `limit` bytes, or `TRUNCATED` when it is cut."""
    pieces: list[bytes] = []
    size = 0
    try:
        while size <= limit:
            piece = stream.read(min(1 << 16, limit + 1 - size))
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)
            size += len(piece)
    except BombError as error:
        return Refusal(Reason.TOO_LARGE, str(error))
    except BROKEN as error:
        return broken(error)
    return Refusal(Reason.TOO_LARGE, f"more than {limit // 1_000_000} MB in one document; split it")


def broken(error: BaseException) -> Refusal:
    """The refusal for a packed stream that does not unpack to its end."""
    if isinstance(error, BombError):
        return Refusal(Reason.TOO_LARGE, str(error))
    if isinstance(error, EOFError):
        return Refusal(Reason.TRUNCATED, "the compressed data break off; fetch or copy the file again")
    return Refusal(Reason.MALFORMED, f"the compressed data are damaged: {error}")


def bounded_lines(stream: Readable, limit: int = MAX_DOCUMENT) -> Iterator[tuple[int, bytes | Refusal]]:
    """The lines of a stream that are not empty, with their numbers from 1.

    A line over `limit` bytes, and a cut stream, are refusals.
    """
    number, rest, over = 0, b"", False
    while True:
        try:
            piece = stream.read(1 << 20)
        except (BombError, *BROKEN) as error:
            yield number + 1, broken(error)
            return
        lines = (rest + piece).split(b"\n")
        rest = lines.pop() if piece else b""
        for line in lines:
            number += 1
            if line or over:
                yield number, _line_over(limit) if over or len(line) > limit else line
            over = False
        if len(rest) > limit:
            rest, over = b"", True
        if not piece:
            return


def text_over(text: str) -> Refusal | None:
    """The refusal of a text that is longer than a report may be."""
    if len(text) > MAX_TEXT:
        return Refusal(Reason.TOO_LARGE, f"more than {MAX_TEXT:,} characters of text in one report; split it")
    if len(text) > MAX_WORDS and sum(1 for _ in islice(_WORD.finditer(text), MAX_WORDS + 1)) > MAX_WORDS:
        return Refusal(Reason.TOO_LARGE, f"more than {MAX_WORDS:,} words and marks in one report; split it")
    return None


def _line_over(limit: int) -> Refusal:
    return Refusal(Reason.TOO_LARGE, f"a line of more than {limit // 1_000_000} MB")
