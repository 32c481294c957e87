"""What a verb without words of its own tells: "did not do so" and "resumed it" repeat an event named just before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from regesta.records.accounts import Draft
from regesta.stages.phrases import Phrases

#: Verbs that say of what is named before only that it goes on again.
RESUMING = frozenset("resume continue renew restore restart reinstate extend".split())
#: What is given, by its lemma: going on with it is AID (codebook section 2).
GIVEN = frozenset("aid assistance help funding relief supply shipment delivery support".split())
#: Cooperation in words, for which the model takes a resumption of something that stands as a pronoun.
_IN_WORDS = frozenset({"AGREE", "SUPPORT", "CONSULT"})


def completed(phrases: Phrases, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts with those that repeat an event told as that event; all others as they are."""
    out: list[Draft] = []
    for draft in drafts:
        same = [one for one in out if one.sentence == draft.sentence]
        out.append(_done_so(phrases, draft, same) or _resumed(phrases, draft) or draft)
    return tuple(out)


def _done_so(phrases: Phrases, draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """ "X signed the order to send arms but did not do so again": the last event under the verb it is joined to."""
    head = draft.trigger_head
    so = [c for c in phrases.children[head] if phrases.form(c).lower() == "so"]
    first = phrases.token(head).head
    if phrases.token(head).lemma.lower() != "do" or not so or first < 0:
        return None
    below = [one for one in before if one.trigger_head == first or first in phrases.ancestors(one.trigger_head)]
    if not below:
        return None
    told = below[-1]
    doers = next((one.actors for one in reversed(below) if one.actors), ())
    return replace(
        draft,
        event=told.event,
        mode=told.mode,
        actors=draft.actors or doers,
        recipients=told.recipients or draft.recipients,
        reasons=(*draft.reasons, ("event", f"'do so' stands for {told.event}, told before in the sentence")),
    )


def _resumed(phrases: Phrases, draft: Draft) -> Draft | None:
    """ "X suspended aid but resumed it": what goes on again is what the verb it is joined to was done to."""
    head = draft.trigger_head
    thing = phrases.child(head, "obj")
    if draft.event not in _IN_WORDS or phrases.token(head).lemma.lower() not in RESUMING or thing is None:
        return None
    if phrases.form(thing).lower() in ("it", "them"):
        first = phrases.token(head).head
        thing = phrases.child(first, "obj", "nsubj:pass") if first >= 0 else None
    if thing is None or phrases.token(thing).lemma.lower() not in GIVEN:
        return None
    why = f"what is resumed is {phrases.token(thing).lemma.lower()}"
    return replace(draft, event="AID", mode=None, reasons=(*draft.reasons, ("event", why)))
