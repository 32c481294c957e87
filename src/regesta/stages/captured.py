"""What the capture stage gives: articles and rejections, made in one way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from regesta.records.outcomes import Rejection
from regesta.records.reports import Capture
from regesta.text.refusals import Refusal
from regesta.text.rows import ROW, Row, encode_row

STAGE = "capture"
Found = Iterator[Capture | Rejection]


def row_capture(row: Row, origin: str) -> Capture:
    """The article of a row."""
    return capture_of(encode_row(row), origin, media_type=ROW, url=row.url, charset="utf-8")


def capture_of(
    data: bytes, origin: str, *, media_type: str, url: str = "", charset: str = "", received: date | None = None
) -> Capture:
    """The article with the digest of its bytes."""
    return Capture(data, sha256(data), origin, media_type, url, charset, received)


def rejection(origin: str, refusal: Refusal) -> Rejection:
    """The outcome of what the text room refused."""
    return Rejection(origin, STAGE, refusal.reason, refusal.detail)


def sha256(data: bytes) -> str:
    """Hexadecimal digest."""
    return hashlib.sha256(data).hexdigest()
