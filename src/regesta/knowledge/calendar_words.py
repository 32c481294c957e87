"""Words that tell time, each with one letter: the alphabet of the grammar in `calendar`.

A text becomes a string with one letter a token, so that the grammar is a short regular expression over letters that
cannot backtrack far, whatever the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from regesta.records.spans import Span
from regesta.text.dates import MONTHS as MONTHS  # one table for publication dates and time words
from regesta.text.memory import WORDS_KEPT
from regesta.text.number_words import listed

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat",
         "sunday sun"))
    for name in names.split()
}  # fmt: skip
NUMBERS = {
    word: number
    for number, word in enumerate(
        listed(
"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
" sixteen seventeen eighteen nineteen twenty"
))
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100}  # fmt: skip
ORDINALS = {
    word: number
    for number, word in enumerate(
        listed(
"first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
" fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
), 1)
}  # fmt: skip
#: What a vague number of days, weeks, ... is taken for; "several days" comes out as a week (codebook section 7).
VAGUE = {"several": 5, "few": 3, "many": 8, "couple": 2, "some": 4, "numerous": 8, "dozens": 30, "countless": 10}
UNITS = {
    form: unit
    for unit in ("second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade",
    "millennium")
    for form in (unit, f"{unit}s")
} | {"yr": "year", "yrs": "year", "hrs": "hour", "mins": "minute", "millennia": "millennium"}  # fmt: skip
del UNITS["second"], UNITS["quarter"], UNITS["quarters"]
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

#: Fixed feasts by (month, day). Moving ones: Easter by computus, the American ones by weekday; lunar feasts have no
#: date.
FEASTS: dict[str, tuple[int, int]] = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year": (1, 1), "new years": (1, 1), "new year's day": (1, 1), "new year’s day": (1, 1),
    "new year's eve": (12, 31), "new year’s eve": (12, 31), "new year's": (1, 1), "may day": (5, 1),
    "valentine's day": (2, 14), "valentine’s day": (2, 14), "halloween": (10, 31), "bastille day": (7, 14),
    "armistice day": (11, 11), "veterans day": (11, 11), "victory day": (5, 9), "nowruz": (3, 20), "norouz": (3, 20),
    "international women's day": (3, 8), "epiphany": (1, 6), "all saints' day": (11, 1), "d-day": (6, 6),
    "9/11": (9, 11),
    "st patrick's day": (3, 17), "martin luther king day": (1, 15), "juneteenth": (6, 19),
}  # fmt: skip
MOVING = frozenset({"easter", "easter sunday", "good friday", "easter monday", "thanksgiving", "thanksgiving day",
                    "labor day", "memorial day", "palm sunday", "pentecost"})  # fmt: skip
LUNAR = frozenset({"ramadan", "eid", "eid al-fitr", "eid al-adha", "ashura", "hajj", "passover", "yom kippur",
                   "rosh hashanah", "tet", "diwali", "lunar new year", "chinese new year"})  # fmt: skip

_LETTERS: dict[str, str] = {}


def _enter(letter: str, words: str) -> None:
    for word in words.split():
        _LETTERS.setdefault(word, letter)


_enter("N", " ".join(NUMBERS))
_enter("O", " ".join(ORDINALS) + " final penultimate opening closing")
_enter("Q", " ".join(VAGUE))
_enter("U", " ".join(UNITS))
_enter("C", "century centuries")
_enter("S", "spring summer autumn fall winter springtime summertime wintertime")
_enter(
    "E", "morning afternoon evening night dawn dusk noon midday midnight daybreak nightfall sunrise sunset daylight eve"
)
_enter("a", "a an")
_enter("t", "the")
_enter("o", "of")
_enter("l", "last past previous preceding latest")
_enter("n", "next following coming upcoming subsequent succeeding ensuing")
_enter("h", "this that these those same")
_enter("g", "ago")
_enter("r", "later earlier afterwards afterward previously beforehand")
_enter("q", "after before")
_enter("f", "half quarter")
_enter("e", "early late mid")
_enter("b", "beginning start end middle turn remainder rest close outset onset height duration part latter bulk")
_enter("T", "today yesterday tomorrow tonight")
_enter("V", "now currently nowadays recently presently recent current future former")
_enter("B", "bc bce ad ce")
_enter("K", "weekend weekends")
_enter("L", "daily weekly monthly yearly annually hourly nightly annual everyday biweekly bimonthly quarterly")
_enter("k", "every each")
_enter(
    "v", "about around nearly almost approximately roughly only just over more less than fewer least most exactly up"
)
_enter("p", "in on at during since by until till from to between through throughout within for over")
_enter("j", "and or")
_enter("m", "am pm a.m p.m hrs hours hr gmt utc est local")
_enter("A", "full entire whole consecutive straight long brutal bloody bitter solid successive")
_enter("c", "time period moment era date years'")
_enter("w", "weeklong yearlong monthlong daylong decadelong hourlong decadeslong")
_enter("x", "old")

_FEAST_FORMS = (
    r"(?:Christmas|New Year['’]s|Easter) (?:Day|Eve|Sunday|Monday)|New Year(?:['’]s)?|Good Friday|Palm Sunday"
    r"|Boxing Day|May Day"
    r"|(?:Bastille|Armistice|Veterans|Victory|Thanksgiving|Labor|Memorial) Day|Valentine['’]s Day|All[- ]Saints['’] Day"
    r"|International Women['’]s Day|St\.? Patrick['’]s Day|D-Day|9/11\b|Eid al-(?:Fitr|Adha)|Yom Kippur|Rosh Hashanah"
    r"|(?:Lunar|Chinese) New Year|(?:Christmas|Easter|Thanksgiving|Halloween|Nowruz|Norouz|Ramadan|Passover"
    r"|Ashura|Juneteenth|Diwali)\b"
)
_FEAST = re.compile(_FEAST_FORMS)
_PLAIN_TOKEN = (
    r"[^\W\d_]+(?:['’](?:s|S)?(?![^\W_]))?|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?|\d{1,3}(?:,\d{3})+(?!\d)"
    r"|\d{1,2}[:.]\d\d(?!\d)|[’'‘]\d\ds?\b|\d+(?:s|st|nd|rd|th|hrs|am|pm)?(?![^\W_])|\n[ \t]*\n|\S"
)
_CLOCK_TOKEN = r"[ap]\.\s?m\b\.?"
_TOKEN = re.compile(rf"{_CLOCK_TOKEN}|{_PLAIN_TOKEN}")
_TOKEN_WITH_FEASTS = re.compile(rf"{_FEAST_FORMS}|{_CLOCK_TOKEN}|{_PLAIN_TOKEN}")
#: A text with none of these has no feast; asking costs a hundredth of looking for the feasts themselves.
_FEAST_HINTS = ("Christmas", "Easter", "New Year", " Day", "-Day", "Good Friday", "Palm Sunday", "9/11", "Eid al",
"Yom K", "Rosh H",
                "Thanksgiving", "Halloween", "Nowruz", "Norouz", "Ramadan", "Passover", "Ashura", "Juneteenth",
                "Diwali")  # fmt: skip
_UPPER_ABBREVIATIONS = frozenset(listed("mon tue tues wed thu thur thurs fri sat sun"))
_MONTH_WORDS = frozenset(MONTHS)
_DAY_WORDS = frozenset(WEEKDAYS)
_DASHES = frozenset("-–—‐‑−")
#: Nouns that make a four-digit number a count, not a year.
_COUNTED = frozenset(
    listed(
        "men people troops soldiers civilians dead wounded killed prisoners tons tonnes tanks aircraft guns"
        " ships km kilometres kilometers miles metres meters feet m ft refugees protesters fighters rebels"
        " police officers workers families houses homes casualties deaths victims members jobs dollars euros"
        " pounds hectares acres migrants others rifles vehicles rpm women children students missiles rockets"
        " shells rounds personnel strong percent words planes horses"
    )
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as tokens and their letters: `letters[i]` stands for the token at `spans[i]`."""

    text: str
    letters: str
    spans: tuple[tuple[int, int], ...]

    def lower(self, index: int) -> str:
        """The token in lower case, without a possessive ending."""
        start, end = self.spans[index]
        word = self.text[start:end].lower()
        return word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")

    def span(self, first: int, last: int) -> Span:
        """Code points of tokens `first` (included) to `last` (excluded)."""
        return Span(self.spans[first][0], self.spans[last - 1][1])


