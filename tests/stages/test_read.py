from __future__ import annotations

import hashlib
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.records.outcomes import Reason, Rejection
from regesta.records.reports import Capture, Report
from regesta.stages.read import UNDATED, Read
from regesta.text.rows import ROW, Row, encode_row

BODY = (
    "The army of the republic said on Tuesday that its forces had left two villages near the border "
    "after a month of talks."
)
TEXT = f"Army leaves two villages\n\n{BODY}\n\nThe rebels said that they would keep to the deal.\n"
PAGE = (
    '<!doctype html><html><head><meta property="article:published_time" content="2024-05-03T23:30:00-04:00">'
    f"<title>Army leaves</title></head><body><article><h1>Army leaves</h1><p>{BODY}</p>"
    f"<p>{BODY[:-1]}, it added.</p></article></body></html>"
)


def capture(data: bytes, media_type: str = "", *, origin: str = "f", charset: str = "", url: str = "") -> Capture:
    return Capture(data, hashlib.sha256(data).hexdigest(), origin, media_type, url, charset)


def read(data: bytes, media_type: str = "", *, published: date | None = None) -> Report:
    (found,) = Read(published)([capture(data, media_type)])
    assert isinstance(found, Report)
    return found


def test_plain_text_keeps_the_file_s_own_code_points() -> None:
    text = TEXT.replace("villages", "villáges 😀\u00a0").replace("\n", "\r\n")
    report = read(text.encode())
    assert report.text == text.replace("\r\n", "\n")
    assert report.title == "Army leaves two villáges 😀"
    assert [part.kind.value for part in report.parts] == ["title", "body", "body"]
    assert (report.published, report.published_why, report.language) == (None, UNDATED, "en")


def test_where_the_date_comes_from() -> None:
    option = date(2020, 1, 1)
    dated = TEXT.replace("\n\n", "\n\nWednesday, July 10, 2019\n\n", 1)
    row = Row(text=TEXT, published="2018-02-03")
    feed = Row(html=f"<p>{BODY}</p>", published="Fri, 03 May 2024 10:00:00 GMT", kind="feed")
    undated = Row(html=f"<p>{BODY}</p>", published="last week", kind="feed")
    cases = [
        (TEXT.encode(), "", option, "option"),
        (dated.encode(), "", date(2019, 7, 10), "text"),
        (PAGE.encode(), "text/html", date(2024, 5, 3), "meta"),
        (encode_row(row), ROW, date(2018, 2, 3), "row"),
        (encode_row(feed), ROW, date(2024, 5, 3), "feed"),
        (encode_row(undated), ROW, option, "option"),
    ]
    for data, media_type, day, why in cases:
        report = read(data, media_type, published=option)
        assert (report.published, report.published_why) == (day, why)


def test_rows_take_their_facts_from_the_container() -> None:
    row = Row(id="a", title="Army leaves", text=BODY, source="Wire", url="https://x.org/a", byline="Jane Doe")
    report = read(encode_row(row), ROW)
    assert report.text == f"Army leaves\n\n{BODY}"
    assert (report.title, report.source, report.url, report.byline) == (
        "Army leaves",
        "Wire",
        "https://x.org/a",
        "Jane Doe",
    )
    assert read(encode_row(Row(title="Army leaves two villages", text=TEXT)), ROW).text == TEXT
    assert read(encode_row(Row(title="T", html=PAGE)), ROW).text.startswith(f"T\n\n{BODY}")


def test_ids_come_from_content() -> None:
    first, second = Read()([capture(TEXT.encode(), origin="a.txt"), capture(TEXT.encode(), origin="b.txt")])
    third = Read()([capture(TEXT.encode(), origin="a.jsonl#7")])[0]
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert isinstance(third, Report)
    assert first.id == second.id != third.id


BAD = [
    (b"", "", Reason.EMPTY, "empty"),
    (b"12 34 ...", "", Reason.EMPTY, "no words"),
    (bytes(range(256)) * 4, "", Reason.BINARY, "no text"),
    ("Zürich café ".encode() + b"\xff", "", Reason.ENCODING, "byte"),
    (b"<html><body>" + b"<div>" * 100_000, "text/html", Reason.TOO_DEEP, "2000"),
    (b"<html><body><nav>Home</nav></body></html>", "text/html", Reason.NO_ARTICLE, "no article"),
    (
        "Die Armee hat am Dienstag zwei Dörfer an der Grenze verlassen und zieht weiter nach Süden.".encode(),
        "",
        Reason.LANGUAGE,
        "German",
    ),
    (encode_row(Row(text=TEXT, published="2024-13-45")), ROW, Reason.MALFORMED, "2024-13-45"),
    (b"{", ROW, Reason.MALFORMED, "row"),
]


@pytest.mark.parametrize(("data", "media_type", "reason", "words"), BAD)
def test_bad_input_is_a_rejection(data: bytes, media_type: str, reason: Reason, words: str) -> None:
    (found,) = Read()([capture(data, media_type)])
    assert isinstance(found, Rejection)
    assert (found.stage, found.reason, found.origin) == ("read", reason, "f")
    assert words in found.detail
    assert found.sha256 == hashlib.sha256(data).hexdigest()


def test_same_length_and_order() -> None:
    batch = [capture(data, media_type, origin=str(n)) for n, (data, media_type, _, _) in enumerate(BAD)]
    batch.insert(3, capture(TEXT.encode(), origin="good"))
    found = Read()(batch)
    assert [outcome.origin for outcome in found] == [one.origin for one in batch]
    assert isinstance(found[3], Report)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | st.text("<>ap/ \n", max_size=80).map(str.encode),
    st.sampled_from(["", "text/plain", "text/html", ROW]),
)
def test_never_raises_and_parts_cover_the_text(data: bytes, media_type: str) -> None:
    (found,) = Read()([capture(data, media_type)])
    if isinstance(found, Report):
        found.text.encode()
        assert "".join("".join(p.span.of(found.text).split()) for p in found.parts) == "".join(found.text.split())


def test_speed() -> None:
    plain, page = capture((TEXT * 10).encode()), capture(PAGE.encode(), "text/html")
    Read()([plain, page])
    began = time.process_time()
    Read()([plain] * 50)
    middle = time.process_time()
    Read()([page] * 20)
    assert (middle - began) / 50 < 0.03, "a plain text report should take 3 ms; ten times that is a defect"
    assert (time.process_time() - middle) / 20 < 0.3, "a page should take 30 ms; ten times that is a defect"
