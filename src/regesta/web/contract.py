"""What the API answers, as types: the one place where its JSON is described. Dates are `YYYY-MM-DD`, ranges half open.

The functions that fill these shapes stand in `shapes`, so `mypy` refuses an answer that is none; the OpenAPI document
is made from them too.
"""

# ruff: noqa: UP013 (one form for all: fields are named `from`, which no class can say)

from __future__ import annotations

from typing import Any, NotRequired

from typing_extensions import TypedDict

#: Claims by quad class; a class without claims is left out.
Counts = dict[str, int]

Span = TypedDict("Span", {"from": str, "to": str, "precision": str | None})
Error = TypedDict("Error", {"code": str, "message": str, "where": str, "mend": str})
Failure = TypedDict("Failure", {"error": Error})

ReportRef = TypedDict("ReportRef", {"id": str, "title": str, "published": str | None, "source": str, "url": str})
Review = TypedDict("Review", {"state": str, "by": str | None, "at": str | None})
Claim = TypedDict(
    "Claim",
    {
        "claim_id": str,
        "report": ReportRef,
        "event": str,
        "mode": str | None,
        "contexts": list[str],
        "trigger": dict[str, Any],
        "participants": list[dict[str, Any]],
        "realis": str,
        "certainty": str,
        "attribution": list[dict[str, Any]],
        "time": dict[str, Any] | None,
        "place": dict[str, Any] | None,
        "figures": list[dict[str, Any]],
        "evidence": dict[str, Any],
        "score": float,
        "reasons": list[dict[str, Any]],
        "quad": str,
        "incident_id": str | None,
        "review": Review | None,
    },
)
Claims = TypedDict("Claims", {"total": int, "items": list[Claim], "next": str | None})

Why = TypedDict("Why", {"field": str, "value": str, "reasons": list[str]})
Whys = TypedDict("Whys", {"fields": list[Why]})

Value = TypedDict("Value", {"value": str, "label": str, "count": int})
Facets = TypedDict("Facets", {"total": int, "facets": dict[str, list[Value]]})

Bin = TypedDict("Bin", {"from": str, "to": str, "counts": Counts})
Lasting = TypedDict(
    "Lasting", {"claim_id": str, "event": str, "quad": str, "from": str, "to": str, "precision": str | None}
)
Timeline = TypedDict("Timeline", {"bin": str, "items": list[Bin], "undated": int, "spans": list[Lasting]})

Spot = TypedDict(
    "Spot",
    {
        "name": str,
        "country": str | None,
        "latitude": float,
        "longitude": float,
        "precision": str,
        "count": int,
        "counts": Counts,
    },
)
Places = TypedDict("Places", {"items": list[Spot], "more": int, "without_place": int, "without_point": int})

Node = TypedDict("Node", {"code": str, "name": str, "count": int})
Edge = TypedDict("Edge", {"source": str, "target": str, "quad": str, "count": int, "events": dict[str, int]})
Network = TypedDict("Network", {"nodes": list[Node], "edges": list[Edge], "more": int, "without": int})

Figure = TypedDict(
    "Figure",
    {
        "measure": str,
        "low": float | None,
        "high": float | None,
        "qualifier": str | None,
        "unit": str,
        "text": str,
        "claim_id": str,
        "event": str,
        "time": Span | None,
        "report": dict[str, Any],
    },
)
Figures = TypedDict("Figures", {"items": list[Figure], "next": str | None})

Actor = TypedDict("Actor", {"code": str, "name": str, "as_actor": int, "as_recipient": int, "as_voice": int})
Actors = TypedDict("Actors", {"items": list[Actor], "next": str | None})

Head = TypedDict(
    "Head",
    {
        "id": str,
        "title": str,
        "published": str | None,
        "published_why": str,
        "source": str,
        "url": str,
        "language": str,
        "byline": str,
    },
)
CountedHead = TypedDict(
    "CountedHead",
    {
        "id": str,
        "title": str,
        "published": str | None,
        "published_why": str,
        "source": str,
        "url": str,
        "language": str,
        "byline": str,
        "claims": int,
    },
)
Part = TypedDict("Part", {"kind": str, "start": int, "end": int})
Reports = TypedDict("Reports", {"total": int, "items": list[CountedHead], "next": str | None})
Report = TypedDict("Report", {"report": Head, "text": str, "parts": list[Part], "claims": list[Claim]})

#: A coder's queue: each item is a claim with its `priority` and `why_asked` (text or null) beside its own fields.
Queue = TypedDict("Queue", {"total": int, "items": list[dict[str, Any]], "next": None, "done": int})
Line = TypedDict(
    "Line",
    {
        "line": int,
        "kind": str,
        "act": str,
        "claim_id": str | None,
        "claims": list[str],
        "who": str,
        "at": str,
        "why": str,
        "old": dict[str, Any],
        "new": dict[str, Any],
        "from": list[str],
        "undoes": str | None,
        "hash": str,
    },
)


class Taken(Line):
    """The answer to a decision: its line, the claim as it stands for everybody, and as its coder sees it."""

    claim: Claim | None
    seen: Claim | None


Journal = TypedDict("Journal", {"total": int, "items": list[Line], "next": str | None})
Agreement = TypedDict(
    "Agreement", {"field": str, "units": int, "percent": float | None, "alpha": float | None, "ac1": float | None}
)
Difference = TypedDict("Difference", {"claim_id": str, "coders": list[str], "fields": list[str]})
Agreements = TypedDict("Agreements", {"items": list[Agreement], "differences": list[Difference]})

#: Incidents as `records.incidents` shapes them; `reason` where they are not those of the register as it is.
Incidents = TypedDict(
    "Incidents", {"total": int, "items": list[dict[str, Any]], "next": str | None, "reason": NotRequired[str]}
)
#: One incident with its tellings: for each report that is no copy of another its head, its claims and its copies.
Told = TypedDict("Told", {"incident_id": str, "event": str, "tellings": list[dict[str, Any]]})

Event = TypedDict("Event", {"name": str, "quad": str, "definition": str})
Sector = TypedDict("Sector", {"code": str, "definition": str})
Context = TypedDict("Context", {"name": str, "definition": str})
Info = TypedDict(
    "Info",
    {
        "version": str,
        "register": str,
        "reports": int,
        "claims": int,
        "incidents": int,
        "rejections": int,
        "published_from": str | None,
        "published_to": str | None,
        "bundle": str | None,
        "worldview_note": str,
        "events": list[Event],
        "measures": list[str],
        "realis": list[str],
        "certainty": list[str],
        "sectors": list[Sector],
        "contexts": list[Context],
    },
)
Profile = TypedDict("Profile", {"name": str, "title": str, "media_type": str, "extension": str, "note": str})
Profiles = TypedDict("Profiles", {"profiles": list[Profile]})
