"""Who says what: speakers with their words, from syntax, quotation marks and the model's speaker arcs.

Where `voices` builds the chain of one claim, this finds every statement of a report, whether or not it holds a claim: a
reporting verb or noun with its subject and the clause it governs ("X said that ..."), a clause that a reporting clause
is put into ("..., X said, ..."), "according to X", "as X put it", quotes whose speaker stands in the same sentence or
goes on from the quote before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from regesta.records.readings import Reading, Sentence
from regesta.records.reports import PartKind
from regesta.records.spans import Span
from regesta.stages import reporting
from regesta.stages.contents import Contents
from regesta.stages.frames import framed
from regesta.stages.marks import quoted
from regesta.stages.phrases import Phrases
from regesta.stages.statements import Attribution, going_on, with_quotes

#: A speaker arc of the model that counts where syntax shows no speaker; chosen as `extract.THRESHOLDS`, a little
#: stricter.
LEAST_SPEAKER = 0.5
#: Quotes of fewer spaces are single words and titles, which have no speaker of their own.
_SHORT = 3
#: Tokens in which a speaker's name before a colon ends, and what such a name is made of.
_LABEL, _NAME = 7, ("PROPN", "NOUN", "ADJ", "DET", "ADP", "PART")


def attributions(reading: Reading) -> tuple[Attribution, ...]:
    """Every statement with a source in a report, in text order of the content."""
    return _Finder(reading).all()


class _Finder:
    """Looks through one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.phrases = Phrases.of(reading)
        self.quotes = quoted(reading.report.text, [part.span for part in reading.report.parts])
        self.contents = Contents(self.phrases, self.quotes)

    def all(self) -> tuple[Attribution, ...]:
        found = [*self._spoken(), *self._according(), *self._named(), *self._labelled()]
        found += self._by_arcs(found)
        found += self._beside_quotes(found)
        found = going_on([with_quotes(one, self.quotes) for one in found], self.reading, self.quotes)
        return tuple(sorted(_distinct(found), key=lambda one: one.content[0]))

    def _spoken(self) -> Iterator[Attribution]:
        for i, token in enumerate(self.reading.tokens):
            if token.upos in ("VERB", "AUX"):
                content, why = self.contents.of(i)
            elif token.upos == "ADJ" and token.lemma.lower() in reporting.ADJECTIVES:
                clause = self.phrases.child(i, "ccomp")
                content = self.contents.below(clause) if clause is not None else set()
                why = f"{token.lemma} with its clause"
            else:
                continue
            if not content:
                continue
            speaker = self._subject(i)
            if speaker is not None and speaker not in content:
                yield self._made(speaker, i, self.contents.on_one_side(content, i, speaker), why)

    def _subject(self, verb: int, steps: int = 4) -> int | None:
        """Who does the reporting: the subject, the agent of a passive, or the subject of the verb it hangs on."""
        agent = next((c for c in self.phrases.children[verb] if self.phrases.token(c).deprel == "obl:agent"), None)
        subject = self.phrases.child(verb, "nsubj") if agent is None else agent
        if subject is not None:
            return self._somebody(subject)
        token = self.phrases.token(verb)
        relation = token.deprel.partition(":")[0]
        if relation == "acl" and token.head >= 0:
            return token.head
        if relation in ("conj", "advcl", "xcomp", "parataxis", "dep") and token.head >= 0 and steps:
            return self._subject(token.head, steps - 1)
        return None

    def _somebody(self, subject: int) -> int | None:
        """The word itself, nothing for words that stand for nobody.

        A relative pronoun is a source as it stands; whom it stands for is not asked here.
        """
        form = self.phrases.form(subject).lower()
        governor = self.phrases.token(subject).head
        if form in reporting.RELATIVE and governor >= 0 and self.phrases.token(governor).deprel.startswith("acl"):
            return subject
        empty = form in reporting.EMPTY_SUBJECTS | reporting.TALKING
        nobody = form == "it" and (self.contents.verb(governor) not in reporting.VERBS)
        return None if empty or nobody else subject

    def _according(self) -> Iterator[Attribution]:
        """ "According to X": the sentence that it frames, else the clause that X hangs on, without X."""
        for i, token in enumerate(self.reading.tokens):
            if self.phrases.form(i).lower() != "according":
                continue
            if found := framed(self.phrases, self.reading.sentences[self.phrases.sentence_of(i)], i):
                yield self._made(found[0], i, found[1], "according to, at an end of the sentence")
                continue
            source = token.head if token.deprel in ("case", "mark") else self.phrases.child(i, "obl", "nmod")
            if source is None:
                continue
            governor = self.phrases.token(source).head if token.deprel in ("case", "mark") else token.head
            frame = self.contents.below(source) | {i, *(c for c in self.phrases.children[i] if self._fixed(c))}
            words = self.contents.below(governor if governor >= 0 else i) - frame
            if words:
                yield self._made(source, i, words, "according to")

    def _fixed(self, i: int) -> bool:
        return self.phrases.token(i).deprel == "fixed"

    def _named(self) -> Iterator[Attribution]:
        """ "X's claim that ...", "a statement by X that ..."."""
        for i, token in enumerate(self.reading.tokens):
            if token.upos != "NOUN" or token.lemma.lower() not in reporting.NOUNS:
                continue
            clause = self.phrases.child(i, "acl", "ccomp")
            if clause is None or not self.contents.is_clause(clause):
                continue
            source = self.phrases.child(i, "nmod:poss")
            if source is None:
                source = next((c for c in self.phrases.children[i] if self._by(c)), None)
            if source is not None:
                yield self._made(source, i, self.contents.below(clause), f"{token.lemma.lower()} with its clause")

    def _labelled(self) -> Iterator[Attribution]:
        """ "UN: Thirty dead in raid" as a title; "WALLACE: Let me ask you ..." where speakers take turns."""
        labels = [label for sentence in self.reading.sentences if (label := self._label(sentence))]
        capitals = {self.phrases.form(i) for *_, i in labels if self.phrases.form(i).isupper()}
        for label in labels:
            speaker, sentence = label[-1], self.reading.sentences[self.phrases.sentence_of(label[-1])]
            title = sentence.part in (PartKind.TITLE, PartKind.SUBTITLE)
            # One name in capitals alone is rather a dateline ("KABUL: ...").
            turn = self.phrases.form(speaker) in capitals and len(capitals) > 1
            last = sentence.last if title else self._turn_ends(sentence.span.end)
            words = set(range(speaker + 2, last))
            if (title or turn) and len(words) > _SHORT:
                yield self._made(speaker, None, words, "before a colon")

    def _label(self, sentence: Sentence) -> range:
        """The words before a colon near a sentence's start, where they are a name and nothing else."""
        words = range(sentence.first, min(sentence.last, sentence.first + _LABEL))
        colon = next((i for i in words if self.phrases.form(i) == ":"), sentence.first)
        first = next((i for i in words if self.phrases.token(i).upos != "PUNCT"), colon)
        label = range(first, colon)
        return label if all(self.phrases.token(i).upos in _NAME for i in label) else range(0)

    def _turn_ends(self, start: int) -> int:
        """The token after the paragraph that a code point lies in."""
        end = next(p.span.end for p in self.reading.report.parts if p.span.end >= start)
        return bisect_left(self.phrases.starts, end)

    def _by(self, i: int) -> bool:
        case = self.phrases.child(i, "case")
        return (
            self.phrases.token(i).deprel == "nmod"
            and case is not None
            and self.phrases.form(case).lower() in ("by", "of", "from")
        )

    def _by_arcs(self, found: list[Attribution]) -> list[Attribution]:
        """What the model heard and syntax did not: the clause of an event whose speaker no rule has found there."""
        heads = {one.speaker_head for one in found}
        out = []
        for arc in self.reading.event_arcs:
            if arc.label != "speaker" or arc.score < LEAST_SPEAKER or arc.target in heads:
                continue
            if self.phrases.sentence_of(arc.source) != self.phrases.sentence_of(arc.target):
                continue
            words = self.contents.below(arc.source) - self.contents.below(arc.target)
            if words:
                out.append(self._made(arc.target, None, words, f"model: speaker {arc.score:.2f}"))
                heads.add(arc.target)
        return out

    def _beside_quotes(self, found: list[Attribution]) -> list[Attribution]:
        """Quotes of some length that nothing has touched, with the one reporting verb around them."""
        out = []
        for quote in self.quotes:
            touched = any(span.overlaps(quote) for one in found for span in one.content)
            if touched or quote.of(self.reading.report.text).count(" ") < _SHORT:
                continue
            around = [i for i in self._around(quote) if self.contents.verb(i) in reporting.VERBS]
            verbs = [i for i in around if self._subject(i) is not None]
            speaker = self._subject(verbs[0]) if len(verbs) == 1 else None
            if speaker is not None:
                why = f"{self.contents.verb(verbs[0])} in the quote's sentence"
                made = self._made(speaker, verbs[0], {verbs[0]}, why)
                out.append(replace(made, content=(quote,)))
        return out

    def _around(self, quote: Span) -> list[int]:
        """Verbs in the sentences that a quote stands in, outside of every quote."""
        out = []
        for sentence in self.reading.sentences:
            if sentence.span.overlaps(quote):
                for i in range(sentence.first, sentence.last):
                    token = self.phrases.token(i)
                    if token.upos == "VERB" and not any(q.contains(token.span) for q in self.quotes):
                        out.append(i)
        return out

    def _made(self, speaker: int, cue: int | None, words: set[int], why: str) -> Attribution:
        where = self.phrases.trigger(cue) if cue is not None else None
        mention = self.phrases.mention(speaker)
        return Attribution(mention, speaker, where, self._stretches(words), "indirect", why)

    def _stretches(self, words: set[int]) -> tuple[Span, ...]:
        """Runs of neighbouring words as spans, punctuation at their ends left off; punctuation does not part them."""
        order = sorted(words) or [0]
        runs = [[order[0]]]
        for word in order[1:]:
            between = range(runs[-1][-1] + 1, word)
            if all(self.phrases.token(i).upos == "PUNCT" for i in between):
                runs[-1].append(word)
            else:
                runs.append([word])
        out = []
        for run in runs:
            solid = [i for i in run if self.phrases.token(i).upos != "PUNCT"]
            if solid:
                out.append(Span(self.phrases.token(solid[0]).span.start, self.phrases.token(solid[-1]).span.end))
        return tuple(out) or (self.phrases.token(order[0]).span,)


def _distinct(found: list[Attribution]) -> list[Attribution]:
    """Without a second statement of the same speaker over the same words."""
    out: dict[tuple[int, tuple[Span, ...]], Attribution] = {}
    for one in found:
        out.setdefault((one.speaker_head, one.content), one)
    return list(out.values())
