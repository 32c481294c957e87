"""Records as JSON and back, and ids from content.

One shape serves the command line, the register and every other program: the claim of codebook section 11 with its
id, its report, its evidence and its score. `records.decode` reads back what is written here.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Sequence
from typing import Any

from regesta.errors import CodecError
from regesta.records.accounts import Figure
from regesta.records.claims import Claim, Entry, Link, Party, Unlinked, Voice, When, Where
from regesta.records.reports import Report
from regesta.records.spans import Span

#: Hexadecimal digits kept of a digest in an id: 64 bits, so that a register of a hundred million claims meets a
#: chance collision with a probability of about 3 in 10,000, and an id still fits a line.
_ID_DIGITS = 16
_SURROGATE = re.compile("[\ud800-\udfff]")


def digest(parts: Sequence[Any]) -> str:
    """SHA-256 over a JSON array of strings, numbers, null and arrays: framed, so no two lists of parts run together."""
    return hashlib.sha256(canonical(list(parts)).encode("ascii")).hexdigest()


def report_id(text: str, capture_sha256: str, member: str = "") -> str:
    """Id of a report: the same words read from the same bytes at the same place of their container.

    Args:
        text: `Report.text`.
        capture_sha256: digest of the bytes it was read from.
        member: the record or entry inside its container; "" for a file of its own, so that copies are one report.
    """
    return "r-" + digest(["report", text, capture_sha256, member])[:_ID_DIGITS]


def claim_id(report: str, trigger: Span, event: str, ordinal: int = 0) -> str:
    """Id of a claim: its report, its trigger's place and its type; not scores, codes or links.

    So a run that only scores or links anew keeps the id. `ordinal` tells apart the claims of one report.
    """
    return "c-" + digest(["claim", report, trigger.start, trigger.end, event, ordinal])[:_ID_DIGITS]


def canonical(value: Any) -> str:
    """ASCII JSON with sorted keys and no spaces: equal values give equal text. For digests, not for people."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)


def json_line(value: Any) -> str:
    """One line of strictly valid JSON in readable Unicode: no NaN; lone surrogates, which UTF-8 cannot hold, escaped.

    Raises:
        CodecError: a number is NaN or infinite.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    except ValueError as error:
        raise CodecError(f"not expressible as JSON: {error}") from error
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def entry_to_json(entry: Entry) -> list[dict[str, Any]]:
    """The claims of a report in text order, each as one object of the shape that `regesta code` prints."""
    return [claim_to_json(claim, report=entry.report) for claim in entry.claims]


def report_head(report: Report) -> dict[str, Any]:
    """What a claim's object says about its report."""
    published = report.published.isoformat() if report.published else None
    return {
        "id": report.id,
        "title": report.title,
        "published": published,
        "source": report.source,
        "url": report.url,
    }


def claim_to_json(claim: Claim, *, report: Report) -> dict[str, Any]:
    """A claim as the object of codebook section 11, with id, report, evidence and score.

    Raises:
        CodecError: a score, a bound or a coordinate is not a finite number.
    """
    return {
        "claim_id": claim.id,
        "report": report_head(report),
        "event": claim.event,
        "mode": claim.mode,
        "contexts": list(claim.contexts),
        "trigger": _words(claim.trigger, claim.trigger_span),
        "participants": [_party(party) for party in claim.participants],
        "realis": claim.realis,
        "certainty": claim.certainty,
        "attribution": [_voice(voice) for voice in claim.attribution],
        "time": _when(claim.time) if claim.time else None,
        "place": _where(claim.place) if claim.place else None,
        "figures": [_figure(figure, report.text) for figure in claim.figures],
        "evidence": {
            "start": claim.evidence.span.start,
            "end": claim.evidence.span.end,
            "quote": claim.evidence.quote,
        },
        "score": _number(claim.score),
        "reasons": [{"field": field, "reason": reason} for field, reason in claim.reasons],
    }


def _words(text: str, span: Span) -> dict[str, Any]:
    return {"text": text, "start": span.start, "end": span.end}


def _party(party: Party) -> dict[str, Any]:
    return {
        "role": party.role,
        **_words(party.text, party.span),
        "code": party.code,
        "sectors": list(party.sectors),
        "entity": _party_entity(party),
        "reasons": list(party.reasons),
    }


def _party_entity(party: Party) -> dict[str, Any]:
    """The knowledge entry with the code and sectors it was given here; an unlinked one carries its reason alone."""
    found = _entity(party.entity)
    return {
        "id": found["id"],
        "name": found["name"],
        "code": party.code,
        "sectors": list(party.sectors),
        "score": found["score"],
        "reasons": found["reasons"],
    }


def _entity(entity: Link | Unlinked) -> dict[str, Any]:
    if isinstance(entity, Unlinked):
        return {"id": None, "name": None, "score": None, "reasons": [entity.reason]}
    return {"id": entity.id, "name": entity.name, "score": _number(entity.score), "reasons": list(entity.reasons)}


def _voice(voice: Voice) -> dict[str, Any]:
    shown = _party(voice.party)
    del shown["role"]
    return {**shown, "cue": voice.cue, "stance": voice.stance, "quotation": voice.quotation}


def _when(when: When) -> dict[str, Any]:
    words = _words(when.text, when.span)
    if isinstance(when.interval, Unlinked):
        return {**words, "from": None, "to": None, "precision": None, "reason": when.interval.reason}
    interval = when.interval
    return {
        **words,
        "from": interval.start.isoformat(),
        "to": interval.end.isoformat(),
        "precision": interval.precision.value,
        "reason": None,
    }


def _where(where: Where) -> dict[str, Any]:
    entity = where.entity
    return {
        **_words(where.text, where.span),
        "name": where.name,
        "country": where.country,
        "latitude": _optional(where.latitude),
        "longitude": _optional(where.longitude),
        "precision": where.precision,
        "reason": entity.reason if isinstance(entity, Unlinked) else None,
        "entity": _entity(entity),
    }


def _figure(figure: Figure, text: str) -> dict[str, Any]:
    return {
        "measure": figure.measure,
        "low": _optional(figure.low),
        "high": _optional(figure.high),
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        **_words(figure.span.of(text), figure.span),
    }


def _optional(value: float | None) -> float | None:
    return None if value is None else _number(value)


def _number(value: float) -> float:
    """As a float, so that JSON and Parquet show a number alike; beyond a finite one nothing is written."""
    if not math.isfinite(value):
        raise CodecError(f"a number must be finite, not {value}")
    return float(value)
