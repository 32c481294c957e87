"""The tables of a segment: their columns and how records become rows.

A claim's row is the object of `records.codec` in nested Parquet types (dates as dates), with flat columns beside it for
questions and for readers that know no nested types. Adding a column needs no new format: old segments read as null
there. Changing the meaning of one does (`folder.FORMAT`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from regesta.records.claims import Claim, Entry, Party
from regesta.records.codec import claim_to_json
from regesta.records.dates import Interval
from regesta.records.outcomes import Rejection
from regesta.records.reports import Capture
from regesta.register.matching import names, place_names, tags

_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT = pa.string()
_TEXTS = pa.list_(pa.string())
_WORDS = [("text", _TEXT), ("start", pa.int64()), ("end", pa.int64())]
_ENTITY = [("id", _TEXT), ("name", _TEXT), ("score", pa.float64()), ("reasons", _TEXTS)]
_PARTY_ENTITY = pa.struct([*_ENTITY[:2], ("code", _TEXT), ("sectors", _TEXTS), *_ENTITY[2:]])
_PARTY = [*_WORDS, ("code", _TEXT), ("sectors", _TEXTS), ("entity", _PARTY_ENTITY), ("reasons", _TEXTS)]
_TIME = [("from", pa.date32()), ("to", pa.date32()), ("precision", _TEXT), ("reason", _TEXT)]
_PLACE = [
    *_WORDS,
    ("name", _TEXT),
    ("country", _TEXT),
    ("latitude", pa.float64()),
    ("longitude", pa.float64()),
    ("precision", _TEXT),
    ("reason", _TEXT),
    ("entity", pa.struct(_ENTITY)),
]
_FIGURE = [
    ("measure", _TEXT),
    ("low", pa.float64()),
    ("high", pa.float64()),
    ("qualifier", _TEXT),
    ("unit", _TEXT),
    *_WORDS,
]
_REPORT = [("id", _TEXT), ("title", _TEXT), ("published", pa.date32()), ("source", _TEXT), ("url", _TEXT)]

#: The object of `regesta code`, field by field and in its order.
SHAPE = pa.schema(
    [
        ("claim_id", _TEXT),
        ("report", pa.struct(_REPORT)),
        ("event", _TEXT),
        ("mode", _TEXT),
        ("contexts", _TEXTS),
        ("trigger", pa.struct(_WORDS)),
        ("participants", pa.list_(pa.struct([("role", _TEXT), *_PARTY]))),
        ("realis", _TEXT),
        ("certainty", _TEXT),
        ("attribution", pa.list_(pa.struct([*_PARTY, ("cue", _TEXT), ("stance", _TEXT), ("quotation", _TEXT)]))),
        ("time", pa.struct([*_WORDS, *_TIME])),
        ("place", pa.struct(_PLACE)),
        ("figures", pa.list_(pa.struct(_FIGURE))),
        ("evidence", pa.struct([("start", pa.int64()), ("end", pa.int64()), ("quote", _TEXT)])),
        ("score", pa.float64()),
        ("reasons", pa.list_(pa.struct([("field", _TEXT), ("reason", _TEXT)]))),
    ]
)

#: Flat columns for readers that know no nested types; codes in text order, voices from the outermost in.
FLAT = pa.schema(
    [
        ("actors", _TEXTS),
        ("recipients", _TEXTS),
        ("voices", _TEXTS),
        ("time_from", pa.date32()),
        ("time_to", pa.date32()),
        ("published", pa.date32()),
    ]
)

#: Where a row stands: its run, its segment and its place in them.
_STANDING = [("run", pa.int32()), ("run_id", _TEXT), ("segment", _TEXT), ("ordinal", pa.int64())]
#: What questions compare with (`matching`); no part of an answer.
_KEYS = [
    *((f"{role}_tags", _TEXTS) for role in ("actor", "recipient", "voice")),
    *((f"{role}_names", _TEXT) for role in ("actor", "recipient", "voice", "place")),
]

CLAIMS = pa.schema([*SHAPE, *FLAT, *_STANDING, ("report_id", _TEXT), *_KEYS])

#: A field that people changed: what was read, what they say, both as JSON text; who, when (UTC) and why.
_CHANGE = [(name, _TEXT) for name in ("field", "old", "new", "by", "at", "why")]
#: What people decided about a claim; null while nobody did. `state` is `accepted`, `corrected`, `rejected` or `added`;
#: `disputed` that two coders differ and nobody has settled it.
REVIEW = pa.schema(
    [
        (
            "review",
            pa.struct(
                [
                    *((name, _TEXT) for name in ("state", "by", "at", "why")),
                    ("disputed", pa.bool_()),
                    ("changes", pa.list_(pa.struct(_CHANGE))),
                ]
            ),
        )
    ]
)
#: A claim as people left it, laid over the one that was read.
LAID = pa.schema([*CLAIMS, *REVIEW])

_INPUT = [("capture_key", _TEXT), ("lineage", _TEXT), ("origin", _TEXT), ("sha256", _TEXT)]
_CAPTURED = [("media_type", _TEXT), ("capture_url", _TEXT), ("charset", _TEXT), ("received", pa.date32())]

REPORTS = pa.schema(
    [
        ("report_id", _TEXT),
        ("title", _TEXT),
        ("published", pa.date32()),
        ("published_why", _TEXT),
        ("language", _TEXT),
        ("byline", _TEXT),
        ("source", _TEXT),
        ("url", _TEXT),
        ("claims", pa.int32()),
        *_INPUT,
        *_CAPTURED,
        *_STANDING,
        ("text", _TEXT),
        ("parts", pa.list_(pa.struct([("kind", _TEXT), ("start", pa.int64()), ("end", pa.int64())]))),
    ]
)

REJECTIONS = pa.schema([*_INPUT, ("stage", _TEXT), ("reason", _TEXT), ("detail", _TEXT), *_STANDING])
#: The tables that a segment, and a pack of segments, has a file of each, in the order in which they are written.
STORED = {"claims": CLAIMS, "rejections": REJECTIONS, "reports": REPORTS}

CAPTURES = pa.schema([("sha256", _TEXT), ("origin", _TEXT), *_CAPTURED, ("data", pa.large_binary())])


@dataclass(frozen=True, slots=True)
class Taken:
    """An input with its place in the stream of inputs.

    Attributes:
        ordinal: its number in the stream, from 0.
        key: what it is: equal for equal bytes at the same place of their container.
        lineage: what it is a version of: its address or its path.
        item: the capture, or why there is none.
        keep: whether its bytes are still to be stored.
    """

    ordinal: int
    key: str
    lineage: str
    item: Capture | Rejection
    keep: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Which segment of which run rows belong to."""

    run: int
    run_id: str
    segment: str

    def row(self, ordinal: int) -> dict[str, Any]:
        """The columns that say so."""
        return {"run": self.run, "run_id": self.run_id, "segment": self.segment, "ordinal": ordinal}


