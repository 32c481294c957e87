"""What a report itself says of its names: the fullest mention of a person, the countries it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from regesta.knowledge.names import key_of
from regesta.records.readings import Reading
from regesta.records.spans import Span
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
        fullest: surname (as `names.key_of` folds it) to the fullest mention phrase that carries it, with title and apposition.
        by_head: lemma of a head word to the (token, words) of every mention of that head that carries a known name.
        people: head tokens of mentions of persons.
        by_sentence: country codes named in each sentence, in order.
        dominant: country codes by how often the report names them, most frequent first.
    """

    fullest: Mapping[str, str]
    by_head: Mapping[str, Sequence[tuple[int, str]]]
    people: frozenset[int]
    by_sentence: tuple[tuple[str, ...], ...]
    dominant: tuple[str, ...]

    @classmethod
    def of(cls, phrases: Phrases, scanner: NameScanner, countries: frozenset[str]) -> Cast:
        """Reads the report's names once; `countries` are the codes that count as countries."""
        reading = phrases.reading
        text = reading.report.text
        by_sentence: list[tuple[str, ...]] = []
        counts: Counter[str] = Counter()
        named: list[Span] = []
        for sentence in reading.sentences:
            found = scanner.names_in(sentence.span.of(text))
            named += [Span(sentence.span.start + start, sentence.span.start + end) for start, end, _ in found]
            codes = [code for _, _, code in found if code in countries]
            by_sentence.append(tuple(codes))
            counts.update(codes)
        dominant = tuple(code for code, _ in counts.most_common())
        people = frozenset(
            head for m in reading.mentions if m.kind == "PER" for head in phrases.heads_of(range(m.first, m.last))
        )
        return cls(_fullest(phrases, reading), _by_head(phrases, named), people, tuple(by_sentence), dominant)

    def same_head(self, lemma: str, token: int) -> str | None:
        """The words of the nearest earlier mention with the same head that carries a name, else of the first later."""
        found = self.by_head.get(lemma, ())
        earlier = [words for at, words in found if at < token]
        later = [words for at, words in found if at > token]
        return (earlier[-1:] or later[:1] or [None])[0]

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


def _by_head(phrases: Phrases, named: Sequence[Span]) -> dict[str, list[tuple[int, str]]]:
    """Nominal mentions of more than one word that contain a known name, by the lemma of their head."""
    out: dict[str, list[tuple[int, str]]] = {}
    for i, token in enumerate(phrases.reading.tokens):
        if token.upos not in ("NOUN", "PROPN") or token.deprel in ("compound", "flat", "amod"):
            continue
        mention = phrases.mention(i)
        if len(mention) > len(token.span) and any(mention.contains(name) for name in named):
            out.setdefault(token.lemma.lower(), []).append((i, phrases.text(mention)))
    return out


def _fullest(phrases: Phrases, reading: Reading) -> dict[str, str]:
    out: dict[str, str] = {}
    for mention in reading.mentions:
        if mention.kind != "PER":
            continue
        surname = key_of(phrases.form(mention.last - 1))
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
