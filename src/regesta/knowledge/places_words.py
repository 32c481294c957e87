"""What place words say before any gazetteer is asked: names, adjectives of countries, possessives, offsets and
kinds of place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from regesta.knowledge.places_kinds import FACILITIES, KINDS, STREETS
from regesta.text.number_words import listed

_TOKEN = re.compile(r"[^\W\d_](?:[^\W_]|['’‘ʻ`ʿʾ](?=[^\W_])|\.(?=[^\W\d_])|-(?=[^\W_]))*\.?|\d+(?:[.,]\d+)*|[,;()&]")
_SMALL = frozenset(
    listed(
        "al el ad ar as ash at an az ed er es and of the de del la le les los las da do dos di du den der van"
        " von i y e o na a d l s en sur upon on under in"
    )
)
#: Words that can stand inside a name but never open or close one.
_INNER = frozenset(
    listed(
        "of and the de del la le les los las da do dos di du den der van von i y e o na d l s en sur upon on under in"
    )
)
_LONGEST = 6

_UNIT = {"km": 1.0, "kms": 1.0, "kilometer": 1.0, "kilometers": 1.0, "kilometre": 1.0, "kilometres": 1.0, "mile": 1.609,
         "miles": 1.609, "mi": 1.609, "m": 0.001, "metres": 0.001, "meters": 0.001}  # fmt: skip
_NUMBER = {w: n for n, w in enumerate(listed(
"zero one two three four five six seven eight nine ten eleven twelve"
))} | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "a": 1,
    "few": 4, "several": 5, "dozen": 12}  # fmt: skip
_POINTS = {"north": (1.0, 0.0), "south": (-1.0, 0.0), "east": (0.0, 1.0), "west": (0.0, -1.0)}
_DIRECTION = r"(?:north|south|east|west)(?:-?(?:north|south|east|west))?"
_UNITS = "|".join(sorted(_UNIT, key=len, reverse=True))
_OFFSET = re.compile(
    rf"(?:(?P<number>\d[\d,.]*|[a-z]+(?: dozen)?)(?:\s|-)(?:(?:or so|more) )?(?P<unit>{_UNITS})\b\.?"
    rf"\s?(?:\([^)]*\)\s?)?(?:to the\s|away\s|due\s)?(?:(?P<way>{_DIRECTION})(?:ern)?\s?)?(?:of|from|outside"
    rf"|away from|off)\s"
    rf"|(?:just |immediately )?(?P<bare>{_DIRECTION})\sof\s)",
    re.I,
)
_PART = re.compile(rf"\b(?P<part>(?:far )?(?:{_DIRECTION}(?:ern)?|central|upper|lower))\b", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """A name or adjective found in place words.

    Attributes:
        text: as it stands. start, end: in the words.
        adjective: alpha-3 of the country whose adjective it is, else "".
        possessive: whether `'s` follows. follows: what stands between it and the item before (`,`, `in`, `and`, ...).
        noun: the kind of place its neighbouring noun names (a value of `KINDS`, `facility`, `street`), else "".
    """

    text: str
    start: int
    end: int
    adjective: str
    possessive: bool
    follows: str
    noun: str


@dataclass(frozen=True, slots=True)
class Offset:
    """`10 km south of`: distance and direction from the place named; zero distance when only a direction is said."""

    km: float
    north: float
    east: float
    words: str


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Place words taken apart."""

    items: tuple[Item, ...]
    offset: Offset | None
    part: str
    capital: bool
    border: bool


def take_apart(words: str, is_name: Callable[[str, bool], int], adjective: Callable[[str], str | None]) -> PlaceWords:
    """Names with what stands around them. A run of capitalised words is one name or none: `Fort Detrick` never yields
    `Fort`.

    Args:
        words: as in the text.
        is_name: how well the gazetteer knows a name: 2 as written, 1 loosely, 0 not; the flag says that it follows a
        comma.
        adjective: the country an adjective belongs to, or None.
    """
    reader = _Reader(words, is_name, adjective)
    found = reader.items()
    lower = words.lower()
    part = reader.part or _PART.search(words[: found[0].start] if found else words)
    return PlaceWords(
        tuple(found),
        _offset(words[: found[0].start] if found else ""),
        part["part"].lower() if part else "",
        bool(re.search(r"\bcapital\b", lower)),
        bool(re.search(r"\b(?:border|frontier)\b", lower)),
    )


