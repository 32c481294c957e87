"""What a report itself says of its names: the fullest mention of a person, the countries it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from regesta.records.readings import Reading
from regesta.stages.phrases import Phrases


class NameScanner(Protocol):
    """What is needed of the actor knowledge here."""

    def names_in(self, text: str) -> list[tuple[int, int, str]]:
        """Known names as (start, end, code), in text order."""
        ...


@dataclass(frozen=True, slots=True)
class Cast:
    """Names of one report.

    Attributes:
        fullest: surname (lower case) to the fullest mention phrase that carries it, with title and apposition.
        by_sentence: country codes named in each sentence, in order.
        dominant: country codes by how often the report names them, most frequent first.
    """

    fullest: Mapping[str, str]
    by_sentence: tuple[tuple[str, ...], ...]
    dominant: tuple[str, ...]

    @classmethod
    def of(cls, phrases: Phrases, scanner: NameScanner, countries: frozenset[str]) -> Cast:
        """Reads the report's names once; `countries` are the codes that count as countries."""
        reading = phrases.reading
        text = reading.report.text
        by_sentence: list[tuple[str, ...]] = []
        counts: Counter[str] = Counter()
        for sentence in reading.sentences:
            codes = [code for _, _, code in scanner.names_in(sentence.span.of(text)) if code in countries]
            by_sentence.append(tuple(codes))
            counts.update(codes)
        return cls(_fullest(phrases, reading), tuple(by_sentence), tuple(c for c, _ in counts.most_common()))

    def country_near(self, sentence: int) -> tuple[str | None, str]:
        """The country a sentence is about, with the reason: its own, the one before, or the report's commonest."""
        for back in range(3):
            if sentence - back < 0:
                break
            codes = self.by_sentence[sentence - back]
            if codes:
                return Counter(codes).most_common(1)[0][0], "named in this sentence" if not back else "named just before"
        if self.dominant:
            return self.dominant[0], "the report's commonest country"
        return None, "the report names no country"


def _fullest(phrases: Phrases, reading: Reading) -> dict[str, str]:
    out: dict[str, str] = {}
    for mention in reading.mentions:
        if mention.kind != "PER":
            continue
        surname = phrases.form(mention.last - 1).lower()
        if len(surname) < 3:
            continue
        head = phrases.heads_of(range(mention.first, mention.last))[-1]
        words = phrases.text(phrases.mention(head))
        apposition = phrases.child(head, "appos")
        if apposition is not None:
            words += ", " + phrases.text(phrases.mention(apposition))
        elif phrases.token(head).deprel == "appos" and phrases.token(head).head >= 0:
            words = phrases.text(phrases.mention(phrases.token(head).head)) + ", " + words
        if len(words) > len(out.get(surname, "")) and len(words) < 160:
            out[surname] = words
    return out
