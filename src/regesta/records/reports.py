"""What is read: bytes as received (`Capture`) and the text all offsets refer to (`Report`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regesta.records.spans import Span


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as received, with what the container said about them.

    Attributes:
        data: the bytes of one article, one JSON Lines row, one feed entry or one archived response body.
        sha256: of `data`, lower-case hexadecimal.
        origin: path of the file, with `#member` for an entry of an archive, feed or JSON Lines file.
        media_type: what the container declared or the content showed, e.g. `text/html`; "" if unknown.
        url: address of the article, "" if unknown.
        charset: declared by the container (HTTP header), "" if none.
        received: date of capture if the container says it (WARC-Date), else None.
    """

    data: bytes
    sha256: str
    origin: str
    media_type: str = ""
    url: str = ""
    charset: str = ""
    received: date | None = None


class PartKind(StrEnum):
    """What a stretch of a report's text is. Claims come from the first four only."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    DATELINE = "dateline"
    PROMOTION = "promotion"


#: Parts that claims may come from (issue: "title, subtitle, body and caption only").
TOLD = frozenset({PartKind.TITLE, PartKind.SUBTITLE, PartKind.BODY, PartKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled stretch of `Report.text`; parts do not overlap and stand in text order."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """One article as text.

    Attributes:
        id: from content: see `records.codec.report_id`.
        text: canonical text; every offset anywhere is a code point of this string.
        parts: its labelled stretches, in order; what no part covers is white space.
        title: the title's words ("" if none).
        published: the publication date, or None where neither the document nor the caller said it.
        published_why: where the date came from (`json-ld`, `meta`, `text`, `option`, `feed`, ...) or why there is none.
        language: ISO 639-1 code.
        byline: the author line as printed, "" if none.
        source: the outlet's name or host, "" if unknown.
        url: canonical address, "" if unknown.
        origin: as `Capture.origin`.
        capture_sha256: digest of the bytes it was read from.
    """

    id: str
    text: str
    parts: tuple[Part, ...]
    title: str
    published: date | None
    published_why: str
    language: str
    byline: str
    source: str
    url: str
    origin: str
    capture_sha256: str
