"""Numbers in running text and what they count (codebook section 9).

`find_numbers` reads digits, number words, ranges, vague plurals and money, with the qualifier before them; years,
dates,
times of day, ages, percentages, distances and labels are marked by kind, so that nobody takes them for a toll.
`measure_of` names the measure from the lemma of the noun counted and of the verb around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from regesta.records.spans import Span
from regesta.text.listing import key
from regesta.text.number_kinds import Kind, kind_of
from regesta.text.number_measures import measure_of
from regesta.text.number_words import DOZEN, QUALIFIERS, SCALES, SMALL, VAGUE, Bounds

__all__ = ["Kind", "Number", "find_numbers", "measure_of"]


#: Characters of a number: longer runs of digits count nothing, and from 309 digits on no number could hold them.
MAX_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text; bounds are inclusive.

    Attributes:
        span: with qualifier, currency and scale (`at least 35`, `about US$3.4 trillion`).
        low, high: equal when exact; one is None when the words give only the other.
        qualifier: `about`, `at least`, `over`, `up to`, `under`, or the vague word itself (`dozens`); None when plain.
        kind: what sort of number; only `count` and `money` can be figures of an event.
        unit: ISO 4217 code of money, `percent`, or the unit of a duration or quantity; else "".
    """

    span: Span
    low: float | None
    high: float | None
    qualifier: str | None
    kind: Kind
    unit: str = ""


