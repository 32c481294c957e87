"""The gate against a real server that lies, dawdles, floods and sends one elsewhere."""

from __future__ import annotations

import contextlib
import gzip
import shutil
import ssl
import subprocess
import time
import zlib
from dataclasses import replace

import pytest

from regesta.errors import FetchError, LaterError, RefusedError
from regesta.fetch.gate import MAX_REDIRECTS, Gate
from tests.fetch.conftest import PAGE, PUBLIC


def get(site, url="http://news.example/a", *, limit=100_000, seconds=5.0, known=None, outside=None):
    gate = Gate("Regesta/test", seconds=seconds, limit=limit, outside=outside or site.outside())
    return gate.get(url, before=lambda _: None, after=lambda *_: None, known=known)


def refused(site, url="http://news.example/a", **options):
    with pytest.raises(RefusedError) as caught:
        get(site, url, **options)
    return caught.value.line()


def later(site, url="http://news.example/a", **options):
    with pytest.raises(LaterError) as caught:
        get(site, url, **options)
    return caught.value


def test_a_page_comes_as_it_is(site):
    site.page(
        "/a", Content_Type="Text/HTML; Charset='UTF-8'", ETag='"1"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT"
    )
    answer = get(site)
    assert (answer.status, answer.body, answer.url, answer.media_type) == (
        200,
        PAGE,
        "http://news.example/a",
        "text/html",
    )
    assert (answer.etag, answer.modified) == ('"1"', "Mon, 02 Nov 2026 10:00:00 GMT")
    assert site.dialled == [(PUBLIC, 80)]


def test_what_is_sent_is_honest_and_little(site, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    site.page("/a?q=%20x", Set_Cookie="a=b")
    get(site, "http://news.example/a?q=%20x#part")
    get(site, "http://news.example/a?q=%20x")
    for sent in site.headers:
        assert set(sent) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert (sent["Host"], sent["User-Agent"], sent["Accept-Encoding"]) == ("news.example", "Regesta/test", "gzip")
    assert site.asked == [("news.example", "/a?q=%20x")] * 2


@pytest.mark.parametrize(
    "inside", ["127.0.0.1", "10.0.0.1", "::1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "fe80::1"]
)
def test_a_name_that_leads_inside_is_never_dialled(site, inside):
    site.names["news.example"] = [[PUBLIC, inside]]
    assert "not on the public internet" in refused(site)
    assert site.dialled == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(site):
    """A resolver that turns inward after the check: the name is looked up once a request, and the answer is kept."""
    site.names["news.example"] = [[PUBLIC], ["127.0.0.1"]]
    site.page("/a")
    assert get(site).body == PAGE
    assert site.dialled == [(PUBLIC, 80)]
    assert "this machine" in refused(site)
    assert site.dialled == [(PUBLIC, 80)]


def test_a_redirect_to_the_same_name_is_resolved_and_checked_again(site):
    site.names["news.example"] = [[PUBLIC], ["169.254.169.254"]]
    site.page("/a", b"", 302, Location="/b")
    assert "link-local" in refused(site)
    assert (len(site.dialled), site.paths()) == (1, ["/a"])


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/", "http://2130706433/", "http://[::1]/", "http://[::ffff:7f00:1]/", "http://localhost/",
        "http://169.254.169.254/latest/meta-data/", "//10.0.0.1/", "file:///etc/passwd", "http://news.example:8080/",
        "http://u:p@news.example/", "http://inside.example/", "gopher://news.example/",
    ],
)  # fmt: skip
def test_redirects_from_public_to_private(site, location):
    site.names["inside.example"] = [["192.168.1.1"]]
    site.page("/a", b"", 301, Location=location)
    assert refused(site)
    assert site.dialled == [(PUBLIC, 80)]


def test_redirects_are_followed_so_many_times(site):
    for number in range(MAX_REDIRECTS + 2):
        site.page(f"/{number}", b"", 302, Location=f"/{number + 1}")
    site.page(f"/{MAX_REDIRECTS}")
    assert get(site, "http://news.example/0").url == f"http://news.example/{MAX_REDIRECTS}"
    site.page(f"/{MAX_REDIRECTS}", b"", 302, Location="/0")
    assert "redirects in a row" in refused(site, "http://news.example/0")


