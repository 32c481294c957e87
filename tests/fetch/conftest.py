"""A web of our own: a real HTTP server on this machine, behind a resolver and a dialler that a test controls.

The gate sees names and public addresses and checks them as ever; only the last step, opening the connection, leads to
the server of the test.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from regesta.fetch.wire import Outside

PUBLIC = "93.184.215.14"
PAGE = (
    b"<html><head><title>Arms for Westland</title></head><body><article><h1>Arms for Westland</h1><p>"
    + b"Northland helped Westland in 2020, officials of both countries said on Tuesday in the capital. " * 3
    + b"</p></article></body></html>"
)
Serve = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the test's site says; every request is written down."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        host = self.headers["Host"]
        site.asked.append((host, self.path))
        site.headers.append(dict(self.headers))
        serve = site.pages.get(f"{host}{self.path}") or site.pages.get(self.path)
        if serve is None:
            self.send(404, b"gone")
        else:
            serve(self)

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "text/html",
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }.items():
            self.send_header(name, value)
        if "Content-Length" not in {name.replace("_", "-") for name in headers}:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up in the middle is what many tests are about."""


@dataclass
class Site:
    """Pages by path, or by host and path; what was asked; the clock, which only sleeping moves."""

    port: int
    pages: dict[str, Serve] = field(default_factory=dict)
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    now: float = 1_800_000_000.0
    server: ThreadingHTTPServer | None = None

    def page(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> None:
        self.pages[path] = lambda handler: handler.send(status, body, **headers)

    def turns(self, path: str, *serve: Serve) -> None:
        """Another answer each time; the last one stays."""
        left = list(serve)
        self.pages[path] = lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler)

    def resolve(self, host: str, port: int) -> list[str]:
        answers = self.names.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def dial(self, address: object, port: int, seconds: float) -> socket.socket:
        self.dialled.append((str(address), port))
        return socket.create_connection(("127.0.0.1", self.port), seconds)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def outside(self) -> Outside:
        return Outside(
            resolve=self.resolve, dial=self.dial, clock=lambda: self.now, sleep=self.sleep, chance=lambda: 0.5
        )

    def paths(self) -> list[str]:
        """What was asked, robots.txt left out."""
        return [path for _, path in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    server = _Server(("127.0.0.1", 0), Handler)
    made = Site(server.server_address[1])
    made.server = server
    server.site = made  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()
