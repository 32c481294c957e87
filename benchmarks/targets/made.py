"""A claim made by hand, for targets that need one."""

from __future__ import annotations

from typing import Any

#: What it is told in.
TEXT = "Northland helped Westland near Dunport in May 2020, officials said. At least 12 people were killed."


def claim(**changes: Any) -> dict[str, Any]:
    """A claim with every field filled, as an object of `records.codec`, with other fields where they are given."""
    place = {"name": "Dunport", "country": "NLD", "latitude": 12.5, "longitude": -3.25, "precision": "town"}
    days = {"from": "2020-05-01", "to": "2020-06-01", "precision": "month"}
    entity = {"id": "town:1", "name": "Dunport", "score": 0.75, "reasons": ["its name"]}
    voice = {"cue": "said", "stance": "asserts", "quotation": "indirect"}
    return {
        "claim_id": "c-0000000000000001",
        "report": {"id": "r-1", "title": "Talks", "published": "2024-03-20", "source": "Own Wire", "url": ""},
        "event": "AID", "mode": None, "contexts": ["military"], "trigger": _words("helped"),
        "participants": [{"role": "actor", **_party("Northland", "NLD")}, {"role": "recipient", **_party("Westland", "WLD")}],
        "realis": "actual", "certainty": "certain", "attribution": [{**_party("officials", "---"), **voice}],
        "time": {**_words("May 2020"), **days, "reason": None}, "place": {**_words("Dunport"), **place, "reason": None, "entity": entity},
        "figures": [{"measure": "killed", "low": 12.0, "high": None, "qualifier": "at least", "unit": "people", **_words("12 people")}],
        "evidence": {"start": 0, "end": len(TEXT), "quote": TEXT}, "score": 0.75, "reasons": [{"field": "event", "reason": "the model"}],
        **changes,
    }  # fmt: skip


def _words(text: str) -> dict[str, Any]:
    start = TEXT.index(text)
    return {"text": text, "start": start, "end": start + len(text)}


def _party(text: str, code: str) -> dict[str, Any]:
    sectors = ["GOV"]
    entity = {"id": None, "name": None, "score": None, "code": code, "sectors": sectors, "reasons": ["no such name"]}
    return {**_words(text), "code": code, "sectors": sectors, "entity": entity, "reasons": []}
