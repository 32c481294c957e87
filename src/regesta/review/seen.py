"""A claim as one coder sees it: what was read, with what the coder decided; never what others did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regesta.review.fields import laid_over, plain
from regesta.review.state import ADD, Judgement


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim as one coder sees it.

    Attributes:
        claim: its object, with the coder's own corrections in it.
        read: its plain values as they were read.
        state: what the coder decided: `open`, `accepted`, `corrected`, `rejected` or `added`.
        text: the report's text.
    """

    claim: dict[str, Any]
    read: dict[str, Any]
    state: str
    text: str


def seen_by(own: Judgement | None, base: dict[str, Any], text: str) -> Seen:
    """A claim to whoever has this judgement of it.

    Args:
        own: what the coder's decisions come to; None where there are none.
        base: the claim's object as it was read.
        text: the report's text.
    """
    claim = laid_over(base, own.values, because=lambda _: "set by you") if own else base
    return Seen(claim, plain(base), _state_of(own, plain(base)), text)


def _state_of(own: Judgement | None, read: Mapping[str, Any]) -> str:
    if own is None:
        return "open"
    if own.rejected:
        return "rejected"
    if any(line.decision.act == ADD for line in own.lines):
        return "added"
    return "corrected" if any(read[field] != one.value for field, one in own.corrections.items()) else "accepted"
