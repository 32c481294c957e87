"""The web responses of WARC streams, plain or taken out of gzip and WACZ.

A cut archive gives what stands before the cut and then one refusal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from regesta.records.outcomes import Reason
from regesta.text.bounded import MAX_DOCUMENT, BoundedStream, broken
from regesta.text.encodings import undo_encodings
from regesta.text.refusals import Refusal
from regesta.text.sniff import HEAD, Kind, kind_of

#: Bytes of one WARC or HTTP header block.
MAX_HEADER = 1 << 16

#: A response without a type may be a page: its body decides.
_HTML = ("text/html", "application/xhtml+xml", "")

_CUT = Refusal(Reason.TRUNCATED, "the archive breaks off inside a record; what stands before it was read")


@dataclass(frozen=True, slots=True)
class Page:
    """One archived HTML response, with its body decoded.

    `member` names the record inside its file: its WARC-Record-ID without brackets.
    """

    member: str
    body: bytes | Refusal
    url: str
    charset: str
    received: date | None


def warc_pages(stream: BoundedStream) -> Iterator[Page | Refusal]:
    """The HTML responses (status 2xx) of an unpacked WARC stream, in order; a last refusal if it is cut or damaged."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  (only archives need it)

    try:
        records = iter(
            ArchiveIterator(
                cast(Any, stream), record_types=WarcRecordType.response, parse_http=True, auto_decode="none",
                max_header_len=MAX_HEADER, stream_detect=False, verify_digests=False,
            )
        )  # fmt: skip
        for record in records:
            page = _page(record)
            if isinstance(page, Refusal):
                yield broken(stream.error) if stream.error is not None else page
                return
            if page is not None:
                yield page
    except Exception as error:  # a foreign parser at the border: whatever it raises, this file ends here
        yield _failed(stream, error)
        return
    except BaseException as error:  # Rust panics derive from BaseException; KeyboardInterrupt must pass
        if type(error).__name__ != "PanicException":
            raise
        yield _failed(stream, error)
        return
    if stream.tail and not stream.tail.endswith(b"\r\n\r\n"):
        yield _CUT


def _failed(stream: BoundedStream, error: BaseException) -> Refusal:
    if stream.error is not None:
        return broken(stream.error)
    return Refusal(Reason.MALFORMED, f"the archive is damaged: {str(error)[:120]}; what stands before it was read")


def _page(record: Any) -> Page | Refusal | None:
    """The page of a response record; None for what is no HTML page; a refusal where the file is cut inside it."""
    headers = record.http_headers
    if headers is None:
        if record.content_length and len(record.reader.read(1)) == record.content_length:
            return None
        return _CUT
    media = (record.http_content_type or "").lower()
    if not 200 <= (headers.status_code or 0) < 300 or media not in _HTML:
        return None
    size = record.content_length
    raw: bytes | Refusal = Refusal(Reason.TOO_LARGE, f"a response of {size:,} bytes; the limit is {MAX_DOCUMENT:,}")
    if size <= MAX_DOCUMENT:
        raw = record.reader.read(size) if size else b""
        if len(raw) < size:
            return _CUT
    elif len(record.reader.read(1)) == 0:
        return _CUT
    body = raw if isinstance(raw, Refusal) else _unpacked(raw, headers)
    if not media and not (isinstance(body, bytes) and kind_of(body[:HEAD]) is Kind.HTML):
        return None
    if record.headers.get("WARC-Truncated"):
        body = Refusal(Reason.TRUNCATED, "the crawler cut this response off")
    when = record.record_date
    return Page(
        member=str(record.record_id or "").strip("<>"),
        body=body,
        url=str(record.headers.get("WARC-Target-URI") or "").strip("<>"),
        charset=str(record.http_charset or ""),
        received=when.date() if isinstance(when, datetime) else None,
    )


def _unpacked(body: bytes, headers: Any) -> bytes | Refusal:
    transfer, content = headers.get("Transfer-Encoding"), headers.get("Content-Encoding")
    return undo_encodings(body, transfer=str(transfer or ""), content=str(content or ""))
