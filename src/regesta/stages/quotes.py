"""Who says what: speakers with their words, from syntax, quotation marks and the model's speaker arcs.

Where `voices` builds the chain of one claim, this finds every statement of a report, whether or not it holds a claim: a
reporting verb or noun with its subject and the clause it governs ("X said that ..."), a clause that a reporting clause is
put into ("..., X said, ..."), "according to X", "as X put it", quotes whose speaker stands in the same sentence or goes on from
the quote before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from regesta.records.readings import Reading
from regesta.records.spans import Span
from regesta.stages.anaphora import Anaphora
from regesta.stages.marks import quoted
from regesta.stages.phrases import Phrases

#: Verbs by which somebody is said to have said, thought or wanted what their clause tells.
REPORTING = frozenset(
    """
    accept acknowledge add admit advise affirm agree allege announce answer argue ask assert assure attest believe blame boast
    call caution charge cite claim comment complain concede conclude confess confide confirm contend continue convey counter
    credit cry declare demand deny describe detail disagree disclose dismiss dispute doubt echo emphasise emphasize envisage
    estimate exclaim expect explain express fear feel find forecast gripe guess hail hear hint hope imagine imply indicate
    inform insist intend interject joke judge know lament maintain mention muse note object observe opine order plan plead
    pledge point portray post praise predict promise pronounce propose protest quip quote realise realize reason reassure
    recall reckon recommend recount refuse reiterate relate remark remember remind repeat reply report request respond
    reveal rule say see signal speculate state stress submit suggest support surmise suspect swear tell testify think threaten
    tout tweet underline underscore urge voice vow want warn wish wonder worry write
    """.split()
)
#: Of these, verbs whose infinitive is what is promised, wanted or asked for ("vowed to stay").
_WITH_INFINITIVE = frozenset(
    "agree ask claim demand expect hope intend order plan pledge promise propose refuse swear tell threaten urge vow want wish".split()
)
#: Verbs with a that-clause that report nobody's words.
_SILENT = frozenset("appear cause ensure happen help let make mean prove require seem show turn".split())
#: Nouns whose clause is what somebody said or thought.
_NOUNS = frozenset(
    """
    accusation admission allegation announcement argument assertion assurance belief charge claim comment complaint concern
    conclusion declaration fear hope idea opinion pledge prediction promise proposal remark report statement suggestion
    suspicion testimony threat view vow warning
    """.split()
)
_EMPTY_SUBJECTS = frozenset("it there that this what which".split())
_CLAUSES = ("ccomp", "parataxis")
#: A speaker arc of the model that counts where syntax shows no speaker; chosen as `extract.THRESHOLDS`, a little stricter.
LEAST_SPEAKER = 0.5


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement with its source.

    Attributes:
        speaker, speaker_head: the source's words and the index of their head token.
        cue: the reporting word, None where quotes stand alone.
        content: what was said, in one or more half-open stretches of the report's text.
        quotation: `direct`, `indirect` or `mixed` (codebook section 5).
        why: what found it.
    """

    speaker: Span
    speaker_head: int
    cue: Span | None
    content: tuple[Span, ...]
    quotation: str
    why: str


def attributions(reading: Reading) -> tuple[Attribution, ...]:
    """Every statement with a source in a report, in text order of the content."""
    return _Finder(reading).all()


