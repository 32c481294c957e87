"""The gate: every request to the web passes here, and every redirect passes again.

address ─ taken apart ─ robots and pause (`before`) ─ resolved ─ every address checked ─ asked at that very address
   ▲                                                                                             │
   └──────────────────────────────────── redirect, at most five ◀────────────────────────────────┘
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from regesta.errors import LaterError, RefusedError
from regesta.fetch.address import Address, checked
from regesta.fetch.politeness import wait_asked
from regesta.fetch.target import Target, redirected, target
from regesta.fetch.wire import OUTSIDE, Deadline, Outside, Reply, ask, in_time
from regesta.text.bounded import MAX_DOCUMENT
from regesta.text.encodings import undo_encodings
from regesta.text.refusals import Refusal

#: Redirects in a row (the Fetch standard allows 20; five is what RFC 9309 asks for robots.txt, and pages need three).
MAX_REDIRECTS = 5
#: Seconds for one answer, from the look-up of the name to the last byte. A page of 5 MB at 1 Mbit/s takes 40.
SECONDS = 60.0
#: What is read: pages, plain text and feeds. An answer without a type is judged by its content, as a file would be.
TYPES = frozenset((
    "text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/atom+xml",
    "application/rdf+xml", "application/xml", "text/xml", "",
))  # fmt: skip
#: A character set among the parameters of a `Content-Type`. Read plainly: the standard library's reader of parameters
#: stumbles over some that are numbered.
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]{1,40})""", re.I | re.A)
_REDIRECTS = (301, 302, 303, 307, 308)
#: Answers by which a site asks to come back later.
_BUSY = (408, 425, 429, 500, 502, 503, 504)


class Before(Protocol):
    """Asked before every request, also those that a redirect leads to."""

    def __call__(self, where: Target, /) -> None:
        """Waits as long as the site is to be left alone.

        Raises:
            RefusedError: the site does not want it.
            LaterError: the pause is too long to wait for.
        """


class After(Protocol):
    """Told after every request how it went."""

    def __call__(self, where: Target, failed: LaterError | None, /) -> None:
        """Takes in that the site answered, or in which way it did not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as it came.

    Attributes:
        url: where it was at last.
        status: 200 or 304.
        media_type: in lower case without parameters, "" if the site said none.
        charset: that the site said, "" if none.
        etag, modified: by which to ask whether it has changed; "" if the site gave none.
        body: the bytes with content encodings undone; empty for 304.
    """

    url: str
    status: int
    media_type: str
    charset: str
    etag: str
    modified: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Gate:
    """Fetches, within the rules.

    Attributes:
        agent: how Regesta names itself to sites.
        seconds: for one answer, from the look-up of the name to the last byte.
        limit: bytes of a page, as it travels and unpacked.
        outside: how names, connections and certificates are had.
    """

    agent: str
    seconds: float = SECONDS
    limit: int = MAX_DOCUMENT
    outside: Outside = OUTSIDE

    def get(
        self,
        url: str,
        *,
        before: Before,
        after: After,
        known: Mapping[str, Mapping[str, str]] | None = None,
        types: frozenset[str] = TYPES,
    ) -> Answer:
        """Fetches a page.

        Args:
            url: its address.
            before, after: asked and told around every request.
            known: headers of a conditional request (`If-None-Match`, `If-Modified-Since`) by the address that is
                asked: what one site gave is told to no other.
            types: media types that may come.

        Raises:
            RefusedError: it must not be fetched, or the site says that it is not there.
            LaterError: not now.
        """
        where = target(url)
        for _ in range(MAX_REDIRECTS + 1):
            before(where)
            try:
                reply = self._ask(where, (known or {}).get(where.url, {}))
            except LaterError as error:
                after(where, error)
                raise
            after(where, None)
            if reply.status not in _REDIRECTS or "location" not in reply.headers:
                return self._answer(where, reply, types)
            where = redirected(where, reply.headers["location"])
        raise RefusedError(f"more than {MAX_REDIRECTS} redirects in a row", where=url)

    def _ask(self, where: Target, known: Mapping[str, str]) -> Reply:
        deadline = Deadline(self.seconds)
        addresses = self._addresses(where, deadline)
        headers = {
            "User-Agent": self.agent,
            "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/*;q=0.8",
            "Accept-Encoding": "gzip",
            **known,
        }
        reply = ask(
            where, addresses, headers,
            deadline=deadline, limit=self.limit, dial=self.outside.dial, context=self.outside.certificates(),
        )  # fmt: skip
        if reply.status in _BUSY:
            why = f"the site answers {reply.status}: it is busy or has a fault"
            raise LaterError(
                why, where=where.url, after=wait_asked(reply.headers.get("retry-after", ""), self.outside.clock())
            )
        return reply

    def _addresses(self, where: Target, deadline: Deadline) -> list[Address]:
        if where.literal is not None:
            return [where.literal]
        try:
            answers = in_time(self.outside.resolve, where.host, where.port, deadline)
        except (OSError, TimeoutError) as error:
            raise LaterError(f"no address is known for {where.host}", where=where.url) from error
        addresses, why = checked(answers)
        if why:
            raise RefusedError(f"{where.host} is not on the public internet: {why}", where=where.url)
        return addresses

    def _answer(self, where: Target, reply: Reply, types: frozenset[str]) -> Answer:
        if reply.status not in (200, 304):
            raise RefusedError(f"the site answers {reply.status}", where=where.url, status=reply.status)
        media_type, charset = _media(reply.headers.get("content-type", ""))
        body = reply.body
        if reply.status == 200:
            if media_type not in types:
                raise RefusedError(f"it is {media_type[:60]!r}, which is not read", where=where.url)
            undone = undo_encodings(body, transfer="", content=reply.headers.get("content-encoding", ""))
            if isinstance(undone, Refusal):
                raise RefusedError(undone.detail, where=where.url)
            if len(undone) > self.limit:
                raise RefusedError(f"the page has more than {self.limit // 1_000_000} MB", where=where.url)
            body = undone
        etag, modified = reply.headers.get("etag", ""), reply.headers.get("last-modified", "")
        return Answer(where.url, reply.status, media_type, charset, _sendable(etag), _sendable(modified), body)


def _media(value: str) -> tuple[str, str]:
    """Media type and character set of a `Content-Type`."""
    media_type, charset = value[:200].partition(";")[0].strip().lower(), _CHARSET.search(value[:200])
    return media_type if media_type.count("/") == 1 else "", charset[1] if charset else ""


def _sendable(value: str) -> str:
    """A header's value that can be sent back; "" for one that is too long or not plain."""
    return value if len(value) <= 500 and value.isascii() and value.isprintable() else ""
