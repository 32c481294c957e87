"""Documents and what they come in: files, texts, pages, feeds, rows, tables, archives, and the words of any text."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.targets import Target
from benchmarks.traps import STORY, archives, every

_ROW = {"id": "1", "title": "Talks", "text": STORY, "published": "2024-05-01", "byline": ["A. Name"], "url": "http://a.example/1"}  # fmt: skip
_ITEM = (
    "<title>Talks</title><link>http://a.example/1</link><guid>1</guid><author>A</author><source url='b'>Wire</source>"
    f"<pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate><description>&lt;p&gt;{STORY}&lt;/p&gt;</description>"
)
_PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Talks | Wire</title><link rel="canonical" '
    'href="http://a.example/2024/05/01/talks"><meta property="og:title" content="Talks"><meta name="author" content="A. '
    'Name"><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Talks", "author": [{"name": "A"}], '
    '"datePublished": "2024-05-01T10:00:00+02:00", "publisher": {"name": "Wire"}}</script></head><body><nav><a href="/">'
    'Home</a></nav><article><h1>Talks</h1><p class="subtitle">In Dunport</p><span class="byline">By A. Name</span>'
    f'<time datetime="2024-05-01">May 1</time><p>{STORY}</p><figure><img alt="w"><figcaption>Trucks of food wait near '
    f"Dunport in May 2024 (AP Photo/A. Name)</figcaption></figure><blockquote>{STORY}</blockquote><ul><li>One"
    f'<li>Two</ul><table><tr><td>12<td>killed</table><p>{STORY}</p><div class="related"><a href="/b">Read more</a></div>'
    "</article><footer>Reporting by A. Name; editing by B. Name</footer></body></html>"
)
_TEXT = (
    f"Talks go on\n\nBy A. Name\n\nDUNPORT, May 1, 2024 (AP) - {STORY}\n\nAt least two hundred and twelve people, 5% of "
    "the town, lost $1.5 million between 10 and 12 March, the U.N. said. “No,” he said.\n\n(Reporting by B. Name)\n"
)
_TABLE = f'id,title,text,published\n1,Talks,"{STORY}",2024-05-01\n2,,"a ""b""\n\nc",\n\n3,x\n'


def _traps(*kinds: str) -> list[bytes]:
    return [trap.make() for trap in every() if trap.kind in kinds and "deep" not in trap.name]


def _file(data: bytes) -> None:
    """A file of any kind, through capture, read, sentences, words, numbers and rows."""
    from benchmarks.reading import through  # noqa: PLC0415

    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        through(Path(file.name))


def _files() -> list[bytes]:
    small = _traps("encodings", "broken characters", "truncated", "rows", "XML entities", "not read")
    made = [_TABLE.encode(), _PAGE.encode(), _TEXT.encode(), archives.record(), gzip.compress(archives.record())]
    return [*made, *_zips(), *(data[:4096] for data in small)]


def _read(media: str) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        from regesta.records.reports import Capture  # noqa: PLC0415

        read(Capture(data, "0" * 64, "a#b", media, "http://a.example/[", "utf-8", date(2024, 5, 1)))

    return target


def read(item: object) -> None:
    """A capture, or why there is none, through read, sentences, words, numbers and rows."""
    from benchmarks.reading import lawful, rows  # noqa: PLC0415
    from regesta.records.outcomes import Rejection  # noqa: PLC0415
    from regesta.records.reports import Capture, Report  # noqa: PLC0415
    from regesta.stages.read import Read  # noqa: PLC0415

    assert isinstance(item, Capture | Rejection)
    outcome = item if isinstance(item, Rejection) else Read()([item])[0]
    rows(item, outcome, 0)
    if isinstance(outcome, Report):
        lawful(outcome)


def _charset(data: bytes) -> None:
    """A text or page behind a line that says its character set."""
    from regesta.text.decode import Decoded, decode  # noqa: PLC0415

    declared, _, rest = data.partition(b"\n")
    for lenient in (False, True):
        found = decode(rest, declared=declared.decode("latin-1"), lenient=lenient)
        if isinstance(found, Decoded):
            assert "\0" not in found.text, "a character that no file holds"
            found.text.encode("utf-8")


def _charsets() -> list[bytes]:
    named = ("utf-8", "latin-1", "utf-16", "koi8-r", "gb18030", "shift_jis", "hz", "iso2022_jp", "utf-7", "x")
    text = "Café talks\n\nŁódź “closed” – 5 €: шла 中文 \U0001f600 and more words"
    return [name.encode() + b"\n" + text.encode(name, "ignore") for name in named[:-3]] + [
        name.encode() + b"\n" + text.encode() for name in named
    ]


def _feed(data: bytes) -> None:
    """The entries of a feed, and a feed that is nothing but the input."""
    from regesta.text.feeds import feed_rows  # noqa: PLC0415

    list(feed_rows(b"<rss><channel><item>" + data + b"</item></channel></rss>"))
    list(feed_rows(data, bare=True))


def _array(data: bytes) -> None:
    """The elements of an array: those that JSON itself finds, where it finds any."""
    from regesta.text.values import elements, json_value  # noqa: PLC0415

    found = [json_value(one) if isinstance(one, bytes) else one for one in elements(io.BytesIO(b"[" + data + b"]"))]
    try:
        expected = json.loads((b"[" + data + b"]").decode("utf-8"))
    except (ValueError, RecursionError):
        return
    assert repr(found) == repr(expected), "an array is read otherwise"


def _table(data: bytes) -> None:
    """A table of reports: its rows keep to its columns and their order, and are read."""
    from regesta.stages.captured import row_capture  # noqa: PLC0415
    from regesta.text.refusals import Refusal  # noqa: PLC0415
    from regesta.text.rows import row_of  # noqa: PLC0415
    from regesta.text.sniff import HEAD  # noqa: PLC0415
    from regesta.text.tables import table_rows  # noqa: PLC0415

    last = 0
    for number, value in table_rows(io.BytesIO(data), data[:HEAD]):
        assert number >= last, "rows out of order"
        last = number
        row = value if isinstance(value, Refusal) else row_of(value)
        if not isinstance(row, Refusal):
            read(row_capture(row, f"a#row {number}"))


def _warc(data: bytes) -> None:
    """The pages of a WARC stream."""
    from regesta.stages.capture_archives import warc  # noqa: PLC0415
    from regesta.text.bounded import BoundedStream  # noqa: PLC0415

    for item in warc(BoundedStream(io.BytesIO(data)), "a"):
        read(item)


def _warcs() -> list[bytes]:
    one = archives.record()
    chunked = archives.record(b"5\r\n<p>a \r\n3\r\nb c\r\n0\r\n\r\n", headers="Transfer-Encoding: chunked\r\n")
    packed = archives.record(gzip.compress(b"<p>" + STORY.encode()), headers="Content-Encoding: gzip\r\n")
    return [one, one * 3, chunked, packed, one[:200], one[:-2], archives.record(length="20"), archives.record(b"")]


def _wacz(data: bytes) -> None:
    """The pages of a WACZ file."""
    from regesta.stages.capture_archives import wacz  # noqa: PLC0415

    for item in wacz(io.BytesIO(data), "a"):
        read(item)


def _zips() -> list[bytes]:
    one = archives.record()
    members = {"archive/a.warc": one, "archive/b.warc.gz": gzip.compress(one), "datapackage.json": b"{}"}
    return [archives.packed(members), archives.packed(members, 8), archives.packed({}), archives.packed({"a": b"b"})]


def _encodings(data: bytes) -> None:
    """A response's body behind two lines that say its encodings; what was packed comes back."""
    from regesta.text.encodings import undo_encodings  # noqa: PLC0415

    transfer, _, rest = data.partition(b"\n")
    content, _, body = rest.partition(b"\n")
    undo_encodings(body, transfer=transfer.decode("latin-1"), content=content.decode("latin-1"))
    assert undo_encodings(gzip.compress(body, 1), transfer="", content="GZIP") == body, "gzip is undone otherwise"
    assert undo_encodings(zlib.compress(body, 1), transfer="", content="deflate") == body, "deflate is undone otherwise"
    chunks = b"".join(b"%x;a\r\n%s\r\n" % (len(one), one) for one in (body[:9], body[9:]) if one) + b"0\r\n\r\n"
    assert undo_encodings(chunks, transfer="chunked", content="") == body, "chunks are undone otherwise"


