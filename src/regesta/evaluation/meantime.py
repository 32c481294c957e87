"""`meantime`: event coreference across Wikinews reports with gold mentions, on the subjects not trained on."""

from __future__ import annotations

from pathlib import Path

from regesta.evaluation.corpus import TRAIN, Options, files
from regesta.evaluation.ecbplus import Document, document, gold_of, rounded
from regesta.evaluation.eventlinks import TRAINED_ON, pairs, scores, tellings
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured
from regesta.linking.scorer import shipped


def documents(path: Path, *, trained_on: bool) -> list[Document]:
    """The documents with coreference across documents of one half.

    Raises:
        DataError: a file is of another format.
    """
    found = [file for file in files(path, ".xml") if file.parent.name.startswith("corpus_")]
    crossed = [file for file in found if "cross-doc" in file.parent.parent.name] or found
    kept = [file for file in crossed if (file.parent.name in TRAINED_ON) == trained_on]
    return [document(file, kinds=("EVENT_MENTION",)) for file in kept]


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """CoNLL F1 of the shipped scorer, beside that of leaving every mention alone."""
    held = documents(path, trained_on=False)[: options.limit]
    found = tellings(held)
    numbers = scores(held, found, pairs(found), shipped())
    alone = scores(held, found, [], shipped())
    return Measured(
        numbers={**numbers, **rounded({name: alone[name] for name in ("conll_f1", "b_cubed_f1")}, "alone_")},
        counts={"documents": len(held), "mentions": len(found), "events": len(set(gold_of(held).values()))},
        unit="document",
        files=tuple(str(file) for file in files(path, ".xml")),
        licence=TRAIN,
        notes=(
            "gold mentions, single ones included; subjects apple and stock, the scorer was trained on airbus and gm",
            "`alone` is what leaving every mention by itself would score",
        ),
    )