def test_every_hop_is_asked_about_before(site):
    site.page("/a", b"", 307, Location="http://other.example/b")
    site.page("/b")
    before, after = [], []
    gate = Gate("Regesta/test", outside=site.outside())
    gate.get(
        "http://news.example/a", before=before.append, after=lambda where, failed: after.append((where.host, failed))
    )
    assert [where.url for where in before] == ["http://news.example/a", "http://other.example/b"]
    assert after == [("news.example", None), ("other.example", None)]


def test_a_redirect_without_a_place_is_no_page(site):
    site.page("/a", b"", 302)
    assert "answers 302" in refused(site)


def test_what_one_site_gave_is_told_to_no_other(site):
    site.page("/a", b"", 302, Location="http://other.example/b")
    site.page("/b")
    get(site, known={"http://news.example/a": {"If-None-Match": '"x"'}})
    assert ["If-None-Match" in sent for sent in site.headers] == [True, False]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 204, 206])
def test_a_site_that_will_not(site, status):
    site.page("/a", b"", status)
    with pytest.raises(RefusedError) as caught:
        get(site)
    assert caught.value.status == status


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_site_that_cannot_now(site, status):
    site.page("/a", b"", status, Retry_After="77")
    assert later(site).after == 77.0


@pytest.mark.parametrize(
    "kind", ["image/png", "application/pdf", "application/json", "application/octet-stream", "video/mp4"]
)
def test_types_that_are_not_read(site, kind):
    site.page("/a", Content_Type=kind)
    assert kind in refused(site)


@pytest.mark.parametrize("kind", ["application/rss+xml", "text/xml;charset=x", "TEXT/PLAIN", "", "rubbish"])
def test_types_that_are_read(site, kind):
    site.page("/a", Content_Type=kind)
    assert get(site).body == PAGE


def test_more_bytes_than_may_come_by_the_header(site):
    def huge(handler):
        handler.send(200, b"x", Content_Length=str(10**12))

    site.pages["/a"] = huge
    assert "more than" in refused(site)


def endless(piece):
    def serve(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        with contextlib.suppress(OSError):
            while True:
                handler.wfile.write(piece)

    return serve


def test_a_body_without_end(site):
    site.pages["/a"] = endless(b"1000\r\n" + b"x" * 4096 + b"\r\n")
    assert "more than" in refused(site)


def test_a_chunk_header_without_end(site):
    site.pages["/a"] = endless(b"0" * 4096)
    assert later(site)


def test_headers_without_end(site):
    def serve(handler):
        with contextlib.suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                handler.wfile.write(b"X-More: " + b"x" * 4000 + b"\r\n")

    site.pages["/a"] = serve
    with pytest.raises(FetchError):
        get(site)


def test_early_answers_without_end(site):
    def serve(handler):
        with contextlib.suppress(OSError):
            while True:
                handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 200)

    site.pages["/a"] = serve
    assert "more than" in refused(site)


def dripping(head, piece):
    def serve(handler):
        with contextlib.suppress(OSError):
            handler.wfile.write(head)
            for _ in range(100):
                handler.wfile.write(piece)
                handler.wfile.flush()
                time.sleep(0.05)

    return serve


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"", b"H"), (b"HTTP/1.1 200 OK\r\n", b"X"), (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
    ids=["status", "headers", "body", "chunks"],
)  # fmt: skip
def test_a_body_that_drips_ends_at_the_deadline(site, head, piece):
    """Each byte comes in time; all together they take too long."""
    site.pages["/a"] = dripping(head, piece)
    began = time.monotonic()
    assert "in the time" in later(site, seconds=0.5).line()
    assert time.monotonic() - began < 3.0


def test_a_resolver_that_never_answers_ends_at_the_deadline(site):
    def asleep(host, port):
        time.sleep(5)
        return [PUBLIC]

    began = time.monotonic()
    assert "no address" in later(site, seconds=0.2, outside=replace(site.outside(), resolve=asleep)).line()
    assert time.monotonic() - began < 3.0