def _encoded() -> list[bytes]:
    import pyarrow as pa  # noqa: PLC0415

    body = STORY.encode()
    names = {"gzip": gzip.compress(body), "deflate": zlib.compress(body), "identity": body, "br, gzip": body}
    more = {name: pa.compress(body, codec, asbytes=True) for name, codec in (("br", "brotli"), ("zstd", "zstd"))}
    made = [b"\n" + name.encode() + b"\n" + packed for name, packed in {**names, **more}.items()]
    return [*made, b"chunked\n\n5\r\nabcde\r\n1_0\r\nb\r\n0\r\n\r\n", b"chunked\ngzip\n-1\r\n"]


def _words(data: bytes) -> None:
    """Dates, lines, numbers, times and words of any text."""
    from benchmarks.reading import lawful  # noqa: PLC0415
    from regesta.records.reports import Part, PartKind, Report  # noqa: PLC0415
    from regesta.records.spans import Span  # noqa: PLC0415
    from regesta.text.dates import publication_date  # noqa: PLC0415
    from regesta.text.lines import line_kind  # noqa: PLC0415
    from regesta.text.plain import layout, normalise  # noqa: PLC0415

    text = normalise(data.decode("utf-8", "ignore").replace("\0", " "))
    publication_date(text)
    line_kind(text.strip())
    parts = layout(text).parts or (Part(PartKind.BODY, Span(0, len(text))),)
    lawful(Report("r-0", text, parts, "", None, "", "en", "", "", "", "a", "0"))


