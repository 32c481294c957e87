"""Numbers in running text and what they count (codebook section 9).

`find_numbers` reads digits, number words, ranges, vague plurals and money, with the qualifier before them; years, dates,
times of day, ages, percentages, distances and labels are marked by kind, so that nobody takes them for a toll.
`measure_of` names the measure from the lemma of the noun counted and of the verb around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from regesta.records.spans import Span
from regesta.text.number_words import (
    CURRENCIES,
    DOZEN,
    LABELS,
    MONTHS,
    QUALIFIERS,
    SCALES,
    SMALL,
    SYMBOLS,
    UNITS,
    VAGUE,
    Bounds,
)

Kind = Literal["count", "money", "percent", "year", "date", "time", "age", "duration", "quantity", "fraction", "label"]


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
    rf"|(?P<stuck>(?<=[$€£¥₹₽])(?:{_DIGITS})(?:[\s-]?(?:{_SCALE}))?(?!\w)|(?<=\d[-–])(?:{_DIGITS})(?:[\s-](?:{_SCALE}))?(?!\w))"
    rf"|(?P<words>(?:an? (?:hundred|thousand|million|billion|trillion|dozen)|{_WORD})\b(?:(?:[\s-]|\sand\s|-and-)(?:{_WORD})\b){{0,8}}))",
    re.I,
)
_QUALIFIER = re.compile(
    r"\b(?P<word>" + "|".join(sorted((re.escape(q) for q in QUALIFIERS), key=len, reverse=True)) + r")\s(?:the\s|an?\s|some\s)?$", re.I
)
_SYMBOL = re.compile(r"(?:(?:(?<![A-Za-z])(?P<code>US|AU|A|C|CA|HK|NZ|S|NT|R))?(?P<sign>[$€£¥₹₽₴₪])|\b(?P<name>USD|EUR|GBP|Rs\.?|RMB|CHF|JPY)\s?)\s?$")
_CURRENCY = re.compile(
    r"\s?-?(?:(?:worth\sof\s)?(?P<money>(?:US|U\.S\.|Canadian|Australian)?\s?(?:" + "|".join(sorted(CURRENCIES, key=len, reverse=True)) + r"))\b|(?P<sign>[€£₽₴]))", re.I
)
_PERCENT = re.compile(r"\s?(?:%|-?per\s?cent\b|percentage points?\b)", re.I)
_UNIT = re.compile(r"[\s-](?:(?:more|long|consecutive|full|whole|straight|square|cubic|nautical|metric|short)[\s-])?(?P<unit>" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")\b", re.I)
_OLD = re.compile(r"[\s-]years?(?:[\s-]olds?\b|\sof\sage)|[\s-]months?[\s-]olds?\b", re.I)
_AGED = re.compile(r"(?:\b(?:aged?|ages|age of)\s|[A-Z]\w+,\s)$")
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|GMT\b|UTC\b|hours GMT)|:\d\d", re.I)
_MONTH = "|".join(MONTHS)
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTH})\.?\s(?:\d{{1,2}}[\s,–-]+)?$")
_MONTH_AFTER = re.compile(rf"(?:[-–]\d{{1,2}})?\s(?:of\s)?(?:{_MONTH})\b")
_YEAR_BEFORE = re.compile(r"\b(?:in|since|of|by|until|till|before|after|from|to|and|during|early|late|mid|year|the|summer|spring|winter|autumn|between|through|for)[\s-]$|[(–/-]$", re.I)
_LABEL = re.compile(r"\b(?:" + "|".join(LABELS) + r")\.?\s$")
_FRACTION = re.compile(r"\b(?:(?:an?|one|two|three|four|nearly|about)[\s-]){1,2}(?:half|thirds?|quarters?|fifths?|tenths?)\b|\bhalf(?= of\b| the\b)", re.I)
_BETWEEN = re.compile(r"\s?(?:(?P<dash>[-–—])|to|and|or)\s?(?:\$|€|£|US\$)?$")
_ZERO = re.compile(r"\b(?:no|zero|nil|without(?: any)?)\b(?=\s(?:\w+\s){0,2}(?:casualt|death|dead|deaths|injur|fatalit|victim|losses|wounded|one\b))|\b(?:nobody|no one|none)\b", re.I)


def find_numbers(text: str, span: Span, *, zero: bool = False) -> list[Number]:
    """The numbers inside `span`, in text order; offsets are code points of `text`.

    `zero`: also read `no casualties`, `nobody`, `none` as 0 to 0 (codebook, decisions on figures).
    """
    found: list[Number] = []
    for match in _CORE.finditer(text, span.start, span.end):
        if found and match.start() < found[-1].span.end:
            continue
        number = _number(text, span, match)
        if number is None:
            continue
        joined = _join(text, found[-1], number) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(number)
    found.extend(_fractions(text, span, found))
    if zero:
        found.extend(Number(Span(*m.span()), 0.0, 0.0, None, "count") for m in _ZERO.finditer(text, span.start, span.end))
    return sorted(found, key=lambda n: n.span)


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
    before = text[max(span.start, start - 40) : start]
    kind, unit, end, start = _kind(text, before, match, start, end)
    if kind in ("count", "money", "percent", "quantity", "duration"):
        qualifier = _QUALIFIER.search(text, max(span.start, start - 32), start)
        if qualifier:
            start = qualifier.start()
            low, high, word = _qualified(low, high, QUALIFIERS[qualifier["word"].lower()], word)
    if match["words"] and match["words"].lower() == "one" and kind == "count" and _pronoun(text, before, end):
        return None
    return Number(Span(start, end), low, high, word, kind, unit)


def _pronoun(text: str, before: str, end: int) -> bool:
    """`one` that counts nothing: `one of the`, `the one`, `one another`, `no one`."""
    if re.search(r"\b(?:the|no|this|that|any|every|each|which|another|by|not)\s$", before, re.I):
        return True
    return bool(re.match(r"\s(?:of\b|another\b|can\b|must\b|should\b|may\b|day\b|that\b|who\b)|[.,;]", text[end : end + 12]))


def _bounds(match: re.Match[str]) -> Bounds | None:
    if match["vague"]:
        word = " ".join(match["vague"].lower().split())
        low, high = VAGUE[word]
        return low, high, word.split(" of")[0] if word in ("a couple of", "a handful of") else word
    if match["half"]:
        value = 0.5 * next(v for k, v in (*SCALES.items(), ("dozen", DOZEN)) if match["half"].lower().endswith(k))
        return value, value, None
    if match["words"]:
        value = _value_of_words(match["words"])
        return (value, value, None) if value is not None else None
    text = match["digits"] or match["stuck"]
    found = re.match(rf"({_DIGITS})[\s-]?({_SCALE})?", text, re.I)
    if found is None:
        return None
    value = float(found[1].replace(",", "")) * (_scale(found[2]) if found[2] else 1)
    return value, value, None


def _scale(word: str) -> float:
    return float({**SCALES, "hundred": 100.0, "dozen": DOZEN}[word.lower()])


def _value_of_words(words: str) -> float | None:
    """`two hundred and fifty thousand` is 250000; None for words that do not add up (`one two`)."""
    total, part, last = 0.0, 0.0, 0.0
    for word in re.split(r"[\s-]+", words.lower()):
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


def _kind(text: str, before: str, match: re.Match[str], start: int, end: int) -> tuple[Kind, str, int, int]:
    after = text[end : end + 40]
    symbol = _SYMBOL.search(before)
    if symbol:
        start -= len(before) - symbol.start()
        return "money", _currency(symbol), end, start
    if percent := _PERCENT.match(after):
        return "percent", "percent", end + percent.end(), start
    if money := _CURRENCY.match(after):
        name = (money["money"] or money["sign"]).lower()
        return "money", _money_word(name), end + money.end(), start
    if _LABEL.search(before):
        return "label", "", end, start
    if match["digits"] or match["stuck"]:
        special = _special(match, before, after)
        if special:
            return special, "", end, start
    if _OLD.match(after):
        return "age", "year", end, start
    if unit := _UNIT.match(after):
        name = UNITS[unit["unit"].lower()]
        return ("duration" if name in ("second", "minute", "hour", "day", "week", "month", "year", "decade") else "quantity"), name, end, start
    return "count", "", end, start


def _special(match: re.Match[str], before: str, after: str) -> Kind | None:
    """Bare digits that are a date, a year, a time of day or an age."""
    digits = match["digits"] or match["stuck"]
    if match["scale"]:
        return None
    if _CLOCK.match(after):
        return "time"
    if digits.isdigit() and len(digits) <= 2:
        if int(digits) <= 31 and (_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after)):
            return "date"
        if _AGED.search(before) and re.match(r"[,.)]|\sand\b|$", after) and int(digits) > 12:
            return "age"
    if digits.isdigit() and len(digits) == 4 and 1500 <= int(digits) <= 2100:
        if _MONTH_BEFORE.search(before):
            return "year"
        if re.match(r"\s(?:people|men|women|troops|soldiers|civilians|refugees|protesters|fighters|homes|families)\b", after):
            return None
        if _YEAR_BEFORE.search(before) or re.match(r"[,.;:)–-]|\s[a-z]|$", after):
            return "year"
    return None


def _currency(symbol: re.Match[str]) -> str:
    if symbol["name"]:
        return {"RS": "INR", "RMB": "CNY"}.get(symbol["name"].rstrip(".").upper(), symbol["name"].upper())
    area = {"A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "HK": "HKD", "NZ": "NZD", "S": "SGD", "NT": "TWD", "R": "BRL"}
    return area.get(symbol["code"] or "", SYMBOLS[symbol["sign"]])


def _money_word(name: str) -> str:
    if name in SYMBOLS:
        return SYMBOLS[name]
    if name.startswith("canadian"):
        return "CAD"
    if name.startswith("australian"):
        return "AUD"
    return next((code for word, code in CURRENCIES.items() if name.endswith(word)), "")


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
    if two.kind != one.kind and not (one.kind == "count" and two.kind in _TAKES_UNIT):
        return None
    first *= _shared_scale(text, one, two)
    if two.kind == "year" or first > second:
        return None
    start = paired.start() if paired else one.span.start
    return Number(Span(start, two.span.end), first, second, one.qualifier, two.kind, two.unit)


_PAIRED = re.compile(r"\b(?:between|from)\s(?:\$|US\$|€|£)?$", re.I)
_TAKES_UNIT = frozenset({"money", "percent", "quantity", "duration", "age", "date"})


def _plain_value(number: Number) -> float | None:
    """The number itself, whatever its qualifier made of the bounds; None for vague words."""
    if number.low is not None and number.high is not None and number.low != number.high:
        return None
    return number.low if number.low is not None else number.high


def _shared_scale(text: str, one: Number, two: Number) -> float:
    """`two to three million`: the scale stands only at the second number."""
    tail = re.search(r"(hundred|thousand|million|billion|trillion)\W*\w*$", two.span.of(text), re.I)
    value = _plain_value(one)
    if tail and value is not None and value < 1000 and not re.search(r"hundred|thousand|illion", one.span.of(text), re.I):
        return _scale(tail[1])
    return 1.0


def measure_of(noun: str, verb: str) -> str | None:
    """The measure that a counted noun and the verb over it tell, both as lemmas; None when they tell none.

    `measure_of("person", "kill")` is killed, `measure_of("troop", "deploy")` troops, `measure_of("death", "")` killed.
    The noun wins where it tells by itself what was counted; people of any kind take their measure from the verb.
    """
    return _measure(noun.lower().strip(), verb.lower().strip())


def _measure(noun: str, verb: str) -> str | None:
    from_noun = MEASURE_NOUNS.get(noun) or MEASURE_NOUNS.get(noun.removesuffix("s"))
    if from_noun in ("killed", "wounded", "missing", "detained", "displaced", "hostages", "money", "weapons"):
        return from_noun
    from_verb = MEASURE_VERBS.get(verb)
    if from_verb and (from_verb not in ("troops", "protesters") or from_noun in (None, from_verb, "people")):
        return from_verb if from_verb != "troops" or from_noun == "troops" else None
    return from_noun if from_noun in ("troops", "protesters") else None


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {word: measure for measure, words in rows.items() for word in words.split()}


MEASURE_NOUNS = _table(
    {
        "killed": "death dead fatality killing body corpse martyr casualty slain funeral",
        "wounded": "injury wounded injured wound",
        "missing": "missing disappearance disappeared",
        "detained": "detainee arrest prisoner inmate suspect captive detention pow internee",
        "displaced": "refugee displaced idp evacuee migrant deportee asylum-seeker exile returnee",
        "hostages": "hostage abductee kidnapping abduction",
        "protesters": "protester protestor demonstrator marcher rioter striker demonstration picket activist",
        "troops": "troop soldier peacekeeper marine paratrooper serviceman conscript reservist policeman personnel trooper"
        " brigade battalion contractor mercenary fighter rebel militant gunman insurgent policewoman guard commando adviser"
        " advisor airman sailor recruit volunteer",
        "weapons": "missile rocket tank drone rifle bomb shell warhead grenade mine gun mortar howitzer aircraft jet helicopter"
        " warplane warship submarine launcher munition ammunition round weapon projectile torpedo fighter-jet bomber frigate"
        " destroyer armored-vehicle carrier explosive uav interceptor artillery cartridge ship vessel",
        "money": "dollar euro pound ruble rouble yen yuan rupee dinar riyal franc peso lira money aid ransom reward fine grant loan",
        "people": "person people civilian man woman child villager resident worker student journalist other passenger victim"
        " citizen national member pilgrim teacher doctor nurse official employee boy girl family local foreigner officer"
        " inhabitant muslim christian jew police crew pupil monk priest tourist demonstrators Palestinian Israeli",
    }
)  # fmt: skip
MEASURE_VERBS = _table(
    {
        "killed": "kill die massacre slaughter murder execute behead perish slay assassinate lynch gun drown claim lose martyr"
        " succumb burn-to-death hang",
        "wounded": "wound injure hurt maim hospitalize hospitalise burn treat",
        "missing": "vanish disappear miss",
        "detained": "arrest detain imprison jail hold capture round intern apprehend sentence incarcerate seize-person convict",
        "displaced": "displace flee evacuate uproot expel deport resettle shelter escape leave",
        "hostages": "abduct kidnap snatch hostage",
        "protesters": "protest march demonstrate rally riot gather strike picket attend",
        "troops": "deploy mass mobilize mobilise station withdraw send redeploy amass conscript garrison dispatch move pull train",
    }
)  # fmt: skip
