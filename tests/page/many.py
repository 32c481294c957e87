"""Many small claims of nobody in particular, so that every panel of the page has something to draw.

The codes are those that ISO 3166 leaves to its users (XAA to XZZ), the places do not exist, and nothing happened.
"""

from __future__ import annotations

from typing import Any

_DEEDS = (
    ("shelled", "ASSAULT", "material_conflict"),
    ("praised", "SUPPORT", "verbal_cooperation"),
    ("accused", "ACCUSE", "verbal_conflict"),
    ("fed", "AID", "material_cooperation"),
    ("met", "CONSULT", "verbal_cooperation"),
    ("arrested", "COERCE", "material_conflict"),
)
_WHO = (("XAA", "Aland"), ("XBB", "Beland"), ("XCC", "Celand"), ("XDD", "Deland"), ("XEE", "Eland"))
_WHERE = (
    ("Southford", "XBB", -10.0, 20.0, "town"),
    ("Westshire", "XCC", 40.0, -60.0, "province"),
    ("Deland", "XDD", 55.0, 60.0, "country"),
    ("Eastcombe", "XEE", 20.0, 80.0, "town"),
    None,
)


def claims(count: int = 60) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """So many claims, one a report, and the text of each report by its id."""
    found = [_one(number) for number in range(count)]
    return [claim for claim, _ in found], {claim["report"]["id"]: text for claim, text in found}


def _one(number: int) -> tuple[dict[str, Any], str]:
    verb, event, _ = _DEEDS[number % len(_DEEDS)]
    (actor, doer), (recipient, other) = _WHO[number % 5], _WHO[(number * 2 + 1) % 5]
    year = 2000 + number % 20
    lead = f"{doer} and {other}, part {number}"
    sentence = f"{doer} {verb} {other} in {year}."
    text = f"{lead}\n\n{sentence} Nothing else was told."
    start = len(lead) + 2
    report = {
        "id": f"r-{number:016x}",
        "title": lead,
        "published": f"{year}-06-01",
        "source": ("Gazette", "")[number % 2],
        "url": "",
    }

    def words(of: str) -> dict[str, Any]:
        at = text.index(of, start)
        return {"text": of, "start": at, "end": at + len(of)}

    def party(role: str, name: str, code: str) -> dict[str, Any]:
        entity = {"id": None, "name": name, "code": code, "sectors": ["GOV"], "score": 0.9, "reasons": ["by hand"]}
        return {"role": role, **words(name), "code": code, "sectors": ["GOV"], "entity": entity, "reasons": ["by hand"]}

    where = _WHERE[number % 5]
    place = dict(zip(("name", "country", "latitude", "longitude", "precision"), where, strict=True)) if where else None
    claim = {
        "claim_id": f"c-{number + 4096:016x}",
        "report": report,
        "event": event,
        "mode": None,
        "contexts": [],
        "trigger": words(verb),
        "participants": [party("actor", doer, actor), party("recipient", other, recipient)],
        "realis": ("actual", "future")[number % 7 == 0],
        "certainty": "certain",
        "attribution": [],
        "time": None
        if number % 9 == 0
        else {
            **words(f"in {year}"),
            "from": f"{year}-01-01",
            "to": f"{year + 1}-01-01",
            "precision": "year",
            "reason": None,
        },
        "place": {**words(other), **place, "reason": None} if place else None,
        "figures": [],
        "evidence": {"start": start, "end": start + len(sentence), "quote": sentence},
        "score": round(0.4 + number % 50 / 100, 2),
        "reasons": [{"field": "event", "reason": "by hand"}],
    }
    return claim, text
