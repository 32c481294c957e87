"""Article HTML to clean text in the same shape as plain text: title, blank line, paragraphs with blank lines between.

Captions are kept but labelled; bylines, footers, share buttons, newsletters and lists of related stories are left out.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from regesta.records.outcomes import Reason
from regesta.records.reports import Part, PartKind
from regesta.records.spans import Span
from regesta.text.lines import is_biography, line_date, line_kind, wire_dateline
from regesta.text.markup import parse_html, tidy, words_of
from regesta.text.pagedata import PageData, page_data
from regesta.text.refusals import Refusal

#: Letters of body below which a page holds no article: a menu, an error page, a cookie notice.
MIN_LETTERS = 140
#: Share of a page's words above which a block named "related" or "share" is really the article's frame.
MAX_ASIDE = 0.35
#: Elements up to which the extractor also tries its fallbacks: one of them takes time quadratic in paragraphs
#: (measured: 7 s at 10,000). Real article pages have 500 to 4,000.
MAX_FALLBACK = 5_000
#: Captions shorter than this are credits ("AFP", "Getty Images").
MIN_CAPTION = 25

_NOT_ARTICLE = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|recirc|recirculation|newsletters?|promos?|promotion|read-?more|more-?stories|most-?(?:read|popular)|trending|"
    r"share|sharing|social|bylines?|author-?(?:bio|info|box|card)|advert\w*|ads?|sidebar|comments?|subscribe|sign-?up|tags|topics|breadcrumbs?|"
    r"cookies?|outbrain|taboola|disclaimer|copyright|dateline-?time|timestamp|skip-?link)(?:[\s_-]|$)",
    re.I,
)
_SUBTITLE = re.compile(
    r"(?:^|[\s_-])(?:dek|standfirst|subtitle|sub-?head(?:line|ing)?|strap(?:line)?)(?:[\s_-]|$)", re.I
)
#: Never part of an article, nor of what the page says about it.
_FRAME = ("nav", "footer", "button", "iframe", "svg", "template", "style")
_DROPPED = ("script", "aside", "form", "noscript")
_BLOCKS = frozenset(
    ("p", "head", "item", "quote", "cell", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "div")
)


@dataclass(frozen=True, slots=True)
class Article:
    """An article taken out of its page.

    Attributes:
        data: what the page says about it.
        subtitle: the line under the title ("" if none).
        paragraphs: the body in order, each on one line.
        captions: of its pictures.
    """

    data: PageData
    subtitle: str
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]


def read_page(html: str, *, url: str = "") -> Article | Refusal:
    """The article of a whole page.

    Args:
        html: the page's source.
        url: where it was fetched, "" if unknown.

    Returns:
        The article, or a refusal: `TOO_DEEP`, `NO_ARTICLE`, `MALFORMED`, `EMPTY`.
    """
    tree = parse_html(html)
    if isinstance(tree, Refusal):
        return tree
    for element in list(tree.iter(*_FRAME)):
        _drop(element)
    data = page_data(tree, url=url)
    heads = [words_of(head) for head in tree.iter("h1")]
    subtitle, captions = _take_subtitle(tree), _take_captions(tree)
    _drop_asides(tree)
    paragraphs = _paragraphs(_main_text(tree))
    if sum(map(len, paragraphs)) < len(data.body) / 2:
        paragraphs = [tidy(p) for p in data.body.split("\n\n")]
    paragraphs = _without(paragraphs, data.title, subtitle, *heads, *captions)
    if sum(c.isalpha() for p in paragraphs for c in p) < MIN_LETTERS:
        return Refusal(Reason.NO_ARTICLE, "no article in the page; give the page of one article")
    return Article(data, subtitle, tuple(paragraphs), captions)


def read_fragment(html: str) -> Article | Refusal:
    """The article of HTML that is nothing but its body, as feeds carry it. Any words at all will do."""
    tree = parse_html(f"<div>{html}</div>")
    if isinstance(tree, Refusal):
        return tree
    for element in list(tree.iter(*_FRAME)):
        _drop(element)
    captions = _take_captions(tree)
    _drop_asides(tree)
    paragraphs = _paragraphs(tree)
    if not any(c.isalpha() for p in paragraphs for c in p):
        return Refusal(Reason.NO_ARTICLE, "the entry carries no text")
    return Article(PageData(), "", tuple(paragraphs), captions)


def compose(article: Article) -> tuple[str, tuple[Part, ...], Article]:
    """The report's text and its labelled parts, and the article with a date line's date filled in where it had none."""
    kinds = [(PartKind.TITLE, article.data.title), (PartKind.SUBTITLE, article.subtitle)]
    told = False
    data = article.data
    for words in article.paragraphs:
        kind = line_kind(words)
        if kind is PartKind.BODY and is_biography(words, author=data.byline):
            kind = PartKind.PROMOTION
        if kind is PartKind.DATELINE and not told and data.published is None:
            data = replace(data, published=line_date(words), published_why="text")
        if kind is PartKind.BYLINE and not data.byline:
            data = replace(data, byline=words)
        if kind in (PartKind.BODY, PartKind.CAPTION):
            kinds.append((kind, words))
            told = told or kind is PartKind.BODY
    kinds.extend((PartKind.CAPTION, words) for words in article.captions)
    text, parts = _join([(kind, words) for kind, words in kinds if words])
    return text, parts, replace(article, data=data)


def _join(kinds: list[tuple[PartKind, str]]) -> tuple[str, tuple[Part, ...]]:
    parts: list[Part] = []
    position = 0
    first_body = True
    for kind, words in kinds:
        end = position + len(words)
        dateline = wire_dateline(words) if kind is PartKind.BODY and first_body else 0
        if dateline:
            parts.append(Part(PartKind.DATELINE, Span(position, position + len(words[:dateline].rstrip()))))
        parts.append(Part(kind, Span(position + dateline, end)))
        first_body = first_body and kind is not PartKind.BODY
        position = end + 2
    return "\n\n".join(words for _, words in kinds), tuple(parts)


def _main_text(tree: Any) -> Any:
    """The body as trafilatura finds it, as a tree of its own element names; None when it finds none."""
    import trafilatura  # noqa: PLC0415  (0.4 s to import; plain text never needs it)

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its complaints become rejections, not log lines
    fast = sum(1 for _ in tree.iter()) > MAX_FALLBACK
    try:
        found = trafilatura.bare_extraction(
            tree, include_comments=False, include_tables=False, fast=fast, with_metadata=False, deduplicate=False
        )
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError):
        return None  # a page it stumbles over has no article it could find: the caller says so
    return None if found is None else getattr(found, "body", None)


def _paragraphs(tree: Any) -> list[str]:
    """The blocks of a tree, each on one line. A block that holds others gives its own loose words first."""
    if tree is None:
        return []
    found: list[str] = []
    loose: list[str] = []
    _walk(tree, found, loose)
    _flush(found, loose)
    return found


def _walk(tree: Any, found: list[str], loose: list[str]) -> None:
    """Without recursion: hostile pages nest deeper than the interpreter's stack."""
    stack: list[Any] = [tree]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            loose.append(item)
            continue
        if item is None:
            _flush(found, loose)
            continue
        if not isinstance(item.tag, str):
            continue
        block = item.tag in _BLOCKS or item.tag in ("list", "ul", "ol", "table", "row", "tr", "td", "body", "section")
        if block:
            _flush(found, loose)
            stack.append(None)
        if item.tag in ("lb", "br"):
            loose.append(" ")
        for child in reversed(item):
            if child.tail:
                stack.append(child.tail)
            stack.append(child)
        if item.text:
            stack.append(item.text)


