"""The one shape in which feed entries and JSON rows travel from their container to the reader: a small JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from regesta.records.outcomes import Reason
from regesta.text.bounded import text_over
from regesta.text.decode import clean
from regesta.text.refusals import Refusal

#: Characters of a title, an id, an address and the like; what is longer is something else.
MAX_FIELD = 10_000
#: Media type of a `Capture` that holds a row.
ROW = "application/x-regesta-row+json"


@dataclass(frozen=True, slots=True)
class Row:
    """One article with what its container said about it; "" where it said nothing.

    `text` is plain text and `html` a fragment or page; a row has at least one of them. `kind` is `row` or `feed`.
    """

    id: str = ""
    title: str = ""
    text: str = ""
    html: str = ""
    published: str = ""
    source: str = ""
    url: str = ""
    byline: str = ""
    kind: str = "row"


_NAMES = tuple(Row.__dataclass_fields__)
#: Names other tools give to the same things, taken where ours is absent.
_ALIASES = {
    "text": ("body", "content", "maintext"),
    "published": ("date", "date_publish", "published_at"),
    "title": ("headline",),
    "byline": ("author", "authors"),
    "url": ("link",),
}


def names_of(columns: Iterable[str]) -> frozenset[str]:
    """The fields of a row that columns of these names hold."""
    given = set(columns)
    return frozenset(name for name in _NAMES[:-1] if given & {name, *_ALIASES.get(name, ())})


def encode_row(row: Row) -> bytes:
    """The row as canonical UTF-8 JSON: equal rows give equal bytes."""
    kept = {name: value for name, value in asdict(row).items() if value}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def decode_row(data: bytes) -> Row | Refusal:
    """The row of a `Capture`; a `MALFORMED` refusal when the bytes are none."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        return Refusal(Reason.MALFORMED, f"not a row: {error}")
    return row_of(value, kind=value.get("kind", "row") if isinstance(value, dict) else "row")


def row_of(value: Any, *, kind: str = "row") -> Row | Refusal:
    """A row from a decoded JSON object.

    Args:
        value: what a line of a JSON Lines file held.
        kind: `row`, or `feed` for an entry of a feed.
    """
    if not isinstance(value, dict):
        return Refusal(Reason.MALFORMED, f"a row is a JSON object, not {_json_name(value)}")
    fields: dict[str, str] = {}
    for name in _NAMES[:-1]:
        found = _field(value, name)
        if isinstance(found, Refusal):
            return found
        fields[name] = found
    if not (fields["text"].strip() or fields["html"].strip()):
        return Refusal(Reason.MALFORMED, 'the row has no words: "text" or "html" is missing or empty')
    row = Row(**fields, kind=kind if kind == "feed" else "row")
    return field_over(row) or row


def field_over(row: Row) -> Refusal | None:
    """The refusal of a row one of whose fields is longer than such a thing may be."""
    for name in _NAMES:
        if name not in ("text", "html") and len(getattr(row, name)) > MAX_FIELD:
            return Refusal(Reason.MALFORMED, f'"{name}" has more than {MAX_FIELD:,} characters')
    return text_over(row.text)


def _field(value: Mapping[str, Any], name: str) -> str | Refusal:
    key = next((k for k in (name, *_ALIASES.get(name, ())) if value.get(k) not in (None, "")), name)
    found = value.get(key)
    if found is None:
        return ""
    if name == "byline" and isinstance(found, list) and all(isinstance(one, str) for one in found):
        found = ", ".join(found)
    if name == "id" and isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, str):
        return Refusal(Reason.MALFORMED, f'"{key}" is {_json_name(found)}, not text')
    return clean(found)


def _json_name(value: Any) -> str:
    names = {dict: "an object", list: "an array", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
