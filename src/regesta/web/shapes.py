"""From what a register answers to what the API says (`contract`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from regesta.register import facets, figures, mapping, network, reasons, reports, timeline
from regesta.register.answers import claim_json
from regesta.register.conditions import quad_of
from regesta.register.paging import Page
from regesta.review.telling import decided
from regesta.web import contract


def claim(row: dict[str, Any]) -> contract.Claim:
    """A claim with its quad class, its incident and its review, null while there is none."""
    review = row.get("review")
    shown = {name: review.get(name) for name in ("state", "by", "at")} if review else None
    made = own({name: value for name, value in claim_json(row).items() if name != "review"})
    return cast(contract.Claim, {**made, "incident_id": row.get("incident_id"), "review": shown})


def own(claim: dict[str, Any]) -> dict[str, Any]:
    """A claim's object with its quad class, in no incident and judged by nobody."""
    return {**claim, "quad": quad_of(claim["event"]), "incident_id": None, "review": None}


def telling(one: dict[str, Any], incident_id: str) -> dict[str, Any]:
    """How one report tells an incident, with its claims as the API shows claims."""
    return {**one, "claims": [{**own(claim), "incident_id": incident_id} for claim in one["claims"]]}


def incident_row(one: dict[str, Any]) -> dict[str, Any]:
    """An incident as a flat row."""
    days, place = one["time"] or {}, one["place"] or {}
    return {**one, "from": days.get("from"), "to": days.get("to"), "place": place.get("name")}


def claims(total: int, page: Page[dict[str, Any]]) -> contract.Claims:
    """A page of claims."""
    return {"total": total, "items": [claim(row) for row in page.items], "next": page.next}


def whys(row: dict[str, Any]) -> contract.Whys:
    """What decided each field of a claim: first what people did."""
    fields: list[contract.Why] = [
        {"field": name, "value": value, "reasons": [how]} for name, value, how in decided(row)
    ]
    fields += [{"field": one.field, "value": one.value, "reasons": list(one.reasons)} for one in reasons.reasons(row)]
    return {"fields": fields}


def facets_(found: facets.Facets) -> contract.Facets:
    """Facets with their values."""
    values: dict[str, list[contract.Value]] = {
        name: [{"value": one.value, "label": one.label, "count": one.count} for one in several]
        for name, several in found.values.items()
    }
    return {"total": found.total, "facets": values}


def timeline_(found: timeline.Timeline) -> contract.Timeline:
    """Bins and spans."""
    items: list[contract.Bin] = [
        {"from": one.start.isoformat(), "to": one.end.isoformat(), "counts": one.counts} for one in found.items
    ]
    spans: list[contract.Lasting] = [
        {
            "claim_id": one.claim_id,
            "event": one.event,
            "quad": one.quad,
            "from": one.start.isoformat(),
            "to": one.end.isoformat(),
            "precision": one.precision,
        }
        for one in found.spans
    ]
    return {"bin": found.bin, "items": items, "undated": found.undated, "spans": spans}


def places(found: mapping.Places) -> contract.Places:
    """Places with points, and how many claims have none."""
    return {
        "items": [cast(contract.Spot, asdict(spot)) for spot in found.items],
        "more": found.more,
        "without_place": found.without_place,
        "without_point": found.without_point,
    }


def network_(found: network.Network) -> contract.Network:
    """Nodes and edges."""
    return cast(contract.Network, asdict(found))


def actors(found: Page[network.Part]) -> contract.Actors:
    """A page of parties."""
    return {"items": [cast(contract.Actor, asdict(part)) for part in found.items], "next": found.next}


def figures_(found: Page[figures.Told]) -> contract.Figures:
    """A page of figures."""
    return {"items": [_figure(told) for told in found.items], "next": found.next}


def _figure(told: figures.Told) -> contract.Figure:
    report = {"id": told.report_id, "title": told.title, "published": iso(told.published), "source": told.source}
    return {
        "measure": told.measure,
        "low": told.low,
        "high": told.high,
        "qualifier": told.qualifier,
        "unit": told.unit,
        "text": told.text,
        "claim_id": told.claim_id,
        "event": told.event,
        "time": span(told.start, told.end, told.precision),
        "report": report,
    }


def span(start: date | None, end: date | None, precision: str | None) -> contract.Span | None:
    """A range of days, or null."""
    if start is None or end is None:
        return None
    return {"from": start.isoformat(), "to": end.isoformat(), "precision": precision}


def reports_(found: reports.Heads) -> contract.Reports:
    """A page of reports."""
    return {
        "total": found.total,
        "items": [{**_head(head), "claims": head.claims} for head in found.page.items],
        "next": found.page.next,
    }


def report(found: reports.Text, rows: list[dict[str, Any]]) -> contract.Report:
    """A report with its text and claims."""
    return {
        "report": _head(found.head),
        "text": found.text,
        "parts": [{"kind": part.kind, "start": part.start, "end": part.end} for part in found.parts],
        "claims": [claim(row) for row in rows],
    }


def _head(head: reports.Head) -> contract.Head:
    return {
        "id": head.id,
        "title": head.title,
        "published": iso(head.published),
        "published_why": head.published_why,
        "source": head.source,
        "url": head.url,
        "language": head.language,
        "byline": head.byline,
    }


def iso(day: date | None) -> str | None:
    """A day as text."""
    return None if day is None else day.isoformat()


def info(
    counts: Mapping[str, Any], *, version: str, name: str, bundle: str | None, note: str, vocabulary: Mapping[str, Any]
) -> contract.Info:
    """What is served, in numbers, and the words it is coded in."""
    return {
        "version": version,
        "register": name,
        "reports": counts["reports"],
        "claims": counts["claims"],
        "incidents": counts["incidents"],
        "rejections": sum(counts["rejections"].values()),
        "published_from": iso(counts["published_from"]),
        "published_to": iso(counts["published_to"]),
        "bundle": bundle,
        "worldview_note": note,
        "events": vocabulary["events"],
        "measures": vocabulary["measures"],
        "realis": vocabulary["realis"],
        "certainty": vocabulary["certainty"],
        "sectors": vocabulary["sectors"],
        "contexts": vocabulary["contexts"],
    }
