"""Names as they are compared: case, diacritics, hyphens, apostrophes, possessives, articles and spellings folded away.

A text is cut into `Token`s; a name's key is the folded tokens joined by spaces. An acronym of one word keeps its
capitals in the key (`^us`), so that "US" is never the pronoun "us" and "WHO" never the question.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from regesta.text.memory import WORDS_KEPT


def word_set(text: str) -> frozenset[str]:
    """The words of a list written in lines; phrases are divided by `|`."""
    return frozenset(part.strip() for part in text.split("|")) if "|" in text else frozenset(text.split())


_WORD = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?!\w)\.?|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼʿʾ‘`][^\W_]+)*", re.UNICODE)
_APOSTROPHES = str.maketrans("", "", "'’ʼʿʾ‘`.")
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ŋ": "n"}
)
#: The Arabic article and its assimilated forms, only where a hyphen follows ("el-Sisi", "an-Nahar"): all fold to "al".
_ARTICLES = word_set(
    """
    al el ul ad ar as ash at an az es ed
    """
)
_SAME = {"st": "saint", "&": "and"}
#: Acronyms that are words when only their first letter is a capital ("Pace"): read as acronyms in capitals only.
_WORDLIKE = word_set(
    """
    pace cope fact mend model arena halo care fano time quad gain raid sent cuts mint aids scar amal ciso esta
    anan mint sana petra hawks apsa
    """
)
#: Longest word that is still taken for an acronym when all its letters are capitals.
ACRONYM_LENGTH = 7
#: Shortest acronym that newspapers also print with one capital ("Nato", "Unesco").
TITLED_ACRONYM_LENGTH = 4


class Token(NamedTuple):
    """One word of a phrase; a tuple, as there are a dozen a sentence and each is made in a third of the time.

    Attributes:
        text: as it stands, without a possessive ending.
        fold: for comparison.
        start, end: code points of the phrase, the possessive left out.
        hyphen: a hyphen joins it to the token before.
        owner: a possessive ending follows ("Azerbaijan's", "the rebels'").
        gap: what stands between the token before and this one.
    """

    text: str
    fold: str
    start: int
    end: int
    hyphen: bool
    owner: bool
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        """Whether it is written like an acronym: capitals and digits only, or letters with full stops."""
        letters = self.text.replace(".", "")
        return 1 < len(letters) <= ACRONYM_LENGTH and letters.isupper()


@functools.lru_cache(maxsize=WORDS_KEPT)
def fold(word: str) -> str:
    """Lower case without diacritics, apostrophes and full stops: "Erdoğan" → "erdogan", "Sana'a" → "sanaa"."""
    lowered = word.casefold()
    if not lowered.isascii():
        # Case once more afterwards: a mathematical or full-width capital has none until it is taken apart.
        lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", lowered).casefold().translate(_LETTERS))
        lowered = "".join(c for c in lowered if not unicodedata.combining(c))
    return lowered.translate(_APOSTROPHES)


def tokens(text: str) -> list[Token]:
    """The words of a text, in order; hyphenated words are cut, possessive endings taken off."""
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        owner = False
        if len(word) > 2 and word[-2] in "'’" and word[-1] in "sS":
            word, owner = word[:-2], True
        elif end < len(text) and text[end] in "'’" and word[-1] in "sS" and not text[end + 1 : end + 2].isalpha():
            owner = True
        gap = " " if start == last + 1 and text[last] == " " else text[last:start]
        folded = fold(word)
        if not folded:
            continue
        if text[end : end + 1] in ("-", "‑", "–") and folded in _ARTICLES and text[end + 1 : end + 2].isalpha():
            folded = "al"
        hyphen = gap in ("-", "‑") or (gap == "–" and bool(found))
        found.append(Token(word, _SAME.get(folded, folded), start, start + len(word), hyphen, owner, gap))
        last = end
    return found


@functools.lru_cache(maxsize=WORDS_KEPT)
def key_of(name: str) -> str:
    """The key a name is filed under; "" if it has no letters."""
    words = tokens(name)
    if len(words) > 1 and words[0].fold == "the" and not words[0].acronym:
        words = words[1:]
    if len(words) == 1 and words[0].acronym:
        return "^" + words[0].fold
    return " ".join(word.fold for word in words)


def keys_at(words: list[Token], first: int, last: int) -> tuple[str, ...]:
    """The keys under which tokens `first` (included) to `last` (excluded) may be filed, best first."""
    if last - first > 1:
        return (" ".join(word.fold for word in words[first:last]),)
    word = words[first]
    if word.acronym:
        return ("^" + word.fold, word.fold)
    if word.capital and len(word.fold) >= TITLED_ACRONYM_LENGTH and word.fold not in _WORDLIKE:
        return (word.fold, "^" + word.fold)
    return (word.fold,)


_SPELLINGS = (("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("tch", "c"), ("ch", "c"),
              ("tz", "z"), ("ts", "s"), ("dj", "j"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"))  # fmt: skip
_DROPPED = str.maketrans("", "", "aeiouyhj")


def skeleton(name: str) -> str:
    """What transliterations of one personal name share: first letters and consonants ("Andrei", "Andrey" → "andr").

    Only for names of two words or more with at least five consonants, else "": shorter ones fall together by chance.
    """
    parts = []
    for word in tokens(name):
        folded = word.fold
        for old, new in _SPELLINGS:
            folded = folded.replace(old, new)
        bare = folded[:1] + folded[1:].translate(_DROPPED)
        parts.append(re.sub(r"(.)\1+", r"\1", bare))
    joined = " ".join(part for part in parts if part not in ("al", "a", "b"))
    return joined if " " in joined and len(joined.replace(" ", "")) >= 5 else ""
