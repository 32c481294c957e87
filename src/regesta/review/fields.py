"""The fields of a claim that people judge, as plain values, and what a claim is with other values in them.

A plain value is that of a claim's object (docs/claims.md) without what the program only adds: links to the knowledge
file, their scores, and reasons. It is what a correction gives. Beside it the journal keeps the claim's object as it was
read, so that what people decided stands even where the reading is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

#: A claim as the object of `regesta code`.
Claim = Mapping[str, Any]
#: Plain values by field.
Values = Mapping[str, Any]

_WORDS = ("text", "start", "end")
_PARTY = (*_WORDS, "code", "sectors")
_NESTED = {
    "participants": ("role", *_PARTY),
    "attribution": (*_PARTY, "cue", "stance", "quotation"),
    "time": (*_WORDS, "from", "to", "precision"),
    "place": (*_WORDS, "name", "country", "latitude", "longitude", "precision"),
    "figures": ("measure", "low", "high", "qualifier", "unit", *_WORDS),
}
#: Every field that can be judged, in the order of a claim's object. The trigger is not among them: other words are
#: another claim.
JUDGED = (
    "event", "mode", "contexts", "participants", "realis", "certainty", "attribution", "time", "place", "figures",
)  # fmt: skip


def kept(claim: Claim) -> dict[str, Any]:
    """What the journal keeps of a claim's object: all but its id, its report, and what was decided before."""
    return {name: value for name, value in claim.items() if name not in ("claim_id", "report", "review")}


#: The plain values of a claim of which nothing is told.
EMPTY: Values = {
    **dict.fromkeys(JUDGED), "contexts": [], "participants": [], "attribution": [], "figures": [],
    "event": "", "realis": "actual", "certainty": "certain",
}  # fmt: skip


def bare(trigger: Mapping[str, Any], evidence: Mapping[str, Any], score: float) -> dict[str, Any]:
    """A claim as `kept`, of which nothing is told but where it stands."""
    return {**EMPTY, "trigger": trigger, "evidence": evidence, "score": score, "reasons": []}


def plain(claim: Claim) -> dict[str, Any]:
    """The judged fields of a claim as plain values."""
    return {field: _plain(field, claim[field]) for field in JUDGED}


def _plain(field: str, value: Any) -> Any:
    names = _NESTED.get(field)
    if names is None or value is None:
        return list(value) if isinstance(value, list | tuple) else value
    if isinstance(value, Mapping):
        return {name: value[name] for name in names}
    return [{name: _listed(one[name]) for name in names} for one in value]


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else value


def words(values: Values) -> list[dict[str, Any]]:
    """Every object in plain values that stands on words of the report (`text`, `start`, `end`)."""
    single = [values[name] for name in ("time", "place") if values.get(name)]
    return [*values.get("participants", ()), *values.get("attribution", ()), *single, *values.get("figures", ())]


def laid_over(claim: Claim, values: Values, *, because: Callable[[str], str]) -> dict[str, Any]:
    """The claim with plain values in place of its own.

    What was read about the same words and means the same keeps its link to the knowledge file and its reasons; what a
    person gave has no link, and what `because` says of its field as its reason.
    """
    found = dict(claim)
    for field, value in values.items():
        if value == _plain(field, claim[field]):
            continue
        made = _MADE.get(field)
        found[field] = made(value, claim[field], because(field)) if made else value
    return found


def _parties(given: Sequence[Values], read: Sequence[Claim], because: str) -> list[dict[str, Any]]:
    return [_party(one, read, because) for one in given]


def _party(given: Values, read: Sequence[Claim], because: str) -> dict[str, Any]:
    """A participant or voice; the entity repeats code and sectors, as `records.decode` wants it."""
    entity: dict[str, Any] = {"id": None, "name": None, "score": None, "reasons": [because]}
    reasons = [because]
    for party in read:
        if all(party[name] == given[name] for name in _WORDS) and party["code"] == given["code"]:
            same = list(party["sectors"]) == given["sectors"]
            entity = {name: party["entity"][name] for name in ("id", "name", "score", "reasons")}
            reasons = [*party["reasons"], *([] if same else [because])]
            break
    entity = {**entity, "code": given["code"], "sectors": list(given["sectors"])}
    return {**given, "entity": entity, "reasons": reasons}


def _time(given: Values | None, read: Claim | None, because: str) -> dict[str, Any] | None:
    if given is None:
        return None
    return {**given, "reason": because if given["from"] is None else None}


def _place(given: Values | None, read: Claim | None, because: str) -> dict[str, Any] | None:
    """A place; one that was given has an id of its own, made like those of places that are in no gazetteer."""
    if given is None:
        return None
    if read and all(read[name] == given[name] for name in ("name", "country", "latitude", "longitude")):
        return {**read, **given}
    id_ = f"place:{given['country'] or ''}:{given['name']}"
    entity = {"id": id_, "name": given["name"], "score": 1.0, "reasons": [because]}
    return {**given, "reason": None, "entity": entity}


_MADE: Mapping[str, Callable[[Any, Any, str], Any]] = {
    "participants": _parties,
    "attribution": _parties,
    "time": _time,
    "place": _place,
}


def key(field: str, values: Values) -> Any:
    """What of a field two coders are compared by: codes and kinds, not which words they marked.

    Hashable; numbers of figures by measure. Equal keys mean that the coders agree.
    """
    value = values[field]
    if field in ("participants", "attribution"):
        parts = [(one.get("role", one.get("stance")), one["code"], tuple(one["sectors"])) for one in value]
        return tuple(parts) if field == "attribution" else tuple(sorted(set(parts)))
    if field == "contexts":
        return tuple(sorted(value))
    if field == "figures":
        return tuple(sorted((one["measure"], str(one["low"]), str(one["high"])) for one in value))
    if value is None or isinstance(value, str):
        return value
    names = ("from", "to", "precision") if field == "time" else ("name", "country")
    return tuple(value[name] for name in names)
