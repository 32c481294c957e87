"""Plain text: encodings that lie or break, characters that are none, and endless repetition of what rules look for."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.traps import STORY, Trap, cuts, sizes

_ACCENTS = f"Café talks\n\n{STORY} The Müller café in Łódź was “closed” – for 5 € a day.\n"
#: Codecs that can write the accents, or that write the rest without them.
_CODECS = (
    "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be utf-7 ascii latin-1 cp1252 cp1250 cp1251 "
    "cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8-r koi8-u mac-roman iso8859-2 iso8859-5 iso8859-15 cp437 cp850 cp037 "
    "cp500 gb18030 gb2312 big5 shift_jis euc_jp iso2022_jp euc_kr johab hz tis-620 utf-16-surrogates"
).split()
#: What rules of sentences, words, lines, dates, numbers and addresses look for, without an end.
_PIECES = {
    "letters": "a", "words": "word ", "capitals": "A", "stops": ".", "stop-gaps": ". ", "initials": "A. ",
    "acronyms": "U.S.", "dotted": "a.b.", "short-forms": "Mr. ", "glued": "said.The", "question": "?! ",
    "ellipses": "… ", "quotes": "“", "quoted": '"Stop!" Smith said ', "apostrophes": "'", "clitics": "don't",
    "not": "n't", "brackets": "((", "closing": ".)", "dashes": "-", "hyphens": "anti-", "suffixes": "-wise",
    "lines": "\n", "blank": "\n \n", "tabs": "\t", "spaces": " ", "no-break": "\u00a0", "form-feeds": "\f",
    "returns": "\r", "separators": "\u2028", "digits": "1", "grouped": "1,", "decimals": "1.", "ordinals": "1st ",
    "number-words": "two hundred ", "and-words": "thousand and ", "to": "10 to ", "money": "$1 ", "percent": "5% ",
    "dates": "2024-05-01 ", "months": "May ", "days": "Monday, May 1, 2024 at 10:15 ", "address": "http://a.b/",
    "address-words": "http://", "mail": "a@b.", "mail-words": "a@", "hashes": "#", "ats": "@a", "stars": "*",
    "accents": "e\u0301", "only-accents": "\u0301", "joiners": "a\u200d", "soft": "a\u00ad", "directions": "\u202e",
    "marks": "\ufeff", "emoji": "\U0001f600", "mixed-planes": "a\U00010000", "capital-words": "Northland ",
    "bylines": "By A. Name and ", "credits": "(AP Photo/", "reporting": "Reporting by ", "biographies": "A is editor ",
    "datelines": "GENEVA (AP), ", "places": "NEW ", "captions": "Photo: ", "related": "Read more\n\n",
    "titles": "A line\n\n", "ampersands": "A&", "smileys": ":-)", "sentences": STORY + " ",
    "paragraphs": STORY + "\n\n", "foreign": "шла ", "arabic": "قال ", "chinese": "中文", "long-lines": "word " * 40 + "\n",
}  # fmt: skip


def traps() -> Iterator[Trap]:
    """Plain text files."""
    yield from _encoded()
    yield from _broken()
    for name, piece in _PIECES.items():
        yield from sizes("endless text", name, "txt", piece, head="Talks\n\n")
    for name in ("bylines", "datelines", "biographies", "credits", "dates", "capital-words"):
        yield from _short(name, _PIECES[name])


def _short(name: str, piece: str) -> Iterator[Trap]:
    """Just under the lengths up to which lines are looked at."""
    for size in (78, 158, 298, 398, 498):
        line = (piece * size)[:size]
        yield Trap("line rules", f"{name}-{size}.txt", lambda line=line: (f"Talks\n\n{line}\n\n" * 400).encode())  # type: ignore[misc]


def _encoded() -> Iterator[Trap]:
    for codec in _CODECS:
        yield Trap("encodings", f"{codec}.txt", lambda codec=codec: _as(codec))  # type: ignore[misc]
        page = f'<html><head><meta charset="utf-8"></head><body><p>{_ACCENTS}</p></body></html>'
        yield Trap("encodings", f"lying-{codec}.html", lambda codec=codec, page=page: _as(codec, page))  # type: ignore[misc]


def _as(codec: str, text: str = _ACCENTS) -> bytes:
    if codec == "utf-16-surrogates":
        return ("\ufeff" + text + "\ud800\udfff\udc00 end").encode("utf-16-le", "surrogatepass")
    return text.encode(codec, "ignore")


def _broken() -> Iterator[Trap]:
    utf8, latin = _ACCENTS.encode(), _ACCENTS.encode("cp1252", "ignore")
    marked = _ACCENTS.encode("utf-16")
    cases = {
        "two-halves": utf8 + latin, "other-halves": latin + utf8, "by-line": b"\n".join([utf8, latin] * 50),
        "lone-high": utf8 + b"\xed\xa0\x80", "lone-low": utf8 + b"\xed\xb0\x80 x", "cesu": utf8 + b"\xed\xa0\xbd\xed\xb8\x80",
        "overlong": utf8 + b"\xc0\xaf", "beyond": utf8 + b"\xf4\x90\x80\x80", "cut-character": utf8 + b"\xe2\x80",
        "odd-utf16": marked[:-1], "swapped-utf16": b"\xfe\xff" + marked[2:], "two-marks": b"\xef\xbb\xbf" * 3 + utf8,
        "mark-inside": utf8 + b"\xef\xbb\xbf" + utf8, "utf16-in-utf8": utf8 + marked, "nul": utf8.replace(b" ", b"\0", 1),
        "nuls": utf8 + b"\0" * 400, "only-nuls": b"\0" * 5000, "escapes": utf8 + b"\x1b[2J\x1b]0;x\x07" * 50,
        "controls": utf8 + bytes(range(32)) * 3, "all-bytes": bytes(range(256)) * 20, "c1": utf8 + bytes(range(128, 160)),
        "utf32-beyond": b"\xff\xfe\0\0" + b"\xff" * 400, "one-byte": b"a", "one-mark": b"\xef\xbb\xbf", "half-mark": b"\xff",
        "replacement": utf8 + "\ufffd".encode() * 300, "noncharacters": utf8 + "\ufffe\uffff".encode() * 30,
    }  # fmt: skip
    for name, data in cases.items():
        yield Trap("broken characters", f"{name}.txt", lambda data=data: data)  # type: ignore[misc]
    yield from cuts("truncated", "utf16", "txt", lambda: marked, 6)
