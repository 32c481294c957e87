"""Transfer and content encodings of archived HTTP responses, undone within bounds."""

from __future__ import annotations

import io
import zlib

from regesta.records.outcomes import Reason
from regesta.text.bounded import MAX_DOCUMENT
from regesta.text.refusals import Refusal

#: Content encodings on top of one another.
MAX_ENCODINGS = 2


def undo_encodings(body: bytes, *, transfer: str, content: str) -> bytes | Refusal:
    """The body of an HTTP response without its encodings, each undone within bounds.

    Args:
        body: as archived.
        transfer, content: the values of the headers `Transfer-Encoding` and `Content-Encoding`, "" if absent.
    """
    if "chunked" in transfer.lower():
        body = _dechunk(body)
    names = [n.strip().lower() for n in content.split(",") if n.strip()]
    if len(names) > MAX_ENCODINGS:
        return Refusal(Reason.TOO_LARGE, f"{len(names)} content encodings on top of one another")
    for name in reversed(names):
        unpacked = _undo(body, name)
        if isinstance(unpacked, Refusal):
            return unpacked
        body = unpacked
    return body


def _undo(body: bytes, name: str) -> bytes | Refusal:
    if name in ("identity", "utf-8", "none") or not body:
        return body
    if name in ("gzip", "x-gzip"):
        # Some crawlers unpack bodies and keep the header.
        return _inflate(body, 31) if body.startswith(b"\x1f\x8b") else body
    if name == "deflate":
        first = _inflate(body, 15)
        return _inflate(body, -15) if isinstance(first, Refusal) and first.reason is Reason.MALFORMED else first
    if name in ("br", "zstd"):
        return _undo_modern(body, name)
    return Refusal(Reason.UNREADABLE, f'content encoding "{name[:20]}" is not known')


def _inflate(body: bytes, bits: int) -> bytes | Refusal:
    engine = zlib.decompressobj(bits)
    try:
        unpacked = engine.decompress(body, MAX_DOCUMENT + 1)
    except zlib.error as error:
        return Refusal(Reason.MALFORMED, f"the response does not unpack: {error}")
    if len(unpacked) > MAX_DOCUMENT:
        return Refusal(Reason.TOO_LARGE, f"the response unpacks to more than {MAX_DOCUMENT:,} bytes")
    if not engine.eof:
        return Refusal(Reason.TRUNCATED, "the packed response breaks off")
    return unpacked


def _undo_modern(body: bytes, name: str) -> bytes | Refusal:
    """Brotli and Zstandard through fastwarc's own streams, read up to the bound."""
    from fastwarc.stream_io import BrotliReader, ZstdReader  # noqa: PLC0415

    try:
        reader = (BrotliReader if name == "br" else ZstdReader)(io.BytesIO(body))
        pieces: list[bytes] = []
        size = 0
        while size <= MAX_DOCUMENT and (piece := reader.read(1 << 16)):
            pieces.append(piece)
            size += len(piece)
    except Exception as error:  # foreign decoder at the border
        return Refusal(Reason.MALFORMED, f"the response does not unpack: {str(error)[:80]}")
    if size > MAX_DOCUMENT:
        return Refusal(Reason.TOO_LARGE, f"the response unpacks to more than {MAX_DOCUMENT:,} bytes")
    return b"".join(pieces)


def _dechunk(body: bytes) -> bytes:
    """The body of a chunked response; as it stands when it is not chunked after all (crawlers often undo it)."""
    pieces = bytearray()  # chunks may be of one byte each
    position = 0
    while True:
        line_end = body.find(b"\r\n", position, position + 64)
        try:
            size = int(body[position:line_end].split(b";")[0], 16) if line_end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0 or line_end + 2 + size > len(body):
            return bytes(pieces) if pieces else body
        if size == 0:
            return bytes(pieces)
        pieces += body[line_end + 2 : line_end + 2 + size]
        position = line_end + 2 + size + 2
