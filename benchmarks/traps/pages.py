"""Article pages: nesting, floods of elements and attributes, what is never closed, and what rules of pages look for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from benchmarks.traps import STORY, Trap, cuts, repeated, sizes

_HEAD = f"<!DOCTYPE html><html><head><title>Talks</title></head><body><h1>Talks</h1><p>{STORY}</p><p>{STORY}</p>"
_TAIL = f"<p>{STORY}</p></body></html>"
_NESTED = "div b p li table blockquote font svg ul button form select a span section article figure figcaption".split()
_NESTED += ["dd", "ruby", "object", "h1", "nav", "aside"]
_FLOODS = {
    "paragraphs": "<p>word</p>", "long-paragraphs": f"<p>{STORY}</p>", "breaks": "<br>", "bold": "<b>w</b> ",
    "links": "<a href='/a'>w</a> ", "headings": "<h2>w</h2>", "heads": "<h1>w</h1>", "items": "<li>word",
    "cells": "<td>w", "rows": "<tr><td>w", "times": "<time datetime='x'>w</time>", "captions": "<figcaption>a caption of "
    "some length, so that it counts</figcaption>", "figures": "<figure><p>w</p></figure>", "spans": "<span class='byline'>w",
    "asides": "<div class='related'>w</div>", "subtitles": "<p class='subtitle'>w</p>", "scripts": "<script>a</script>",
    "ld": "<script type='application/ld+json'>{}</script>", "meta": "<meta name='a' content='b'>", "images": "<img alt='w'>",
    "open": "<", "close": "</", "less": "<a", "bang": "<!", "comments": "<!--", "dashes": "<!-- - ", "cdata": "<![CDATA[",
    "questions": "<?", "amps": "&", "amp": "&amp;", "hex": "&#x", "number": "&#38;", "nul": "&#0;", "big": "&#99999999;",
    "unknown": "&unknown;", "quotes": "<a b='", "equals": "<a b=", "ends": "</b>", "other-ends": "</div>", "bp": "<b><p>",
    "ap": "<a><p>", "table-text": "<table>w", "table-link": "<table><a>w", "nobr": "<nobr>", "textarea": "<textarea>",
    "plaintext": "<plaintext>", "raw": "<script>", "style": "<style>", "title": "<title>", "template": "<template>",
    "select": "<select><option>", "frames": "<iframe srcdoc='<p>w'>", "base": "<base href='http://a'>", "spaces": " ",
    "tag-spaces": "<p      >", "joined": "w&shy;", "directions": "\u202e", "surrogates": "\ud800", "emoji": "\U0001f600",
    "custom": "<x-y>w</x-y>", "colons": "<a:b>w</a:b>", "pre": "<pre>\n\n", "hr": "<hr>", "ins": "<ins>w", "quote": "<q>w",
}  # fmt: skip


def traps() -> Iterator[Trap]:
    """Pages."""
    for name in _NESTED:
        for depth in (150, 1_900, 3_000, 200_000):
            body = f"<{name}>" * depth
            yield Trap(
                "nested pages", f"{name}-{depth}.html", partial(repeated, body, len(body), _HEAD, "words" + _TAIL)
            )
    for name, piece in _FLOODS.items():
        most = 4_000_000 if name in ("surrogates",) else 19_500_000
        yield from sizes("page floods", name, "html", piece, _HEAD, _TAIL, most)
    yield from _attributes()
    yield from _data()
    yield from cuts("truncated", "page", "html", lambda: (_HEAD * 30 + _TAIL).encode(), 10)


def _attributes() -> Iterator[Trap]:
    values = {
        "names": " ".join(f"a{n}" for n in range(100_000)), "few-names": " ".join(f"a{n}" for n in range(1_900)),
        "same": "a " * 500_000, "values": " ".join(f"a{n}='{n}'" for n in range(100_000)), "glued": "a='b'" * 100_000,
        "class": f"class='{'related-' * 500_000}'", "class-words": f"class='{'a ' * 1_000_000}'", "slashes": "/ " * 500_000,
        "id": f"id='{'x' * 5_000_000}'", "open": "a='" + "b" * 5_000_000, "style": f"style='{'a:b;' * 500_000}'",
        "equals": "=" * 500_000, "quotes": "'" * 500_001, "both": "\"'" * 500_000, "newlines": "\n" * 5_000_000,
    }  # fmt: skip
    for name, words in values.items():
        yield Trap("attributes", f"{name}.html", partial(repeated, f"<div {words}>w</div>", len(words), _HEAD, _TAIL))
        many = f"<p {words[:1500]}>w</p>"
        yield Trap("attributes", f"many-{name}.html", partial(repeated, many, 3_000_000, _HEAD, _TAIL))


def _data() -> Iterator[Trap]:
    deep = '{"a":' * 100_000 + "1" + "}" * 100_000
    cases = {
        "deep": deep, "deep-list": "[" * 100_000, "wide": json.dumps([{} for _ in range(300_000)]), "digits": "1" * 1_900_000,
        "surrogate": '{"@type":"NewsArticle","headline":"\\ud800 a","articleBody":"\\udc00"}', "nul": '{"headline":"\\u0000"}',
        "list-date": '{"@type":"NewsArticle","datePublished":["2024"],"author":[[1]],"headline":5}', "cut": '{"@type":"News',
        "type": '{"@type":[["NewsArticle"],null,5],"@graph":null}', "long-body": json.dumps(
            {"@type": "NewsArticle", "articleBody": "&amp;amp;" * 200_000}), "tags": json.dumps(
            {"@type": "NewsArticle", "headline": "<" * 1_000_000}), "people": json.dumps(
            {"@type": "NewsArticle", "author": [{"name": f"A{n}"} for n in range(60_000)]}),
        "lines": json.dumps({"@type": "NewsArticle", "articleBody": "a\n" * 500_000}), "nan": '{"a": NaN, "b": 1e999999}',
    }  # fmt: skip
    for name, words in cases.items():
        script = f"<script type='application/ld+json'>{words}</script>"
        for many in (1, 8):
            yield Trap("page data", f"{name}-{many}.html", partial(repeated, script, many * len(script), _HEAD, _TAIL))
    metas = {
        "date": "<meta name='date' content='" + "2024-" * 100_000 + "'>", "long": f"<meta name='author' content='{'a ' * 10**6}'>",
        "address": "<link rel='canonical' href='http://[::1'>", "port": "<link rel='canonical' href='http://a:b:c/'>",
        "odd-address": "<link rel='canonical' href='http://a\u2100b/[x'>", "charset": "<meta charset='utf-16'>",
        "twice": "<meta charset='utf-8'><meta charset='koi8-r'>", "title": f"<title>{' | - ' * 200_000}</title>",
        "og": f"<meta property='og:title' content='{' - ' * 500_000}'><meta property='og:site_name' content='a'>",
        "byline": f"<span class='byline'>{'By A and ' * 100_000}</span>", "time": f"<time>{'May 1, 2024 ' * 100_000}</time>",
    }  # fmt: skip
    for name, words in metas.items():
        page = _HEAD.replace("</head>", words + "</head>").replace("<title>Talks</title>", "")
        yield Trap("page data", f"meta-{name}.html", lambda page=page: (page + _TAIL).encode())  # type: ignore[misc]