class _Reader:
    """Goes through the tokens of place words once."""

    def __init__(self, words: str, is_name: Callable[[str, bool], int], adjective: Callable[[str], str | None]) -> None:
        self.words = words
        self.is_name = is_name
        self.adjective = adjective
        self.tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(words)]
        self.found: list[Item] = []
        self.part: re.Match[str] | None = None

    def items(self) -> list[Item]:
        n = 0
        while n < len(self.tokens):
            n = self._take(n) if self._opens(n) else n + 1
        return self.found

    def _opens(self, n: int) -> bool:
        word = self.tokens[n][0]
        if word[0].isupper():
            return not (word in _OPENERS and n + 1 < len(self.tokens) and not self._capital(n + 1))
        if "-" in word and word.split("-")[0].lower() in _SMALL:
            return True
        return word in ("al", "el") and n + 1 < len(self.tokens) and self._capital(n + 1)

    def _capital(self, n: int) -> bool:
        word = self.tokens[n][0]
        return (
            word[0].isupper()
            or ("-" in word and word.split("-")[0].lower() in _SMALL)
            or word[:2] in ("d'", "d’", "l'", "l’")
        )

    def _run(self, n: int) -> int:
        """End of the run of capitalised words that begins at `n`; small words stay inside."""
        last = n + 1
        while last < len(self.tokens) and last - n < _LONGEST + 2:
            if self._bare(n, last)[1]:
                break
            if self._capital(last) or (self.tokens[last][0][0].isdigit() and self.tokens[last - 1][0][0].isupper()):
                last += 1
            elif (
                self.tokens[last][0] in _INNER
                and last + 1 < len(self.tokens)
                and self._capital(last + 1)
                and self._joins(n, last)
            ) or (self.tokens[last][0] in ("&",) and last + 1 < len(self.tokens)):
                last += 2
            else:
                break
        return last

    def _joins(self, n: int, last: int) -> bool:
        """Whether a small word joins a name rather than two: only when the gazetteer knows the whole."""
        for end in range(min(len(self.tokens), last + 4), last + 1, -1):
            if all(self._capital(k) or self.tokens[k][0] in _INNER for k in range(last, end)) and self._known(n, end):
                return True
        return False

    def _bare(self, first: int, last: int) -> tuple[str, bool]:
        text = self.words[self.tokens[first][1] : self.tokens[last - 1][2]]
        if text.endswith(("'s", "’s")):
            return text[:-2], True
        if text.endswith(("s'", "s’")):
            return text[:-1], True
        return text, False

    def _known(self, first: int, last: int) -> bool:
        return self.is_name(self._bare(first, last)[0], self._after_comma(first)) == 2

    def _exact(self, n: int) -> int:
        """End of the longest name known as written that has a possessive inside (`Cox's Bazar`), or `n`."""
        for last in range(min(len(self.tokens), n + _LONGEST), n + 1, -1):
            inside = [self.tokens[k][0] for k in range(n, last)]
            if not any(w.endswith(("'s", "’s")) for w in inside[:-1]) or not self._capital(last - 1):
                continue
            if all(self._capital(k) or self.tokens[k][0] in _INNER for k in range(n, last)) and self._known(n, last):
                return last
        return n

    def _after_comma(self, n: int) -> bool:
        return n > 0 and self.tokens[n - 1][0] in (",", "(")

    def _take(self, n: int) -> int:
        if (
            self.tokens[n][0] in _OPENERS
            and n + 1 < len(self.tokens)
            and self._capital(n + 1)
            and not self._known(n, n + 2)
        ):
            end = self._run(n + 1)
            if not self._known(n, end):
                self.part = self.part or _PART.fullmatch(self.tokens[n][0])
                return n + 1
        if (end := self._exact(n)) > n:
            text, possessive = self._bare(n, end)
            return self._add(n, end, text, "", possessive)
        end = self._run(n)
        if end + 2 < len(self.tokens) + 1 and self._district_of_columbia(n, end):
            end += 2
        for last in range(end, n, -1):
            whole = last == end
            text, possessive = self._bare(n, last)
            country = self.adjective(text) if last - n <= 3 else None
            if country and not (whole and self.is_name(text, False) and (possessive or last - n > 1)):
                return self._add(n, last, text, country, possessive)
            if (whole or self._closes(n, last, end)) and self.is_name(text, self._after_comma(n)):
                return self._add(n, last, text, "", possessive)
        text, possessive = self._bare(n, end)
        return self._add(n, end, text, "", possessive)

    def _district_of_columbia(self, n: int, end: int) -> bool:
        return (
            self.tokens[end][0] == ","
            and end + 1 < len(self.tokens)
            and self.tokens[end + 1][0].rstrip(".").upper() in ("DC", "D.C")
        )

    def _closes(self, n: int, last: int, end: int) -> bool:
        """Whether the capitalised words after a shorter name only say what it is (`Uruzgan Province`, `Kabul
        Airport`).
        """
        tail = self.tokens[end - 1][0].lower()
        following = self.tokens[last][0].lower()
        return following in KINDS or tail in FACILITIES or tail in STREETS or following in ("islands", "island")

    def _add(self, first: int, last: int, text: str, country: str, possessive: bool) -> int:
        end = self._run(first)
        tail = self.tokens[end - 1][0] if end > last else ""
        self.found.append(_item(self.words, self.tokens, first, last, text, country, possessive, self.found, tail))
        return max(last, end) if tail and not country else last


