"""Who did the deed that somebody condemns, praises or refuses: its doer is whom the words are meant for.

Codebook section 2: of a deed that is condemned or praised, the recipient is the doer. The deed's own words seldom name
him ("the launch", "the verdict"), but the report has told the deed, mostly a little earlier.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from regesta.records.accounts import Draft
from regesta.stages.phrases import Phrases

#: Types whose recipient may be a deed.
JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT", "PROTEST"})
#: What makes the noun of a deed of its verb ("launch", "killing", "agreement", "approval"), not the noun of a doer.
_SUFFIXES = ("", "ing", "ment", "ion", "ation", "al", "ance", "ence", "ure", "ery", "ism", "m", "t", "y")
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
#: Claims back among which a deed of the same word is looked for, and one that a noun like "raid" sums up.
BACK, BACK_KIND = 60, 6


@dataclass(frozen=True, slots=True)
class Deeds:
    """The deeds of one account that have a doer and are not denied, in text order.

    Attributes:
        phrases: the words.
        told: the deeds.
        heads: the trigger head of each.
    """

    phrases: Phrases
    told: tuple[Draft, ...]
    heads: tuple[int, ...]

    @classmethod
    def of(cls, phrases: Phrases, drafts: Sequence[Draft]) -> Deeds:
        """From the drafts of an account."""
        told = sorted((d for d in drafts if d.actors and d.realis != "negated"), key=lambda d: d.trigger_head)
        return cls(phrases, tuple(told), tuple(d.trigger_head for d in told))

    def meant(self, judging: Draft, head: int) -> list[Draft]:
        """The deeds that a recipient's head word may mean, the likeliest first."""
        token = self.phrases.token(head)
        if judging.event not in JUDGING or token.upos != "NOUN":
            return []
        at = bisect_left(self.heads, head)
        itself = [d for d in self.told[at : at + 2] if d.trigger_head == head and d is not judging]
        if itself:
            return itself
        earlier = [d for d in reversed(self.told[max(0, at - BACK) : at]) if d is not judging]
        same = [d for d in earlier if _is_noun_of(token.lemma.lower(), self._lemma(d))]
        kinds = NOUNS.get(token.lemma.lower(), frozenset())
        summed = (d for d in earlier[:BACK_KIND] if d.event in kinds and d.trigger_head < judging.trigger_head)
        return same[:1] or list(summed)

    def _lemma(self, draft: Draft) -> str:
        return self.phrases.token(draft.trigger_head).lemma.lower()


def _is_noun_of(noun: str, word: str) -> bool:
    """Whether a noun names the deed that a verb, or the same noun, tells: "invasion" of "invade"."""
    stems = {word, word.removesuffix("e"), word.removesuffix("y")}
    if word.endswith(("de", "nd")):
        stems.add(word.rstrip("e")[:-1] + "s")  # invade, extend: invasion, extension
    return len(word) > 2 and any(noun == stem + suffix for stem in stems for suffix in _SUFFIXES)
