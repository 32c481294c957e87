"""RSS and Atom: entities that multiply or reach out, nesting, floods of entries, attributes and names."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.traps import STORY, Trap, cuts, sizes

_HEAD = '<?xml version="1.0" encoding="utf-8"?>'
_ITEM = f"<item><title>Talks</title><link>http://a.example/1</link><description>{STORY}</description></item>"
_ENTRY = f"<entry><id>x</id><title>Talks</title><content type='html'>&lt;p&gt;{STORY}&lt;/p&gt;</content></entry>"


def rss(body: str, *, before: str = "") -> bytes:
    """An RSS file around entries."""
    return f'{_HEAD}{before}<rss version="2.0"><channel><title>Wire</title>{body}</channel></rss>'.encode()


def traps() -> Iterator[Trap]:
    """Feeds."""
    yield from _entities()
    head, tail = f'{_HEAD}<rss version="2.0"><channel><title>W</title>', "</channel></rss>"
    atom = f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title>'
    for name, piece in _PIECES.items():
        yield from sizes("feeds", f"rss-{name}", "rss", piece, head, tail)
    for name in ("entries", "deep-div", "escaped", "amps"):
        yield from sizes("feeds", f"atom-{name}", "atom", _PIECES[name], atom, "</feed>")
    for name, piece in _INSIDE.items():
        opening = f"{head}<item><title>T</title><description>{STORY}"
        yield from sizes("feeds", f"inside-{name}", "rss", piece, opening, f"</description></item>{tail}")
    yield from cuts("truncated", "feed", "rss", lambda: rss(_ITEM * 60), 12)
    yield from cuts("truncated", "atom", "atom", lambda: (atom + _ENTRY * 60 + "</feed>").encode(), 8)
    for charset in ("utf-16", "utf-7", "ebcdic-cp-us", "x-none", "utf-32", "shift_jis"):
        text = rss(_ITEM).decode().replace("utf-8", charset)
        yield Trap("feeds", f"says-{charset}.rss", lambda text=text: text.encode())  # type: ignore[misc]


_PIECES = {
    "entries": _ENTRY, "items": _ITEM, "empty-items": "<item/>", "open-items": "<item>", "titles": "<title>a</title>",
    "deep": "<a>", "deep-div": "<div>", "attributes-item": "<item " + " ".join(f"a{n}='x'" for n in range(200)) + "/>",
    "namespaces": "<item xmlns:a='b'/>", "escaped": "&lt;p&gt;", "amps": "&", "comments": "<!-- - -->", "open": "<",
    "processing": "<?a b?>", "cdata": "<![CDATA[a]]>", "authors": "<item><author>a</author></item>",
    "categories": "<category>a</category>", "dates": "<pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>",
    "links": "<link rel='alternate' href='http://a'/>", "media": "<media:content url='http://a'/>",
}  # fmt: skip
_INSIDE = {
    "letters": "a", "tags": "&lt;b&gt;", "paragraphs": "&lt;p&gt;words of a report&lt;/p&gt; ", "cdata-open": "<![CDATA[",
    "lt": "&lt;", "quotes": "&quot;", "numbers": "&#x41;", "nested-escapes": "&amp;amp;", "comments": "&lt;!-- ",
    "styles": "&lt;p style='a:b'&gt;", "unknown": "&unknown;",
}  # fmt: skip


def _entities() -> Iterator[Trap]:
    laughs = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    cases = {
        "laughs": (f"<!DOCTYPE rss [{laughs}]>", "&a9;"),
        "blow-up": (f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>', "&a;" * 50_000),
        "outside": ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>', "&a;"),
        "network": ('<!DOCTYPE rss [<!ENTITY a SYSTEM "http://127.0.0.1:9/a">]>', "&a;"),
        "parameter": ('<!DOCTYPE rss [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]>', "x"),
        "outer-dtd": ('<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/a.dtd">', "&a;"),
        "loop": ('<!DOCTYPE rss [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
        "small-letters": ('<!doctype rss [<!entity a "b">]>', "&a;"),
        "long-doctype": (f"<!DOCTYPE rss [{'<!ELEMENT a ANY>' * 50_000}]>", "x"),
        "open-doctype": ("<!DOCTYPE rss [" + "<!-- " * 2000, "x"),
    }
    for name, (before, body) in cases.items():
        item = _ITEM.replace(STORY, STORY + body)
        yield Trap("XML entities", f"{name}.rss", lambda before=before, item=item: rss(item, before=before))  # type: ignore[misc]
        yield Trap("XML entities", f"after-{name}.rss", lambda before=before, item=item: rss(before + item))  # type: ignore[misc]
        page = f"<!DOCTYPE html><html><body><p>{STORY}</p>{before.replace('rss', 'html')}<p>{body}</p></body></html>"
        yield Trap("XML entities", f"{name}.html", lambda page=page: page.encode())  # type: ignore[misc]
        xhtml = (
            f"{_HEAD}{before.replace('rss', 'html')}<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{STORY}{body}"
        )
        yield Trap("XML entities", f"{name}.xhtml", lambda xhtml=xhtml: (xhtml + "</p></body></html>").encode())  # type: ignore[misc]
        yield Trap(
            "XML entities",
            f"bare-{name}.xml",
            lambda before=before, body=body: f"{_HEAD}{before}<a>{body}</a>".encode(),
        )  # type: ignore[misc]