def claim_row(claim: Claim, entry: Entry, place: Place, ordinal: int) -> dict[str, Any]:
    """A claim's row; `ordinal` is its number in the report, from 0."""
    row = claim_to_json(claim, report=entry.report)
    row["report"]["published"] = entry.report.published
    interval = claim.time.interval if claim.time and isinstance(claim.time.interval, Interval) else None
    if interval is not None:
        row["time"]["from"], row["time"]["to"] = interval.start, interval.end
    return {
        **row,
        **derived(claim, entry.report.published),
        **place.row(ordinal),
        "report_id": entry.report.id,
    }


def derived(claim: Claim, published: date | None) -> dict[str, Any]:
    """The columns that follow from a claim's fields: the flat ones and what questions compare with."""
    interval = claim.time.interval if claim.time and isinstance(claim.time.interval, Interval) else None
    groups = {
        "actor": [p for p in claim.participants if p.role == "actor"],
        "recipient": [p for p in claim.participants if p.role == "recipient"],
        "voice": [voice.party for voice in claim.attribution],
    }
    row: dict[str, Any] = {f"{role}s": _codes(parties) for role, parties in groups.items()}
    for role, parties in groups.items():
        row[f"{role}_tags"], row[f"{role}_names"] = tags(parties), names(parties)
    row["time_from"], row["time_to"] = (interval.start, interval.end) if interval else (None, None)
    row["published"] = published
    row["place_names"] = place_names(claim.place)
    return row


def _codes(parties: Sequence[Party]) -> list[str]:
    return list(dict.fromkeys(party.code for party in parties))


def report_row(entry: Entry, taken: Taken, place: Place) -> dict[str, Any]:
    """A report's row, with what its container said about it."""
    report = entry.report
    return {
        "report_id": report.id,
        "title": report.title,
        "published": report.published,
        "published_why": report.published_why,
        "language": report.language,
        "byline": report.byline,
        "source": report.source,
        "url": report.url,
        "claims": len(entry.claims),
        "capture_key": taken.key,
        "lineage": taken.lineage,
        "origin": report.origin,
        "sha256": report.capture_sha256,
        **(_captured(taken.item) if isinstance(taken.item, Capture) else {}),
        **place.row(taken.ordinal),
        "text": report.text,
        "parts": [{"kind": p.kind.value, "start": p.span.start, "end": p.span.end} for p in report.parts],
    }


def rejection_row(rejection: Rejection, taken: Taken, place: Place) -> dict[str, Any]:
    """A rejection's row."""
    return {
        "capture_key": taken.key,
        "lineage": taken.lineage,
        "origin": rejection.origin,
        "sha256": rejection.sha256,
        "stage": rejection.stage,
        "reason": rejection.reason.value,
        "detail": rejection.detail,
        **place.row(taken.ordinal),
    }


def capture_row(capture: Capture) -> dict[str, Any]:
    """A capture's row: the bytes as received."""
    return {"sha256": capture.sha256, "origin": capture.origin, **_captured(capture), "data": capture.data}


def _captured(capture: Capture) -> dict[str, Any]:
    return {
        "media_type": capture.media_type,
        "capture_url": capture.url,
        "charset": capture.charset,
        "received": capture.received,
    }


def table(rows: Sequence[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table; lone surrogates, which Arrow cannot hold, become U+FFFD (one code point for one)."""
    try:
        return pa.Table.from_pylist(list(rows), schema=schema)
    except UnicodeEncodeError:
        return pa.Table.from_pylist([_whole(row) for row in rows], schema=schema)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    return [_whole(inner) for inner in value] if isinstance(value, list) else value
