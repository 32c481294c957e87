"""HTML as a tree, safely: nesting is counted before anything is parsed, and words come out clean."""

from __future__ import annotations

import re
from typing import Any

from regesta.records.outcomes import Reason
from regesta.text.listing import listed
from regesta.text.refusals import Refusal

#: Nested tags above which a page is refused: real pages stay below 100, some parsers need quadratic time or the stack.
MAX_DEPTH = 2000

#: Elements of a page; real article pages have 500 to 4,000, and a tree takes some hundred bytes for each.
MAX_ELEMENTS = 50_000
#: Sum over all elements of how deep they stand: the time of readers that look at what is above or below each.
#: A page of 4,000 elements 30 deep has 120,000.
MAX_STEPS = 5_000_000
#: Characters of one element's words that are looked at: titles, captions and bylines have some hundred.
MAX_WORDS = 20_000
#: Attributes of one tag above which a page is refused: libxml2 takes time quadratic in them (measured: 190 s at
#: 100,000).
MAX_ATTRIBUTES = 2000
#: Attributes of a page above which it is refused: a tree takes about a kilobyte for each, with what readers make of it
#: (measured: 724 MB at 560,000). A page of 4,000 elements has some 15,000.
MAX_ALL_ATTRIBUTES = 250_000
_WHOLE_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""")

_VALUE = re.compile(r""""[^"]*+"|'[^']*+'""")

_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][a-zA-Z0-9]{0,20}))")
_RAW = frozenset(("script", "style", "textarea", "title", "noscript", "xmp"))
#: Void elements and those whose end tag may be left out: the parser closes them by itself.
_UNCOUNTED = listed(
    """
    area base br col embed hr img input link meta param source track wbr p li dt dd option optgroup tr td th thead
    tbody tfoot rp rt colgroup html head body
    """
)
_INLINE = listed("a abbr b big cite code em font i kbd label q s samp small span strike strong sub sup tt u")
#: Characters no tree can hold, and references that would make them.
_IMPOSSIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    "|&#(?:0*(?:[0-8]|1[124-9]|2\\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF]))(?![0-9a-fA-F]);?"
)
_SPACE = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
#: Soft hyphens, zero-width characters and direction marks: invisible on the page, ruinous inside words.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)


def tidy(words: str) -> str:
    """`words` on one line: white space folded, invisible and control characters dropped."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", words)).strip()


def too_deep(html: str, limit: int = MAX_DEPTH) -> bool:
    """Whether more than `limit` elements are open at once, or there are too many of them to walk.

    One linear pass, before any parser.
    """
    if html.count("<") <= limit:
        return False
    elements = steps = 0
    stack: list[str] = []
    open_now: dict[str, int] = {}
    position = 0
    while match := _TAG.search(html, position):
        position = match.end()
        if match[1]:
            position = html.find("-->", position)
            if position < 0:
                return False
            continue
        name = match[3].lower()
        if not match[2]:
            elements, steps = elements + 1, steps + len(stack)
            if elements > MAX_ELEMENTS or steps > MAX_STEPS:
                return True
        if name in _RAW and not match[2]:
            position = _after_raw(html, name, position)
        elif name in _UNCOUNTED:
            continue
        elif match[2]:
            _close(stack, open_now, name)
        else:
            stack.append(name)
            open_now[name] = open_now.get(name, 0) + 1
            if len(stack) > limit:
                return True
    return False


def _after_raw(html: str, name: str, position: int) -> int:
    end = re.compile(rf"</{name}", re.I).search(html, position)
    return end.end() if end else len(html)


def _close(stack: list[str], open_now: dict[str, int], name: str) -> None:
    """Close `name` as parsers do: a block closes all inside it, an inline element does not reach out of its block."""
    if not open_now.get(name):
        return
    if name in _INLINE:
        depth = len(stack) - 1
        while depth >= 0 and stack[depth] in _INLINE and stack[depth] != name:
            depth -= 1
        if stack[depth] != name:
            return
    while stack:
        last = stack.pop()
        open_now[last] -= 1
        if last == name:
            return


def parse_html(html: str) -> Any | Refusal:
    """The page as an lxml tree, or a `TOO_DEEP`, `EMPTY` or `MALFORMED` refusal."""
    from lxml import etree  # noqa: PLC0415  (25 ms to import; plain text never needs it)
    from lxml import html as lxml_html  # noqa: PLC0415

    if too_deep(html):
        return Refusal(
            Reason.TOO_DEEP, f"more than {MAX_DEPTH} nested or {MAX_ELEMENTS} elements; no article is built so"
        )
    refused = _too_many_attributes(html)
    if refused is not None:
        return refused
    html = _IMPOSSIBLE.sub("", html)
    try:
        parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, encoding="utf-8")
        # Bytes, not characters: lxml refuses a str that carries an encoding declaration.
        return lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return Refusal(Reason.EMPTY, "the page holds no element")
    except (etree.LxmlError, ValueError, AssertionError) as error:
        return Refusal(Reason.MALFORMED, f"the page cannot be parsed: {tidy(str(error))[:120]}")


def _too_many_attributes(html: str) -> Refusal | None:
    """Why a page has more attributes than an article has, or None."""
    total = 0
    for match in _WHOLE_TAG.finditer(html):
        tag = match[0]
        total += _attributes(tag)
        # A name takes two characters at least with what parts it from the next.
        if len(tag) > 2 * MAX_ATTRIBUTES and _attributes(tag) > MAX_ATTRIBUTES:
            return Refusal(
                Reason.MALFORMED, f"a tag with more than {MAX_ATTRIBUTES} attributes; no article is built so"
            )
    if total <= MAX_ALL_ATTRIBUTES:
        return None
    # Values have equals signs and spaces of their own, and pages with long lists of classes are no attack.
    exact = sum(_attributes(_VALUE.sub("", match[0])) for match in _WHOLE_TAG.finditer(html))
    if exact <= MAX_ALL_ATTRIBUTES:
        return None
    return Refusal(Reason.MALFORMED, f"more than {MAX_ALL_ATTRIBUTES:,} attributes; no article is built so")


def _attributes(tag: str) -> int:
    """No fewer than the attributes of a tag."""
    return max(tag.count("="), len(tag.split()) - 1)


def words_of(element: Any) -> str:
    """The words inside an element, on one line, up to some `MAX_WORDS`; line breaks count as white space."""
    pieces: list[str] = []
    size = 0
    stack: list[Any] = [element]
    while stack and size < MAX_WORDS:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item[:MAX_WORDS])
            size += len(pieces[-1])
        elif isinstance(item.tag, str):
            if item.tag == "br":
                pieces.append(" ")
            for child in reversed(item):
                stack += [child.tail, child] if child.tail else [child]
            if item.text:
                stack.append(item.text)
    return tidy("".join(pieces))
