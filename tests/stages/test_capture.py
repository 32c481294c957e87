from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest

from regesta.errors import MissingPathError
from regesta.records.outcomes import Reason, Rejection
from regesta.records.reports import Capture
from regesta.stages.capture import captures
from regesta.text.rows import ROW

TEXT = b"Army leaves two villages\n\nThe army of the republic left two villages near the border on Tuesday.\n"
HTML = b"<!doctype html><html><body><article><p>The army left.</p></article></body></html>"
FEED = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><guid>g1</guid>'
    b"<title>Army leaves</title><description>The army left.</description></item></channel></rss>"
)
ROWS = [
    {"id": "r1", "title": "T", "text": "The army left."},
    {"id": "r2", "text": "The rebels came.", "url": "https://x.org/2"},
]
LINES = b"\n".join(json.dumps(row).encode() for row in ROWS) + b"\n"


def warc(*names: str) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + HTML
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Target-URI: https://x.org/{name}\r\n"
        "WARC-Date: 2024-03-20T22:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        "Content-Length: {size}\r\n\r\n"
    )
    return b"".join(head.format(name=name, size=len(http)).encode() + http + b"\r\n\r\n" for name in names)


def take(*paths: Path) -> list[tuple[str, str]]:
    """What came, as (origin below the last path's folder, media type or reason)."""
    root = os.path.commonpath([str(p if p.is_dir() else p.parent) for p in paths])
    return [
        (
            found.origin.removeprefix(root).lstrip("/"),
            found.media_type if isinstance(found, Capture) else found.reason.value,
        )
        for found in captures(paths)
    ]


@pytest.mark.parametrize(
    "data", [warc("a").replace(b"text/html", b"image/gif"), warc("a").replace(b"200 OK", b"404 No")]
)
def test_an_archive_without_a_page_is_refused_and_not_passed_over(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "w.warc").write_bytes(data)
    (found,) = captures([tmp_path / "w.warc"])
    assert isinstance(found, Rejection)
    assert found.reason is Reason.NO_ARTICLE


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT, [("f", "text/plain")]),
        (TEXT.decode().encode("utf-16"), [("f", "text/plain")]),
        (HTML, [("f", "text/html")]),
        (FEED, [("f#g1", ROW)]),
        (LINES, [("f#r1", ROW), ("f#r2", ROW)]),
        (b"\xef\xbb\xbf" + LINES, [("f#r1", ROW), ("f#r2", ROW)]),
        (
            b"id,text\nr1,The army left.\nr1,It came.\n,\nr4,\n",
            [("f#r1", ROW), ("f#row 2", ROW), ("f#row 4", "malformed")],
        ),
        (b"date;headline;body\n2024-03-20;T;The army left.\n", [("f#row 1", ROW)]),
        (json.dumps(ROWS, indent=1).encode(), [("f#r1", ROW), ("f#r2", ROW)]),
        (json.dumps(ROWS[0], indent=1).encode(), [("f#r1", ROW)]),
        (json.dumps(ROWS[0]).encode(), [("f#r1", ROW)]),
        (LINES + LINES, [("f#r1", ROW), ("f#r2", ROW), ("f#row 3", ROW), ("f#row 4", ROW)]),
        (warc("a", "b"), [("f#urn:uuid:a", "text/html"), ("f#urn:uuid:b", "text/html")]),
        (b"\n" * 20_000 + TEXT, [("f", "text/plain")]),
    ],
)
def test_what_a_file_is_shows_in_its_content(tmp_path: Path, data: bytes, expected: list[tuple[str, str]]) -> None:
    (tmp_path / "f").write_bytes(data)
    (tmp_path / "g").write_bytes(gzip.compress(data))
    assert take(tmp_path / "f") == expected
    assert take(tmp_path / "g") == [("g" + origin[1:], media) for origin, media in expected]


def test_a_wacz_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "f", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/one.warc.gz", gzip.compress(warc("a")) + gzip.compress(warc("b")))
        archive.writestr("archive/two.warc", warc("c"))
    assert take(tmp_path / "f") == [
        ("f#archive/one.warc.gz#urn:uuid:a", "text/html"),
        ("f#archive/one.warc.gz#urn:uuid:b", "text/html"),
        ("f#archive/two.warc#urn:uuid:c", "text/html"),
    ]


