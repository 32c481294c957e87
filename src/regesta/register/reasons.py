"""What decided each field of a claim, gathered from the places where the claim keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

#: Fields whose value stands in the claim under the field's name.
_PLAIN = ("event", "mode", "realis", "certainty")


@dataclass(frozen=True, slots=True)
class Reasons:
    """A field, its value in words ("" where the reasons are about no single value), and what decided it."""

    field: str
    value: str
    reasons: tuple[str, ...]


def reasons(row: dict[str, Any]) -> Iterator[Reasons]:
    """The reasons of a claim's row: first its own in their order, then those of parties, time, place and score."""
    own: dict[str, list[str]] = {}
    for given in row["reasons"]:
        own.setdefault(given["field"], []).append(given["reason"])
    for field, told in own.items():
        yield Reasons(field, str(row[field] or "") if field in _PLAIN else "", tuple(told))
    parties = [(p["role"], p) for p in row["participants"]] + [("voice", v) for v in row["attribution"]]
    for role, party in parties:
        yield Reasons(role, party["text"], (*party["reasons"], *_links(party["entity"])))
    if (time := row["time"]) and "time" not in own:
        yield Reasons("time", time["text"], (time["reason"] or time["precision"],))
    if place := row["place"]:
        yield Reasons("place", place["text"], tuple(_links(place["entity"])))
    told_score = "the model's probability that these words tell this event"
    yield Reasons("score", f"{row['score']:.2f}", (told_score,))


def _links(entity: dict[str, Any]) -> Iterator[str]:
    name = entity["name"]
    for reason in entity["reasons"]:
        yield f"linked to {name}: {reason}" if name else f"not linked: {reason}"
