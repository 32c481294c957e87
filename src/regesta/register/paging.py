"""Pages of a list: where one ends, as a word that the next one begins with.

A page begins behind the last row of the page before (keyset paging), so that rows which are added meanwhile neither
repeat nor hide any, and the thousandth page costs what the first does.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from regesta.errors import BadValueError

T = TypeVar("T")
#: From SQL with `?` and its values to rows.
Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]

#: Rows of a page: enough for a screen; at most so many, so that one answer stays within a few MB.
PAGE, MOST = 50, 500
#: Days since 1970 behind every date: what has no date stands last.
NEVER = 3_000_000
_TIME = f"coalesce(time_from - DATE '1970-01-01', published - DATE '1970-01-01', {NEVER})"
_NEWEST = f"coalesce(DATE '1970-01-01' - published, {NEVER})"
_PUBLISHED = f"coalesce(published - DATE '1970-01-01', {NEVER})"
_PLACE = ("report_id", "ordinal", "claim_id")
#: Keys that are texts; all others are numbers.
_TEXTS = {"report_id", "claim_id", "incident_id", "segment", "code", "name"}

#: Orders of claims: expressions that are never null, the least first.
ORDERS: dict[str, tuple[str, ...]] = {
    "time": (_TIME, _PUBLISHED, *_PLACE),
    "score": ("-score", _TIME, *_PLACE),
    "published": (_NEWEST, *_PLACE),
}


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, and the word that the page behind them begins with; None when there is none."""

    items: tuple[T, ...]
    next: str | None


def order_of(name: str) -> tuple[str, ...]:
    """The expressions of an order.

    Raises:
        BadValueError: there is none of that name.
    """
    if name not in ORDERS:
        raise BadValueError(f"no order {name!r}", where="order", mend="one of " + " ".join(ORDERS))
    return ORDERS[name]


def size(limit: int | None) -> int:
    """The rows of a page.

    Raises:
        BadValueError: fewer than one or more than a page may have.
    """
    if limit is None:
        return PAGE
    if not 1 <= limit <= MOST:
        raise BadValueError(f"no size of a page: {limit}", where="limit", mend=f"give 1 to {MOST}")
    return limit


def behind(keys: Sequence[str], after: str | None, *, name: str) -> tuple[str, list[Any]]:
    """The condition for the rows behind a place, and its values.

    Args:
        keys: expressions that together tell every row from every other, never null, the least first.
        after: the word that a page ended with; None for the first page.
        name: of the list and its order, so that a word of another one is refused.

    Raises:
        BadValueError: the word is none of this list.
    """
    values = beyond(keys, after, name=name)
    return ("true", []) if values is None else (f"({', '.join(keys)}) > ({', '.join('?' * len(keys))})", list(values))


def beyond(keys: Sequence[str], after: str | None, *, name: str) -> tuple[Any, ...] | None:
    """The values of the keys behind which a page begins, for a list that is no SQL; else as `behind`."""
    return None if after is None else tuple(_read(after, name, keys))


def word(values: Sequence[Any], *, name: str) -> str:
    """The word for the place behind a row with these values of the keys."""
    return base64.urlsafe_b64encode(json.dumps([name, *values]).encode()).decode().rstrip("=")


def _read(after: str, name: str, keys: Sequence[str]) -> list[Any]:
    try:
        found = json.loads(base64.urlsafe_b64decode(after.encode("ascii") + b"==="))
    except (ValueError, binascii.Error, RecursionError):
        found = None
    if isinstance(found, list) and len(found) == len(keys) + 1 and found[0] == name:
        values = found[1:]
        if all(
            isinstance(value, str) if key in _TEXTS else _is_number(value)
            for key, value in zip(keys, values, strict=True)
        ):
            return values
    mend = "take `next` of the page before, with the same order"
    raise BadValueError("the page cannot be found", where="after", mend=mend)


def _is_number(value: Any) -> bool:
    # Beyond 64 bits a whole number is no value of a column.
    return math.isfinite(value) if type(value) is float else type(value) is int and abs(value) < 2**62


def cut(
    rows: Sequence[Sequence[Any]], limit: int, keys: int, *, name: str
) -> tuple[Sequence[Sequence[Any]], str | None]:
    """The rows of a page and the word for the next one, out of `limit + 1` rows that begin with their keys."""
    if len(rows) <= limit:
        return rows, None
    return rows[:limit], word(rows[limit - 1][:keys], name=name)
