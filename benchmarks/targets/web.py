"""What strangers on the web write: addresses, answers, robots.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from benchmarks.targets import Target
from benchmarks.targets.documents import read
from benchmarks.traps import STORY

#: A public address, which nothing here connects to.
_PUBLIC = "93.184.216.34"
_URL = "https://a.example/news?page=1"


def _address(data: bytes) -> None:
    """An address, also as a redirect: what is taken has one form, which is taken as it is."""
    from regesta.errors import RefusedError  # noqa: PLC0415
    from regesta.fetch.target import redirected, shown, target  # noqa: PLC0415

    text = data.decode("utf-8", "surrogateescape")
    shown(text)
    for way in (target, lambda url: redirected(target(_URL), url)):
        try:
            found = way(text)
        except RefusedError as error:
            error.line()
            continue
        assert target(found.url) == found, "an address has two forms"
        sent = f"{found.site}{found.path}"
        assert sent.isascii() and sent.isprintable() and " " not in sent, "an address that cannot be sent"
        assert found.port in (80, 443) and found.path.startswith("/") and "." in found.host + ".", (
            "no address of the web"
        )


def _addresses() -> list[bytes]:
    known = (
        _URL, "http://a.example:80/a%20b#c", "//b.example/x", "../y?z", "http://[2606:4700::1111]/", "http://1.1.1.1/", "HTTP://A.Example./",
        "http://bücher.example/ß", "http://a:b@c.example/", "http://0x7f.1/", "http://127.0.0.1/", "http://a。example/", "mailto:a@b", "?q",
    )  # fmt: skip
    return [one.encode() for one in known]


def _robots(data: bytes) -> None:
    """A robots.txt: its patterns fit what a plain reading of RFC 9309 says that they fit."""
    from regesta.fetch.robots import MAX_DELAY, read_rules  # noqa: PLC0415

    rules = read_rules(data)
    assert 0 <= rules.delay <= MAX_DELAY and rules.allow("/robots.txt"), "a rule that holds nobody can keep"
    patterns = [pattern for pattern, _ in rules.paths if pattern.count("*") < 4 and len(pattern) < 200][:20]
    for path in ["/", *(pattern.replace("*", "a/b").removesuffix("$") for pattern in patterns)]:
        rules.allow(path)
        for pattern in patterns:
            alone = replace(rules, paths=((pattern, False),)).allow(path)
            assert alone != _fits(pattern, path) or path == "/robots.txt", f"{pattern!r} and {path!r}"


def _fits(pattern: str, path: str) -> bool:
    """A pattern as a regular expression."""
    from regesta.fetch.robots import _plain  # noqa: PLC0415

    ended = pattern.endswith("$")
    middle = ".*".join(re.escape(part) for part in pattern.removesuffix("$").split("*"))
    return re.match(middle + (r"\Z" if ended else ""), _plain(path), re.DOTALL) is not None


class _Socket:
    """A connection that answers with these bytes, whatever it is asked."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def recv_into(self, buffer: Any) -> int:
        piece = self._data[self._at : self._at + min(len(buffer), 999)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def settimeout(self, seconds: float) -> None:
        assert seconds > 0

    def sendall(self, data: bytes) -> None:
        assert data.startswith(b"GET /") or b"\r\n" in data

    def close(self) -> None:
        pass

    def __enter__(self) -> _Socket:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class _Certificates:
    """Any site proves itself."""

    def wrap_socket(self, sock: _Socket, *, server_hostname: str) -> _Socket:
        assert server_hostname
        return sock


def _answer(data: bytes) -> None:
    """What a site answers: through the gate, then as a page and as a feed."""
    from regesta.errors import FetchError, LaterError, RefusedError  # noqa: PLC0415
    from regesta.fetch.fetcher import Fetched  # noqa: PLC0415
    from regesta.fetch.gate import TYPES, Gate  # noqa: PLC0415
    from regesta.fetch.pages import Asking, Round  # noqa: PLC0415
    from regesta.fetch.wire import Outside  # noqa: PLC0415

    outside: Any = Outside(
        resolve=lambda host, port: [_PUBLIC], dial=lambda address, port, seconds: _Socket(data),  # type: ignore[arg-type, return-value]
        certificates=_Certificates, clock=lambda: 1.7e9, sleep=lambda seconds: None, chance=lambda: 0.5,
    )  # fmt: skip
    asked = 0

    class Fetcher:
        """The gate without notes and pauses."""

        def page(self, url: str, **_: object) -> Fetched:
            """A page as it is now."""
            nonlocal asked
            asked += 1
            if asked > 6:
                raise LaterError("enough")
            try:
                answer = Gate("agent", outside=outside).get(
                    url,
                    before=lambda where: None,
                    after=lambda where, failed: None,
                    known={_URL: {"If-None-Match": "x"}},
                )
            except FetchError as error:
                assert error.line() and (not isinstance(error, LaterError) or 0 <= error.after < 1e6)
                raise
            assert answer.status in (200, 304) and answer.media_type in TYPES, "an answer that is not read"
            assert (answer.etag + answer.modified).isprintable(), "a header that cannot be sent"
            if answer.status == 304:
                raise RefusedError("nothing is known of it")
            day = date(2024, 5, 1)
            return Fetched(url, answer.url, answer.body, answer.media_type, answer.charset, day, True)

        def noted(self, url: str) -> None:
            """Nothing."""

    asking = Asking(Fetcher(), lambda digest: False, outside, lambda words: None)  # type: ignore[arg-type]
    url, count = "http://a.example/news", Round()
    for item in _all(asking, url, count):
        read(item)


def _all(asking: Any, url: str, count: Any) -> Iterator[object]:
    yield from asking.pages([url], count)
    yield from asking.feeds([url], count, entries_only=True)
    yield from asking.feeds([url], count, entries_only=False)


def _answers() -> list[bytes]:
    import gzip  # noqa: PLC0415

    page = f"<html><head><title>Talks</title></head><body><h1>Talks</h1><p>{STORY}</p></body></html>".encode()
    feed = f"<rss><channel><item><title>T</title><link>http://a.example/1</link><description>{STORY}</description></item></channel></rss>"
    html, line = "Content-Type: text/html; charset=utf-8", "HTTP/1.1 200 OK\r\n"
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    made = {
        f"{line}{html}\r\nETag: \"a\"\r\nContent-Length: {len(page)}\r\n\r\n": page, f"{line}{html}\r\nTransfer-Encoding: chunked\r\n\r\n": chunks,
        f"{line}{html}\r\nContent-Encoding: gzip\r\n\r\n": gzip.compress(page), f"{line}Content-Type: application/rss+xml\r\n\r\n": feed.encode(),
        "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\n": b"", "HTTP/1.1 503 Busy\r\nRetry-After: Fri, 03 May 2024 10:00:00 GMT\r\n\r\n": b"",
        "HTTP/1.1 304 Not Modified\r\n\r\n": b"", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 No\r\n\r\n": b"", f"{line}\r\n": STORY.encode(),
        "HTTP/1.1 429 Slow\r\nRetry-After: 120\r\n\r\n": b"", "HTTP/1.1 302 Found\r\nLocation: https://b.example/?q#f\r\n\r\n": b"",
    }  # fmt: skip
    return [head.encode() + body for head, body in made.items()]


TARGETS = {
    "address": Target(_address, _addresses),
    "answer": Target(_answer, _answers),
    "robots": Target(
        _robots,
        lambda: [
            b"User-agent: *\nDisallow: /a*b$\nAllow: /a/b\nCrawl-delay: 2.5\n\nUser-agent: Regesta/1\nDisallow: /%2A?q=*&x\n",
            b"User-agent: *\r\nDisallow: /*.pdf$\r\nDisallow: /$\r\nDisallow:\r\nAllow: *\r\nDisallow: /caf\xc3\xa9 # words\r\n",
        ],
    ),
}
