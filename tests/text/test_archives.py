from __future__ import annotations

import gzip
import io
import zlib
from datetime import date

import pytest

from regesta.records.outcomes import Reason
from regesta.text.archives import Page, warc_pages
from regesta.text.bounded import BoundedStream, gunzip
from regesta.text.refusals import Refusal

BODY = b"<html><p>The army left the village.</p></html>"


def record(
    name: str,
    body: bytes = BODY,
    *,
    headers: bytes = b"",
    media: bytes = b"text/html; charset=utf-8",
    status: bytes = b"200 OK",
) -> bytes:
    kind = b"Content-Type: " + media + b"\r\n" if media else b""
    http = b"HTTP/1.1 " + status + b"\r\n" + kind + headers + b"\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Target-URI: https://x.org/{name}\r\n"
        "WARC-Date: 2024-03-20T22:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def pages(data: bytes, *, packed: bool = False) -> tuple[list[str], list[Reason]]:
    stream = gunzip(io.BytesIO(data)) if packed else BoundedStream(io.BytesIO(data))
    found = list(warc_pages(stream))
    return [p.member for p in found if isinstance(p, Page)], [p.reason for p in found if isinstance(p, Refusal)]


def test_a_page_with_what_the_archive_says_of_it() -> None:
    (page,) = warc_pages(BoundedStream(io.BytesIO(record("a"))))
    assert page == Page("urn:uuid:a", BODY, "https://x.org/a", "utf-8", date(2024, 3, 20))


def test_only_pages_that_were_found_count() -> None:
    data = b"".join(
        (
            record("a"),
            record("image", b"GIF89a", media=b"image/gif"),
            record("gone", status=b"404 Not Found"),
            record("moved", status=b"301 Moved"),
            record("untyped", media=b""),
            record("bytes", b"\x01\x02\x03", media=b""),
        )
    )
    assert pages(data) == (["urn:uuid:a", "urn:uuid:untyped"], [])


def test_a_bomb_does_not_hide_the_records_after_it() -> None:
    bomb = record("bomb", zlib.compress(bytes(60_000_000)), headers=b"Content-Encoding: deflate\r\n")
    found = list(warc_pages(BoundedStream(io.BytesIO(record("a") + bomb + record("b")))))
    assert [p.member for p in found if isinstance(p, Page)] == ["urn:uuid:a", "urn:uuid:bomb", "urn:uuid:b"]
    body = found[1].body if isinstance(found[1], Page) else b""
    assert isinstance(body, Refusal)
    assert body.reason is Reason.TOO_LARGE


WHOLE = [record(name, BODY + name.encode() * 50) for name in "abc"]


@pytest.mark.parametrize("cut", [10, 100, 240, 300, 400, 480])
@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_archive_gives_what_stands_before_the_cut(cut: int, packed: bool) -> None:
    records = [gzip.compress(r) for r in WHOLE] if packed else WHOLE
    data = b"".join(records)[: len(records[0]) + len(records[1]) + min(cut, len(records[2]) - 9)]
    members, refused = pages(data, packed=packed)
    assert members[:2] == ["urn:uuid:a", "urn:uuid:b"]
    assert refused == [Reason.TRUNCATED]


def test_one_gzip_stream_over_all_records() -> None:
    data = gzip.compress(b"".join(WHOLE))
    assert pages(data, packed=True) == (["urn:uuid:a", "urn:uuid:b", "urn:uuid:c"], [])
    assert pages(data[: len(data) // 2], packed=True)[1] == [Reason.TRUNCATED]


def test_damage_inside_ends_the_archive_with_one_refusal() -> None:
    assert pages(WHOLE[0] + b"junk" * 40 + WHOLE[1]) == (["urn:uuid:a"], [Reason.MALFORMED])


def test_a_response_the_crawler_cut() -> None:
    data = record("a").replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date")
    (page,) = warc_pages(BoundedStream(io.BytesIO(data)))
    assert isinstance(page, Page)
    assert isinstance(page.body, Refusal)
