"""What bytes are, judged by themselves: names and declared types lie too often."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from regesta.text.decode import looks_binary
from regesta.text.tables import header_of


class Kind(StrEnum):
    """The containers and documents Regesta can tell apart."""

    EMPTY = "empty"
    BINARY = "binary"
    GZIP = "gzip"
    ZIP = "zip"
    WARC = "warc"
    FEED = "feed"
    HTML = "html"
    XML = "xml"
    JSON = "json"
    TABLE = "table"
    TEXT = "text"


#: Bytes of a file's head that decide.
HEAD = 16_384

_SPACE_AND_COMMENTS = re.compile(r"(?:\s++|<!--(?:[^-]|-(?!->))*+-->|<\?[^>]*+>)*+")
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|(?:\w+:)feed)[\s>]")
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|section|header|nav|div|p|span|h[1-6]|table|ul|ol|figure|meta|title|"
    r"link|script|style|blockquote|br|a|b|i|em|strong|center|font|img)[\s>/]",
    re.I,
)
_JSON = re.compile(r"\{\s*+[\"}]|\[\s*+[{\]]")
_DOCTYPE = re.compile(r"<!doctype\s[^>\[]*+(?:\[[^\]]*+\])?[^>]*+>", re.I)


def kind_of(head: bytes) -> Kind:
    """What the bytes that begin with `head` (the first `HEAD` of them, or all) are."""
    if not head.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        return Kind.EMPTY
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(b"WARC/"):
        return Kind.WARC
    if looks_binary(head):
        return Kind.BINARY
    return _markup(_characters(head[:HEAD]))


def _characters(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        head = head[3:]
    for mark, charset in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(charset, "replace")
    return head.replace(b"\0", b"").decode("latin-1")


def _markup(text: str) -> Kind:
    start = _SPACE_AND_COMMENTS.match(text)
    begin = start.end() if start else 0
    if _JSON.match(text, begin):
        return Kind.JSON
    if not text.startswith("<", begin):
        return Kind.TABLE if header_of(text) else Kind.TEXT
    if _HTML.match(text, begin):
        return Kind.HTML
    doctype = _DOCTYPE.match(text, begin)
    rest = _SPACE_AND_COMMENTS.match(text, doctype.end()) if doctype else None
    if _FEED.match(text, rest.end() if rest else begin):
        return Kind.FEED
    if doctype and _HTML.match(text, rest.end() if rest else begin):
        return Kind.HTML
    return (
        Kind.XML
        if "<?xml" in text[:begin] or doctype or re.match(r"<[A-Za-z][\w:.-]*[\s>/]", text[begin:])
        else Kind.TEXT
    )
