"""Words that weaken a telling (codebook sections 4 and 6), a check on the model: it may not be surer than the words."""

from __future__ import annotations

from regesta.stages.phrases import Phrases

#: Lemmas that make what hangs under them, or what they modify, no more than probable or possible.
PROBABLE = frozenset("likely probably presumably believe think evidence apparently seemingly".split())
POSSIBLE = frozenset(
    "reportedly allegedly purportedly possibly perhaps suspected alleged unconfirmed suspect rumor rumour".split()
)
_CLAUSES = frozenset("ccomp acl csubj xcomp advcl".split())
#: Auxiliaries of what is only possible. Counted on our training annotations: of 109 claims told with one of them right
#: before, 5 are future and 93 hypothetical.
MODAL = frozenset(["could", "may", "might"])
#: Words looked at around a trigger; governors beyond them speak of something else.
_MOST = 14


def hedge(phrases: Phrases, trigger: int) -> str | None:
    """`probable` or `possible` when the words about a trigger say so, else None."""
    words = [trigger, *(c for c in phrases.children[trigger] if phrases.token(c).deprel in ("advmod", "amod", "aux"))]
    at = trigger
    for ancestor in phrases.ancestors(trigger):
        if phrases.token(at).deprel.split(":")[0] not in _CLAUSES or len(words) > _MOST:
            break
        # "They believe he fled" hedges; "he, who is believed ill, fled" does not: only governors of the clause count.
        words.append(ancestor)
        words += [c for c in phrases.children[ancestor] if phrases.token(c).deprel == "advmod"]
        at = ancestor
    lemmas = {phrases.token(i).lemma.lower() for i in words} | {phrases.form(i).lower() for i in words}
    if lemmas & POSSIBLE:
        return "possible"
    return "probable" if lemmas & PROBABLE else None


def only_possible(phrases: Phrases, trigger: int) -> bool:
    """Whether the trigger's verb, or the verb it is the object of ("could start a war"), stands with "could"."""
    verbs = [trigger]
    if phrases.token(trigger).deprel in ("obj", "xcomp", "nsubj:pass"):
        verbs.append(phrases.token(trigger).head)
    return any(
        phrases.token(c).deprel.startswith("aux") and phrases.form(c).lower() in MODAL
        for verb in verbs
        for c in phrases.children[verb]
    )
