"""Folding of place names: how `Ar Raqqah`, `al-Raqqa` and `Raqqa` become one key, and which of GeoNames' names are
worth one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from regesta.text.number_words import listed

#: What a name is to its place. Ranks order candidates and are penalised by `places_rank`.
MAIN, ALTERNATE, LOOSE, SHORT = 0, 1, 2, 3
_SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "æ": "ae", "Æ": "ae", "œ": "oe",
     "þ": "th", "ð": "d", "ə": "a", "Ə": "a", "-": " ", "‐": " ", "‑": " ", "–": " ", "/": " ", ",": " ",
     "'": "", "’": "", "‘": "", "ʻ": "", "ʼ": "", "`": "", "´": "", "ʿ": "", "ʾ": "", "′": "", ".": ""}
)  # fmt: skip
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and", "is": "islands", "pt": "point"}
#: The Arabic article with its assimilated forms, written apart after folding.
_ARTICLES = frozenset(listed("al el ad ar as ash at an az ed er es esh et ez ul"))
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’‘ʻʼ`´ʿʾ .\-/()əƏ]+")
#: GeoNames lists machine transliterations of other scripts in lower case ("swldw"); only articles may open a name so.
_LOWER = re.compile(r"(?:al|el|ad|ar|as|ash|at|an|az|ed|er|es|et|ez|d|l|s|'s|le|la|les|de|den|het)[ '’-]")
#: Countries whose names reach English by transliteration, where spellings vary most; only these are indexed loosely.
_LOOSE_COUNTRIES = frozenset(
    listed(
        "AFG ARE ARM AZE BHR BLR CHN COM DJI DZA EGY ERI ESH ETH GEO IRN IRQ ISR JOR KAZ KGZ KWT LBN LBY MAR"
        " MMR MRT OMN PAK PSE PRK QAT RUS SAU SDN SOM SSD SYR TCD TJK TKM TUN UKR UZB YEM"
    )
)


def fold(name: str) -> str:
    """The look-up key of a name: no case, diacritics, hyphens or apostrophes; `St.` is `saint`, `Mt.` is `mount`."""
    if name.isascii():
        plain = name.translate(_SPECIAL).lower()
    else:
        plain = unicodedata.normalize("NFKD", name.translate(_SPECIAL))
        plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(_WORDS.get(word, word) for word in plain.split())


def loosen(key: str) -> str:
    """The key without Arabic articles and with their common spellings levelled: a second, weaker way to find a name."""
    words = key.split()
    bare = [w for n, w in enumerate(words) if not (w in _ARTICLES and n < len(words) - 1)] or words
    loose = "".join(bare)
    for old, new in (("kh", "h"), ("gh", "g"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"),
                     ("ai", "i"), ("ay", "i"), ("y", "i"), ("w", "v"), ("e", "a"), ("o", "u")):  # fmt: skip
        loose = loose.replace(old, new)
    loose = re.sub(r"(.)\1", r"\1", loose)
    return "~" + re.sub(r"ah?$", "", loose) if len(loose) > 4 else "~" + loose


def town_names(key: int, name: str, others: list[str], code: str) -> Iterator[tuple[str, int, int]]:
    """The keys of a town with their ranks: its name, its other names in Latin letters, and loose spellings."""
    main = fold(name)
    yield main, key, MAIN
    seen = {main}
    for other in others:
        if len(other) < 3 or (other.isupper() and len(other) < 5) or not _LATIN.fullmatch(other):
            continue
        if other[0].islower() and not _LOWER.match(other):
            continue
        folded = fold(other)
        if folded and folded not in seen:
            seen.add(folded)
            yield folded, key, ALTERNATE
    if code in _LOOSE_COUNTRIES:
        for loose in {loosen(one) for one in seen}:
            yield loose, key, LOOSE
