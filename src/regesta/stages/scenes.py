"""Time and place that a claim has from an earlier one of its report (codebook section 7): same event, same scene."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from regesta.knowledge.nominals import UNKNOWN
from regesta.records.accounts import Draft
from regesta.records.claims import Claim, Party, When, Where

#: Claims back among which the same event is looked for.
BACK = 12
#: Types that are deeds done on a spot; words may be said anywhere.
DEEDS = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "AID"})
#: Code points, some four sentences, within which a deed stays where the story is. On 52 annotated reports 150, 300,
#: 600 and 1,200 gave places an F1 of 0.684, 0.693, 0.706 and 0.710 (0.657 without), on 138 development reports 0.763,
#: 0.759, 0.757 and 0.756 (0.759).
REACH = 600

#: Words before a noun that has been told of.
DEFINITE = frozenset({"the", "this", "that", "these", "those"})

Reasons = list[tuple[str, str]]


def carry(
    draft: Draft,
    parties: Sequence[Party],
    time: When | None,
    place: Where | None,
    before: Sequence[Claim],
    reasons: Reasons,
    *,
    again: bool = False,
) -> tuple[When | None, Where | None]:
    """The time and place of a draft, the missing ones from the claims `before` it; `reasons` takes in from which.

    `again`: the trigger is a noun with a definite article or a demonstrative ("the attack"), so that the event was told
    before, whoever is now said to have done it.
    """
    for claim in reversed(before[-BACK:]):
        if time is not None and place is not None:
            break
        why = _tie(draft, parties, claim, again=again)
        if time is None and claim.time is not None and why:
            time = claim.time
            reasons.append(("time", f"carried from {claim.trigger!r} earlier, {why}"))
        if place is None and claim.place is not None and why:
            place = claim.place
            reasons.append(("place", f"carried from {claim.trigger!r} earlier, {why}"))
    if place is None:
        place = _scene(draft, parties, before, reasons)
    return time, place


def _tie(draft: Draft, parties: Sequence[Party], claim: Claim, *, again: bool) -> str:
    """Why a claim is told of the same time and place as an earlier one; "" where it is not."""
    if _is_same_event(draft, parties, claim):
        return "the same event"
    if again and _is_same_kind(draft, claim):
        return "which these words mean again"
    return ""


def _is_same_kind(draft: Draft, claim: Claim) -> bool:
    same_mode = not claim.mode or not draft.mode or claim.mode == draft.mode
    return claim.event == draft.event and claim.realis == draft.realis and same_mode


def _is_same_event(draft: Draft, parties: Sequence[Party], claim: Claim) -> bool:
    """Same type, mode and realis, the same actor or recipient code, and no other actor."""
    if not _is_same_kind(draft, claim):
        return False
    ours, theirs = _codes(parties), _codes(claim.participants)
    doers = [{code for role, code in codes if role == "actor"} for codes in (ours, theirs)]
    return bool(ours & theirs) and (not all(doers) or bool(doers[0] & doers[1]))


def _scene(draft: Draft, parties: Sequence[Party], before: Sequence[Claim], reasons: Reasons) -> Where | None:
    """Where the deed told last took place, if that is close by in the report and in the country of a party.

    That deed may itself have its place from one before: the scene lasts until another place is told.
    """
    if draft.event not in DEEDS or draft.realis != "actual":
        return None
    close = takewhile(lambda c: draft.trigger.start - c.trigger_span.end <= REACH, reversed(before))
    last = next((c for c in close if c.event in DEEDS and c.place is not None and c.realis == "actual"), None)
    if last is None or last.place is None:
        return None
    if last.place.country not in {code for _, code in _codes(parties)}:
        return None
    reasons.append(("place", f"the report still is where {last.trigger!r} was"))
    return last.place


def _codes(parties: Sequence[Party]) -> set[tuple[str, str]]:
    return {(p.role, p.code) for p in parties if p.code != UNKNOWN}
