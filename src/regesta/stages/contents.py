"""What somebody is said to have said: the words that a reporting verb governs, as clause, object or quote."""

from __future__ import annotations

from collections.abc import Sequence

from regesta.records.spans import Span
from regesta.stages import reporting
from regesta.stages.phrases import Phrases

#: Quotes of so many words and marks are a name or a word of its own ("renounce war").
_SHORT = 3
#: How a verb's complements hang on it.
_COMPLEMENTS = ("obj", "obl", "xcomp", "ccomp", "advcl")


class Contents:
    """Looks for contents in one reading with its `quotes`; words are indices of tokens."""

    def __init__(self, phrases: Phrases, quotes: Sequence[Span]) -> None:
        self._phrases, self._quotes = phrases, quotes

    def of(self, verb: int) -> tuple[set[int], str]:
        """The words that a verb reports and how they hang on it; nothing where it reports none."""
        token, lemma = self._phrases.token(verb), self.verb(verb)
        reports = lemma in reporting.VERBS or self._put_it(verb)
        if found := self._clauses(verb, lemma, reports=reports):
            return found, f"{lemma} with its clause"
        inserted = token.deprel == "parataxis" or (token.deprel.startswith("advcl") and self._as(verb))
        if reports and inserted and token.head >= 0 and self._phrases.child(verb, "obj", "ccomp", "xcomp") is None:
            return self.below(token.head) - self.below(verb), f"{lemma} put into what was said"
        if found := self._named_thing(verb, lemma):
            return found, f"{lemma} with a name for it"
        if reports and (found := self._in_quotes(verb)):
            return found, f"{lemma} beside a quote"
        if found := self._told_thing(verb, lemma):
            return found, f"{lemma} with its object"
        return self._after_preposition(verb, lemma), f"{lemma} with a preposition"

    def _clauses(self, verb: int, lemma: str, *, reports: bool) -> set[int]:
        out: set[int] = set()
        for child in self._phrases.children[verb]:
            relation = self._phrases.token(child).deprel.partition(":")[0]
            clause = relation == "ccomp" and (reports or self._has_that(child, lemma))
            beside = relation == "parataxis" and reports and self.is_clause(child)
            wanted = relation in ("xcomp", "advcl") and lemma in reporting.WITH_INFINITIVE
            if clause or beside or (wanted and self._form_is(self._phrases.child(child, "mark"), "to")):
                out |= self.below(child)
        return out

    def _told_thing(self, verb: int, lemma: str) -> set[int]:
        """What was announced, denied or demanded, where a noun phrase says it: the object with what completes it."""
        thing = self._phrases.child(verb, "obj")
        if lemma not in reporting.WITH_OBJECT or thing is None or self._phrases.token(thing).upos == "PRON":
            return set()
        parts = [
            thing,
            *(c for c in self._phrases.children[verb] if c > thing and self._phrases.token(c).deprel == "obl"),
        ]
        return {word for part in parts for word in self.below(part)}

    def _named_thing(self, verb: int, lemma: str) -> set[int]:
        """ "Called the deal a mistake", "described it as unfair": the object with what it is said to be."""
        thing = self._phrases.child(verb, "obj")
        if lemma not in reporting.WITH_NAME or thing is None:
            return set()
        names = [c for c in self._phrases.children[verb] if c > thing and self._is_name(c)]
        return {word for part in [thing, *names] for word in self.below(part)} if names else set()

    def _is_name(self, i: int) -> bool:
        if self._phrases.token(i).deprel in ("xcomp", "ccomp"):
            return True
        case = self._phrases.child(i, "case", "mark")
        return self._phrases.token(i).deprel.startswith(("obl", "advcl")) and self._form_is(case, "as")

    def _after_preposition(self, verb: int, lemma: str) -> set[int]:
        """ "Called for a ceasefire", "worried about losing": what stands after the verb's own preposition."""
        wanted = reporting.WITH_PREPOSITION.get(lemma, frozenset())
        for child in self._phrases.children[verb] if wanted else ():
            if self._phrases.token(child).deprel.partition(":")[0] in ("obl", "advcl"):
                before = self._phrases.child(child, "case", "mark")
                if before is not None and self._phrases.form(before).lower() in wanted:
                    return self.below(child)
        return set()

    def _form_is(self, i: int | None, form: str | None) -> bool:
        return i is not None and self._phrases.form(i).lower() == form

    def verb(self, i: int) -> str:
        """The reporting verb that a word is a form of, else its lemma: a lemma of the model's may be a little off."""
        lemma, form = self._phrases.token(i).lemma.lower(), self._phrases.form(i).lower()
        return next((word for word in (lemma, *reporting.stems(form)) if word in reporting.VERBS), lemma)

    def _put_it(self, verb: int) -> bool:
        """ "As the mayor put it"."""
        put = self._phrases.form(verb).lower() in ("put", "puts")
        return put and self._form_is(self._phrases.child(verb, "obj"), "it") and self._as(verb)

    def _has_that(self, clause: int, lemma: str) -> bool:
        if lemma in ("show", "mean", "prove"):
            verb = self._phrases.token(clause).head
            subject = self._phrases.child(verb, "nsubj")
            return subject is not None and self._phrases.token(subject).lemma.lower() in reporting.PAPERS
        return self._form_is(self._phrases.child(clause, "mark"), "that") and lemma not in reporting.SILENT

    def is_clause(self, i: int) -> bool:
        """Whether a word heads a clause."""
        return self._phrases.token(i).upos in ("VERB", "AUX") or self._phrases.child(i, "nsubj", "cop") is not None

    def _as(self, verb: int) -> bool:
        return self._form_is(self._phrases.child(verb, "mark"), "as")

    def on_one_side(self, content: set[int], verb: int, speaker: int) -> set[int]:
        """A content without what a tree has wrongly put into it from beyond the reporting clause.

        "Asked about it, he said the ships had left": what comes first is no part of it. "Ships had left, he said,
        pointing to the harbour": nor is a participle that comes after. A clause that the reporting one is put into
        ("the ships, he said, had left") has commas on both of its sides.
        """
        first, last = min(verb, speaker), max(verb, speaker)
        before, after = {word for word in content if word < first}, {word for word in content if word > last}
        if not before or not after:
            return content
        roots = [word for word in content if self._phrases.token(word).head not in content]
        if max(roots, key=lambda word: len(self.below(word) & content), default=verb) > last:
            return content if self._phrases.form(last + 1) == "," else content - before
        solid = min((word for word in after if self._phrases.token(word).upos != "PUNCT"), default=last)
        return content - after if self._is_participle(solid) else content

    def _is_participle(self, i: int) -> bool:
        return self._phrases.token(i).upos == "VERB" and self._phrases.form(i).lower().endswith("ing")

    def _in_quotes(self, verb: int) -> set[int]:
        """What the verb governs in its sentence where it is in quotation marks, and the complement that it stands in.

        Nothing when the verb stands in them as well.
        """
        span = self._phrases.token(verb).span
        sentence = self._phrases.reading.sentences[self._phrases.sentence_of(verb)]
        governed, out = self.below(verb), set[int]()
        for quote in self._quotes:
            if quote.overlaps(sentence.span) and not quote.contains(span):
                inside = {
                    i for i in range(sentence.first, sentence.last) if quote.contains(self._phrases.token(i).span)
                }
                if inside & governed:
                    out |= inside
        return out | self._complements_with(verb, out) if len(out) > _SHORT else set()

    def _complements_with(self, verb: int, words: set[int]) -> set[int]:
        """Complements of a verb, behind it, in which some of the words stand."""
        found = set[int]()
        for child in self._phrases.children[verb]:
            if child > verb and self._phrases.token(child).deprel.partition(":")[0] in _COMPLEMENTS:
                below = self.below(child)
                found |= below if below & words else set()
        return found

    def _told_next(self, i: int) -> bool:
        """A reporting verb without a subject that is joined to what was said: no part of it.

        "..., but noted that ...", "..., adding that ...".
        """
        relation = self._phrases.token(i).deprel.partition(":")[0]
        if relation == "advcl":
            bare = self._is_participle(i) and self._phrases.child(i, "mark") is None
            joined = bare and i > 0 and self._phrases.form(i - 1) == ","
        else:
            joined = relation == "conj" and self._phrases.child(i, "ccomp") is not None
        return joined and self.verb(i) in reporting.GOING_ON and self._phrases.child(i, "nsubj") is None

    def below(self, head: int) -> set[int]:
        """A word with all that hangs on it."""
        out, stack = {head}, [head]
        while stack:
            for child in self._phrases.children[stack.pop()]:
                if child not in out and not self._told_next(child):
                    out.add(child)
                    stack.append(child)
        return out
