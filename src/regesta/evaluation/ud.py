"""`ud`: parts of speech, heads, relations and lemmas against Universal Dependencies.

From raw text, words are aligned by their characters as in the CoNLL 2018 shared task on parsing from raw text: a word counts
as found when it covers the same characters; inside a gold multiword token, by the longest common subsequence of lower-case
forms. Relations are compared without subtypes. From gold tokens the same figures are plain accuracies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from regesta.evaluation.bootstrap import FloatArray, f1, figures, ratio
from regesta.evaluation.conllu import Document, Word, documents
from regesta.evaluation.corpus import TRAIN, Options, files, plain_report
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured
from regesta.model import labels
from regesta.model.lemmas import apply_script
from regesta.records.readings import Reading, Token

METRICS = ("words", "upos", "uas", "las", "lemma")
_GOLD = METRICS[1:]
#: Documents read at once.
_BATCH = 8


def align(gold: Sequence[Word], found: Sequence[Token]) -> dict[int, int]:
    """Gold word index to index of the found word that covers the same characters."""
    out: dict[int, int] = {}
    by_span = {(token.span.start, token.span.end): j for j, token in enumerate(found)}
    at, first = 0, 0
    while first < len(gold):
        last = first
        while last < len(gold) and gold[last].group == gold[first].group:
            last += 1
        span = gold[first].span
        if last - first == 1:
            if (j := by_span.get((span.start, span.end))) is not None:
                out[first] = j
        else:
            while at < len(found) and found[at].span.start < span.start:
                at += 1
            end = at
            while end < len(found) and found[end].span.end <= span.end:
                end += 1
            out |= _inside(gold, range(first, last), found, range(at, end), span.start)
        first = last
    return out


def _inside(gold: Sequence[Word], mine: range, found: Sequence[Token], theirs: range, start: int) -> dict[int, int]:
    """Words of one multiword token aligned by the longest common subsequence of their lower-case forms."""
    wanted = [gold[i].form.lower() for i in mine]
    surface = {j: found[j].lemma.lower() for j in theirs}
    forms = [surface[j] for j in theirs]
    longest = [[0] * (len(forms) + 1) for _ in range(len(wanted) + 1)]
    for i in reversed(range(len(wanted))):
        for j in reversed(range(len(forms))):
            same = wanted[i] == forms[j]
            longest[i][j] = longest[i + 1][j + 1] + 1 if same else max(longest[i + 1][j], longest[i][j + 1])
    out: dict[int, int] = {}
    i = j = 0
    while i < len(wanted) and j < len(forms):
        if wanted[i] == forms[j]:
            out[mine[i]] = theirs[j]
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return out
