"""`ud`: parts of speech, heads, relations and lemmas against Universal Dependencies.

From raw text, words are aligned by their characters as in the CoNLL 2018 shared task on parsing from raw text: a word
counts as found when it covers the same characters; inside a gold multiword token, by the longest common subsequence of
lower-case forms. Relations are compared without subtypes. From gold tokens the same figures are plain accuracies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from regesta.evaluation.bootstrap import FloatArray, f1, figures, ratio
from regesta.evaluation.conllu import Document, Word, documents
from regesta.evaluation.corpus import TRAIN, Options, files, plain_report
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured
from regesta.model import labels
from regesta.model.lemmas import lemma_of
from regesta.model.session import Scores
from regesta.records.readings import Reading
from regesta.records.spans import Span
from regesta.stages.annotate import Labels

METRICS = ("words", "upos", "uas", "las", "lemma")
#: Documents read at once.
_BATCH = 8


def align(gold: Sequence[Word], found: Sequence[Word]) -> dict[int, int]:
    """Gold word index to index of the found word with the same characters. Found words are no multiword tokens."""
    out: dict[int, int] = {}
    by_span = {(word.span.start, word.span.end): j for j, word in enumerate(found)}
    at = first = 0
    while first < len(gold):
        last, span = first, gold[first].span
        while last < len(gold) and gold[last].group == gold[first].group:
            last += 1
        if last - first == 1:
            if (j := by_span.get((span.start, span.end))) is not None:
                out[first] = j
        else:
            while at < len(found) and found[at].span.start < span.start:
                at += 1
            end = at
            while end < len(found) and found[end].span.end <= span.end:
                end += 1
            mine, theirs = range(first, last), range(at, end)
            matched = common([gold[i].form.lower() for i in mine], [found[j].form.lower() for j in theirs])
            out |= {mine[i]: theirs[j] for i, j in matched}
        first = last
    return out


def common(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """A longest common subsequence as index pairs."""
    longest = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in reversed(range(len(one))):
        for j in reversed(range(len(other))):
            same = one[i] == other[j]
            longest[i][j] = longest[i + 1][j + 1] + 1 if same else max(longest[i + 1][j], longest[i][j + 1])
    out: list[tuple[int, int]] = []
    i = j = 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            out.append((i, j))
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return out


def tally(gold: Sequence[Word], found: Sequence[Word]) -> list[float]:
    """Additive counts of a document: gold words, found words, then right by metric (`METRICS`)."""
    pairs = align(gold, found)
    right = dict.fromkeys(METRICS, 0)
    for i, j in pairs.items():
        wanted, got = gold[i], found[j]
        attached = got.head == (pairs.get(wanted.head) if wanted.head >= 0 else -1)
        right["words"] += 1
        right["upos"] += wanted.upos == got.upos
        right["uas"] += attached
        right["las"] += attached and _relation(wanted) == _relation(got)
        right["lemma"] += wanted.lemma in ("_", got.lemma)
    return [float(len(gold)), float(len(found)), *(float(right[name]) for name in METRICS)]


def _relation(word: Word) -> str:
    return word.deprel.partition(":")[0]


def of_reading(reading: Reading) -> list[Word]:
    """The words of a reading in the shape of gold words."""
    text = reading.report.text
    return [
        Word(token.span.of(text), token.lemma, token.upos, token.head, token.deprel, token.span, number)
        for number, token in enumerate(reading.tokens)
    ]


def of_scores(document: Document, scores: Scores, bundle: Labels) -> list[Word]:
    """What the model says of gold words."""
    out = []
    for i, word in enumerate(document.words):
        head = int(scores.heads[i])
        relation = "root" if head < 0 else bundle.relations[int(scores.deprel[i])]
        upos = labels.UPOS[int(scores.upos[i])]
        lemma = lemma_of(word.form, bundle.lemmas[int(scores.lemma[i])], upos)
        # A span of its own for each word, since the words of a multiword token share theirs.
        out.append(Word(word.form, lemma, upos, head, relation, Span(i, i + 1), i))
    return out


def _own_spans(words: Sequence[Word]) -> list[Word]:
    return [replace(word, span=Span(i, i + 1), group=i) for i, word in enumerate(words)]


def statistic(sums: FloatArray) -> dict[str, float]:
    """F1 from raw text by name, accuracy from gold tokens as `NAME_gold_tokens`."""
    gold, found = sums[0], sums[1]
    out = {name: f1(sums[2 + n], gold, found) for n, name in enumerate(METRICS)}
    accurate = sums[2 + len(METRICS) :]
    given = {name: ratio(accurate[2 + n], accurate[0]) for n, name in enumerate(METRICS)}
    return out | {f"{name}_gold_tokens": given[name] for name in METRICS[1:]}


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """Syntax against the CoNLL-U files at a path; `limit` counts documents."""
    found = documents(path, options.limit)
    units: list[list[float]] = []
    for start in range(0, len(found), _BATCH):
        batch = found[start : start + _BATCH]
        readings = parts.annotate([plain_report(d.text, d.name, d.paragraphs) for d in batch])
        given = parts.model.read([document.gold_words() for document in batch])
        for document, reading, scores in zip(batch, readings, given, strict=True):
            raw = tally(document.words, of_reading(reading))
            units.append(raw + tally(_own_spans(document.words), of_scores(document, scores, parts.bundle)))
    return Measured(
        numbers=figures(units, statistic),
        counts={
            "documents": len(found),
            "sentences": sum(len(d.sentences) for d in found),
            "words": sum(len(d.words) for d in found),
        },
        unit="document",
        files=tuple(map(str, files(path, ".conllu"))),
        licence=TRAIN,
        notes=("relations without subtypes, as in the CoNLL 2018 shared task",),
    )
