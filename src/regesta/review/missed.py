"""A claim that the reading missed: what stands in it at first, and the number that its id needs among its like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regesta.errors import BadValueError
from regesta.records.codec import claim_id
from regesta.records.reports import TOLD
from regesta.records.spans import Span
from regesta.review.carry import Carried, Thread
from regesta.review.fields import bare, key, plain
from regesta.review.holdings import Holdings
from regesta.review.moving import sentence_at

#: Claims of one type on the same words: a coordination of a dozen parties is the most that was met.
_MOST = 100
#: The score of a claim that no model gave one: people vouch for it.
_VOUCHED = 1.0


def missed(report: Mapping[str, Any], start: int, end: int) -> dict[str, Any]:
    """A claim's object before anything is said of it: the words of its trigger and their sentence.

    Raises:
        BadValueError: the words are in no part that claims come from.
    """
    text, parts = report["text"], [part for part in report["parts"] if part["kind"] in TOLD]
    if not any(part["start"] <= start < end <= part["end"] for part in parts):
        mend = "claims come from title, subtitle, body and caption"
        raise BadValueError(f"no words to claim anything from {start} to {end}", where="trigger", mend=mend)
    span = Span(start, end)
    sentence = sentence_at(text, parts, span)
    evidence = {"start": sentence.start, "end": sentence.end, "quote": sentence.of(text)}
    return bare({"text": span.of(text), "start": start, "end": end}, evidence, _VOUCHED)


def free_ordinal(claims: Holdings, carried: Carried, report: str, span: Span, values: Mapping[str, Any]) -> int:
    """The lowest ordinal that no claim of this type on these words has.

    Raises:
        BadValueError: one of them is the same claim.
    """
    for ordinal in range(_MOST):
        id_ = claim_id(report, span, values["event"], ordinal)
        try:
            thread = claims.find(id_, carried)
        except BadValueError:
            return ordinal
        if key("participants", plain(claims.read([thread])[0])) == key("participants", values):
            mend = f"correct it: {id_}"
            raise BadValueError("this claim is there already", where="trigger", mend=mend)
    raise BadValueError(f"{_MOST} claims of one type stand on these words", where="trigger")


def ordinal_of(thread: Thread, event: str) -> int:
    """The number in a claim's id that tells it from others of its type on its words; 0 where it has none."""
    ids = (claim_id(thread.seat["report_id"], thread.trigger, event, number) for number in range(_MOST))
    return next((number for number, id_ in enumerate(ids) if id_ == thread.claim_id), 0)
