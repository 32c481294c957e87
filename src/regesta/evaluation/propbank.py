"""`propbank`: who did what to whom against PropBank, given the predicates, by the heads of the arguments.

The file holds PropBank's layer on the words of a Universal Dependencies treebank, one word a line: document, sentence,
index, word, part of speech, bracketing, lemma, roleset (`-` for none), then one column a predicate. The UD file says
which sentences count (the split) and what the head of an argument is. A role is right when predicate, head and label
agree. All labelled arguments count, also those with labels that the model does not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from regesta.errors import BadValueError, DataError
from regesta.evaluation.bootstrap import FloatArray, f1, figures, ratio
from regesta.evaluation.conllu import Document, documents
from regesta.evaluation.corpus import TRAIN, Options, files, text_of
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured
from regesta.model import labels
from regesta.model.session import Scores

_BATCH = 8
_COLUMNS = 8
_WORD, _LEMMA, _ROLESET = 3, 6, 7
Role = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate (word index in its sentence) with its arguments as (label, first, last), half open."""

    predicate: int
    arguments: tuple[tuple[str, int, int], ...]


def key_of(words: Sequence[str]) -> str:
    """What two layers on one sentence share whatever their cut: its letters."""
    return "".join(words).replace(" ", "").lower()


def frames(path: Path) -> Iterator[tuple[list[str], list[Frame]]]:
    """(words, frames) of every sentence of a file.

    Raises:
        DataError: a line has too few columns.
    """
    rows: list[list[str]] = []
    for number, line in enumerate([*text_of(path).split("\n"), ""], start=1):
        if not line.strip():
            if rows:
                yield [row[_WORD] for row in rows], _frames(rows)
            rows = []
            continue
        row = line.rstrip("\r").split("\t")
        if len(row) < _COLUMNS:
            raise DataError(f"{len(row)} columns, at least {_COLUMNS} are wanted", where=f"{path}:{number}")
        rows.append(row)


def _frames(rows: Sequence[Sequence[str]]) -> list[Frame]:
    predicates = [i for i, row in enumerate(rows) if row[_ROLESET] != "-"]
    return [Frame(word, tuple(_arguments(rows, _COLUMNS + n))) for n, word in enumerate(predicates)]


def _arguments(rows: Sequence[Sequence[str]], column: int) -> Iterator[tuple[str, int, int]]:
    label, first = "", 0
    for i, row in enumerate(rows):
        cell = row[column] if column < len(row) else "*"
        if cell.startswith("("):
            label, first = cell[1:].split("*")[0].rstrip(")"), i
        if cell.endswith(")") and label:
            if label != "V" and not label.endswith("-V"):
                yield label, first, i + 1
            label = ""


def head_of(document: Document, first: int, last: int) -> int:
    """The first word of a span whose own head lies outside it, punctuation left aside."""
    for i in range(first, last):
        word = document.words[i]
        if not first <= word.head < last and word.deprel != "punct":
            return i
    return first


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with the sentences that PropBank labels, their predicates and roles, as document word indices."""

    document: Document
    predicates: dict[int, tuple[int, ...]]
    roles: dict[int, frozenset[Role]]


def labelled(found: Sequence[Document], path: Path) -> list[Labelled]:
    """PropBank laid on UD documents; sentences that do not match word for word are left out."""
    index = {key_of(words): (len(words), found_frames) for words, found_frames in frames(path)}
    out = []
    for document in found:
        predicates, roles = {}, {}
        for number, (first, last) in enumerate(document.sentences):
            match = index.get(key_of([word.form for word in document.words[first:last]]))
            if match is None or match[0] != last - first:
                continue
            predicates[number] = tuple(first + frame.predicate for frame in match[1])
            roles[number] = frozenset(
                (first + frame.predicate, head_of(document, first + start, first + end), label)
                for frame in match[1]
                for label, start, end in frame.arguments
            )
        out.append(Labelled(document, predicates, roles))
    return out


def tally(one: Labelled, scores: Scores) -> list[list[float]]:
    """(right, gold, found, right without label) of each labelled sentence."""
    wanted = {word for predicates in one.predicates.values() for word in predicates}
    found = [(s, t, labels.ROLE_ARCS[label]) for s, t, label, _ in scores.role_arcs if s in wanted]
    units = []
    for number, gold in one.roles.items():
        first, last = one.document.sentences[number]
        ours = frozenset(arc for arc in found if first <= arc[0] < last)
        bare = len({arc[:2] for arc in gold} & {arc[:2] for arc in ours})
        units.append([float(len(gold & ours)), float(len(gold)), float(len(ours)), float(bare)])
    return units


def statistic(sums: FloatArray) -> dict[str, float]:
    """Role F1 with its parts, and F1 of unlabelled arguments."""
    right, gold, found, bare = sums
    return {
        "role_f1": f1(right, gold, found),
        "role_precision": ratio(right, found),
        "role_recall": ratio(right, gold),
        "unlabelled_f1": f1(bare, gold, found),
    }


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """Role F1 on the sentences of `--ud` that the PropBank file labels; `limit` counts documents.

    Raises:
        BadValueError: no UD file was named.
    """
    if options.ud is None:
        raise BadValueError("the split and the heads are missing", where="--ud", mend="name the UD file of the split")
    given = labelled(documents(options.ud, options.limit), path)
    units: list[list[float]] = []
    for start in range(0, len(given), _BATCH):
        batch = given[start : start + _BATCH]
        words = [
            replace(one.document.gold_words(), predicates=tuple(w for found in one.predicates.values() for w in found))
            for one in batch
        ]
        for one, scores in zip(batch, parts.model.read(words), strict=True):
            units += tally(one, scores)
    return Measured(
        numbers=figures(units, statistic),
        counts={
            "sentences": len(units),
            "sentences_without_layer": sum(len(g.document.sentences) - len(g.roles) for g in given),
            "predicates": sum(len(p) for g in given for p in g.predicates.values()),
            "roles": int(sum(unit[1] for unit in units)),
        },
        unit="sentence",
        files=tuple(map(str, [path, *files(options.ud, ".conllu")])),
        licence=TRAIN,
        notes=("gold predicates; every labelled argument counts, also labels that the model does not have",),
    )
