"""RSS and Atom files to rows: the entry's own full content is the article."""

from __future__ import annotations

import html as html_entities
import io
import re
from collections.abc import Iterator
from typing import Any

from regesta.records.outcomes import Reason
from regesta.text.decode import clean
from regesta.text.markup import tidy
from regesta.text.refusals import Refusal
from regesta.text.rows import Row, field_over

#: Marks of mark-up in a feed file, also those in entries that are written as escapes: the parser takes about 10
#: microseconds for each, and a feed of a hundred long articles has 100,000.
MAX_MARKS = 500_000
#: Entries of one feed file: feeds carry tens, archives of feeds some thousands.
MAX_ENTRIES = 100_000

#: Comments open at once: the parser looks for the end of each to the end of the entry, and takes 35 s for 100,000 in
#: one of 900 kB. Real ones are closed before the next begins.
MAX_COMMENTS = 200

_COMMENT = re.compile(rb"(?P<open>(?:<|&lt;|&#0*+60;|&#[xX]0*+3[cC];)!--)|--(?:>|&gt;|&#0*+62;|&#[xX]0*+3[eE];)")
_ROOT_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>\s*(?:<!--(?:[^-]|-(?!->))*+-->\s*)*\Z", re.I)
_ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.I)
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|\w+:feed)[\s>]", re.I)
_TAG = re.compile(r"<[^<>]{1,500}>")


def feed_rows(data: bytes, *, bare: bool = False) -> Iterator[Row | Refusal]:
    """The entries of a feed, in file order, then at most one refusal for the file as a whole.

    Args:
        data: the feed.
        bare: also entries that carry no text but a link, for whoever wants the links.

    A feed cut off in the middle gives the entries before the cut and `TRUNCATED`; one with entity declarations in its
    DTD is `MALFORMED` (entities can multiply without bound); one without entries is `NO_ARTICLE`.
    """
    root = _ROOT.search(data)
    if root is None or b"<!ENTITY" in data[: root.start()]:
        yield Refusal(Reason.MALFORMED, "the feed declares entities of its own; remove its DTD")
        return
    if data.count(b"<") + data.count(b"&") > MAX_MARKS:
        yield Refusal(Reason.TOO_LARGE, f"more than {MAX_MARKS:,} tags and escapes in one feed; split it")
        return
    if _open_comments(data) > MAX_COMMENTS:
        yield Refusal(Reason.MALFORMED, f"more than {MAX_COMMENTS} comments that are not closed")
        return
    try:
        entries, source = _parse(data)
    except Exception as error:  # a foreign parser at the border: whatever it stumbles over, the feed is to blame
        yield Refusal(Reason.MALFORMED, f"the feed cannot be parsed: {tidy(str(error))[:120]}")
        return
    cut = _ROOT_END.search(data[-2000:]) is None
    if cut:
        entries = entries[: len(_ENTRY_END.findall(data))]
    for entry in entries[:MAX_ENTRIES]:
        yield _row(entry, source, bare=bare)
    if cut:
        yield Refusal(Reason.TRUNCATED, f"the feed breaks off after {len(entries)} whole entries; fetch it again")
    elif len(entries) > MAX_ENTRIES:
        yield Refusal(Reason.TOO_LARGE, f"more than {MAX_ENTRIES} entries; split the feed")
    elif not entries:
        yield Refusal(Reason.NO_ARTICLE, "the feed has no entries")


def _open_comments(data: bytes) -> int:
    """How many comments begin at most, also written as escapes, before one ends."""
    most = now = 0
    for match in _COMMENT.finditer(data):
        now = now + 1 if match["open"] else 0
        most = max(most, now)
    return most


def _parse(data: bytes) -> tuple[list[Any], str]:
    import feedparser  # noqa: PLC0415  (0.15 s to import, and few inputs are feeds)

    # A stream, never the bytes themselves: feedparser takes bytes that look like an address for one and fetches it.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    return list(feed.entries), _line(feed.feed.get("title"))


def _row(entry: Any, source: str, *, bare: bool) -> Row | Refusal:
    content = max((c.get("value") or "" for c in entry.get("content") or []), key=len, default="")
    body = content or entry.get("summary") or ""
    link, origin = str(entry.get("link") or ""), entry.get("source")
    if not tidy(_TAG.sub(" ", body)) and not (bare and link):
        return Refusal(Reason.NO_ARTICLE, "the entry carries no text")
    row = Row(
        id=_line(entry.get("id") or link),
        title=_line(entry.get("title")),
        html=clean(body),
        published=_line(entry.get("published") or entry.get("updated")),
        source=_line(origin.get("title") if isinstance(origin, dict) else "") or source,
        url=_line(link) if link.startswith(("http://", "https://")) else "",
        byline=_line(entry.get("author")),
        kind="feed",
    )
    return field_over(row) or row


def _line(words: str | None) -> str:
    """One line of words. feedparser gives None for elements that stand empty."""
    return tidy(clean(html_entities.unescape(_TAG.sub("", words or ""))))
