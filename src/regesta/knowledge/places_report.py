"""All places of one report together: votes of the sure ones, then nearness, then one name one place."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from regesta.knowledge.gazetteer_names import LOOSE, fold
from regesta.knowledge.places_rank import Candidate, Evidence, prior, rank
from regesta.knowledge.places_shape import Place, PlaceContext
from regesta.records.claims import Unlinked
from regesta.records.spans import Span

if TYPE_CHECKING:
    from regesta.knowledge.places import Places

#: Candidates a name that enter the comparison of distances; the ninth namesake by people is never the right one for
#: free.
_MOST = 12
#: Full support is worth so much; namesakes so far from each other's places support each other by 1/e of it.
_WEIGHT, _REACH_KM = 3.2, 120.0
#: "the town of Palma in the north of Mozambique": the wider place after a preposition.
_WITHIN = re.compile(
    r"\sin\s(?:the\s(?:\w+\s){1,2}of\s(?:the\s)?|(?:north|south|east|west|central)\w*\s)?"
    r"(?P<name>[A-Z][\w.'’-]*(?:\s[A-Z][\w'’-]*){0,2})"
)
WIDE = ("country", "region", "province", "district")
_AFTER = re.compile(r"(?:,\s(?:in\s)?[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3}|\s\((?:[A-Z][\w.'’-]*\s?){1,3}\))")


def resolve_report(places: Places, text: str, spans: Sequence[Span], context: PlaceContext) -> list[Place | Unlinked]:
    """See `Places.resolve_all`."""
    words = [with_container(places, text, span) for span in spans]
    names = [span.of(text) for span in spans]
    first = [places.resolve(w, context) for w in words]
    stated = {fold(n): w for n, w in zip(names, words, strict=True) if w != n}
    votes = _votes(names, words, first)
    support = _support(places, names, words, first)
    out: list[Place | Unlinked] = []
    known: dict[str, Place | Unlinked] = {}
    for name, whole in zip(names, words, strict=True):
        key = fold(name)
        if key not in known:
            around = PlaceContext(_others(votes, key, context), context.near)
            known[key] = places.resolve_with(stated.get(key, whole), around, support.get(key, {}))
        out.append(known[key])
    return out


def with_container(places: Places, text: str, span: Span) -> str:
    """The mention with the wider place after a comma or an "in", when the gazetteer knows one of that name."""
    words = span.of(text)
    if places.adjective(words):
        return words
    within = _WITHIN.match(text, span.end, min(len(text), span.end + 60))
    if within is not None and _is_wide(places, within["name"]):
        return text[span.start : within.end()]
    after = _AFTER.match(text, span.end, min(len(text), span.end + 60))
    if after is None:
        return words
    for end in (after.end(), after.start() + len(after.group().rsplit(" ", 1)[0])):
        name = text[span.end : end].strip(" ,()").removeprefix("in ")
        if name and _is_wide(places, name):
            return text[span.start : end]
    return words


def _is_wide(places: Places, name: str) -> bool:
    return any(r.rank != LOOSE and r.precision in WIDE for r in places.find(name, True))


def _votes(names: Sequence[str], words: Sequence[str], first: Sequence[Place | Unlinked]) -> dict[str, Counter[str]]:
    """For each name, how strongly it speaks for which country: one voice a name, a little more when it is repeated."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    seen: Counter[str] = Counter(fold(n) for n in names)
    for name, whole, found in zip(names, words, first, strict=True):
        key = fold(name)
        if isinstance(found, Place) and found.country and not votes[key]:
            belief = 1.0 if whole != name else found.score * (1.0 if found.precision == "country" else 0.7)
            votes[key][found.country] += belief * (1.0 + 0.15 * min(seen[key], 8))  # type: ignore[assignment]
    return votes


def _others(votes: dict[str, Counter[str]], key: str, context: PlaceContext) -> tuple[str, ...]:
    """The report's countries as all names but one see them: a name must not vote for itself."""
    total: Counter[str] = Counter()
    for place, code in enumerate(context.countries):
        total[code] += 2.0 / (place + 1)  # type: ignore[assignment]
    for name, ballot in votes.items():
        if name != key:
            total.update(ballot)
    return tuple(code for code, _ in total.most_common(8))


def _support(
    places: Places, names: Sequence[str], words: Sequence[str], first: Sequence[Place | Unlinked]
) -> dict[str, dict[int, float]]:
    """For each name, how well each of its candidates sits with the report's other names."""
    by_name: dict[str, list[tuple[Candidate, float]]] = {}
    for name, whole, found in zip(names, words, first, strict=True):
        key = fold(name)
        if key in by_name:
            continue
        rows = [c for c in places.find(name) if c.rank < LOOSE and c.kind not in ("country", "nature continent")]
        if whole != name and isinstance(found, Place):
            by_name[key] = [
                (c, 1.0) for c in rows if math.isclose(c.lat, found.latitude) and math.isclose(c.lon, found.longitude)
            ]
            continue
        ranked = rank(rows, Evidence())[:_MOST]
        top = prior(ranked[0].candidate) if ranked else 0.0
        by_name[key] = [(s.candidate, math.exp(s.score - max(top, ranked[0].score))) for s in ranked]
    keys = [k for k, rows in by_name.items() if rows]
    flat = [(n, c, w) for n, k in enumerate(keys) for c, w in by_name[k]]
    if len(keys) < 2:
        return {}
    return _pairs(keys, flat)


def _pairs(keys: list[str], flat: list[tuple[int, Candidate, float]]) -> dict[str, dict[int, float]]:
    lat = np.radians(np.array([c.lat for _, c, _ in flat]))
    lon = np.radians(np.array([c.lon for _, c, _ in flat]))
    owner = np.array([n for n, _, _ in flat])
    weight = np.array([w for _, _, w in flat])
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    km = 12742.0 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    kernel = np.exp(-km / _REACH_KM) * np.sqrt(weight)[None, :]
    best = np.stack([kernel[:, owner == n].max(axis=1) for n in range(len(keys))], axis=1)
    best[np.arange(len(flat)), owner] = 0.0
    total = best.sum(axis=1)
    out: dict[str, dict[int, float]] = defaultdict(dict)
    for (n, candidate, _), value in zip(flat, total, strict=True):
        out[keys[n]][candidate.id] = round(_WEIGHT * (1.0 - math.exp(-float(value))), 4)
    return out