def _flush(found: list[str], loose: list[str]) -> None:
    words = tidy("".join(loose))
    loose.clear()
    if words:
        found.append(words)


def _without(paragraphs: list[str], *others: str) -> list[str]:
    """The paragraphs that do not merely repeat the title, the subtitle or a caption."""
    known = {other.casefold() for other in others if other}
    return [p for p in paragraphs if p and p.casefold() not in known]


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"


def _take_subtitle(tree: Any) -> str:
    """The line under the title, removed from the tree so that it is not body, too."""
    for element in tree.iter("p", "h2", "h3", "div", "span"):
        if _SUBTITLE.search(_names(element)) and not any(a.tag in _DROPPED for a in element.iterancestors()):
            words = words_of(element)
            if 20 <= len(words) <= 300:
                _drop(element)
                return words
    return ""


def _take_captions(tree: Any) -> tuple[str, ...]:
    """Captions of the article's own pictures, removed from the tree together with their figures."""
    frames = list(tree.iter("article")) or list(tree.iter("main")) or [tree]
    found: dict[str, None] = {}
    for caption in frames[0].iter("figcaption"):
        if not any(a.tag in ("aside", "a") for a in caption.iterancestors()):
            words = words_of(caption)
            if MIN_CAPTION <= len(words) <= 600:
                found.setdefault(words)
    for figure in list(tree.iter("figure", "figcaption")):
        if figure.tag == "figcaption" or not any(True for _ in figure.iter("p", "table", "blockquote")):
            _drop(figure)
    return tuple(found)


def _drop_asides(tree: Any) -> None:
    whole = max(1, sum(len(t) for t in tree.itertext()))
    for element in _asides(tree):
        if element.getparent() is not None and sum(len(t) for t in element.itertext()) <= MAX_ASIDE * whole:
            _drop(element)


def _asides(tree: Any) -> Iterator[Any]:
    yield from list(tree.iter(*_DROPPED))
    for element in list(
        tree.iter("div", "section", "ul", "ol", "p", "span", "header", "h2", "h3", "h4", "address", "time")
    ):
        if element.tag in ("address", "time") or _NOT_ARTICLE.search(_names(element)):
            yield element


def _drop(element: Any) -> None:
    """Take an element out of the tree; the words after it stay."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
