"""JSON and JSON Lines: nesting, floods of values, numbers without end, escapes that smuggle, lines without end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.traps import STORY, Trap, cuts, repeated, sizes

_ROW = json.dumps({"id": "1", "title": "Talks", "text": STORY, "published": "2024-05-01"})
#: Bytes of a file that is one array: nearly the most that is read.
_ARRAY = 95_000_000


def traps() -> Iterator[Trap]:
    """Rows."""
    for name, line in _LINES.items():
        yield Trap("rows", f"{name}.jsonl", lambda line=line: _bytes(line) + b"\n" + _ROW.encode() + b"\n")  # type: ignore[misc]
        yield Trap("rows", f"{name}-second.jsonl", lambda line=line: _ROW.encode() + b"\n" + _bytes(line) + b"\n")  # type: ignore[misc]
        yield Trap("rows", f"{name}.json", lambda line=line: b"[" + _bytes(line) + b"]")  # type: ignore[misc]
    for name, piece in (("empty", "{}\n"), ("nulls", "null\n"), ("rows", _ROW + "\n"), ("blank", "\n"), ("no", "{\n")):
        yield from sizes("row floods", name, "jsonl", piece, _ROW + "\n")
    for name, piece in _ARRAYS.items():
        for size in (1_000_000, _ARRAY):
            make = partial(repeated, piece + ",", size, "[", "{}]")
            yield Trap("row floods", f"array-{name}-{size // 1_000_000}.json", make)
    for name, piece in _INSIDE.items():
        for key in ("text", "html", "title", "other"):
            head = json.dumps({"id": "1", "text": STORY})[:-1] + f', "{key}": '
            yield Trap(
                "row values",
                f"{name}-{key}.jsonl",
                partial(repeated, piece[1], 15_000_000, head + piece[0], piece[2] + "}"),
            )
    yield from cuts("truncated", "rows", "jsonl", lambda: (_ROW + "\n").encode() * 40, 10)
    yield from cuts("truncated", "array", "json", lambda: b"[" + b",".join([_ROW.encode()] * 40) + b"]", 10)


def _bytes(line: str | Callable[[], bytes]) -> bytes:
    return line.encode("utf-8", "surrogatepass") if isinstance(line, str) else line()


_LINES: dict[str, str | Callable[[], bytes]] = {
    "deep-list": "[" * 100_000, "deep-object": '{"a":' * 100_000, "closed-deep": "[" * 900 + "]" * 900,
    "digits": '{"id": ' + "1" * 1_000_000 + ', "text": "a"}', "exponent": '{"id": 1e999999999, "text": "a"}',
    "decimals": '{"id": 0.' + "1" * 5_000_000 + ', "text": "a b c"}', "nan": '{"text": NaN}', "minus": '{"id": -' + "9" * 4000 + "}",
    "high": '{"text": "Northland \\ud800 helped"}', "low": '{"text": "\\udc00 Northland"}', "raw-surrogate": '{"text": "\ud800"}',
    "pair": '{"text": "\\ud83d\\ude00 Northland helped"}', "nul": '{"text": "a\\u0000b", "title": "\\u0000"}', "bool": "true",
    "text-list": '{"text": ["a"]}', "text-object": '{"text": {"a": 1}}', "date-number": '{"text": "a", "published": 5}',
    "twice": '{"text": "a", "text": "b"}', "kind": '{"kind": "feed", "text": "a"}', "bad-escape": '{"text": "\\x"}',
    "controls": '{"text": "a\tb\x01"}', "marks": "\ufeff\ufeff" + _ROW, "two": _ROW + _ROW, "after": _ROW + "]", "words": "{ not json",
    "utf16": lambda: _ROW.encode("utf-16"), "latin": lambda: _ROW.replace("Talks", "Café").encode("latin-1"),
    "long-key": json.dumps({"k" * 5_000_000: 1, "text": STORY}), "id": json.dumps({"id": "i" * 5_000_000, "text": STORY}),
    "address": json.dumps({"url": "http://[" * 1000, "text": STORY}), "address-ok": json.dumps({"url": "http://a/" * 99, "text": STORY}),
    "published": json.dumps({"published": "May " * 500_000, "text": STORY}), "title": json.dumps({"title": "A " * 10**6, "text": STORY}),
    "byline": json.dumps({"byline": ["By A"] * 300_000, "text": STORY}), "id-odd": '{"id": "a#b\\n/../c", "text": "Northland helped"}',
}  # fmt: skip
_ARRAYS = {"lists": "[]", "objects": "{}", "numbers": "1", "strings": '""', "nested": '{"a":[{}]}', "rows": _ROW, "nulls": "null",
           "emoji": '{"text":"\U0001f600"}', "strings-of-brackets": '"[{,"', "escapes": '{"text":"\\"\\\\"}', "open": "["}  # fmt: skip
_INSIDE = {
    "letters": ('"', "a", '"'), "escapes": ('"', "\\u0061", '"'), "surrogates": ('"', "\\ud800", '"'), "quotes": ('"', '\\"', '"'),
    "emoji": ('"', "\U0001f600", '"'), "tags": ('"', "<p>", '"'), "lists": ("[", "[],", "[]]"), "objects": ("[", "{},", "{}]"),
    "numbers": ("[", "1,", "1]"), "paragraphs": ('"', "<p>word</p>", '"'), "sentences": ('"', STORY + " ", '"'),
}  # fmt: skip
