"""Report to Reading: sentences and tokens from the text, everything else from one pass of the model."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from regesta.model import labels
from regesta.model.lemmas import lemma_of
from regesta.model.session import Scores, Words
from regesta.model.tree import IntArray, tops
from regesta.records.readings import Arc, Mention, Reading, Sentence, Token, Trigger
from regesta.records.reports import TOLD, Report
from regesta.records.spans import Span
from regesta.stages.mentions import chunks, whole_names
from regesta.text.sentences import sentences
from regesta.text.tokens import tokens

#: Probability of "some event" from which a word is a trigger, where the bundle's manifest does not say.
TRIGGER_THRESHOLD = 0.5


#: What the subject of a verb with a passive auxiliary is.
_PASSIVE = {"nsubj": "nsubj:pass", "csubj": "csubj:pass"}
#: What a sentence may begin with: a capital, a digit, an opening mark.
_OPENING = re.compile(r"[\"“‘'(\[«*•–—-]{0,3}(?:\d|(?=[^\W\d_])[^a-zà-ÿ])")


class Reader(Protocol):
    """What this stage needs of a model."""

    def read(self, docs: Sequence[Words]) -> list[Scores]:
        """Scores of every document, in order."""
        ...


class Labels(Protocol):
    """The label sets and thresholds of the bundle in use."""

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Edit scripts by index."""
        ...

    @property
    def relations(self) -> tuple[str, ...]:
        """UD relations by index."""
        ...


@dataclass(frozen=True, slots=True)
class Cut:
    """A report's sentences and tokens, before the model has seen them."""

    sentences: tuple[Sentence, ...]
    spans: tuple[Span, ...]

    def words(self, text: str) -> Words:
        """As the model takes them."""
        forms = tuple(span.of(text) for span in self.spans)
        return Words(forms, tuple((s.first, s.last) for s in self.sentences))


def cut(report: Report) -> Cut:
    """Sentences and tokens of the parts that claims may come from, in text order."""
    found: list[Sentence] = []
    spans: list[Span] = []
    for part in report.parts:
        if part.kind not in TOLD:
            continue
        for span in sentences(report.text, part.span):
            first = len(spans)
            spans.extend(tokens(report.text, span))
            if len(spans) > first:
                found.append(Sentence(span, first, len(spans), part.kind))
    return Cut(tuple(found), tuple(spans))


def parted(cut_: Cut, heads: IntArray, text: str) -> Cut:
    """The cut with a sentence for each tree: where no stop stands, only the model sees that a sentence ends.

    A tree that begins with a small letter or a closing mark goes on with the sentence before it, in the reader's eye.
    """
    if np.count_nonzero(heads < 0) == len(cut_.sentences):
        return cut_  # no sentence is without a root
    longest = max(sentence.last - sentence.first for sentence in cut_.sentences)
    trees = np.flatnonzero(np.diff(tops(heads, longest), prepend=-1)).tolist()
    begins = [word for word in trees if _OPENING.match(text, cut_.spans[word].start)]
    found: list[Sentence] = []
    for sentence in cut_.sentences:
        inner = begins[bisect_right(begins, sentence.first) : bisect_left(begins, sentence.last)]
        for first, last in pairwise([sentence.first, *inner, sentence.last]):
            start = sentence.span.start if first == sentence.first else cut_.spans[first].start
            end = sentence.span.end if last == sentence.last else cut_.spans[last - 1].end
            found.append(Sentence(Span(start, end), first, last, sentence.part))
    return Cut(tuple(found), cut_.spans)


@dataclass(frozen=True, slots=True)
class Annotate:
    """The stage. `trigger_threshold` is the probability of "some event" from which a word is a trigger."""

    reader: Reader
    labels: Labels
    trigger_threshold: float = TRIGGER_THRESHOLD

    def __call__(self, reports: Sequence[Report]) -> list[Reading]:
        """One reading a report, in order."""
        cuts = [cut(report) for report in reports]
        scores = self.reader.read([c.words(r.text) for c, r in zip(cuts, reports, strict=True)])
        return [self._reading(r, c, s) for r, c, s in zip(reports, cuts, scores, strict=True)]

    def _reading(self, report: Report, cut_: Cut, scores: Scores) -> Reading:
        cut_ = parted(cut_, scores.heads, report.text)
        tokens_ = self._tokens(report, cut_, scores)
        return Reading(
            report,
            cut_.sentences,
            tokens_,
            (*whole_names(_mentions(cut_, scores), tokens_, report.text), *_times(cut_, scores)),
            self._triggers(scores),
            tuple(Arc(s, t, labels.EVENT_ARCS[label], p) for s, t, label, p in scores.event_arcs),
            tuple(Arc(s, t, "antecedent", p) for s, t, p in scores.antecedents),
            tuple(Arc(s, t, "home", p) for s, t, p in scores.homes),
        )

    def _tokens(self, report: Report, cut_: Cut, scores: Scores) -> tuple[Token, ...]:
        out = []
        # Plain lists: one element of an array at a time is several times dearer.
        tags, lemmas, heads = scores.upos.tolist(), scores.lemma.tolist(), scores.heads.tolist()
        factuality = scores.factuality.tolist()
        relations = _agreeing([self.labels.relations[n] for n in scores.deprel.tolist()], heads)
        for number, sentence in enumerate(cut_.sentences):
            for i in range(sentence.first, sentence.last):
                span = cut_.spans[i]
                upos = labels.UPOS[tags[i]]
                lemma = lemma_of(span.of(report.text), self.labels.lemmas[lemmas[i]], upos)
                out.append(Token(span, number, upos, lemma, heads[i], relations[i], factuality[i]))
        return tuple(out)

    def _triggers(self, scores: Scores) -> tuple[Trigger, ...]:
        out = []
        for word in np.flatnonzero(1.0 - scores.event[:, 0].astype(float) >= self.trigger_threshold).tolist():
            event = int(scores.event[word, 1:].argmax()) + 1
            realis, certainty = int(scores.realis[word].argmax()), int(scores.certainty[word].argmax())
            out.append(
                Trigger(
                    word,
                    labels.EVENTS[event],
                    float(scores.event[word, event]),
                    labels.REALIS[realis],
                    float(scores.realis[word, realis]),
                    labels.CERTAINTY[certainty],
                    float(scores.certainty[word, certainty]),
                    labels.STANCE[int(scores.stance[word].argmax())],
                    labels.QUOTATION[int(scores.quotation[word].argmax())],
                )
            )
        return tuple(out)


def _agreeing(relations: Sequence[str], heads: Sequence[int]) -> list[str]:
    """The relations, each chosen for itself, made to agree: roots are roots, a passive verb has a passive subject."""
    passive = {head for head, relation in zip(heads, relations, strict=True) if relation == "aux:pass"}
    return [
        "root" if head < 0 else _PASSIVE.get(relation, relation) if head in passive else relation
        for head, relation in zip(heads, relations, strict=True)
    ]


def _mentions(cut_: Cut, scores: Scores) -> list[Mention]:
    tags = [labels.NER[int(i)] for i in scores.ner.argmax(1)] if len(scores.ner) else []
    return chunks(cut_.sentences, [tag.split("-", 1) if "-" in tag else ["O", ""] for tag in tags])


def _times(cut_: Cut, scores: Scores) -> list[Mention]:
    tags = [labels.TIMEX[int(i)] for i in scores.timex.argmax(1)] if len(scores.timex) else []
    return chunks(cut_.sentences, [[tag, "TIMEX"] if tag != "O" else ["O", ""] for tag in tags])
