"""Who says what: speakers with their words, from syntax, quotation marks and the model's speaker arcs.

Where `voices` builds the chain of one claim, this finds every statement of a report, whether or not it holds a claim: a
reporting verb or noun with its subject and the clause it governs ("X said that ..."), a clause that a reporting clause
is put into ("..., X said, ..."), "according to X", "as X put it", quotes whose speaker stands in the same sentence or
goes on from the quote before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from regesta.records.readings import Reading
from regesta.records.spans import Span
from regesta.stages import reporting
from regesta.stages.marks import quoted
from regesta.stages.phrases import Phrases
from regesta.stages.statements import Attribution, going_on, with_quotes

#: A speaker arc of the model that counts where syntax shows no speaker; chosen as `extract.THRESHOLDS`, a little
#: stricter.
LEAST_SPEAKER = 0.5
#: Quotes of fewer spaces are single words and titles, which have no speaker of their own.
_SHORT = 3


def attributions(reading: Reading) -> tuple[Attribution, ...]:
    """Every statement with a source in a report, in text order of the content."""
    return _Finder(reading).all()


class _Finder:
    """Looks through one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.phrases = Phrases.of(reading)
        self.quotes = quoted(reading.report.text, [part.span for part in reading.report.parts])

    def all(self) -> tuple[Attribution, ...]:
        found = [*self._spoken(), *self._according(), *self._named()]
        found += self._by_arcs(found)
        found += self._beside_quotes(found)
        found = going_on([with_quotes(one, self.quotes) for one in found], self.reading, self.quotes)
        return tuple(sorted(_distinct(found), key=lambda one: one.content[0]))

    def _spoken(self) -> Iterator[Attribution]:
        for i, token in enumerate(self.reading.tokens):
            if token.upos in ("VERB", "AUX"):
                content, why = self._content(i)
            elif token.upos == "ADJ" and token.lemma.lower() in reporting.ADJECTIVES:
                clause = self.phrases.child(i, "ccomp")
                content, why = (self._below(clause) if clause is not None else set()), f"{token.lemma} with its clause"
            else:
                continue
            if not content:
                continue
            speaker = self._subject(i)
            if speaker is not None and speaker not in content:
                yield self._made(speaker, i, content, why)

    def _content(self, verb: int) -> tuple[set[int], str]:
        """The words that a verb reports and how they hang on it; nothing where it reports none."""
        token = self.phrases.token(verb)
        lemma = self._verb(verb)
        reports = lemma in reporting.VERBS or self._put_it(verb)
        out: set[int] = set()
        for child in self.phrases.children[verb]:
            relation = self.phrases.token(child).deprel.partition(":")[0]
            clause = relation == "ccomp" and (reports or self._has_that(child, lemma))
            beside = relation == "parataxis" and reports and self._is_clause(child)
            infinitive = (
                relation == "xcomp"
                and lemma in reporting.WITH_INFINITIVE
                and self.phrases.child(child, "mark") is not None
            )
            if clause or beside or infinitive:
                out |= self._below(child)
        if out or not reports:
            return out, f"{lemma} with its clause"
        inserted = token.deprel == "parataxis" or (token.deprel.startswith("advcl") and self._as(verb))
        if inserted and token.head >= 0:
            return self._below(token.head) - self._below(verb), f"{lemma} put into what was said"
        if found := self._in_quotes(verb):
            return found, f"{lemma} beside a quote"
        return self._told_thing(verb, lemma), f"{lemma} with its object"

    def _told_thing(self, verb: int, lemma: str) -> set[int]:
        """What was announced, denied or demanded, where a noun phrase says it: the object with what completes it."""
        thing = self.phrases.child(verb, "obj")
        if lemma not in reporting.WITH_OBJECT or thing is None or self.phrases.token(thing).upos == "PRON":
            return set()
        parts = [
            thing,
            *(c for c in self.phrases.children[verb] if c > thing and self.phrases.token(c).deprel == "obl"),
        ]
        return {word for part in parts for word in self._below(part)}

    def _verb(self, i: int) -> str:
        """The reporting verb that a word is a form of, else its lemma: a lemma of the model's may be a little off."""
        lemma, form = self.phrases.token(i).lemma.lower(), self.phrases.form(i).lower()
        return next((word for word in (lemma, *reporting.stems(form)) if word in reporting.VERBS), lemma)

    def _put_it(self, verb: int) -> bool:
        """ "As the mayor put it"."""
        object_ = self.phrases.child(verb, "obj")
        return (
            self.phrases.form(verb).lower() in ("put", "puts")
            and object_ is not None
            and (self.phrases.form(object_).lower() == "it" and self._as(verb))
        )

    def _has_that(self, clause: int, lemma: str) -> bool:
        mark = self.phrases.child(clause, "mark")
        if lemma in ("show", "mean", "prove"):
            verb = self.phrases.token(clause).head
            subject = self.phrases.child(verb, "nsubj")
            return subject is not None and self.phrases.token(subject).lemma.lower() in reporting.PAPERS
        return mark is not None and self.phrases.form(mark).lower() == "that" and lemma not in reporting.SILENT

    def _is_clause(self, i: int) -> bool:
        return self.phrases.token(i).upos in ("VERB", "AUX") or self.phrases.child(i, "nsubj", "cop") is not None

    def _as(self, verb: int) -> bool:
        mark = self.phrases.child(verb, "mark")
        return mark is not None and self.phrases.form(mark).lower() == "as"

    def _in_quotes(self, verb: int) -> set[int]:
        """Words of the verb's sentence in quotation marks, when the verb stands outside of them and governs them."""
        span = self.phrases.token(verb).span
        sentence = self.reading.sentences[self.phrases.sentence_of(verb)]
        out: set[int] = set()
        for quote in self.quotes:
            if quote.overlaps(sentence.span) and not quote.contains(span):
                inside = {i for i in range(sentence.first, sentence.last) if quote.contains(self.phrases.token(i).span)}
                if inside & self._below(verb):
                    out |= inside
        return out

    def _subject(self, verb: int, steps: int = 4) -> int | None:
        """Who does the reporting: the subject, the agent of a passive, or the subject of the verb it hangs on."""
        agent = next((c for c in self.phrases.children[verb] if self.phrases.token(c).deprel == "obl:agent"), None)
        subject = self.phrases.child(verb, "nsubj") if agent is None else agent
        if subject is not None:
            return self._referent(subject)
        token = self.phrases.token(verb)
        relation = token.deprel.partition(":")[0]
        if relation == "acl" and token.head >= 0:
            return token.head
        if relation in ("conj", "advcl", "xcomp", "parataxis", "dep") and token.head >= 0 and steps:
            return self._subject(token.head, steps - 1)
        return None

    def _referent(self, subject: int) -> int | None:
        """The word itself; for a relative pronoun the noun it stands for; nothing for words that stand for nobody."""
        form = self.phrases.form(subject).lower()
        governor = self.phrases.token(subject).head
        if form in ("who", "which", "that") and governor >= 0:
            clause = self.phrases.token(governor)
            if clause.deprel.startswith("acl") and clause.head >= 0:
                return clause.head
        return None if form in reporting.EMPTY_SUBJECTS else subject

    def _according(self) -> Iterator[Attribution]:
        """ "According to X": the clause that X hangs on, without X."""
        for i, token in enumerate(self.reading.tokens):
            if self.phrases.form(i).lower() != "according":
                continue
            source = token.head if token.deprel in ("case", "mark") else self.phrases.child(i, "obl", "nmod")
            if source is None:
                continue
            governor = self.phrases.token(source).head if token.deprel in ("case", "mark") else token.head
            frame = self._below(source) | {i, *(c for c in self.phrases.children[i] if self._fixed(c))}
            words = self._below(governor if governor >= 0 else i) - frame
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
            source = self.phrases.child(i, "nmod:poss") if clause is not None else None
            if clause is None or not self._is_clause(clause):
                continue
            if source is None:
                source = next((c for c in self.phrases.children[i] if self._by(c)), None)
            if source is not None:
                yield self._made(source, i, self._below(clause), f"{token.lemma.lower()} with its clause")

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
            words = self._below(arc.source) - self._below(arc.target)
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
            verbs = [
                i for i in self._around(quote) if self._verb(i) in reporting.VERBS and self._subject(i) is not None
            ]
            speaker = self._subject(verbs[0]) if len(verbs) == 1 else None
            if speaker is not None:
                made = self._made(speaker, verbs[0], {verbs[0]}, f"{self._verb(verbs[0])} in the quote's sentence")
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

    def _below(self, head: int) -> set[int]:
        out, stack = {head}, [head]
        while stack:
            for child in self.phrases.children[stack.pop()]:
                if child not in out:
                    out.add(child)
                    stack.append(child)
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
