"""What pronouns and descriptions stand for: the model's antecedent arcs, checked, with plain rules behind them."""

from __future__ import annotations

from dataclasses import dataclass

from regesta.records.spans import Span
from regesta.stages.phrases import Phrases

_SINGULAR_PERSON = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
_THING = frozenset(["it", "its", "itself"])
_PLURAL = frozenset(["they", "them", "their", "theirs", "themselves"])
_FIRST = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"])
_RELATIVE = frozenset(["who", "whom", "which", "that", "whose"])
_OWNING = frozenset(["his", "her", "its", "their"])
PRONOUNS = _SINGULAR_PERSON | _THING | _PLURAL | _FIRST | _RELATIVE
_SAYING = frozenset("say tell add state declare explain write tweet note warn announce reply comment insist".split())
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])

#: Links from an anaphor are followed this often ("he" -> "the minister" -> "John Smith").
_STEPS = 6
#: An antecedent arc weaker than this is not believed; chosen by looking at our own development reports.
LEAST_LINK = 0.35


@dataclass(frozen=True, slots=True)
class Anaphora:
    """Antecedents of one reading."""

    phrases: Phrases
    links: dict[int, int]
    people: tuple[int, ...]
    groups: tuple[int, ...]

    @classmethod
    def of(cls, phrases: Phrases) -> Anaphora:
        """Collects believable links and the heads of named mentions."""
        reading = phrases.reading
        links = {a.source: a.target for a in reading.antecedents if a.score >= LEAST_LINK}
        heads: dict[str, list[int]] = {"PER": [], "GROUP": []}
        for mention in reading.mentions:
            inside = phrases.heads_of(range(mention.first, mention.last))
            if not inside or mention.kind in ("TIME", "TIMEX"):
                continue
            # "Turkish" in "the Turkish army" names no party of its own.
            if reading.tokens[inside[-1]].upos == "ADJ" or reading.tokens[inside[-1]].deprel in ("amod", "compound"):
                continue
            heads["PER" if mention.kind == "PER" else "GROUP"].append(inside[-1])
        return cls(phrases, links, tuple(sorted(heads["PER"])), tuple(sorted(heads["GROUP"])))

    def stands_for(self, head: int, speaker: Span | None) -> tuple[Span | None, str]:
        """The mention that `head` stands for and why; (None, "") when the words name their own referent.

        `speaker` is the innermost voice of the claim, for first persons inside its words.
        """
        form = self.phrases.form(head).lower()
        if form in _FIRST:
            return (speaker, "first person: the speaker") if speaker else self._quoted(head)
        if form in _RELATIVE and self.phrases.token(head).upos in ("PRON", "DET", "SCONJ"):
            return self._relative(head)
        if form not in PRONOUNS and not self._is_description(head):
            return None, ""
        target = self._follow(head)
        if target is not None:
            return self.phrases.mention(target), "model: antecedent"
        fallback = self._by_rule(head, form)
        return (self.phrases.mention(fallback), "rule: nearest fitting name") if fallback is not None else (None, "")

    def owner(self, head: int) -> Span | None:
        """What the possessive pronoun before `head` stands for ("its army"), None where there is none."""
        for child in self.phrases.children[head]:
            if self.phrases.form(child).lower() in _OWNING and self.phrases.token(child).deprel == "nmod:poss":
                return self.stands_for(child, None)[0]
        return None

    def _quoted(self, head: int) -> tuple[Span | None, str]:
        """Who speaks of himself: the subject of a verb of saying in the sentence, followed to a name."""
        sentence = self.phrases.reading.sentences[self.phrases.sentence_of(head)]
        for i in range(sentence.first, sentence.last):
            if self.phrases.token(i).lemma.lower() not in _SAYING:
                continue
            subject = self.phrases.child(i, "nsubj")
            if subject is not None and self.phrases.form(subject).lower() not in _FIRST:
                named = self._follow(subject)
                if named is None:
                    named = self._by_rule(subject, self.phrases.form(subject).lower())
                return self.phrases.mention(subject if named is None else named), "first person: who says it"
        return None, ""

    def _is_description(self, head: int) -> bool:
        """A definite common-noun phrase without a name in it."""
        if self.phrases.token(head).upos != "NOUN":
            return False
        determiner = self.phrases.child(head, "det")
        if determiner is None or self.phrases.form(determiner).lower() not in _DEFINITE:
            return False
        return not any(self.phrases.token(c).upos == "PROPN" for c in self.phrases.children[head])

    def _relative(self, head: int) -> tuple[Span | None, str]:
        for ancestor in self.phrases.ancestors(head):
            token = self.phrases.token(ancestor)
            if token.deprel.startswith("acl") and token.head >= 0:
                return self.phrases.mention(token.head), "syntax: relative pronoun"
        return None, ""

    def _follow(self, head: int) -> int | None:
        """Along antecedent arcs to the first mention that is neither pronoun nor description.

        "He" and "she" stand for no country or body, whatever an arc says.
        """
        at, last = head, None
        person = self.phrases.form(head).lower() in _SINGULAR_PERSON
        for _ in range(_STEPS):
            if at not in self.links or self.links[at] >= at:
                break
            at = self.links[at]
            if person and at in self.groups:
                return None
            if self.phrases.form(at).lower() not in PRONOUNS:
                last = at
                if self.phrases.token(at).upos == "PROPN" or not self._is_description(at):
                    break
        return last

    def _by_rule(self, head: int, form: str) -> int | None:
        """The nearest earlier named subject that fits the pronoun, within three sentences."""
        if form in _SINGULAR_PERSON:
            pool = self.people
        elif form in _THING or form in _PLURAL:
            pool = self.groups
        else:
            return None
        sentence = self.phrases.sentence_of(head)
        near = [i for i in pool if i < head and sentence - self.phrases.sentence_of(i) <= 3]
        subjects = [i for i in near if self.phrases.token(i).deprel.startswith("nsubj")]
        fitting = subjects or near
        return fitting[-1] if fitting else None
