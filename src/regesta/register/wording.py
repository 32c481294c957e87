"""Rows in words: the few phrases that tables, notebooks and the command line share."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

#: Characters that turn the direction of what follows (Unicode annex 9): a hostile report could make a line read as
#: something else. Zero-width characters hide inside words.
_TURNING = "\u061c\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
#: What JSON leaves as it is and a terminal obeys: delete and the second block of controls, and what turns or hides.
STEERING = "".join(map(chr, range(0x7F, 0xA0))) + _TURNING


def readable(text: str) -> str:
    """Text from a report as one line that is safe on a terminal: no control, direction or lone surrogate characters."""
    return " ".join(harmless("".join(" " if c in "\v\f\x85\u2028\u2029" else c for c in text)).split())


def harmless(text: str) -> str:
    """Text without the characters that `readable` leaves out, its lines and tabs as they are."""
    kept = (c for c in text if c not in _TURNING)
    return "".join(c for c in kept if c in "\n\r\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def party_words(party: dict[str, Any]) -> str:
    """A participant or voice: its entity's name, else its words, with code and sectors."""
    name = party["entity"]["name"] or party["text"]
    return f"{name} ({' '.join([party['code'], *party['sectors']])})"


def who(participants: Sequence[dict[str, Any]], role: str) -> str:
    """The participants of a role."""
    return "; ".join(party_words(party) for party in participants if party["role"] == role)


def period_words(time: dict[str, Any] | None) -> str:
    """When, as finely as it was told: `2020`, `2023-09`, `2024-03-19`, `2022-12-12 to 2023-09-20`; "" if unknown."""
    if time is None or time["from"] is None:
        return ""
    start, end = _day(time["from"]), _day(time["to"])
    last = end - timedelta(days=1)
    if start == last:
        return start.isoformat()
    if (start.month, start.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == last.year else f"{start.year} to {last.year}"
    if start.day == 1 and end.day == 1 and (start.year, start.month) == (last.year, last.month):
        return f"{start.year}-{start.month:02d}"
    return f"{start.isoformat()} to {last.isoformat()}"


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def counted(count: int, noun: str) -> str:
    """`1 report`, `2 reports`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def range_words(one: dict[str, Any]) -> str:
    """A measure over all tellings: `killed 19 (12 to 22)`."""
    low, best, high = (None if one[name] is None else f"{one[name]:,.0f}" for name in ("low", "best", "high"))
    told = best or "unknown"
    unit = f" {one['unit']}" if one["unit"] else ""
    return f"{one['measure']} {told}{unit}" + (f" ({low} to {high})" if low != high and low and high else "")


def review_mark(review: dict[str, Any] | None) -> str:
    """What stands behind a claim that people judged: ` (corrected)`, ` (accepted, disputed)`; "" for the others."""
    if review is None:
        return ""
    return f" ({review['state']}{', disputed' if review['disputed'] else ''})"


def review_words(review: dict[str, Any]) -> list[str]:
    """What people decided: the state with who and when, then the fields that are not as they were read."""
    words = [f"{review['state']} by {review['by']} on {review['at'][:10]}"]
    fields = [change["field"] for change in review["changes"]]
    words += [f"changed: {', '.join(fields)}"] if fields else []
    return [*words, *(["disputed"] if review["disputed"] else [])]


def figure_words(figure: dict[str, Any]) -> str:
    """A number with its measure: `killed 24 to 99 (dozens)`."""
    low, high = (None if bound is None else f"{bound:,.0f}" for bound in (figure["low"], figure["high"]))
    number = f"{low or 'up'} to {high}" if high else f"{low} or more"
    if low == high:
        number = low or "unknown"
    unit = f" {figure['unit']}" if figure["unit"] else ""
    return f"{figure['measure']} {number}{unit}" + (f" ({figure['qualifier']})" if figure["qualifier"] else "")