def test_a_name_that_nobody_has(site):
    def none(host, port):
        raise OSError("no such name")

    assert "no address" in later(site, outside=replace(site.outside(), resolve=none)).line()


def test_nobody_listens(site):
    def closed(address, port, seconds):
        raise ConnectionRefusedError(111, "Connection refused")

    assert "Connection refused" in later(site, outside=replace(site.outside(), dial=closed)).line()


def test_the_second_address_is_tried(site):
    site.names["news.example"] = [["2606:4700::1", PUBLIC]]
    site.page("/a")

    def first_fails(address, port, seconds):
        if address.version == 6:
            raise OSError("unreachable")
        return site.dial(address, port, seconds)

    assert get(site, outside=replace(site.outside(), dial=first_fails)).body == PAGE


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "body",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", b"HTTP/1.1 two hundred\r\n\r\n", b"rubbish", b"",
        CHUNKED + b"-1\r\nx", CHUNKED + b"ZZ\r\nx", CHUNKED + b"5\r\nab",
    ],
)  # fmt: skip
def test_broken_answers(site, body):
    def serve(handler):
        handler.wfile.write(body)
        handler.close_connection = True

    site.pages["/a"] = serve
    try:
        assert len(get(site).body) < 100  # a negative chunk is read to the end of what came
    except LaterError as error:
        assert "connection failed" in error.line()


def test_packed_pages_are_unpacked(site):
    for name, packed in (
        ("gzip", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE))),
    ):
        site.page("/a", packed, Content_Encoding=name)
        assert get(site).body == PAGE


@pytest.mark.parametrize(
    ("packed", "name"),
    [
        (gzip.compress(b"\0" * 60_000_000), "gzip"), (gzip.compress(gzip.compress(b"\0" * 60_000_000)), "gzip, gzip"),
        (zlib.compress(b"\0" * 60_000_000), "deflate"), (gzip.compress(b"\0" * 200_000), "gzip"),
        (b"x", "gzip, gzip, gzip"), (gzip.compress(PAGE)[:-20], "gzip"), (b"x", "rot13"),
    ],
    ids=["gzip", "twice", "deflate", "over the limit", "three", "cut", "unknown"],
)  # fmt: skip
def test_bombs_and_broken_packing(site, packed, name):
    site.page("/a", packed, Content_Encoding=name)
    assert refused(site)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example", "-keyout", folder / "key.pem",
         "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


def secure(site, certificate):
    """The same server behind TLS."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    trusted = ssl.create_default_context(cafile=certificate / "cert.pem")
    return server, replace(site.outside(), certificates=lambda: trusted)


@pytest.fixture
def tls(site, certificate, request):
    server, outside = secure(site, certificate)
    running = site.server
    running.socket = server.wrap_socket(running.socket, server_side=True, do_handshake_on_connect=False)
    return outside


def test_https_proves_the_name_not_the_address(site, tls):
    site.page("/a")
    assert get(site, "https://news.example/a", outside=tls).body == PAGE
    assert site.dialled == [(PUBLIC, 443)]
    assert "does not prove" in refused(site, "https://other.example/a", outside=tls)
    assert "does not prove" in refused(site, "https://news.example/a")


def test_https_never_leads_to_http(site, tls):
    site.page("/a", b"", 302, Location="http://news.example/b")
    site.page("/b")
    assert "from https to http" in refused(site, "https://news.example/a", outside=tls)
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(
    ("kind", "charset"),
    [
        ("text/html; charset=UTF-8", "UTF-8"), ("text/html;x=y;CHARSET = 'koi8-r'", "koi8-r"), ("text/html", ""),
        ("text/html; charset*=a; charset*1=b", ""), ('text/html; charset="', ""),
        ("text/html; charset*0*=utf-8''a", ""),
    ],
)  # fmt: skip
def test_the_character_set_is_told_or_passed_over(site, kind, charset):
    site.page("/a", Content_Type=kind)
    answer = get(site)
    assert (answer.media_type, answer.charset) == ("text/html", charset)