def read(text: str, start: int, end: int, *, sure: bool = False) -> Words:
    """Tokens and letters of `text[start:end]`. `sure`: the words are known to tell time, so `May` and `Mar` are
    months.
    """
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    tokens = _TOKEN_WITH_FEASTS if any(text.find(hint, start, end) >= 0 for hint in _FEAST_HINTS) else _TOKEN
    for match in tokens.finditer(text, start, end):
        letters.append(_letter(match.group()))
        spans.append(match.span())
    joined = "".join(letters)
    return Words(text, joined if sure else _in_context(joined, text, spans), tuple(spans))


@lru_cache(maxsize=WORDS_KEPT)
def _letter(word: str) -> str:
    known = _LETTERS.get(word)
    if known is not None:
        return known
    first = word[0]
    if first in "9CNEGPBMVTLAISDRYHJ" and _FEAST.fullmatch(word):
        return "F"
    if first.isdigit():
        return _digits(word)
    if first.isalpha():
        return _word(word)
    if first in _DASHES:
        return "-"
    if first in ",.(":
        return first
    if first in "’'‘" and len(word) > 2:
        return "z" if word[-1] == "s" else "y"
    return "|" if first == "\n" else "_"


def _word(word: str) -> str:
    lower = word.lower()
    if lower.endswith(("'s", "’s", "'", "’")):
        bare = lower.rstrip("s").rstrip("'’") if lower[-1] == "s" else lower[:-1]
        inner = _word(word[: len(bare)])
        return inner if inner in "MWUESTKF" else "_"
    if word[0].isupper():
        if lower in _MONTH_WORDS:
            return "M"
        if lower in _DAY_WORDS:
            return "i" if lower in _UPPER_ABBREVIATIONS else "W"
    return _LETTERS.get(lower, "m" if lower[:2] in ("a.", "p.") else "_")


