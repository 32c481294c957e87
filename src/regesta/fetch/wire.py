"""One request on one connection: to an address that was checked, within a time and a number of bytes.

No proxy of the environment, no cookies, no credentials: the standard library's `http.client` adds none by itself. The
connection goes to the address that was checked, whatever the name leads to a moment later; the certificate is that of
the name.
"""

from __future__ import annotations

import http.client
import io
import random
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Any

from regesta.errors import LaterError, RefusedError
from regesta.fetch.address import Address
from regesta.fetch.target import Target

#: Takes a host and a port to the addresses that the name has now, in the order in which they should be tried.
Resolve = Callable[[str, int], Sequence[str]]
#: Opens a connection to an address and a port within so many seconds.
Dial = Callable[[Address, int, float], socket.socket]

#: Seconds for one address to take up a connection, so that a second address of the name has its chance.
_CONNECTING = 10.0
#: Bytes of status line and headers. Real answers have 1 to 8 KB.
_MAX_HEAD = 1 << 18


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back.

    Attributes:
        status: of HTTP.
        headers: by lower-case name; of a header that is repeated, the first.
        body: as it was sent, its transfer encoding undone, its content encoding not.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class Deadline:
    """A moment until which everything has to be done, measured by a clock that nobody sets back."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, above 0.

        Raises:
            TimeoutError: there are none.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time is over")
        return left


class _Wire(io.RawIOBase):
    """The reading side of a socket that minds the deadline at every read and counts all bytes, headers included."""

    def __init__(self, sock: socket.socket, deadline: Deadline, limit: int) -> None:
        self._sock, self._deadline, self._left = sock, deadline, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._sock.settimeout(self._deadline.left())
        count = self._sock.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise _TooMuchError
        return count


class _TooMuchError(Exception):
    """More bytes than may come."""


class _Guarded:
    """What `http.client` needs of a socket, with the reading side guarded."""

    def __init__(self, sock: socket.socket, deadline: Deadline, limit: int) -> None:
        self._sock, self._deadline, self._limit = sock, deadline, limit

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        return io.BufferedReader(_Wire(self._sock, self._deadline, self._limit))

    def sendall(self, data: Any) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def close(self) -> None:
        """Nothing: the library closes a socket before it reads the last answer, and whoever opened it closes it."""


def ask(
    where: Target,
    addresses: Sequence[Address],
    headers: Mapping[str, str],
    *,
    deadline: Deadline,
    limit: int,
    dial: Dial,
    context: ssl.SSLContext,
) -> Reply:
    """Asks for a page.

    Args:
        where: the page.
        addresses: of its host, all of them checked.
        headers: to be sent besides `Host`.
        deadline: for everything from the connection to the last byte.
        limit: bytes of the body as it travels.
        dial, context: how connections are made and certificates checked.

    Raises:
        LaterError: no answer, or a broken one.
        RefusedError: more bytes than may come, or a certificate that does not prove the host.
    """
    try:
        sock = _connect(where, addresses, deadline, dial, context)
        with sock:
            return _exchange(where, headers, _Guarded(sock, deadline, limit + _MAX_HEAD), limit)
    except _TooMuchError:
        raise _too_much(where, limit) from None
    except TimeoutError as error:
        raise LaterError("no whole answer in the time that one may take", where=where.url) from error
    except ssl.SSLCertVerificationError as error:
        why = f"the certificate does not prove the site: {error.verify_message}"
        raise RefusedError(why, where=where.url) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise LaterError(f"the connection failed: {_words(error)}", where=where.url) from error


def _connect(
    where: Target, addresses: Sequence[Address], deadline: Deadline, dial: Dial, context: ssl.SSLContext
) -> socket.socket:
    """The first address that takes up a connection; for https with the certificate of the name."""
    failed: OSError = OSError("no address")
    for address in addresses:
        try:
            sock = dial(address, where.port, min(_CONNECTING, deadline.left()))
        except OSError as error:
            failed = error
            continue
        if where.scheme == "http":
            return sock
        try:
            sock.settimeout(deadline.left())
            return context.wrap_socket(sock, server_hostname=where.host)
        except BaseException:
            sock.close()
            raise
    raise failed


def _exchange(where: Target, headers: Mapping[str, str], sock: _Guarded, limit: int) -> Reply:
    connection = http.client.HTTPConnection(where.host, where.port)
    connection.sock = sock  # the library would look the name up once more
    connection.auto_open = 0
    connection.putrequest("GET", where.path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": where.site, **headers, "Connection": "close"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    with connection.getresponse() as response:
        found: dict[str, str] = {}
        for name, value in response.getheaders():
            found.setdefault(name.lower(), value)
        if response.status != http.client.OK:
            return Reply(response.status, found, b"")  # what stands in a refusal or a redirect is nobody's report
        if response.length is not None and response.length > limit:
            raise _TooMuchError
        body = response.read(limit + 1)
        if len(body) > limit:
            raise _TooMuchError
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return Reply(response.status, found, body)


def _too_much(where: Target, limit: int) -> RefusedError:
    return RefusedError(f"the answer has more than {limit // 1_000_000} MB", where=where.url)


def _words(error: BaseException) -> str:
    """A library's complaint in few words, without what a server wrote."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__


def dial(address: Address, port: int, seconds: float) -> socket.socket:
    """A connection to exactly this address.

    Raises:
        OSError: there is none, or it is somewhere else.
    """
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.settimeout(seconds)
        sock.connect((str(address), port))
        if ip_address(sock.getpeername()[0]) != address:
            raise OSError("the connection leads to another address")
    except BaseException:
        sock.close()
        raise
    return sock


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, by this machine's resolver.

    Raises:
        OSError: it has none, or nobody answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def in_time(resolve: Resolve, host: str, port: int, deadline: Deadline) -> Sequence[str]:
    """Asks a resolver, which has no time limit of its own.

    Raises:
        OSError: as the resolver.
        TimeoutError: it takes too long; it is left behind in a thread that keeps nothing alive.
    """
    answers: list[Sequence[str]] = []
    errors: list[OSError] = []

    def work() -> None:
        try:
            answers.append(resolve(host, port))
        except UnicodeError:
            errors.append(OSError("no name of the internet"))
        except OSError as error:
            errors.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if errors:
        raise errors[0]
    if not answers:
        raise TimeoutError("the resolver takes too long")
    return answers[0]


@cache
def certificates() -> ssl.SSLContext:
    """Certificates as the system trusts them, names checked, TLS 1.2 or later."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@dataclass(frozen=True, slots=True)
class Outside:
    """Everything by which fetching touches the world, so that a test can bring a world of its own.

    Attributes:
        resolve, dial, certificates: how names, connections and trusted certificates are had.
        clock: seconds since 1970.
        sleep: waits so many seconds.
        chance: a number from 0 to below 1.
    """

    resolve: Resolve = resolve
    dial: Dial = dial
    certificates: Callable[[], ssl.SSLContext] = certificates
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


#: The world as it is.
OUTSIDE = Outside()
