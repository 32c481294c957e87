"""AGREE or CONCEDE: whoever promises to withdraw, to free or to cede yields in words (codebook section 2, CONCEDE)."""

from __future__ import annotations

from regesta.stages.phrases import Phrases

#: Verbs, some with their particle, of which the promise is a concession. Counted on our training annotations: of 38
#: claims AGREE or CONCEDE whose words go on "to ..." with one of them, 36 are CONCEDE. Where the two types share a verb
#: ("stop", "hand over", "lay down"), the model decides.
YIELDING = frozenset("withdraw free resign cede renounce relinquish scrap drop disband dissolve".split())
PHRASAL = frozenset([("give", "up"), ("step", "down"), ("stand", "down")])
#: Ways in which what is promised hangs on the promise: "willing to cede", "promised that he would resign".
_PROMISED = frozenset(["xcomp", "ccomp", "acl", "advcl"])


def yields(phrases: Phrases, trigger: int) -> bool:
    """Whether what the trigger promises or offers is to yield, and is not denied ("promised not to resign")."""
    return any(
        phrases.token(c).deprel.split(":")[0] in _PROMISED and _yielding(phrases, c) and not _denied(phrases, c)
        for c in phrases.children[trigger]
    )


def _yielding(phrases: Phrases, verb: int) -> bool:
    lemma, particle = phrases.token(verb).lemma.lower(), phrases.child(verb, "compound:prt")
    return lemma in YIELDING or (particle is not None and (lemma, phrases.form(particle).lower()) in PHRASAL)


def _denied(phrases: Phrases, verb: int) -> bool:
    return any(phrases.form(c).lower() in ("not", "n't", "never") for c in phrases.children[verb])