_OPENERS = frozenset(
    listed(
        "In At On The Near Outside From To Around Across Off Southern Northern Eastern Western Central North"
        " South East West Northwestern Northeastern Southwestern Southeastern Northwest Northeast Southwest"
        " Southeast Upper Lower Downtown"
    )
)


def _item(
    words: str, tokens: list[tuple[str, int, int]], first: int, last: int, text: str, country: str, possessive: bool,
    found: list[Item], tail: str,
) -> Item:  # fmt: skip
    before = words[found[-1].end : tokens[first][1]] if found else words[: tokens[first][1]]
    after = tail or (tokens[last][0] if last < len(tokens) else "")
    prior = [t.lower() for t, _, _ in tokens[max(0, first - 3) : first]]
    return Item(text, tokens[first][1], tokens[last - 1][2], country, possessive, before, _noun(after, prior))


def _noun(after: str, prior: list[str]) -> str:
    low = after.lower()
    if after[:1].isupper() and low in STREETS:
        return "street"
    if low in FACILITIES:
        return "facility"
    if low in KINDS:
        return KINDS[low]
    if len(prior) > 1 and prior[-1] == "of" and prior[-2] in KINDS:
        return KINDS[prior[-2]]
    return KINDS.get(prior[-1], "") if prior and prior[-1] not in ("capital", "border") else ""


def _offset(before: str) -> Offset | None:
    match = _OFFSET.search(before)
    if not match:
        return None
    way = (match["way"] or match["bare"] or "").lower()
    north = sum(v[0] for k, v in _POINTS.items() if k in way)
    east = sum(v[1] for k, v in _POINTS.items() if k in way)
    if match["bare"]:
        return Offset(0.0, north, east, match.group().strip())
    number = match["number"].lower().replace(",", "")
    count = float(number) if re.fullmatch(r"\d+(\.\d+)?", number) else float(_NUMBER.get(number.split()[0], 0))
    return Offset(count * _UNIT[match["unit"].lower()], north, east, match.group().strip()) if count else None
