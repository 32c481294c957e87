"""Pages from the web with manners: robots, pauses, and no page sent again that has not changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from regesta.errors import LaterError, RefusedError
from regesta.fetch.gate import TYPES, Answer, Gate
from regesta.fetch.politeness import PAUSE, Manners
from regesta.fetch.robots import ALL, Rules, read_rules
from regesta.fetch.state import Note, State
from regesta.fetch.target import Target, target

#: Seconds for which a robots.txt is remembered (RFC 9309 section 2.4: a day).
ROBOTS_AGE = 86400.0

#: Stamps of one page: what so many feeds say of it, or one feed in so many versions.
MAX_STAMPS = 16

#: The bytes of a capture by their digest; None where the register has none.
Stored = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it is now.

    Attributes:
        url: as it was asked for.
        final: where it was at last.
        data: its bytes, content encodings undone.
        media_type, charset: what the site said.
        day: when it was asked, in UTC.
        changed: whether it came anew; False where the site said that it has not changed.
    """

    url: str
    final: str
    data: bytes
    media_type: str
    charset: str
    day: date
    changed: bool


class Fetcher:
    """Fetches pages through the gate, politely."""

    def __init__(self, gate: Gate, state: State, manners: Manners, stored: Stored, clock: Callable[[], float]) -> None:
        self._gate, self._state, self._manners = gate, state, manners
        self._stored, self._clock = stored, clock
        self._rules_of: dict[str, tuple[float, Rules]] = {}

    def page(self, url: str, *, keep: bool = False, stamp: str = "", tries: int = 1) -> Fetched:
        """A page as it is now.

        Args:
            url: its address.
            keep: keeps its bytes with the notes: for a feed, which is no capture of the register.
            stamp: what led here, noted for whoever asks `noted`.
            tries: how often it is asked when the site has no answer, with pauses in between.

        Raises:
            RefusedError: it must not be fetched, or the site will not give it. This is noted.
            LaterError: not now.
        """
        where = target(url)
        note = self._state.page(where.url)
        stamp = _stamps(note, stamp)
        held = (note.body or self._stored(note.sha256)) if note and note.sha256 else None
        known = {note.final: _conditions(note)} if note and held is not None else {}
        try:
            answer = self._tried(where, known, tries)
        except RefusedError as error:
            last = note or Note(where.url, 0.0)
            self._state.keep(replace(last, at=self._clock(), stamp=stamp, refused=error.what, status=error.status))
            raise
        return self._taken(where, note, held, answer, keep=keep, stamp=stamp)

    def noted(self, url: str) -> Note | None:
        """What is known of a page without asking for it; None when it was never asked or is no address."""
        try:
            return self._state.page(target(url).url)
        except RefusedError:
            return None

    def _tried(self, where: Target, known: Mapping[str, Mapping[str, str]], tries: int) -> Answer:
        while True:
            try:
                return self._gate.get(where.url, before=self._before, after=self._after, known=known)
            except LaterError as error:
                tries -= 1
                if tries <= 0 or error.waiting:
                    raise

    def _taken(
        self, where: Target, note: Note | None, held: bytes | None, answer: Answer, *, keep: bool, stamp: str
    ) -> Fetched:
        now = self._clock()
        if answer.status == 304:
            if note is None or held is None or answer.url != note.final:
                raise RefusedError("the site says that nothing has changed, and was not asked", where=where.url)
            kept, data = replace(note, at=now, stamp=stamp, refused="", status=200), held
        else:
            data = answer.body
            kept = Note(
                where.url, now, answer.url, answer.media_type, answer.charset, answer.etag, answer.modified,
                hashlib.sha256(data).hexdigest(), data if keep else None, stamp, "", answer.status,
            )  # fmt: skip
        self._state.keep(kept)
        day = datetime.fromtimestamp(now, UTC).date()
        return Fetched(where.url, kept.final, data, kept.media_type, kept.charset, day, answer.status == 200)

    def _before(self, where: Target) -> None:
        """Asks the site's robots.txt, then waits for its pause."""
        rules = self._rules(where)
        if not rules.allow(where.path):
            mend = "ask the site's owner, or save the page from a browser and read the file"
            raise RefusedError("the site's robots.txt does not allow it", where=where.url, mend=mend)
        self._manners.wait(where, max(PAUSE, rules.delay))

    def _after(self, where: Target, failed: LaterError | None) -> None:
        self._manners.told(where, failed, max(PAUSE, self._rules(where).delay))

    def _rules(self, where: Target) -> Rules:
        url, oldest = f"{where.scheme}://{where.site}/robots.txt", self._clock() - ROBOTS_AGE
        at, rules = self._rules_of.get(url, (oldest, ALL))
        if at <= oldest:
            note = self._state.page(url)
            if note is None or note.at <= oldest:
                note = self._robots(url)
            rules = read_rules(note.body) if note.body else ALL
            self._rules_of[url] = note.at, rules
        return rules

    def _robots(self, url: str) -> Note:
        """A site's robots.txt, asked anew. A site that has none (4xx) allows everything; one that is silent, nothing.

        Raises:
            LaterError: no answer: until there is one, nothing of the site may be asked (RFC 9309 section 2.3.1.4).
            RefusedError: it is not on the public internet.
        """
        types = TYPES | {"application/octet-stream"}
        note = Note(url, self._clock())
        try:
            answer = self._gate.get(url, before=self._manners.wait, after=self._manners.told, types=types)
            note = replace(note, final=answer.url, status=answer.status, body=answer.body)
        except RefusedError as error:
            if not 400 <= error.status < 500:
                raise
            note = replace(note, status=error.status)
        self._state.keep(note)
        return note


def _stamps(note: Note | None, stamp: str) -> str:
    """The stamps of a page with one more: several feeds can lead to one page, each in its own words."""
    known = note.stamp.split() if note else []
    return " ".join([*(one for one in known if one != stamp), stamp][-MAX_STAMPS:]).strip()


def _conditions(note: Note) -> dict[str, str]:
    named = {"If-None-Match": note.etag, "If-Modified-Since": note.modified}
    return {name: value for name, value in named.items() if value}
