"""What sort of number a number is: money, percentage, year, date, time of day, age, duration, distance, label or
count.
"""

from __future__ import annotations

import re
from typing import Literal

from regesta.text.listing import key
from regesta.text.number_words import CURRENCIES, LABELS, MONTHS, SYMBOLS, UNITS

Kind = Literal["count", "money", "percent", "year", "date", "time", "age", "duration", "quantity", "fraction", "label"]
_SYMBOL = re.compile(
    r"(?:(?:(?<![A-Za-z])(?P<code>US|AU|A|C|CA|HK|NZ|S|NT|R))?(?P<sign>[$€£¥₹₽₴₪])|\b(?P<name>USD|EUR|GBP|Rs\.?"
    r"|RMB|CHF|JPY)\s?)\s?$"
)
_CURRENCY = re.compile(
    r"\s?-?(?:(?:worth\sof\s)?(?P<money>(?:US|U\.S\.|Canadian|Australian)?\s?(?:"
    + "|".join(sorted(CURRENCIES, key=len, reverse=True))
    + r"))\b|(?P<sign>[€£₽₴]))",
    re.I,
)
_PERCENT = re.compile(r"\s?(?:%|-?per\s?cent\b|percentage points?\b)", re.I)
_UNIT = re.compile(
    r"[\s-](?:(?:more|long|consecutive|full|whole|straight|square|cubic|nautical|metric|short)[\s-])?(?P<unit>"
    + "|".join(sorted(UNITS, key=len, reverse=True))
    + r")\b",
    re.I,
)
_OLD = re.compile(r"[\s-]years?(?:[\s-]olds?\b|\sof\sage)|[\s-]months?[\s-]olds?\b", re.I)
_AGED = re.compile(r"(?:\b(?:aged?|ages|age of)\s|[A-Z]\w+,\s)$")
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|GMT\b|UTC\b|hours GMT)|:\d\d", re.I)
_MONTH = "|".join(MONTHS)
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTH})\.?\s(?:\d{{1,2}}[\s,–-]+)?$")
_MONTH_AFTER = re.compile(rf"(?:[-–]\d{{1,2}})?\s(?:of\s)?(?:{_MONTH})\b")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|until|till|before|after|from|to|and|during|early|late|mid|year|the|summer|spring"
    r"|winter|autumn|between|through|for)[\s-]$|[(–/-]$",
    re.I,
)
_LABEL = re.compile(r"\b(?:" + "|".join(LABELS) + r")\.?\s$")
_DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})


def kind_of(before: str, after: str, match: re.Match[str], start: int, end: int) -> tuple[Kind, str, int, int]:
    """Kind and unit of the number between `start` and `end`, with its span widened over currency, percent sign and
    unit; `before` and `after` are what stands around it in its sentence.
    """
    symbol = _SYMBOL.search(before)
    if symbol:
        start -= len(before) - symbol.start()
        return "money", _currency(symbol), end, start
    if percent := _PERCENT.match(after):
        return "percent", "percent", end + percent.end(), start
    if money := _CURRENCY.match(after):
        name = key(money["money"] or money["sign"])
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
        name = UNITS[key(unit["unit"])]
        return (
            (
                "duration"
                if name in ("second", "minute", "hour", "day", "week", "month", "year", "decade")
                else "quantity"
            ),
            name,
            end,
            start,
        )
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
        if re.match(
            r"\s(?:people|men|women|troops|soldiers|civilians|refugees|protesters|fighters|homes|families)\b", after
        ):
            return None
        if _YEAR_BEFORE.search(before) or re.match(r"[,.;:)–-]|\s[a-z]|$", after):
            return "year"
    return None


def _currency(symbol: re.Match[str]) -> str:
    if symbol["name"]:
        return {"RS": "INR", "RMB": "CNY"}.get(symbol["name"].rstrip(".").upper(), symbol["name"].upper())
    area = {
        "A": "AUD",
        "AU": "AUD",
        "C": "CAD",
        "CA": "CAD",
        "HK": "HKD",
        "NZ": "NZD",
        "S": "SGD",
        "NT": "TWD",
        "R": "BRL",
    }
    return area.get(symbol["code"] or "", SYMBOLS[symbol["sign"]])


def _money_word(name: str) -> str:
    if name in SYMBOLS:
        return SYMBOLS[name]
    if name.startswith("canadian"):
        return "CAD"
    if name.startswith("australian"):
        return "AUD"
    return next((code for word, code in CURRENCIES.items() if name.endswith(word)), "")
