"""Figures of a claim: which number words count what (codebook section 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regesta.records.accounts import Figure
from regesta.stages.phrases import Phrases
from regesta.text.numbers import Number, find_numbers, measure_of

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
            targets.extend(c for c in self.phrases.children[head] if self.phrases.token(c).deprel == "nummod")
        out: dict[tuple[int, int], Figure] = {}
        for target in targets:
            number = self.by_token.get(target) or self._below(target)
            if number is None or number.kind not in ("count", "money") or (number.span.start, number.span.end) in out:
                continue
            figure = self._figure(event, trigger, target, number)
            if figure is not None:
                out[number.span.start, number.span.end] = figure
        return tuple(out[key] for key in sorted(out))

    def _below(self, head: int) -> Number | None:
        for child in self.phrases.children[head]:
            if child in self.by_token:
                return self.by_token[child]
        return None

    def _figure(self, event: str, trigger: int, target: int, number: Number) -> Figure | None:
        noun = self._noun(target)
        lemma = self.phrases.token(noun).lemma.lower()
        verb = self._verb(target, trigger)
        if number.kind == "money":
            return Figure("money", number.low, number.high, number.qualifier, number.unit, number.span)
        measure = measure_of(lemma, verb) or measure_of(lemma, self.phrases.token(trigger).lemma.lower())
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

    def _verb(self, target: int, trigger: int) -> str:
        """The nearest verb above the number ("killed 5 and wounded 12" gives each its own)."""
        for ancestor in self.phrases.ancestors(target):
            if self.phrases.token(ancestor).upos == "VERB":
                return self.phrases.token(ancestor).lemma.lower()
        return self.phrases.token(trigger).lemma.lower()
