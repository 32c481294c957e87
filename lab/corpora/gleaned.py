"""What a bundle says of news that nobody annotated, where it is sure: the rest of the Groningen Meaning Bank.

A student that learns from a teacher's own words, but on texts that are varied (`lab.vary`), must reach the same from
less: the idea of Xie et al. 2020, "Self-training with Noisy Student" (arXiv:1911.04252). Words of which the teacher is
not sure are left without a label, and so are all arcs of a trigger that has one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lab import standoff
from lab.corpora import gmb
from lab.documents import Document
from regesta.evaluation.corpus import plain_report
from regesta.model import labels
from regesta.model.bundle import open_bundle
from regesta.model.session import Model, Scores, Words
from regesta.stages.annotate import cut

#: Sentences of a document: about what a window holds.
LENGTH = 12
#: Probability from which the teacher is sure that a word is no trigger, is one, and of what it says of one.
NO_TRIGGER, TRIGGER, SURE = 0.95, 0.8, 0.8
#: Arcs are sure outside of these bounds.
NO_ARC, ARC = 0.15, 0.6
#: What a word of such a document counts for, next to one of a person's.
WEIGHT = 0.5
_TOLD = ("stance", "quotation")


def documents(data: Path, bundle: Path) -> list[Document]:
    """The blocks without annotations, labelled by the bundle."""
    every = gmb.sentences(data / "gmb/ner_dataset.csv")
    known = {block.id for block in standoff.blocks()}
    free = [at for at in range(0, len(every), standoff.BLOCK) if f"gmb-{at:05d}" not in known]
    docs = [
        _plain(f"gleaned:gmb-{at:05d}", every[at : at + LENGTH])
        for first in free
        for at in range(first, min(first + standoff.BLOCK, len(every)), LENGTH)
    ]
    teacher = Model(open_bundle(bundle))
    for doc in docs:
        (said,) = teacher.read([Words(tuple(doc.words), tuple(doc.sentences))])
        _label(doc, said)
    return docs


def _plain(name: str, block: Sequence[list[gmb.Token]]) -> Document:
    """The words of consecutive sentences, cut as the product cuts them."""
    report = plain_report(gmb.report_text(list(block)), name)
    words = cut(report).words(report.text)
    return Document(name, list(words.forms), list(words.sentences), weight=WEIGHT)


def _label(doc: Document, said: Scores) -> None:
    """The labels of which the teacher is sure."""
    count = len(doc.words)
    doc.tags = {name: [""] * count for name in ("event", "realis", "certainty", *_TOLD)}
    arcs: dict[int, list[tuple[int, str, float]]] = {}
    for source, target, label, probability in said.event_arcs:
        arcs.setdefault(source, []).append((target, labels.EVENT_ARCS[label], probability))
    triples = []
    for word in range(count):
        none = float(said.event[word, 0])
        if none >= NO_TRIGGER:
            doc.tags["event"][word] = "-"
        elif 1 - none >= TRIGGER and said.event[word, 1:].max() >= SURE * (1 - none):
            doc.tags["event"][word] = labels.EVENTS[int(said.event[word, 1:].argmax()) + 1]
            own = arcs.get(word, [])
            if not any(NO_ARC < probability < ARC for _, _, probability in own):
                triples += [(word, target, label) for target, label, probability in own if probability >= ARC]
                _of_trigger(doc, said, word, told=any(label == "speaker" for _, label, p in own if p >= ARC))
    doc.arcs["events"] = sorted(triples)


def _of_trigger(doc: Document, said: Scores, word: int, *, told: bool) -> None:
    """Realis, certainty and, where somebody tells it, stance and quotation. Without a sure realis there are no arcs."""
    kinds = {
        "realis": labels.REALIS,
        "certainty": labels.CERTAINTY,
        "stance": labels.STANCE,
        "quotation": labels.QUOTATION,
    }
    for name, values in kinds.items():
        scores = getattr(said, name)[word]
        if (told or name not in _TOLD) and scores.max() >= SURE:
            doc.tags[name][word] = values[int(scores.argmax())]
