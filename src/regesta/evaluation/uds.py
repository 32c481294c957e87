"""`uds`: how far an event is said to have happened, against "It happened" (UDS-IH2), as Pearson's r.

Each line is {"text": words separated by spaces, "targets": [{"span1": [first, last], "label": degree in [-3, 3]}]}.
With `--ud` the sentences are read in their documents where the UD file has them, else one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from regesta.errors import DataError
from regesta.evaluation.bootstrap import FloatArray, figures, pearson, ratio
from regesta.evaluation.conllu import Document, documents
from regesta.evaluation.corpus import TRAIN, Options, files, json_lines
from regesta.evaluation.parts import Parts
from regesta.evaluation.propbank import key_of
from regesta.evaluation.results import Measured
from regesta.model.session import Words

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with (word index, degree) of its judged predicates."""

    words: tuple[str, ...]
    targets: tuple[tuple[int, float], ...]


def sentences(path: Path, limit: int | None = None) -> list[Judged]:
    """The judged sentences of a file or folder.

    Raises:
        DataError: a line has not the fields named above.
    """
    out: list[Judged] = []
    for file in files(path, ".jsonl"):
        for row in json_lines(file):
            try:
                words = tuple(row["text"].split(" "))
                targets = tuple((int(t["span1"][0]), float(t["label"])) for t in row["targets"])
            except (KeyError, TypeError, IndexError, ValueError, AttributeError) as error:
                raise DataError(f"not a UDS-IH2 row: {error!r}", where=str(file)) from error
            if any(not 0 <= word < len(words) for word, _ in targets):
                raise DataError("a target lies outside its sentence", where=str(file))
            out.append(Judged(words, targets))
    return out[:limit]


def tally(pairs: Iterable[tuple[float, float]]) -> list[float]:
    """Additive counts of (predicted, gold) degrees: n, Σx, Σy, Σx², Σy², Σxy, Σ|x - y|."""
    sums = [0.0] * 7
    for x, y in pairs:
        for n, value in enumerate((1.0, x, y, x * x, y * y, x * y, abs(x - y))):
            sums[n] += value
    return sums


def statistic(sums: FloatArray) -> dict[str, float]:
    """Pearson's r and the mean absolute error."""
    return {"pearson_r": pearson(sums[:6]), "mean_absolute_error": ratio(sums[6], sums[0])}


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """Pearson's r between predicted and judged degrees of factuality."""
    found = sentences(path, options.limit)
    context = documents(options.ud) if options.ud else []
    units = [tally(pairs) for pairs in _predicted(found, context, parts)]
    used = files(path, ".jsonl") + (files(options.ud, ".conllu") if options.ud else [])
    return Measured(
        numbers=figures(units, statistic),
        counts={"sentences": len(found), "predicates": int(sum(unit[0] for unit in units))},
        unit="sentence",
        files=tuple(map(str, used)),
        licence=TRAIN,
        notes=("read in their documents" if options.ud else "read one sentence at a time",),
    )


def _predicted(found: Sequence[Judged], context: Sequence[Document], parts: Parts) -> list[list[tuple[float, float]]]:
    """(predicted, gold) of every target, a list a sentence."""
    where = {
        key_of([word.form for word in document.words[first:last]]): (document, first, last)
        for document in context
        for first, last in document.sentences
    }
    wanted: dict[str, Words] = {}
    places: list[tuple[str, list[int]]] = []
    for number, one in enumerate(found):
        document, first, last = where.get(key_of(one.words), (None, 0, 0))
        if document is None:
            name, words, at = f"#{number}", Words(one.words, ((0, len(one.words)),)), list(range(len(one.words)))
        else:
            name, words = document.name, document.gold_words()
            at = _indices(one.words, [word.form for word in document.words[first:last]], first)
        wanted.setdefault(name, words)
        places.append((name, at))
    scores = _factuality(wanted, parts)
    return [
        [(float(scores[name][at[word]]), degree) for word, degree in one.targets]
        for one, (name, at) in zip(found, places, strict=True)
    ]


def _indices(words: Sequence[str], forms: Sequence[str], first: int) -> list[int]:
    """For each word of a sentence the document word with its first letter: the two layers are cut differently."""
    letters = [first + n for n, form in enumerate(forms) for _ in form.replace(" ", "")]
    out, at = [], 0
    for word in words:
        out.append(letters[min(at, len(letters) - 1)])
        at += len(word)
    return out


def _factuality(wanted: dict[str, Words], parts: Parts) -> dict[str, Sequence[float]]:
    names = list(wanted)
    out: dict[str, Sequence[float]] = {}
    for start in range(0, len(names), _BATCH):
        batch = names[start : start + _BATCH]
        for name, scores in zip(batch, parts.model.read([wanted[n] for n in batch]), strict=True):
            out[name] = [float(value) for value in scores.factuality]
    return out