def test_what_the_container_says_is_carried(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(LINES)
    row = list(captures([tmp_path / "f"]))[1]
    assert isinstance(row, Capture)
    assert json.loads(row.data) == ROWS[1] | {"kind": "row"}
    assert row.url == "https://x.org/2"
    (tmp_path / "w").write_bytes(warc("a"))
    (page,) = captures([tmp_path / "w"])
    assert isinstance(page, Capture)
    assert (page.data, page.url, page.charset, str(page.received)) == (HTML, "https://x.org/a", "utf-8", "2024-03-20")


#: name, bytes, reason, words of the detail
BAD = [
    ("empty", b"", Reason.EMPTY, "empty"),
    ("blank", b" \r\n\t", Reason.EMPTY, "empty"),
    ("binary", bytes(range(256)) * 10, Reason.BINARY, "neither"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(30), Reason.BINARY, "neither"),
    ("cut gzip", gzip.compress(TEXT)[:-12], Reason.TRUNCATED, "break off"),
    ("gzip head", gzip.compress(TEXT)[:6], Reason.TRUNCATED, "break off"),
    ("bomb", gzip.compress(b"a " * 20_000_000), Reason.TOO_LARGE, "200 times"),
    ("gzip in gzip", gzip.compress(gzip.compress(TEXT)), Reason.MALFORMED, "unpack it"),
    ("large", b"The army left. " * 3_400_000, Reason.TOO_LARGE, "20 MB"),
    ("sitemap", b"<?xml version='1.0'?><urlset></urlset>", Reason.MALFORMED, "XML"),
    ("entities", FEED.replace(b"<rss", b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss"), Reason.MALFORMED, "entities"),
    ("broken json", b'{\n "text": "a\n}\n', Reason.MALFORMED, "JSON"),
    ("deep json", b'{"a":' + b"[" * 50_000, Reason.MALFORMED, "JSON"),
    ("cut zip", b"PK\x03\x04" + bytes(60), Reason.TRUNCATED, "breaks off"),
    ("row without words", b'{"id": "a"}', Reason.MALFORMED, "no words"),
]


@pytest.mark.parametrize(("name", "data", "reason", "words"), BAD, ids=[bad[0] for bad in BAD])
def test_bad_input_is_one_rejection(tmp_path: Path, name: str, data: bytes, reason: Reason, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    (found,) = captures([tmp_path / name])
    assert isinstance(found, Rejection)
    assert (found.stage, found.reason) == ("capture", reason)
    assert words in found.detail


def test_the_batch_goes_on_after_every_kind_of_bad_file(tmp_path: Path) -> None:
    for name, data, _, _ in BAD:
        (tmp_path / name).write_bytes(data)
    (tmp_path / "zz").write_bytes(TEXT)
    found = list(captures([tmp_path]))
    assert len(found) == len(BAD) + 1
    assert isinstance(found[-1], Capture)


def test_bad_rows_name_their_line_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [
        b'{"id": "a", "text": "One."}',
        b'{"id": ',
        b"",
        b"[1]",
        b'{"id": "\xff", "text": "x"}',
        b'{"id": "b", "text": "Two."}',
    ]
    (tmp_path / "f").write_bytes(b"\n".join(lines))
    assert take(tmp_path / "f") == [
        ("f#a", ROW),
        ("f#row 2", "malformed"),
        ("f#row 4", "malformed"),
        ("f#row 5", "encoding"),
        ("f#b", ROW),
    ]
    (tmp_path / "f").write_bytes(b"\n".join(lines[1:]))
    assert take(tmp_path / "f")[0] == ("f#row 1", "malformed")


def test_cut_containers_give_what_stands_before_the_cut(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(gzip.compress(warc("a")) + gzip.compress(warc("b"))[:-40])
    assert take(tmp_path / "w") == [("w#urn:uuid:a", "text/html"), ("w", "truncated")]
    (tmp_path / "p").write_bytes(warc("a", "b")[:-40])
    assert take(tmp_path / "p") == [("p#urn:uuid:a", "text/html"), ("p", "truncated")]
    rows = b"\n".join(json.dumps({"id": str(n), "text": f"Words {n * 7919}."}).encode() for n in range(3000))
    (tmp_path / "j").write_bytes(gzip.compress(rows)[:-400])
    found = take(tmp_path / "j")
    assert len(found) > 1000
    assert {media for _, media in found[:-1]} == {ROW}
    assert found[-1][1] == "truncated"


def test_zip_files_that_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "docx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with zipfile.ZipFile(tmp_path / "bomb", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/a.warc", warc("a") + bytes(60_000_000))
    with zipfile.ZipFile(tmp_path / "many", "w") as archive:
        for number in range(10_001):
            archive.writestr(f"archive/{number}.txt", "")
    assert [reason for _, reason in take(tmp_path / "docx")] == ["binary"]
    assert take(tmp_path / "bomb")[-1][1] in ("too-large", "malformed")
    assert [reason for _, reason in take(tmp_path / "many")] == ["too-large"]


def test_folders_are_read_sorted_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(TEXT)
    assert [origin for origin, _ in take(tmp_path)] == ["a.txt", "b.txt", "sub/c.txt"]
    assert [origin for origin, _ in take(tmp_path / ".hidden")] == [".hidden"]


def test_a_missing_path_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(TEXT)
    with pytest.raises(MissingPathError, match="nowhere"):
        captures([tmp_path / "a", tmp_path / "nowhere"])


def test_what_is_no_regular_file_is_a_rejection(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert take(tmp_path / "pipe") == [("pipe", "unreadable")]


def test_captures_are_lazy(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(TEXT)
    stream = captures([tmp_path])
    (tmp_path / "b").write_bytes(TEXT)
    assert len(list(stream)) == 2