_WORD = "|".join(sorted((*SMALL, "hundred", "dozen", *(s for s in SCALES if len(s) > 3)), key=len, reverse=True))
_VAGUE = "|".join(sorted((re.escape(v) for v in VAGUE), key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?(?!\d)"
_SCALE = r"hundred|thousand|million|billion|trillion|lakh|crore|dozen|mn|bn|tn|[mk](?![\w.])"
_CORE = re.compile(
    rf"(?<![\w/])(?:(?P<vague>(?:{_VAGUE})\b(?!-))"
    rf"|(?P<half>half an? (?:million|billion|trillion|dozen)\b|an? (?:half[- ]million)\b)"
    rf"|(?P<digits>(?<![.,:-])(?:{_DIGITS})(?:[\s-]?(?P<scale>{_SCALE})\b)?(?!\w|/\d))"
    rf"|(?P<stuck>(?<=[$€£¥₹₽])(?:{_DIGITS})(?:[\s-]?(?:{_SCALE}))?(?!\w)"
    rf"|(?<=\d[-–])(?:{_DIGITS})(?:[\s-](?:{_SCALE}))?(?!\w))"
    rf"|(?P<words>(?:an? (?:hundred|thousand|million|billion|trillion|dozen)|{_WORD})\b(?:(?:[\s-]|\sand\s"
    rf"|-and-)(?:{_WORD})\b){{0,8}}))",
    re.I,
)
#: Words and digits a number can begin with: asked of every word before the large pattern is tried.
_OPENING = re.compile(r"\d+|[A-Za-z]+")
_FIRST_WORDS = frozenset({*SMALL, *SCALES, "hundred", "dozen", "a", "an", "half", *(v.split()[0] for v in VAGUE)})
_QUALIFIER = re.compile(
    r"\b(?P<word>"
    + "|".join(sorted((re.escape(q) for q in QUALIFIERS), key=len, reverse=True))
    + r")\s(?:the\s|an?\s|some\s)?$",
    re.I,
)
_FRACTION = re.compile(
    r"\b(?:(?:an?|one|two|three|four|nearly|about)[\s-]){1,2}(?:half|thirds?|quarters?|fifths?|tenths?)\b"
    r"|\bhalf(?= of\b| the\b)",
    re.I,
)
_FRACTION_HINT = re.compile(r"hal[f]|thirds?\b|quarter|fifth|tenth")
_BETWEEN = re.compile(r"\s?(?:(?P<dash>[-–—])|to|and|or)\s?(?:\$|€|£|US\$)?$")
_ZERO = re.compile(
    r"\b(?:no|zero|nil|without(?: any)?)\b(?=\s(?:\w+\s){0,2}(?:casualt|death|dead|deaths|injur|fatalit|victim"
    r"|losses|wounded|arrests?\b|one\b))"
    r"|\bno\b(?=\s(?:[\w.-]+\s){1,3}(?:was|were|(?:has|have|had)\sbeen)\s(?:\w+\s)?(?:killed|injured|hurt|wounded|harmed)\b)"
    r"|\b(?:nobody|no one|none)\b",
    re.I,
)
_PAIRED = re.compile(r"\b(?:between|from)\s(?:\$|US\$|€|£)?$", re.I)
_TAKES_UNIT = frozenset({"money", "percent", "quantity", "duration", "age", "date"})


def find_numbers(text: str, span: Span, *, zero: bool = False) -> list[Number]:
    """The numbers inside `span`, in text order; offsets are code points of `text`.

    `zero`: also read `no casualties`, `nobody`, `none` as 0 to 0 (codebook, decisions on figures).
    """
    found: list[Number] = []
    at = span.start
    for opening in _OPENING.finditer(text, span.start, span.end):
        if opening.start() < at or not _opens(opening.group()):
            continue
        match = _CORE.match(text, opening.start(), span.end)
        if match is None:
            continue
        at = match.end()
        number = _number(text, span, match)
        if number is None:
            continue
        joined = _join(text, found[-1], number) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(number)
    if _FRACTION_HINT.search(text, span.start, span.end):
        found.extend(_fractions(text, span, found))
    if zero:
        found.extend(
            Number(Span(*m.span()), 0.0, 0.0, None, "count") for m in _ZERO.finditer(text, span.start, span.end)
        )
    return sorted(found, key=lambda n: n.span)


def _opens(word: str) -> bool:
    return word[0].isdigit() or word.lower() in _FIRST_WORDS


def _fractions(text: str, span: Span, found: list[Number]) -> list[Number]:
    return [
        Number(Span(*m.span()), None, None, None, "fraction")
        for m in _FRACTION.finditer(text, span.start, span.end)
        if not any(n.span.start < m.end() and m.start() < n.span.end for n in found)
    ]


def _number(text: str, span: Span, match: re.Match[str]) -> Number | None:
    bounds = _bounds(match)
    if bounds is None:
        return None
    low, high, word = bounds
    start, end = match.span()
    before, after = text[max(span.start, start - 40) : start], text[end : min(span.end, end + 40)]
    kind, unit, end, start = kind_of(before, after, match, start, end)
    if kind in ("count", "money", "percent", "quantity", "duration"):
        qualifier = _QUALIFIER.search(text, max(span.start, start - 32), start)
        if qualifier:
            start = qualifier.start()
            low, high, word = _qualified(low, high, QUALIFIERS[key(qualifier["word"])], word)
    if match["words"] and match["words"].lower() == "one" and kind == "count" and _pronoun(before, after):
        return None
    return Number(Span(start, end), low, high, word, kind, unit)


def _pronoun(before: str, after: str) -> bool:
    """`one` that counts nothing: `one of the`, `the one`, `one another`, `no one`."""
    if re.search(r"\b(?:the|no|this|that|any|every|each|which|another|by|not)\s$", before, re.I):
        return True
    return bool(re.match(r"\s(?:of\b|another\b|can\b|must\b|should\b|may\b|day\b|that\b|who\b)|[.,;]", after))


def _bounds(match: re.Match[str]) -> Bounds | None:
    if match["vague"]:
        word = " ".join(key(match["vague"]).split())
        least, most = VAGUE[word]
        return least, most, word.split(" of")[0] if word in ("a couple of", "a handful of") else word
    if match["half"]:
        value = 0.5 * next(v for k, v in (*SCALES.items(), ("dozen", DOZEN)) if key(match["half"]).endswith(k))
        return value, value, None
    if match["words"]:
        told = _value_of_words(match["words"])
        return (told, told, None) if told is not None else None
    text = match["digits"] or match["stuck"]
    found = re.match(rf"({_DIGITS})[\s-]?({_SCALE})?", text, re.I)
    if found is None:
        return None
    if len(found[1]) > MAX_DIGITS:
        return None
    value = float(found[1].replace(",", "")) * (_scale(found[2]) if found[2] else 1)
    return value, value, None


def _scale(word: str) -> float:
    return float({**SCALES, "hundred": 100.0, "dozen": DOZEN}[key(word)])


def _value_of_words(words: str) -> float | None:
    """`two hundred and fifty thousand` is 250000; None for words that do not add up (`one two`)."""
    total, part, last = 0.0, 0.0, 0.0
    for word in re.split(r"[\s-]+", key(words)):
        if word in ("and", "a", "an"):
            continue
        if word in SMALL:
            value = float(SMALL[word])
            if last and not (last >= 20 and last % 10 == 0 and value < last):
                return None
            part, last = part + value, value
        elif word in ("hundred", "dozen"):
            part, last = max(part, 1.0) * (100.0 if word == "hundred" else DOZEN), 100.0
        else:
            total, part, last = total + max(part, 1.0) * SCALES[word], 0.0, 1000.0
    return total + part


def _qualified(low: float | None, high: float | None, sense: str, word: str | None) -> Bounds:
    if sense in ("at least", "over"):
        return low, None if word is None else high, sense if word is None else word
    if sense in ("up to", "under"):
        return None if word is None else low, high, sense if word is None else word
    return low, high, word or sense


def _join(text: str, one: Number, two: Number) -> Number | None:
    """Two numbers that are the ends of one range: `10 to 20`, `between 10 and 20`, `4 or 5`, `30-40`."""
    between = text[one.span.end : two.span.start]
    join = _BETWEEN.fullmatch(between) if len(between) < 8 else None
    first, second = _plain_value(one), _plain_value(two)
    if not join or first is None or second is None or two.qualifier:
        return None
    paired = _PAIRED.search(text, max(0, one.span.start - 12), one.span.start)
    if "and" in between and not paired:
        return None
    if two.kind != one.kind and not (one.kind == "count" and two.kind in _TAKES_UNIT) and one.kind != "money":
        return None
    first *= _shared_scale(text, one, two)
    if two.kind == "year" or first > second:
        return None
    start = paired.start() if paired else one.span.start
    unit = two if one.kind == "count" else one
    return Number(Span(start, two.span.end), first, second, one.qualifier, unit.kind, unit.unit)


def _plain_value(number: Number) -> float | None:
    """The number itself, whatever its qualifier made of the bounds; None for vague words."""
    if number.low is not None and number.high is not None and number.low != number.high:
        return None
    return number.low if number.low is not None else number.high


def _shared_scale(text: str, one: Number, two: Number) -> float:
    """`two to three million`: the scale stands only at the second number."""
    tail = re.search(r"(hundred|thousand|million|billion|trillion)\W*\w*$", two.span.of(text), re.I)
    value = _plain_value(one)
    if (
        tail
        and value is not None
        and value < 1000
        and not re.search(r"hundred|thousand|illion", one.span.of(text), re.I)
    ):
        return _scale(tail[1])
    return 1.0
