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
from regesta.text.rows import Row

#: Entries of one feed file: feeds carry tens, archives of feeds some thousands.
MAX_ENTRIES = 100_000

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


def _parse(data: bytes) -> tuple[list[Any], str]:
    import feedparser  # noqa: PLC0415  (0.15 s to import, and few inputs are feeds)

    # A stream, never the bytes themselves: feedparser takes bytes that look like an address for one and fetches it.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    return list(feed.entries), _line(feed.feed.get("title"))


def _row(entry: Any, source: str, *, bare: bool) -> Row | Refusal:
    content = max((c.get("value") or "" for c in entry.get("content") or []), key=len, default="")
    body = content or entry.get("summary") or ""
    link = entry.get("link") or ""
    if not tidy(_TAG.sub(" ", body)) and not (bare and link):
        return Refusal(Reason.NO_ARTICLE, "the entry carries no text")
    return Row(
        id=_line(entry.get("id") or link),
        title=_line(entry.get("title")),
        html=clean(body),
        published=_line(entry.get("published") or entry.get("updated")),
        source=_line((entry.get("source") or {}).get("title")) or source,
        url=_line(link) if link.startswith(("http://", "https://")) else "",
        byline=_line(entry.get("author")),
        kind="feed",
    )


def _line(words: str | None) -> str:
    """One line of words. feedparser gives None for elements that stand empty."""
    return tidy(clean(html_entities.unescape(_TAG.sub("", words or ""))))