def _digits(word: str) -> str:
    if "," in word:
        return "G"
    if len(word) > 9 and word[4] == "-":
        return "I"
    if "." in word:
        return "G"
    if ":" in word:
        return "X"
    tail = word.lstrip("0123456789")
    body = word[: len(word) - len(tail)]
    if not body:  # digits of another script, or a footnote's
        return "_"
    number = int(body) if len(body) < 7 else 0
    if tail == "s":
        if number % 10:
            return "_"
        return "Z" if len(body) == 4 and number else "z" if len(body) == 2 else "_"
    if tail in ("st", "nd", "rd", "th"):
        return "d" if number <= 31 else "_"
    if tail:
        return "X"
    if len(body) == 4:
        return "Y" if 1000 <= number <= 2100 else "X" if number < 2400 and body[0] == "0" else "G"
    return "D" if 1 <= number <= 31 and len(body) <= 2 else "H" if len(body) == 3 else "G"


def _in_context(letters: str, text: str, spans: list[tuple[int, int]]) -> str:
    """Corrects letters that only their neighbours decide: `May` the surname, `1500 men`, `fall` the verb."""
    if not any(c in letters for c in "YSMi"):
        return letters
    out = list(letters)
    for n, letter in enumerate(letters):
        if letter == "Y":
            after = text[slice(*spans[n + 1])] if n + 1 < len(spans) else ""
            if after in _COUNTED or text[spans[n][0] - 1 : spans[n][0]] in ("$", "€", "£"):
                out[n] = "G"
        elif letter == "M":
            out[n] = _month(letters, text, spans, n)
        elif letter == "S":
            word = text[slice(*spans[n])].lower()
            if word == "fall" and not _season_fall(letters, n):
                out[n] = "_"
        elif letter == "i":
            dotted = letters[n + 1 : n + 2] in (".", ",")
            out[n] = "W" if dotted and letters[n + 2 : n + 3] in ("M", "D", ",") else "_"
    return "".join(out)


def _season_fall(letters: str, n: int) -> bool:
    if re.match(r",?o?t?Y", letters[n + 1 :]):
        return True
    return letters[n - 1 : n] in ("l", "n", "h", "e", "k") or (
        letters[max(0, n - 2) : n] == "pt" and letters[n + 1 : n + 2] not in ("o",)
    )


def _month(letters: str, text: str, spans: list[tuple[int, int]], n: int) -> str:
    """`May` and `March` are also a name and a verb; abbreviations need a number beside them."""
    word = text[slice(*spans[n])]
    beside = letters[max(0, n - 1) : n] + letters[n + 1 : n + 3]
    numbered = any(c in "DdYyG" for c in beside) or letters[max(0, n - 2) : n] in ("do", "Do")
    if numbered:
        return "M"
    if len(word) <= 4 and word not in ("May", "June", "July"):
        return "M" if letters[n + 1 : n + 2] == "." and letters[n - 1 : n] in ("p", "e", "l", "n", "o") else "_"
    if word in ("May", "March"):
        if letters[max(0, n - 1) : n] in ("p", "e", "l", "n", "o", "h", "-", "j", "b", "r", ",", "k"):
            return "M"
        return "_"
    return "M"
