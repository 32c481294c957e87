"""Claims made by hand for the profiles: objects of `records.codec`, and the answer of a register that holds them."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from regesta.records.decode import claim_from_json
from regesta.register.answers import Claims
from regesta.register.schema import FLAT, SHAPE, table


def party(role: str, text: str, code: str = "---", *sectors: str, entity: str | None = None) -> dict[str, Any]:
    found = {"id": entity, "name": text if entity else None, "score": 0.9 if entity else None}
    entry = {**found, "code": code, "sectors": list(sectors), "reasons": ["by hand"]}
    words = {"role": role, "text": text, "start": 3, "end": 3 + len(text), "code": code, "sectors": list(sectors)}
    return {**words, "entity": entry, "reasons": []}


def voice(text: str, stance: str = "asserts") -> dict[str, Any]:
    said = {"cue": "said", "stance": stance, "quotation": "indirect"}
    return {**{key: value for key, value in party("voice", text).items() if key != "role"}, **said}


def time(start: str, end: str, precision: str = "day") -> dict[str, Any]:
    return {"text": "then", "start": 0, "end": 4, "from": start, "to": end, "precision": precision, "reason": None}


def place(
    name: str, country: str | None = None, latitude: float | None = None, longitude: float | None = None,
    precision: str | None = None, entity: str | None = "geonames:1",
) -> dict[str, Any]:  # fmt: skip
    entry = {"id": entity, "name": name if entity else None, "score": 0.9 if entity else None, "reasons": ["by hand"]}
    words = {"text": name, "start": 0, "end": len(name), "name": name, "country": country}
    point = {"latitude": latitude, "longitude": longitude, "precision": precision}
    return {**words, **point, "reason": None if entity else "by hand", "entity": entry}


def killed(low: float | None, high: float | None, measure: str = "killed") -> dict[str, Any]:
    bounds = {"measure": measure, "low": low, "high": high, "qualifier": None, "unit": "", "text": "some"}
    return {**bounds, "start": 0, "end": 4}


def claim(
    event: str = "ASSAULT", /, *, report: str = "one", quote: str = "It was said.", **changes: Any
) -> dict[str, Any]:
    """A claim; its id is made from what is given."""
    digest = hashlib.sha256(
        repr((event, report, quote, sorted(changes.items()))).encode("utf-8", "replace")
    ).hexdigest()
    made = {
        "claim_id": f"c-{digest[:16]}",
        "report": {"id": f"r-{report}", "title": f"Title {report}", "published": "2024-03-20", "source": "Own Wire",
                   "url": "https://wire.example/1"},
        "event": event, "mode": None, "contexts": [], "trigger": {"text": "hit", "start": 7, "end": 10},
        "participants": [], "realis": "actual", "certainty": "certain", "attribution": [], "time": None, "place": None,
        "figures": [], "evidence": {"start": 0, "end": len(quote), "quote": quote}, "score": 0.75,
        "reasons": [{"field": "event", "reason": "by hand"}],
    }  # fmt: skip
    made.update(changes)
    claim_from_json(made)
    return made


def answer(*claims: dict[str, Any]) -> Claims:
    """What a register that holds these claims would answer."""
    return Claims(table([_row(one) for one in claims], SHAPE_AND_FLAT))


SHAPE_AND_FLAT = SHAPE
for _field in FLAT:
    SHAPE_AND_FLAT = SHAPE_AND_FLAT.append(_field)


def _row(one: dict[str, Any]) -> dict[str, Any]:
    report, when = one["report"], one["time"]
    row = {**one, "report": {**report, "published": _day(report["published"])}}
    if when:
        row["time"] = {**when, "from": _day(when["from"]), "to": _day(when["to"])}
    return row


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


ATTACK = claim(
    mode="aerial", contexts=["military"],
    participants=[party("actor", "Northland", "FRA", "MIL", entity="country:n:FRA"),
                  party("recipient", "villagers", "MLI", "CVL")],
    time=time("2024-03-19", "2024-03-20"), place=place("Gao", "MLI", 16.27, -0.04, "town", "geonames:2457161"),
    figures=[killed(10, 10)], attribution=[voice("the mayor")], quote="Planes of Northland hit Gao, the mayor said.",
)  # fmt: skip
SECOND = {**ATTACK, "claim_id": "c-second", "figures": [killed(20, None)], "mode": None, "attribution": []}
VISIT = claim(
    "CONSULT", report="two", mode="visit", quote="A and B met in May.",
    participants=[party("actor", "A", "USA", "GOV", entity="country:a:USA"),
                  party("actor", "B", "ROU", "GOV", entity="country:b:ROU")],
    time=time("2024-05-01", "2024-06-01", "month"),
)  # fmt: skip
MARCH = claim(
    "PROTEST", report="three", mode="demo", participants=[party("actor", "students", "UKR", "EDU", "CVL")],
    place=place("Ukraine", "UKR", 49.0, 32.0, "country", "place:UKR:ukraine"),
    figures=[killed(500, None, "protesters")],
)  # fmt: skip
PLAN = claim("AID", report="four", realis="future", participants=[party("actor", "C", "CZE", "GOV")])
DENIED = claim("ASSAULT", report="five", attribution=[voice("the army", "denies")])
BARE = claim("REJECT", report="six")
ALL = (ATTACK, SECOND, VISIT, MARCH, PLAN, DENIED, BARE)

#: Text of the kind that a hostile report may hold.
HOSTILE = (
    '=HYPERLINK("http://x.example","a")\t"quoted", \'single\'; <script>alert(1)</script> & \x1b[2J\u202egnorw\u200b\n'
    "second | line\r\n--- \ud800 \x00 ]]> \ufffe `tick` 北京 \U0001f600"
)


def hostile() -> dict[str, Any]:
    """A claim in which every free text is hostile."""
    made = {
        **ATTACK,
        "claim_id": "c-hostile",
        "report": {
            "id": "r-hostile",
            "title": HOSTILE,
            "published": "2024-03-20",
            "source": HOSTILE,
            "url": "javascript:alert(1)",
        },
        "trigger": {"text": HOSTILE, "start": 0, "end": 3},
        "participants": [
            party("actor", HOSTILE, "---"),
            party("recipient", "-" + HOSTILE, "MLI", "CVL", entity="group:x:MLI"),
        ],
        "attribution": [{**voice(HOSTILE), "cue": HOSTILE}],
        "place": {**place(HOSTILE, "MLI", 1.0, 2.0, "town")},
        "figures": [{**killed(3, 3), "unit": HOSTILE, "text": HOSTILE}],
        "evidence": {"start": 0, "end": len(HOSTILE), "quote": HOSTILE},
        "reasons": [{"field": "event", "reason": HOSTILE}],
    }
    return made
