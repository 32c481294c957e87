"""What was fetched as inputs of the ordinary river: one `Capture` per article, as if it were a file of that name.

Nothing that stands inside a page is followed. Of a feed that was named to be watched the entries' links are fetched;
an address in `read` that turns out to be a feed gives what the feed itself carries, as a feed's file does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from regesta.errors import FetchError, LaterError
from regesta.fetch.fetcher import Fetched, Fetcher
from regesta.fetch.target import shown, target
from regesta.fetch.wire import Outside
from regesta.records.outcomes import Reason, Rejection
from regesta.records.reports import Capture
from regesta.text.feeds import feed_rows
from regesta.text.refusals import Refusal
from regesta.text.rows import ROW, Row, encode_row
from regesta.text.sniff import HEAD, Kind, kind_of

#: Links of one feed that are fetched in one round: feeds carry 10 to 100 entries; a feed of thousands is a trap or an
#: archive, and its other links come in later rounds.
MAX_LINKS = 200
#: Seconds after which a link that was refused may be asked again.
REFUSED_AGE = 86400.0
#: How often a page that somebody named is asked when its site has no answer.
TRIES = 3

_STAGE = "fetch"
_Found = Iterator[Capture | Rejection]


@dataclass(slots=True)
class Round:
    """How asking the web went.

    Attributes:
        feeds: feeds that answered.
        fetched: pages that came, feeds left out.
        unchanged: pages and feeds that the site says are as they were.
        refused: pages and feeds that must not be fetched or are not there.
        later: pages and feeds that could not be fetched now.
    """

    feeds: int = 0
    fetched: int = 0
    unchanged: int = 0
    refused: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks for pages and feeds, and counts.

    Attributes:
        fetcher: fetches.
        settled: whether the register has an outcome for bytes with this digest.
        outside: for its clock.
        tell: hears what cannot be fetched now, which is no outcome and no row of the register.
    """

    fetcher: Fetcher
    settled: Callable[[str], bool]
    outside: Outside
    tell: Callable[[str], None]

    def pages(self, urls: Sequence[str], count: Round) -> _Found:
        """The articles at addresses that somebody named."""
        for url in urls:
            yield from self._page(url, count, tries=TRIES)

    def feeds(self, urls: Sequence[str], count: Round, *, entries_only: bool) -> _Found:
        """The articles of feeds: at the links of their entries, or what the feeds themselves carry."""
        for url in urls:
            fetched = self._asked(url, count, keep=True)
            if isinstance(fetched, Rejection):
                yield fetched
            elif fetched is not None and kind_of(fetched.data[:HEAD]) is not Kind.FEED:
                count.refused += 1
                yield Rejection(fetched.url, _STAGE, Reason.MALFORMED, "no feed; read a page with regesta read")
            elif fetched is not None:
                count.feeds += 1
                yield from _entries(fetched) if entries_only else self._links(fetched, count)

    def _links(self, feed: Fetched, count: Round) -> _Found:
        """The pages of a feed's entries that are new, or of which the feed now says something else."""
        left = MAX_LINKS
        for row in feed_rows(feed.data, bare=True):
            if isinstance(row, Refusal):
                if row.reason is not Reason.NO_ARTICLE:
                    yield Rejection(feed.url, _STAGE, row.reason, row.detail)
                continue
            stamp = hashlib.sha256(encode_row(row)).hexdigest()[:16]
            if not row.url or self._done(row.url, stamp):
                continue
            if left == 0:
                self.tell(f"{feed.url}: more than {MAX_LINKS} new links; the others come next time")
                return
            left -= 1
            yield from self._page(row.url, count, stamp=stamp)

    def _done(self, url: str, stamp: str) -> bool:
        """Whether a link needs no asking: the feed says what it said, and the register has the page or a refusal."""
        note = self.fetcher.noted(url)
        if note is None or stamp not in note.stamp.split():
            return False
        if note.refused:
            return self.outside.clock() - note.at < REFUSED_AGE
        return self.settled(note.sha256)

    def _page(self, url: str, count: Round, *, stamp: str = "", tries: int = 1) -> _Found:
        fetched = self._asked(url, count, stamp=stamp, tries=tries)
        if isinstance(fetched, Rejection):
            yield fetched
        elif fetched is not None:
            count.fetched += fetched.changed
            yield from _inputs(fetched, linked=bool(stamp))

    def _asked(
        self, url: str, count: Round, *, keep: bool = False, stamp: str = "", tries: int = 1
    ) -> Fetched | Rejection | None:
        """A page; a rejection when it is refused; None when it is for another time."""
        try:
            fetched = self.fetcher.page(url, keep=keep, stamp=stamp, tries=tries)
        except LaterError as error:
            count.later += 1
            self.tell(f"not now: {error.line()}")
            return None
        except FetchError as error:
            count.refused += 1
            detail = f"{error.what}; {error.mend}" if error.mend else error.what
            return Rejection(_origin(url), _STAGE, Reason.UNREADABLE, detail)
        count.unchanged += not fetched.changed
        return fetched


def _inputs(fetched: Fetched, *, linked: bool) -> _Found:
    """The articles of a page: itself, or the entries of what turns out to be a feed, unless a feed led to it."""
    kind = kind_of(fetched.data[:HEAD])
    if kind is Kind.FEED and not linked:
        yield from _entries(fetched)
    elif kind in (Kind.HTML, Kind.TEXT):
        media_type = "text/html" if kind is Kind.HTML or "html" in fetched.media_type else "text/plain"
        yield _capture(
            fetched.data, fetched.url, media_type=media_type, url=fetched.final, charset=fetched.charset,
            day=fetched.day,
        )  # fmt: skip
    elif kind is Kind.EMPTY:
        yield Rejection(fetched.url, _STAGE, Reason.EMPTY, "the page is empty", _sha256(fetched.data))
    else:
        yield Rejection(
            fetched.url, _STAGE, Reason.BINARY, f"{kind.value} is not read from the web; save it and read the file",
            _sha256(fetched.data),
        )  # fmt: skip


def _entries(feed: Fetched) -> _Found:
    """What a feed itself carries, as `stages.capture` takes it from a file."""
    for number, row in enumerate(feed_rows(feed.data), 1):
        if isinstance(row, Row):
            origin = f"{feed.url}#{row.id or f'entry {number}'}"
            yield _capture(encode_row(row), origin, media_type=ROW, url=row.url, charset="utf-8", day=feed.day)
        else:
            origin = f"{feed.url}#entry {number}" if row.reason is Reason.NO_ARTICLE else feed.url
            yield Rejection(origin, _STAGE, row.reason, row.detail)


def _capture(data: bytes, origin: str, *, media_type: str, url: str, charset: str, day: date) -> Capture:
    return Capture(data, _sha256(data), origin, media_type, url, charset, day)


def _origin(url: str) -> str:
    """An address as the name of an input, in its one form where it has one; `#` parts a container from its content."""
    try:
        return target(url).url
    except FetchError:
        return shown(url).partition("#")[0]


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
