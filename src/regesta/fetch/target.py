"""Web addresses taken apart strictly: what two programs could understand differently is refused, not repaired."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from regesta.errors import RefusedError
from regesta.fetch.address import Address, why_refused

#: Characters of an address. Browsers and servers manage 2,000 everywhere; feeds with tracking have been seen at 1,500.
MAX_LENGTH = 4000
#: The ports of the web. Another one is more often somebody's database than a newspaper.
PORTS = {"http": 80, "https": 443}

#: A feed's or a link's white space around an address is dropped; inside it is refused.
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff\ud800-\udfff]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
#: What the last label of a name must not look like, as then programs read the whole as a number: 127.1, 0x7f000001.
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
#: What stands before the last `@` of the part that names the host.
_USER = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*:[/\\]*)[^/?#\\]*@")
#: Letters that the two standards of international names map to different names (RFC 5894 section 7.2).
_DEVIATING = re.compile("[\u00df\u1e9e\u03c2\u200c\u200d]")
#: Kept as they are in a path or query; the rest is percent-encoded. `%` stays, as the address may be encoded already.
_SAFE = "/%:=&?~#+!$,;'@()*[]|"


@dataclass(frozen=True, slots=True)
class Target:
    """A web address that may be asked, as far as its letters tell.

    Attributes:
        scheme: `http` or `https`.
        host: a name in lower-case ASCII, or an address without brackets.
        port: 80 or 443.
        path: path and query as they are sent, beginning with `/`.
        literal: the address, where `host` is one.
    """

    scheme: str
    host: str
    port: int
    path: str
    literal: Address | None = None

    @property
    def site(self) -> str:
        """Host with port where it is not the scheme's own: the value of the header `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address in its one form: without a fragment, a default port or letters that ASCII lacks."""
        return f"{self.scheme}://{self.site}{self.path}"


def target(url: str) -> Target:
    """Takes a web address apart.

    Raises:
        RefusedError: it is no address of the web, or one that leads inside by its own words.
    """
    text = url.strip(" \t\r\n")
    if len(text) > MAX_LENGTH:
        raise _refused(text, f"it has more than {MAX_LENGTH} characters")
    if _FORBIDDEN.search(text):
        raise _refused(text, "white space, a control character, a backslash or half a character in it")
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        raise _refused(text, "it cannot be taken apart") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise _refused(text, "only http and https are fetched")
    if "@" in parts.netloc:
        raise _refused(text, "a name or password stands before the host")
    if port is None:
        port = PORTS[scheme]
    if port not in PORTS.values():
        raise _refused(text, "only ports 80 and 443 are asked")
    name, literal = _host(host, text, bracketed="[" in parts.netloc)
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Target(scheme, name, port, path if path.startswith("/") else f"/{path}", literal)


def redirected(origin: Target, location: str) -> Target:
    """Where a redirect leads.

    Raises:
        RefusedError: it leads where nothing may be asked, or from https to http.
    """
    try:
        joined = urljoin(origin.url, location.strip(" \t\r\n"))
    except ValueError as error:
        raise _refused(location, "the redirect cannot be understood") from error
    found = target(joined)
    if origin.scheme == "https" and found.scheme == "http":
        raise _refused(found.url, "the redirect leads from https to http")
    return found


def shown(url: str) -> str:
    """An address for people and files: without the name and password that somebody may have written into it."""
    return _USER.sub(r"\1...@", url.strip())


def _host(host: str, url: str, *, bracketed: bool) -> tuple[str, Address | None]:
    if bracketed:
        try:
            return _literal(IPv6Address(host), url)
        except AddressValueError as error:
            raise _refused(url, "the brackets hold no IPv6 address") from error
    name = _ascii(host, url).removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return _literal(IPv4Address(name), url)
        except AddressValueError as error:
            raise _refused(url, "the host is a number that is no plain IPv4 address") from error
    if not all(_LABEL.fullmatch(label) for label in labels) or len(name) > 253:
        raise _refused(url, "the host is no name of the internet")
    if len(labels) < 2:
        raise _refused(url, "a host without a dot is a name of a local network")
    return name, None


def _literal(address: Address, url: str) -> tuple[str, Address]:
    if why := why_refused(address):
        raise _refused(url, f"{address} is not public: {why}")
    return str(address), address


def _ascii(host: str, url: str) -> str:
    """The host in ASCII: full-width digits and the dots of other scripts become what every resolver takes them for."""
    if host.isascii():
        return host.lower()
    if _DEVIATING.search(host):
        raise _refused(url, "two standards read this host differently; write it in its xn-- form")
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise _refused(url, "the host is no name of the internet") from error


def _refused(url: str, why: str) -> RefusedError:
    return RefusedError(f"the address is not fetched: {why}", where=shown(url)[:200])