def _lines() -> list[bytes]:
    dates = "Published: Mar. 4, 2019 at 10:15 | Friday, 3 May 2024 | 2024-05-03T10:00:00+02:00 | 20240503"
    numbers = "two hundred and twelve | 1.5 million | €5bn | 10-12 | 3rd | a dozen | between 24 and 99 | 12,000.50 km/h"
    times = (
        "two days later | the last week of March 2011 | on 3 May last year | since 2014 | 5 km² | the 1990s | at 2 p.m."
    )
    rest = f"{dates} | {numbers} | {times}"
    return [line.encode() for line in (*_TEXT.splitlines(), *rest.split(" | ")) if line]


TARGETS = {
    "file": Target(_file, _files),
    "text": Target(_read("text/plain"), lambda: [_TEXT.encode(), *_traps("encodings", "broken characters")]),
    "page": Target(_read("text/html"), lambda: [_PAGE.encode(), *_traps("encodings"), *_traps("XML entities")[:40]]),
    "row": Target(
        _read("application/x-regesta-row+json"),
        lambda: [json.dumps({**_ROW, **more}).encode() for more in ({}, {"kind": "feed", "text": "", "html": _PAGE})],
    ),
    "charset": Target(_charset, _charsets),
    "feed": Target(_feed, lambda: [_ITEM.encode(), *(data[:4096] for data in _traps("XML entities")[:40:4])]),
    "array": Target(_array, lambda: [json.dumps(_ROW).encode(), b'1,[{"a":"\\"]"}],null,true,-1.5e3,"\\ud83d\\ude00"']),
    "table": Target(_table, lambda: [_TABLE.encode(), _TABLE.encode("utf-16"), _TABLE.replace(",", "\t").encode("cp1252")]),
    "warc": Target(_warc, _warcs),
    "wacz": Target(_wacz, _zips),
    "encodings": Target(_encodings, _encoded),
    "words": Target(_words, _lines),
}  # fmt: skip
