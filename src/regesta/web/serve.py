"""Listening: an address of this machine, a token, a server that ends when it is told to."""

from __future__ import annotations

import ipaddress
import logging
import os
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from regesta.assembly.registers import live_register
from regesta.errors import BadValueError
from regesta.web.app import create_app
from regesta.web.desk import Desk
from regesta.web.guard import Access

#: Names by which a browser on this machine calls it.
_HERE = ("127.0.0.1", "localhost", "::1")
#: Seconds for answers under way when the server is told to end.
_GRACE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to listen.

    Attributes:
        host: an address of this machine.
        port: 0 for any that is free.
        names: further names by which the server may be called; they allow a host that others can reach.
    """

    host: str = "127.0.0.1"
    port: int = 0
    names: Sequence[str] = ()


def serve(root: Path, place: Place, *, browser: bool, ready: Callable[[str], None]) -> None:
    """Serves a register until a signal ends it.

    Args:
        root: the register's folder.
        place: where to listen.
        browser: whether to open a browser.
        ready: is told the address, token included, once it can be opened.

    Raises:
        BadValueError: the place cannot be listened at, or others could reach it and nobody said that they may.
        MissingPathError, RegisterError: the register cannot be opened.
    """
    with _listening(place) as listening:
        host, port = listening.getsockname()[:2]
        live = live_register(root)
        names = frozenset({*(_HERE if _is_loopback(place.host) else (host,)), *(name.lower() for name in place.names)})
        access = Access(secrets.token_urlsafe(32), names, cookie=f"regesta-{port}")
        address = f"http://{_in_address(place.names[0] if place.names and host in _ANY else host)}:{port}/?token="
        # Defects are told by the guard; what clients do wrong is no news.
        logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
        desk = Desk(live)
        server = _Server(lambda: _begin(address, access, browser=browser, ready=ready), create_app(desk, access))
        try:
            server.run(sockets=[listening])
        finally:
            desk.ended.set()
            live.close()


_ANY = ("0.0.0.0", "::")


def _begin(address: str, access: Access, *, browser: bool, ready: Callable[[str], None]) -> None:
    ready(address + access.token)
    if browser:
        threading.Thread(target=webbrowser.open, args=(address + access.once,), daemon=True).start()


class _Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, begun: Callable[[], None], app: object) -> None:
        super().__init__(
            uvicorn.Config(
                app,  # type: ignore[arg-type]
                log_config=None,
                access_log=False,
                lifespan="off",
                ws="none",
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        self._begun = begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begins to listen, then says so."""
        await super().startup(sockets)
        self._begun()


def _listening(place: Place) -> socket.socket:
    if not _is_loopback(place.host) and not place.names:
        raise BadValueError(
            f"{place.host} can be reached from other machines, without encryption",
            where="--host",
            mend="leave it at 127.0.0.1, or say by which name they may: --allow-host NAME",
        )
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    # With the protocol named, asyncio sends small answers at once; else each waits 40 ms for one more.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((place.host, place.port))
        return listening
    except (OSError, OverflowError) as error:
        listening.close()
        told = getattr(error, "strerror", None) or str(error)
        where = f"{_in_address(place.host)}:{place.port}"
        raise BadValueError(f"cannot listen: {told}", where=where, mend="give another --port, or 0") from error


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
