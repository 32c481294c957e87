"""What a page says about its article outside the prose: JSON-LD, meta tags, `<time>`.

Own reading, because general extractors keep the day and drop the zone, and the day in the newsroom's own zone is what
relative time words rest on.
"""

from __future__ import annotations

import html as html_entities
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from regesta.text.addresses import parts_of
from regesta.text.dates import publication_date
from regesta.text.decode import clean
from regesta.text.markup import tidy, words_of

#: Characters of one JSON-LD block and nodes looked at in all blocks: far above real pages, far below harm.
MAX_JSON, MAX_NODES = 2_000_000, 5_000

#: Authors that are named; lists of thousands are no authors.
MAX_PEOPLE = 20

_ARTICLE_TYPES = re.compile(r"(?:\w*NewsArticle|Article|Report|BlogPosting|LiveBlogPosting|SocialMediaPosting)\Z")
_DATE_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date",
    "dc.date.created", "publication_date", "publish-date", "publishdate", "pubdate", "pub_date",
    "article_date_original", "originalpublicationdate", "date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_AUTHOR_META = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "og:article:author",
)
_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-](\d{2})[/-](\d{2})(?:[/-]|\Z)")


@dataclass(frozen=True, slots=True)
class PageData:
    """Facts about an article; "" or None where the page does not say.

    `published_why` is `json-ld`, `meta` or `url`; `body` is the article's text as JSON-LD repeats it.
    """

    title: str = ""
    published: date | None = None
    published_why: str = ""
    byline: str = ""
    source: str = ""
    url: str = ""
    body: str = ""


def page_data(tree: Any, *, url: str = "") -> PageData:
    """The facts of a page.

    Args:
        tree: the page as `markup.parse_html` gives it; not changed.
        url: address the page was fetched from, "" if unknown.
    """
    node = _article_node(tree)
    meta = _meta(tree)
    address = _address(tree, meta, url)
    parts = parts_of(address)
    published, why = _published(tree, node, meta, address)
    return PageData(
        title=_text(node.get("headline")) or _text(node.get("name")) or _page_title(tree, meta),
        published=published,
        published_why=why,
        byline=_people(node.get("author")) or _first(meta, _AUTHOR_META, reject="http") or _printed_byline(tree),
        source=_people(node.get("publisher")) or meta.get("og:site_name", "") or (parts and parts.hostname) or "",
        url=address,
        body=_text(node.get("articleBody"), lines=True),
    )


def _article_node(tree: Any) -> dict[str, Any]:
    """The JSON-LD node of the article: the first of a news type, else the first that has a publication date."""
    dated: dict[str, Any] = {}
    for node in _nodes(tree):
        types = node.get("@type")
        names = types if isinstance(types, list) else [types]
        if any(isinstance(name, str) and _ARTICLE_TYPES.match(name.rsplit("/", 1)[-1]) for name in names):
            return node
        if not dated and isinstance(node.get("datePublished"), str):
            dated = {"datePublished": node["datePublished"]}
    return dated


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    seen = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        queue: deque[Any] = deque([_json(script.text_content()) if seen < MAX_NODES else None])
        while queue and seen < MAX_NODES:
            seen += 1
            value = queue.popleft()
            if isinstance(value, dict):
                yield value
                queue.extend(v for v in value.values() if isinstance(v, dict | list))
            elif isinstance(value, list):
                queue.extend(v for v in value if isinstance(v, dict | list))


def _json(words: str) -> Any:
    words = words.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    if len(words) > MAX_JSON:
        return None
    try:
        return json.loads(words, strict=False)
    except (ValueError, RecursionError):
        return None


def _text(value: Any, *, lines: bool = False) -> str:
    if not isinstance(value, str):
        return ""
    value = clean(html_entities.unescape(html_entities.unescape(value)))
    if lines:
        return "\n\n".join(filter(None, map(tidy, value.splitlines())))
    return tidy(re.sub(r"<[^<>]{1,200}>", "", value))


def _people(value: Any) -> str:
    """Names of persons or organisations, which JSON-LD gives as text, node, or a list of either."""
    names: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        name = _text(one.get("name")) if isinstance(one, dict) else _text(one)
        if name and not name.startswith("http") and name not in names:
            names.append(name)
            if len(names) == MAX_PEOPLE:
                break
    return ", ".join(names)


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = tidy(element.get("content") or "")
        if name and content:
            found.setdefault(name, content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...], *, reject: str) -> str:
    return next((meta[name] for name in names if name in meta and not meta[name].startswith(reject)), "")


def _printed_byline(tree: Any) -> str:
    """The author line where only the page shows it."""
    for element in tree.iter("a", "span", "div", "p", "address"):
        marks = (
            f"{element.get('rel') or ''} {element.get('itemprop') or ''} {element.get('class') or ''}".lower().split()
        )
        if "author" in marks or "byline" in marks:
            words = words_of(element)
            if 4 <= len(words) <= 120:
                return words
    return ""


def _address(tree: Any, meta: dict[str, str], url: str) -> str:
    canonical = next(
        (link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), ""
    )
    for address in (canonical, meta.get("og:url", ""), url):
        if address.startswith(("http://", "https://")) and len(address) <= 2000:
            return tidy(address)
    return ""


def _page_title(tree: Any, meta: dict[str, str]) -> str:
    site = meta.get("og:site_name", "")
    heads = [words_of(head) for head in tree.iter("h1")]
    heads = [head for head in heads if head and head != site]
    title = meta.get("og:title") or meta.get("twitter:title") or next((words_of(t) for t in tree.iter("title")), "")
    if len(heads) == 1 or (heads and not title):
        return heads[0]
    bare = re.split(r"\s+[|–—-]\s+(?=[^|–—-]{1,40}\Z)", title)[0] if site or "|" in title else title
    return bare or title


def _published(tree: Any, node: dict[str, Any], meta: dict[str, str], address: str) -> tuple[date | None, str]:
    for key in ("datePublished", "dateCreated"):
        found = publication_date(_text(node.get(key)))
        if found:
            return found, "json-ld"
    for name in _DATE_META:
        found = publication_date(meta.get(name, ""))
        if found:
            return found, "meta"
    for element in tree.iter("time"):
        if element.getparent() is not None and not any(
            a.tag in ("aside", "nav", "footer") for a in element.iterancestors()
        ):
            found = publication_date(element.get("datetime") or "") or publication_date(words_of(element))
            if found:
                return found, "meta"
    parts = parts_of(address)
    match = _URL_DATE.search(parts.path) if parts else None
    found = publication_date("-".join(match.groups())) if match else None
    return found, "url" if found else ""
