"""What to look at next: claims that a coder has not judged, the most doubtful and the weightiest first."""

from __future__ import annotations

import math
from dataclasses import dataclass

from regesta.register.engine import Engine
from regesta.register.filters import CountryOf, Filter, where
from regesta.review.carry import Thread
from regesta.review.desk import Desk
from regesta.review.fields import JUDGED, key, plain
from regesta.review.state import Judgement, counting, judgement

#: Doubt about a claim of which the model is sure: a toll of a thousand still comes before a doubtful greeting.
_LEAST = 0.05


def priority(score: float, weakest: float, killed: float, rarity: float, *, contested: bool) -> float:
    """How much looking at a claim is worth: doubt times weight.

    Doubt is 1 while the claim's score, or the weakest of the probabilities that decided its other fields, is 0.5 or
    less (those just above the threshold of reading are there), and falls to 0.05 where all are 1. Weight is 1, and 1
    more for every factor of ten in the number of people told killed, up to 1 for a rare type, 1 for a contested claim.

    Args:
        score: the claim's, in [0, 1].
        weakest: the least probability named in the claim's reasons; 1 where none is.
        killed: the most people that a figure of the claim tells killed.
        rarity: 0 for the commonest event type of the register, nearly 1 for one that hardly occurs.
        contested: whether a voice of the claim denies or doubts it.
    """
    doubt = max(_LEAST, min(1.0, 2 * (1 - min(score, weakest))))
    weight = 1 + math.log10(1 + killed) + rarity + contested
    return doubt * weight


@dataclass(frozen=True, slots=True)
class Item:
    """A claim to look at. `again` says that it was read otherwise since the coder judged it."""

    claim_id: str
    segment: str
    priority: float
    again: bool = False


#: The light parts of a claim that decide. A reason ends with its probability: "model: AID 0.83", "model arc 0.97".
_SQL = """
SELECT segment, claim_id, score,
    coalesce(list_min(list_transform(reasons, lambda r:
        try_cast(regexp_extract(r.reason, ' ([01][.][0-9]+)$', 1) AS DOUBLE))), 1.0),
    coalesce(list_max(list_transform(list_filter(figures, lambda f: f.measure = 'killed'),
        lambda f: coalesce(f.high, f.low))), 0.0),
    1 - share,
    len(list_filter(attribution, lambda v: v.stance <> 'asserts')) > 0
FROM read_claims JOIN (
    SELECT event, count(*) / max(count(*)) OVER () AS share FROM read_claims WHERE newest GROUP BY event
) USING (event)
WHERE {conditions}
"""


def queue(
    desk: Desk, coder: str, *, limit: int | None = None, asked: Filter | None = None, country_of: CountryOf
) -> list[Item]:
    """The claims that a coder has not judged, in the order in which to look at them; the same order for every coder.

    Args:
        desk: the desk.
        coder: whose queue; what others decided has no part in it.
        limit: at most so many.
        asked: only claims that fit, by what was read.
        country_of: from a country's name to its code.

    Raises:
        BadValueError: a condition cannot be read.
    """
    ranked = _remembered(desk, asked or Filter(), country_of)
    judged = _judged(desk, coder)
    found = [
        Item(id_, segment, worth, again=judged.get((segment, id_), False))
        for worth, id_, segment in ranked
        if judged.get((segment, id_), True)
    ]
    found.sort(key=lambda item: not item.again)
    return found[:limit]


#: Rankings that a desk keeps: a page asks for the same one after every few decisions.
_KEPT = 4
_Ranking = list[tuple[float, str, str]]


def _remembered(desk: Desk, asked: Filter, country_of: CountryOf) -> _Ranking:
    """A ranking depends on nothing but what was read, which does not change while a register is open."""
    if asked not in desk.rankings:
        desk.rankings = dict(list(desk.rankings.items())[1 - _KEPT :])
        desk.rankings[asked] = ranking(desk.register.engine, asked, country_of=country_of)
    found: _Ranking = desk.rankings[asked]
    desk.claims.remember({id_: segment for _, id_, segment in found})
    return found


def ranking(engine: Engine, asked: Filter, *, country_of: CountryOf) -> _Ranking:
    """Priority, id and segment of the claims that fit, highest first."""
    blind = Filter(**{name: getattr(asked, name) for name in _ASKED}, rejected=True)
    conditions, values = where(blind, country_of=country_of)
    rows = engine.rows(_SQL.format(conditions=conditions), values)
    ranked = [
        (priority(score, weakest, killed, rarity, contested=contested), id_, segment)
        for segment, id_, score, weakest, killed, rarity, contested in rows
    ]
    return sorted(ranked, key=lambda one: (-one[0], one[1]))


#: Conditions on what was read; `review` is none of them, and limits come after the ranking.
_ASKED = [name for name in Filter.__dataclass_fields__ if name not in ("review", "limit", "rejected")]


def _judged(desk: Desk, coder: str) -> dict[tuple[str, str], bool]:
    """Where the claims stand that a coder judged, and whether they are read otherwise now."""
    found: dict[tuple[str, str], bool] = {}
    moved: list[tuple[Thread, Judgement]] = []
    for place, thread in desk.carried.threads.items():
        own = judgement([line for line in counting(thread.lines) if line.decision.who == coder])
        if own is not None:
            found[place] = False
            # Nothing but another segment can read it otherwise.
            if not thread.alone and not own.rejected and own.lines[-1].decision.body["anchor"]["segment"] != place[0]:
                moved.append((thread, own))
    for (thread, own), base in zip(moved, desk.claims.read([thread for thread, _ in moved]), strict=True):
        read, judged = plain(base), plain(own.lines[-1].decision.body["read"])
        found[thread.key] = any(key(f, read) != key(f, judged) for f in JUDGED if f not in own.corrections)
    return found