class _Finder:
    """Looks through one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.phrases = Phrases.of(reading)
        self.anaphora = Anaphora.of(self.phrases)
        self.quotes = quoted(reading.report.text, [part.span for part in reading.report.parts])

    def all(self) -> tuple[Attribution, ...]:
        found = [*self._spoken(), *self._according(), *self._named()]
        found += self._by_arcs(found)
        found = [self._with_quotes(one) for one in found]
        found += self._alone(found)
        return tuple(sorted(_distinct(found), key=lambda one: one.content[0]))

    def _spoken(self) -> Iterator[Attribution]:
        for i, token in enumerate(self.reading.tokens):
            if token.upos not in ("VERB", "AUX"):
                continue
            content, why = self._content(i)
            if not content:
                continue
            speaker = self._subject(i)
            if speaker is not None and speaker not in content:
                yield self._made(speaker, i, content, why)

    def _content(self, verb: int) -> tuple[set[int], str]:
        """The words that a verb reports and how they hang on it; nothing where it reports none."""
        token, lemma = self.phrases.token(verb), self.phrases.token(verb).lemma.lower()
        reports = lemma in REPORTING
        for child in self.phrases.children[verb]:
            relation = self.phrases.token(child).deprel.partition(":")[0]
            if relation == "ccomp" and (reports or self._has_that(child, lemma)):
                return self._below(child), f"{lemma} with its clause"
            if relation == "xcomp" and lemma in _WITH_INFINITIVE and self.phrases.child(child, "mark") is not None:
                return self._below(child), f"{lemma} with its infinitive"
        if not reports:
            return set(), ""
        for child in self.phrases.children[verb]:
            if self.phrases.token(child).deprel.partition(":")[0] == "parataxis" and self._is_clause(child):
                return self._below(child), f"{lemma} beside what was said"
        inserted = token.deprel == "parataxis" or (token.deprel.startswith("advcl") and self._as(verb))
        if inserted and token.head >= 0:
            return self._below(token.head) - self._below(verb), f"{lemma} put into what was said"
        return self._in_quotes(verb), f"{lemma} beside a quote"

    def _has_that(self, clause: int, lemma: str) -> bool:
        mark = self.phrases.child(clause, "mark")
        return mark is not None and self.phrases.form(mark).lower() == "that" and lemma not in _SILENT

    def _is_clause(self, i: int) -> bool:
        return self.phrases.token(i).upos in ("VERB", "AUX") or self.phrases.child(i, "nsubj", "cop") is not None

    def _as(self, verb: int) -> bool:
        mark = self.phrases.child(verb, "mark")
        return mark is not None and self.phrases.form(mark).lower() == "as"

    def _in_quotes(self, verb: int) -> set[int]:
        """Words of the verb's sentence between quotation marks, when the verb stands outside of them and governs them."""
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
        return None if form in _EMPTY_SUBJECTS else subject

    def _according(self) -> Iterator[Attribution]:
        """"According to X": the clause that X hangs on, without X."""
        for i, token in enumerate(self.reading.tokens):
            if self.phrases.form(i).lower() != "according" or token.head < 0:
                continue
            source = token.head if token.deprel in ("case", "mark") else self.phrases.child(i, "obl", "nmod")
            if source is None:
                continue
            governor = self.phrases.token(source).head if token.deprel in ("case", "mark") else token.head
            if governor >= 0:
                frame = self._below(source) | self._below(i)
                yield self._made(source, i, self._below(governor) - frame, "according to")

    def _named(self) -> Iterator[Attribution]:
        """"X's claim that ...", "a statement by X that ..."."""
        for i, token in enumerate(self.reading.tokens):
            if token.upos != "NOUN" or token.lemma.lower() not in _NOUNS:
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
        return self.phrases.token(i).deprel == "nmod" and case is not None and self.phrases.form(case).lower() in ("by", "of", "from")

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

    def _with_quotes(self, one: Attribution) -> Attribution:
        """The statement with the rest of any quote that it holds most of, or that holds it."""
        content, kind = list(one.content), "indirect"
        for quote in self.quotes:
            touching = [span for span in content if span.overlaps(quote)]
            if not touching or quote.contains(one.speaker):
                continue
            inside = sum(min(s.end, quote.end) - max(s.start, quote.start) for s in touching)
            if 2 * inside >= len(quote) or any(quote.contains(span) for span in touching):
                low, high = min(quote.start, touching[0].start), max(quote.end, touching[-1].end)
                content = [span for span in content if span not in touching] + [Span(low, high)]
                kind = "mixed" if kind == "mixed" or 3 * len(quote) < 2 * sum(map(len, content)) else "direct"
        return replace(one, content=tuple(sorted(content)), quotation=kind)

    def _alone(self, found: list[Attribution]) -> list[Attribution]:
        """Quotes that no rule has touched and that fill a sentence: the speaker of the statement just before goes on."""
        out: list[Attribution] = []
        for quote in self.quotes:
            known = [*found, *out]
            if any(span.overlaps(quote) for one in known for span in one.content) or not self._fills_a_sentence(quote):
                continue
            near = [one for one in known if 0 <= quote.start - one.content[-1].end < 400 and one.quotation != "indirect"]
            if near:
                last = max(near, key=lambda one: one.content[-1].end)
                out.append(replace(last, cue=None, content=(quote,), quotation="direct", why="the speaker goes on"))
        return out

    def _fills_a_sentence(self, quote: Span) -> bool:
        return any(
            sentence.span.overlaps(quote) and len(quote) >= 0.8 * len(sentence.span) for sentence in self.reading.sentences
        )

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
        """Runs of neighbouring words as spans, punctuation at their ends left off; a gap of punctuation does not part them."""
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
