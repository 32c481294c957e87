"""Rows of claims made by hand, as the register hands them to linking. Texts here are our own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from regesta.linking.river import Article


def party(role: str, text: str, code: str, *sectors: str) -> dict[str, Any]:
    entity = {"id": None, "name": None, "code": code, "sectors": list(sectors), "score": None, "reasons": []}
    return {"role": role, "text": text, "code": code, "sectors": list(sectors), "entity": entity}


def voice(code: str, stance: str = "asserts", *sectors: str) -> dict[str, Any]:
    return {"text": code, "code": code, "sectors": list(sectors), "stance": stance}


def figure(measure: str, low: float | None, high: float | None = None, *, exact: bool = True) -> dict[str, Any]:
    top = low if exact and high is None else high
    return {"measure": measure, "low": low, "high": top, "qualifier": None, "unit": "people", "text": f"{low}"}


def place(name: str, country: str, latitude: float | None = None, longitude: float | None = None) -> dict[str, Any]:
    entity = {"id": f"place:{name.lower()}", "name": name, "score": 1.0, "reasons": []}
    return {
        "name": name, "country": country, "latitude": latitude, "longitude": longitude, "precision": "town",
        "entity": entity,
    }  # fmt: skip


def row(
    id_: str,
    report: str,
    quote: str,
    trigger: str,
    *,
    event: str = "ASSAULT",
    day: date | None = date(2020, 5, 4),
    published: date | None = date(2020, 5, 5),
    days: int = 1,
    precision: str = "day",
    actor: str = "NLD",
    recipient: str = "SLD",
    where: dict[str, Any] | None = None,
    realis: str = "actual",
    voices: tuple[dict[str, Any], ...] = (),
    figures: tuple[dict[str, Any], ...] = (),
    ordinal: int = 0,
) -> dict[str, Any]:
    participants = [party("actor", actor, actor, "MIL")] if actor else []
    participants += [party("recipient", recipient, recipient, "CVL")] if recipient else []
    start = quote.index(trigger)
    return {
        "claim_id": id_, "report_id": report, "ordinal": ordinal, "event": event, "mode": None,
        "trigger": {"text": trigger, "start": start, "end": start + len(trigger)},
        "participants": participants, "realis": realis, "attribution": list(voices),
        "time": {"precision": precision} if day else None,
        "time_from": day, "time_to": day + timedelta(days=days) if day else None,
        "published": published, "place": where, "figures": list(figures), "evidence": {"start": 0, "quote": quote},
    }  # fmt: skip


def article(id_: str, text: str, *, source: str = "", published: date | None = date(2020, 5, 5)) -> Article:
    return Article(id_, text, source, published)


DUNPORT = place("Dunport", "SLD", 1.5, 2.5)
EASTBAY = place("Eastbay", "SLD", 9.5, 9.5)


def shelling() -> tuple[list[dict[str, Any]], list[Article]]:
    """One shelling told by three reports with two figures, planned by one, denied by another; and a second shelling."""
    told = {
        "r-1": "Northland shelled Dunport on Monday, killing 12 people.",
        "r-2": "Shells of Northland hit Dunport; the shelling killed 19 people on Monday, the mayor said.",
        "r-3": "Northland denied that it shelled Dunport on Monday.",
        "r-4": "Northland shelled Eastbay on 9 May.",
    }
    rows = [
        row("c-1", "r-1", told["r-1"], "shelled", where=DUNPORT, figures=(figure("killed", 12.0),)),
        row(
            "c-2", "r-2", told["r-2"], "shelling", where=DUNPORT, figures=(figure("killed", 19.0),),
            voices=(voice("SLD", "asserts", "GOV"),),
        ),
        row("c-3", "r-3", told["r-3"], "shelled", where=DUNPORT, voices=(voice("NLD", "denies", "GOV"),)),
        row("c-4", "r-4", told["r-4"], "shelled", where=EASTBAY, day=date(2020, 5, 9), published=date(2020, 5, 10)),
    ]  # fmt: skip
    return rows, [article(id_, text, source=f"Desk {id_}") for id_, text in told.items()]
