"""What the page is told in its tests: the answers of the server's contract, from claims held in memory.

It stands in for `regesta.web`, so that the page is tested by itself, with incidents, errors and hostile reports at
will. It is made to be right for small registers, not fast.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from regesta.ontology import scheme

Claim = dict[str, Any]
Asked = dict[str, list[str]]
QUAD = {event.name: event.quad.replace(" ", "_") for event in scheme.load().events}


def _roles(claim: Claim, role: str) -> list[Claim]:
    return [party for party in claim["participants"] if party["role"] == role]


def _codes(parties: Iterable[Claim]) -> list[str]:
    return [party["code"] for party in parties]


def _voices(claim: Claim) -> list[str]:
    return _codes(claim["attribution"]) or ["report"]


def _name(party: Claim) -> str:
    return str(party["entity"]["name"] or party["text"])


def place_value(place: Claim) -> str:
    """A place as the filter takes it."""
    return f"{place['name']}, {place['country']}" if place["country"] else str(place["name"])


#: What each facet counts; a filter of the same name keeps the claims that have one of the asked values.
VALUES: dict[str, Callable[[Claim], list[str]]] = {
    "event": lambda claim: [claim["event"]],
    "quad": lambda claim: [claim["quad"]],
    "actor": lambda claim: _codes(_roles(claim, "actor")),
    "recipient": lambda claim: _codes(_roles(claim, "recipient")),
    "voice": _voices,
    "realis": lambda claim: [claim["realis"]],
    "certainty": lambda claim: [claim["certainty"]],
    "country": lambda claim: [claim["place"]["country"]] if claim["place"] and claim["place"]["country"] else [],
    "place": lambda claim: [place_value(claim["place"])] if claim["place"] else [],
    "source": lambda claim: [claim["report"]["source"]],
    "year": lambda claim: [claim["time"]["from"][:4]] if claim["time"] and claim["time"]["from"] else [],
    "measure": lambda claim: [figure["measure"] for figure in claim["figures"]],
    "review": lambda claim: [claim["review"]["state"] if claim["review"] else "open"],
}
_PLAIN = {
    **{name: value for name, value in VALUES.items() if name != "year"},
    "either": lambda claim: _codes(claim["participants"]),
    "report": lambda claim: [claim["report"]["id"]],
    "ids": lambda claim: [claim["claim_id"]],
}


def _end(until: str) -> str:
    return until + "-99"[: 3 * (3 - len(until.split("-")))] if len(until) < 10 else until


def _time_fits(claim: Claim, asked: Asked) -> bool:
    since, until = asked.get("since", [""])[0], asked.get("until", [""])[0]
    if not since and not until:
        return True
    time = claim["time"]
    if not time or not time["from"]:
        return False
    return (not since or time["to"] > since) and (not until or time["from"] <= _end(until))


def _words_fit(claim: Claim, asked: Asked) -> bool:
    heap = " ".join((claim["evidence"]["quote"], claim["trigger"]["text"], claim["report"]["title"])).casefold()
    return all(words.casefold() in heap for words in asked.get("text", []))


def _box_fits(claim: Claim, asked: Asked) -> bool:
    if "bbox" not in asked:
        return True
    west, south, east, north = (float(edge) for edge in asked["bbox"][0].split(","))
    place = claim["place"]
    if not place or place["latitude"] is None:
        return False
    return west <= place["longitude"] <= east and south <= place["latitude"] <= north


def fits(claim: Claim, asked: Asked, leaving_out: str = "") -> bool:
    """Whether a claim passes every filter but the one left out."""
    for name, value in _PLAIN.items():
        if name in asked and name != leaving_out:
            wanted = [word.split(" ")[0] for word in asked[name]] if name in ("actor", "recipient") else asked[name]
            if not set(value(claim)) & set(wanted):
                return False
    if claim["score"] < float(asked.get("score", ["0"])[0]):
        return False
    return (leaving_out == "year" or _time_fits(claim, asked)) and _words_fit(claim, asked) and _box_fits(claim, asked)


def facets(claims: list[Claim], asked: Asked) -> dict[str, Any]:
    """Counts by value, each facet with its own filter left out."""
    labels = {party["code"]: _name(party) for claim in claims for party in claim["participants"]}
    found = {}
    for name, value in VALUES.items():
        counts = Counter(one for claim in claims if fits(claim, asked, name) for one in set(value(claim)))
        label = labels if name in ("actor", "recipient", "voice") else {}
        found[name] = [
            {"value": one, "label": label.get(one, one.replace("_", " ") or "no source"), "count": count}
            for one, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:50]
        ]
    return {"total": sum(fits(claim, asked) for claim in claims), "facets": found}


def timeline(claims: list[Claim], asked: Asked) -> dict[str, Any]:
    """Counts by day, month or year, and the claims whose time is longer than a day."""
    dated = [claim for claim in claims if claim["time"] and claim["time"]["from"]]
    bin_ = asked.get("bin", ["auto"])[0]
    if bin_ == "auto" and dated:
        first, last = min(c["time"]["from"] for c in dated), max(c["time"]["from"] for c in dated)
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
        bin_ = "day" if days <= 92 else "month" if days <= 366 * 8 else "year"
    bins: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for claim in dated:
        bins[claim["time"]["from"][: {"day": 10, "month": 7}.get(bin_, 4)]][claim["quad"]] += 1
    spans = [
        {
            "claim_id": c["claim_id"],
            "event": c["event"],
            "quad": c["quad"],
            "from": c["time"]["from"],
            "to": c["time"]["to"],
            "precision": c["time"]["precision"],
        }
        for c in dated
        if c["time"]["precision"] != "day"
    ]
    items = [{"from": _first(key), "to": _next(key), "counts": dict(counts)} for key, counts in sorted(bins.items())]
    return {
        "bin": bin_ if bin_ != "auto" else "day",
        "items": items,
        "undated": len(claims) - len(dated),
        "spans": spans if len(claims) <= 2000 else [],
    }


def _first(key: str) -> str:
    return key + "-01-01"[: 10 - len(key)] if len(key) == 4 else key + ("-01" if len(key) == 7 else "")


def _next(key: str) -> str:
    if len(key) == 4:
        return f"{int(key) + 1:04}-01-01"
    if len(key) == 7:
        return ((date.fromisoformat(key + "-01") + timedelta(days=32)).replace(day=1)).isoformat()
    return (date.fromisoformat(key) + timedelta(days=1)).isoformat()


def places(claims: list[Claim]) -> dict[str, Any]:
    """Claims by place; those without one, or without a point, counted."""
    found: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for claim in claims:
        place = claim["place"]
        if place and place["latitude"] is not None:
            key = tuple(place[field] for field in ("name", "country", "latitude", "longitude", "precision"))
            found[key][claim["quad"]] += 1
    items = [
        dict(
            zip(("name", "country", "latitude", "longitude", "precision"), key, strict=True),
            count=sum(counts.values()),
            counts=dict(counts),
        )
        for key, counts in found.items()
    ]
    items.sort(key=lambda item: (-item["count"], str(item["name"])))
    without = sum(claim["place"] is None for claim in claims)
    pointed = sum(item["count"] for item in items)
    return {"items": items, "without_place": without, "without_point": len(claims) - without - pointed}


def network(claims: list[Claim], limit: int = 60) -> dict[str, Any]:
    """Who does what to whom: one edge for each pair and quad class, from the actor to the recipient."""
    edges: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    nodes: Counter[str] = Counter()
    names = {party["code"]: _name(party) for claim in claims for party in claim["participants"]}
    without = 0
    for claim in claims:
        actors, recipients = ({*_codes(_roles(claim, role))} - {"---"} for role in ("actor", "recipient"))
        without += not (actors and recipients)
        for source in actors:
            for target in recipients:
                edges[source, target, claim["quad"]][claim["event"]] += 1
        nodes.update((actors | recipients) if actors and recipients else ())
    ranked = sorted(edges.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    shown = [
        {"source": source, "target": target, "quad": quad, "count": sum(events.values()), "events": dict(events)}
        for (source, target, quad), events in ranked[:limit]
    ]
    used = {edge[end] for edge in shown for end in ("source", "target")}
    return {
        "nodes": [
            {"code": code, "name": names[code], "count": count} for code, count in nodes.most_common() if code in used
        ],
        "edges": shown,
        "more": max(0, len(ranked) - limit),
        "without": without,
    }


def incident(claims: list[Claim], reports: dict[str, Claim]) -> dict[str, Any]:
    """The four tellings of `stories` as one incident, as linking would give it."""
    told = [
        {"claim_id": claim["claim_id"], **{key: figure[key] for key in ("low", "high", "qualifier", "text")}}
        for claim in claims
        for figure in claim["figures"]
    ]
    place = claims[0]["place"]
    head = {key: value for key, value in reports[claims[1]["report"]["id"]].items() if key != "text"}
    return {
        "incident_id": claims[0]["incident_id"],
        "event": "ASSAULT",
        "modes": ["heavy-weapons"],
        "actors": ["XAA"],
        "recipients": [],
        "time": {"from": "2024-03-02", "to": "2024-03-03", "precision": "day"},
        "place": {key: place[key] for key in ("name", "country", "latitude", "longitude", "precision")},
        "figures": [
            {
                "measure": "killed",
                "unit": "people",
                "low": 3,
                "best": 4,
                "high": 9,
                "rule": "middle of the values that sources tell exactly",
                "told": told,
            }
        ],
        "claims": 4,
        "claim_ids": [claim["claim_id"] for claim in claims],
        "reports": 5,
        "sources": 4,
        "for": ["XBB GOV", "XBB MIL"],
        "against": ["XAA GOV MIL"],
        "denied": 1,
        "stated": 3,
        "reasons": ["same day", "same place", "same type"],
        "tellings": [
            {
                "report": claim["report"],
                "claims": [claim],
                "copies": [{"report": {**head, "source": "Valley Courier"}}] if index == 1 else [],
            }
            for index, claim in enumerate(claims)
        ],
    }
