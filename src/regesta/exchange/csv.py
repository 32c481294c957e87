"""Claims as CSV: one flat row a claim, safe to open in a spreadsheet (`cells`); with `raw` verbatim, for programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from regesta.exchange.cells import BETWEEN, cell

COLUMNS = (
    "claim_id", "report_id", "title", "published", "source", "url", "event", "mode", "contexts", "trigger",
    "actors", "actor_codes", "actor_entities", "recipients", "recipient_codes", "recipient_entities",
    "realis", "certainty", "voices", "voice_codes", "stances", "cues",
    "time_text", "time_from", "time_to", "time_precision", "place_text", "place", "country", "latitude", "longitude",
    "figures", "quote", "quote_start", "quote_end", "score", "review",
)  # fmt: skip


def write_csv(claims: Iterable[Mapping[str, Any]], out: IO[str], *, raw: bool = False) -> int:
    """Writes claims of the shape of `records.codec` and says how many.

    Args:
        claims: the objects.
        out: opened with `newline=""`.
        raw: leaves every text as it is.
    """
    # RFC 4180; with this ending a lone carriage return in a cell is quoted too.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for claim in claims:
        row = flat(claim)
        writer.writerow([cell(row[name], raw=raw) for name in COLUMNS])
        count += 1
    return count


def flat(claim: Mapping[str, Any]) -> dict[str, Any]:
    """A claim as one flat row; a date range is half open, as everywhere."""
    report, voices = claim["report"], claim["attribution"]
    time, place = claim["time"] or {}, claim["place"] or {}
    return {
        "claim_id": claim["claim_id"],
        "report_id": report["id"],
        **{name: report[name] for name in ("title", "published", "source", "url")},
        **{name: claim[name] for name in ("event", "mode", "realis", "certainty", "score")},
        "contexts": BETWEEN.join(claim["contexts"]),
        "trigger": claim["trigger"]["text"],
        **_side("actor", claim["participants"]),
        **_side("recipient", claim["participants"]),
        "voices": BETWEEN.join(voice["text"] for voice in voices),
        "voice_codes": BETWEEN.join(_code(voice) for voice in voices),
        "stances": BETWEEN.join(voice["stance"] for voice in voices),
        "cues": BETWEEN.join(voice["cue"] for voice in voices),
        **{f"time_{name}": time.get(name) for name in ("text", "from", "to", "precision")},
        "place_text": place.get("text"),
        "place": place.get("name"),
        **{name: place.get(name) for name in ("country", "latitude", "longitude")},
        "figures": BETWEEN.join(_figure(figure) for figure in claim["figures"]),
        "quote": claim["evidence"]["quote"],
        "quote_start": claim["evidence"]["start"],
        "quote_end": claim["evidence"]["end"],
        "review": (claim.get("review") or {}).get("state"),
    }


def _side(role: str, participants: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    parties = [party for party in participants if party["role"] == role]
    return {
        f"{role}s": BETWEEN.join(party["text"] for party in parties),
        f"{role}_codes": BETWEEN.join(_code(party) for party in parties),
        f"{role}_entities": BETWEEN.join(party["entity"]["name"] or "" for party in parties),
    }


def _code(party: Mapping[str, Any]) -> str:
    return " ".join([party["code"], *party["sectors"]])


def _figure(figure: Mapping[str, Any]) -> str:
    """`killed 24..99 dozens`: the bounds, one of which may be open, then the qualifier."""
    low, high = ("" if bound is None else f"{bound:g}" for bound in (figure["low"], figure["high"]))
    bounds = low if low == high else f"{low}..{high}"
    return " ".join(part for part in (figure["measure"], bounds, figure["unit"], figure["qualifier"]) if part)
