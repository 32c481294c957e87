"""Who did the deed that somebody condemns, praises or refuses: its doer is whom the words are meant for.

Codebook section 2: of a deed that is condemned or praised, the recipient is the doer. The deed's own words seldom name
him ("the launch", "the verdict"), but the report has told the deed, mostly a little earlier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regesta.records.accounts import Draft
from regesta.stages.phrases import Phrases

#: Types whose recipient may be a deed.
JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT", "PROTEST"})
#: Letters that the noun and the verb of a deed share ("launch", "launched"; "killings", "killed").
STEM = 4
_FORCE, _COURT, _DEAL = frozenset({"ASSAULT"}), frozenset({"SANCTION", "REJECT"}), frozenset({"AGREE", "SUPPORT"})
_ANY = frozenset(
    "AGREE CONCEDE COOPERATE AID RETREAT THREATEN SANCTION MOBILIZE COERCE ASSAULT CONSULT PROTEST".split()
)
#: Nouns of deeds with no verb of their own, and the types that they sum up.
NOUNS = {
    **dict.fromkeys(["raid", "strike", "offensive", "violence", "massacre", "shooting", "bloodshed"], _FORCE),
    **dict.fromkeys(["verdict", "ruling", "sentence", "conviction"], _COURT),
    **dict.fromkeys(["deal", "agreement", "accord", "pact", "treaty"], _DEAL),
    **dict.fromkeys(["step", "move", "operation", "act", "action", "gesture"], _ANY),
}
#: Claims back among which such a deed is looked for.
BACK = 6


@dataclass(frozen=True, slots=True)
class Deeds:
    """The deeds of one account, its drafts in text order."""

    phrases: Phrases
    drafts: Sequence[Draft]

    def meant(self, judging: Draft, head: int) -> list[Draft]:
        """The deeds with a doer that a recipient's head word may mean, the likeliest first."""
        token = self.phrases.token(head)
        if judging.event not in JUDGING or token.upos != "NOUN":
            return []
        told = [d for d in self.drafts if d.actors and d is not judging]
        itself = [d for d in told if d.trigger_head == head]
        if itself:
            return itself
        lemma, earlier = token.lemma.lower(), [d for d in reversed(told) if d.trigger_head < head]
        same = [d for d in earlier if self._stem(d) == lemma[:STEM]] if len(lemma) >= STEM else []
        kinds = NOUNS.get(lemma, frozenset())
        return same[:1] or [d for d in earlier[:BACK] if d.event in kinds and d.trigger_head < judging.trigger_head]

    def _stem(self, draft: Draft) -> str:
        return self.phrases.token(draft.trigger_head).lemma.lower()[:STEM]
