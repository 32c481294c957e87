"""Corrections as forms send them, one text a field, turned into plain values.

    {"actors": ["TUR GOV", "USA"], "time_from": "2020-05-01", "time_to": "2020-06-01", "time_precision": "month",
     "place": "Homs", "country": "SYR", "event": "AID"}

Parties that keep their code keep their words. Fields of a claim's own shape (`participants`, `time` as an object) are
passed on as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from regesta.errors import BadValueError
from regesta.review.fields import Values

_ROLES = {"actors": "actor", "recipients": "recipient"}
_TIME = {"time_from": "from", "time_to": "to", "time_precision": "precision"}


def nested(given: Mapping[str, Any], values: Values) -> dict[str, Any]:
    """The corrections in a claim's own shape, for `Rules.changes`.

    Args:
        given: what a form sends: only the fields that were changed.
        values: the claim's plain values before.

    Raises:
        BadValueError: a list of parties is none.
    """
    flat = {*_ROLES, *_TIME, "country"}
    found = {name: value for name, value in given.items() if name not in flat}
    parties = {name: given[name] for name in _ROLES if name in given}
    if parties:
        found["participants"] = _parties(parties, values["participants"])
    if any(name in given for name in _TIME):
        found["time"] = _time({own: given[name] for name, own in _TIME.items() if name in given}, values["time"])
    if "country" in given or isinstance(given.get("place"), str):
        found["place"] = _place(given, values["place"])
    return found


def _parties(given: Mapping[str, Any], before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for name, role in _ROLES.items():
        same = [dict(party) for party in before if party["role"] == role]
        told = given.get(name, [_told(party) for party in same])
        if not isinstance(told, list) or not all(isinstance(one, str) and one.strip() for one in told):
            raise BadValueError("expected a list of codes", where=name, mend='for example ["TUR GOV", "USA"]')
        for words in told:
            kept = next((party for party in same if _told(party) == " ".join(words.split())), None)
            if kept is not None:
                same.remove(kept)
            code, *sectors = words.split()
            found.append(kept or {"role": role, "code": code, "sectors": sectors})
    return found


def _told(party: Mapping[str, Any]) -> str:
    return " ".join([party["code"], *party["sectors"]])


def _time(given: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any] | None:
    days = {**{name: (before or {}).get(name) for name in _TIME.values()}, **given}
    if not any(days.values()):
        return None
    words = {name: before[name] for name in ("text", "start", "end")} if before else {}
    return {**words, **days}


def _place(given: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any] | None:
    name = given.get("place", before["name"] if before else None)
    country = given.get("country", before["country"] if before else None)
    if not name and not country:
        return None
    words = {key: before[key] for key in ("text", "start", "end")} if before else {}
    return {**words, "name": name or country, "country": country or None}
