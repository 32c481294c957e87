"""Figures of a claim: which number words count what (codebook section 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regesta.records.accounts import Figure
from regesta.stages.phrases import Phrases
from regesta.text.number_measures import counts_a_toll, is_people, measures
from regesta.text.numbers import Number, find_numbers, measure_of

#: Verbs whose subject is who suffers.
_OWN_DEEDS = frozenset(["die", "perish", "flee", "vanish", "disappear"])
#: Words after and before those counted among which the deed is looked for.
_NEAR_BEHIND, _NEAR_BEFORE = 4, 7

#: What a bare number of people means by the type of the event, when no other word says it.
_BY_EVENT = {"PROTEST": "protesters", "MOBILIZE": "troops"}


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of one reading, by the tokens they cover."""

    phrases: Phrases
    by_token: dict[int, Number]

    @classmethod
    def of(cls, phrases: Phrases) -> Counts:
        """Finds every number once."""
        reading = phrases.reading
        by_token: dict[int, Number] = {}
        for sentence in reading.sentences:
            numbers = find_numbers(reading.report.text, sentence.span, zero=True)
            for i in range(sentence.first, sentence.last):
                span = reading.tokens[i].span
                for number in numbers:
                    if number.span.overlaps(span):
                        by_token[i] = number
        return cls(phrases, by_token)

    def figures(
        self, event: str, trigger: int, numbers: Sequence[int], recipients: Sequence[int]
    ) -> tuple[Figure, ...]:
        """Figures from the arcs' number words, and from numbers inside the recipients of killing and the like."""
        targets = list(numbers)
        for head in recipients:
            # "A population of 100,000 people" is counted below its head.
            below = [c for c in self.phrases.children[head] if self.phrases.token(c).deprel == "nmod"]
            for counted in (head, *below):
                children = self.phrases.children[counted]
                targets.extend(c for c in children if self.phrases.token(c).deprel == "nummod")
        for head in self._counted(event, trigger):
            targets.extend(c for c in self.phrases.children[head] if self._counts(c))
            if head in self.by_token:
                targets.append(head)
        out: dict[tuple[int, int], Figure] = {}
        for target in targets:
            number = self.by_token.get(target) or self._below(target)
            if number is None or number.kind not in ("count", "money") or (number.span.start, number.span.end) in out:
                continue
            figure = self._figure(event, trigger, target, number)
            if figure is not None:
                out[number.span.start, number.span.end] = figure
        return tuple(out[key] for key in sorted(out))

    def _counted(self, event: str, trigger: int) -> list[int]:
        """Whom the syntax says the deed is done to, or, of marching, dying and fleeing, who does it: people alone.

        Of a noun that names a toll ("sixteen deaths") the noun itself, and whose toll it is ("the deaths of 16 men").
        """
        if self.phrases.token(trigger).upos != "VERB":
            return [trigger, *self._whose(trigger)] if counts_a_toll(self._lemma(trigger)) else []
        relations = {"obj", "nsubj:pass"}
        if event == "PROTEST" or self._lemma(trigger) in _OWN_DEEDS:
            relations.add("nsubj")
        heads = [c for c in self.phrases.children[trigger] if self.phrases.token(c).deprel in relations]
        members = [member for head in heads for member in self.phrases.members(head)]
        return [m for m in members if self._are_people(m)]

    def _whose(self, noun: int) -> list[int]:
        below = [c for c in self.phrases.children[noun] if self.phrases.token(c).deprel == "nmod"]
        return [c for c in below if self._are_people(c)]

    def _are_people(self, i: int) -> bool:
        return i in self.by_token or is_people(self._lemma(i)) or self._is_name(i)

    def _is_name(self, i: int) -> bool:
        """ "Three Palestinians" are people, whatever the word."""
        return self.phrases.token(i).upos == "PROPN"

    def _counts(self, i: int) -> bool:
        """Whether a word is the number of what it stands under, "no" included."""
        return self.phrases.token(i).deprel == "nummod" or (
            self.phrases.token(i).deprel == "det" and i in self.by_token
        )

    def _below(self, head: int) -> Number | None:
        for child in self.phrases.children[head]:
            if child in self.by_token:
                return self.by_token[child]
        return None

    def _figure(self, event: str, trigger: int, target: int, number: Number) -> Figure | None:
        noun = self._noun(target)
        lemma = self.phrases.token(noun).lemma.lower()
        verb = self._verb(target, noun, trigger)
        if number.kind == "money":
            return Figure("money", number.low, number.high, number.qualifier, number.unit, number.span)
        deed = self._lemma(trigger)
        # What became of those counted, by the words next to them, else by the claim's own; what they are comes last.
        told = sorted((verb, deed), key=measures, reverse=True)
        measure = next((found for one in told if (found := measure_of(lemma, one, event))), None)
        if measure is None and counts_a_toll(deed):
            measure = measure_of(deed, "")
        if measure == "protesters" and event != "PROTEST" and measure_of(lemma, "") is None:
            measure = None  # a "missile strike" is none of workers
        measure = measure or _BY_EVENT.get(event)
        if measure is None:
            return None
        return Figure(measure, number.low, number.high, number.qualifier, lemma if noun != target else "", number.span)

    def _noun(self, target: int) -> int:
        """The noun a number counts: its head, or what stands under it with "of"."""
        token = self.phrases.token(target)
        if token.deprel == "nummod" and token.head >= 0:
            return token.head
        below = self.phrases.child(target, "nmod")
        return below if below is not None else target

    def _verb(self, target: int, noun: int, trigger: int) -> str:
        """The word that says what was done to those counted: right behind them, else nearest before, else above.

        "Killed 5 and wounded 12", "at least 8 died and more than 20 were wounded": each number has its own, and a parse
        that hangs both numbers on one verb does not show it.
        """
        sentence = self.phrases.reading.sentences[self.phrases.sentence_of(target)]
        behind = range(max(target, noun) + 1, min(max(target, noun) + 1 + _NEAR_BEHIND, sentence.last))
        for i in behind:
            if self._tells(i):
                return self._lemma(i)
            if self.phrases.token(i).upos not in ("AUX", "ADV"):
                break
        for i in range(target - 1, max(target - 1 - _NEAR_BEFORE, sentence.first - 1), -1):
            if self._tells(i):
                return self._lemma(i)
            other = i in self.by_token and self.by_token[i] is not self.by_token.get(target)
            if other or self.phrases.token(i).upos in ("VERB", "PUNCT"):
                break
        for ancestor in self.phrases.ancestors(target):
            if self.phrases.token(ancestor).upos == "VERB":
                return self._lemma(ancestor)
        return self._lemma(trigger)

    def _tells(self, i: int) -> bool:
        """Whether a word is a deed or state that says what became of people: "killed", "wounded", "dead"."""
        return self.phrases.token(i).upos in ("VERB", "ADJ") and measures(self._lemma(i))

    def _lemma(self, i: int) -> str:
        return self.phrases.token(i).lemma.lower()
