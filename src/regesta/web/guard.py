"""Who may ask, from where, how much at once, and what every answer says to the browser.

The server listens on this machine, where other users, other programs and any page open in a browser can reach it too.
So every request must name the server by a name of its own (else a foreign name that was pointed here, DNS rebinding,
would do), must not come from another site (cross-site requests), and must carry the token made at the start. What the
register holds was written by strangers: the policy lets a page run and load nothing but the files of this server.
"""

from __future__ import annotations

import hmac
import secrets
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from regesta.web.answers import failure

#: Bytes of a body: a decision with every field takes a few thousand.
MOST_BYTES = 64 * 1024
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "worker-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_WELCOME = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Regesta</title>
<h1>Regesta</h1><p>This page is for whoever started it. Open the address that <code>regesta serve</code> has printed;
if you have just done so, <a href="/">go on</a>.</p></html>"""


@dataclass(slots=True)
class Access:
    """Who may ask.

    Attributes:
        token: in the printed address, in the cookie it becomes, or as `Authorization: Bearer`.
        names: the host names by which this server may be called, without ports.
        cookie: the cookie's name; servers on other ports of this machine share the jar.
        once: a token that opens the page a single time: a browser is started with it, and every user of the machine
            can see how programs are started.
    """

    token: str
    names: frozenset[str]
    cookie: str = "regesta"
    once: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def knows(self, token: str) -> bool:
        """Whether it is the token; takes equally long for every wrong one."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode())

    def admits(self, token: str) -> bool:
        """Whether the page may be opened with it."""
        if self.once and hmac.compare_digest(token.encode("utf-8", "replace"), self.once.encode()):
            self.once = ""
            return True
        return self.knows(token)


class TooMuch(Exception):  # noqa: N818 (no error: it says what came)
    """More bytes than a body may have."""


def complain() -> None:
    """Tells a defect to whoever runs the server, never to who asked."""
    traceback.print_exc(file=sys.stderr)


class Guard:
    """Stands before all routes."""

    def __init__(self, app: ASGIApp, access: Access, *, defect: Callable[[], None] = complain) -> None:
        self._app, self._access, self._defect = app, access, defect

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request itself or lets it through; whatever goes out carries the headers."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        sender = _Sender(send)
        if refusal := self._refusal(scope, Headers(scope=scope)):
            await refusal(scope, receive, sender)
            return
        try:
            await self._app(scope, _counted(receive), sender)
        except TooMuch:
            await sender.instead(failure(413, "E413", f"the body has more than {MOST_BYTES} bytes"), scope, receive)
        except Exception:
            self._defect()
            await sender.instead(
                failure(500, "E500", "a defect of Regesta; it is told where the server runs"), scope, receive
            )

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        api, method = (scope["path"] + "/").startswith("/api/"), scope["method"]
        if not self._is_called_by_name(headers):
            return failure(403, "E403", "asked under a foreign name", mend="use the address that was printed")
        if _is_foreign(headers, api=api, safe=method in SAFE):
            return failure(403, "E403", "asked from another site", mend="use the address that was printed")
        length = headers.get("content-length", "0")
        if not (length.isdecimal() and len(length) < 12 and int(length) <= MOST_BYTES):
            return failure(413, "E413", f"the body has more than {MOST_BYTES} bytes")
        token = dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("token")
        if token is not None and not api and method == "GET" and self._access.admits(token):
            return self._entry(scope)
        if self._has_token(headers, safe=method in SAFE):
            return None
        if api or method != "GET":
            told = failure(
                401,
                "E401",
                "no token, or another one",
                mend="open the address that was printed, or send it as Authorization: Bearer",
            )
            told.headers["WWW-Authenticate"] = "Bearer"
            return told
        return HTMLResponse(_WELCOME, status_code=401)

    def _is_called_by_name(self, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        return len(hosts) == 1 and _name(hosts[0]) in self._access.names

    def _has_token(self, headers: Headers, *, safe: bool) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._access.knows(given.strip())
        # A cookie goes along with whatever a browser is made to send, so it alone changes nothing.
        if not safe and "sec-fetch-site" not in headers and "origin" not in headers:
            return False
        return self._access.knows(cookie_parser(headers.get("cookie", "")).get(self._access.cookie, ""))

    def _entry(self, scope: Scope) -> Response:
        """The same address without the token, with the cookie."""
        rest = [(key, value) for key, value in parse_qsl(scope["query_string"].decode("latin-1")) if key != "token"]
        # One slash and no other: two would name a host.
        path = "/" + quote(scope["path"].lstrip("/\\"), safe="/")
        answer = RedirectResponse(path + (f"?{urlencode(rest)}" if rest else ""), status_code=303)
        answer.set_cookie(self._access.cookie, self._access.token, httponly=True, samesite="strict", path="/")
        return answer


def _name(host: str) -> str:
    """The name in a Host header, without its port, in lower case; "" when it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_foreign(headers: Headers, *, api: bool, safe: bool) -> bool:
    """Whether a browser says that another site made the request.

    Following a link from anywhere to the page is no harm, as it shows nothing without the cookie.
    """
    origin = headers.get("origin")
    if origin is not None and _host_of(origin) != headers.get("host", "").lower():
        return True
    site = headers.get("sec-fetch-site", "none")
    if site in ("same-origin", "none"):
        return False
    return api or not safe or headers.get("sec-fetch-mode") != "navigate"


def _host_of(origin: str) -> str:
    """Host and port of an Origin header; "" when it is none."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return ""
    return parts.netloc.lower() if parts.scheme in ("http", "https") else ""


def _counted(receive: Receive) -> Receive:
    taken = 0

    async def one() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise TooMuch
        return message

    return one


class _Sender:
    """Adds the headers to what goes out, and knows whether something has."""

    def __init__(self, send: Send) -> None:
        self._send, self._begun = send, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if "cache-control" not in headers:
                headers["Cache-Control"] = "no-store"
        await self._send(message)

    async def instead(self, answer: Response, scope: Scope, receive: Receive) -> None:
        """Another answer, if none has begun."""
        if not self._begun:
            await answer(scope, receive, self)
