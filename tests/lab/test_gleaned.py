from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch")

from lab.corpora.gleaned import _label
from lab.documents import Document
from regesta.model import labels
from regesta.model.session import Scores

COUNT = 4
ASSAULT, ACCUSE = labels.EVENTS.index("ASSAULT"), labels.EVENTS.index("ACCUSE")
ACTOR, SPEAKER = labels.EVENT_ARCS.index("actor"), labels.EVENT_ARCS.index("speaker")


def said(**changed: object) -> Scores:
    """Word 1 is surely an ASSAULT, word 2 maybe a trigger, the others surely none."""
    event = np.zeros((COUNT, len(labels.EVENTS)), dtype=np.float32)
    event[:, 0] = (0.99, 0.05, 0.5, 0.97)
    event[1, ASSAULT], event[2, ACCUSE] = 0.9, 0.5
    heads = {
        name: np.full((COUNT, len(getattr(labels, name.upper()))), 0.02, dtype=np.float32)
        for name in ("realis", "certainty", "stance", "quotation")
    }
    for scores in heads.values():
        scores[:, 0] = 0.9
    words, none = np.zeros(COUNT, dtype=np.int64), np.zeros((COUNT, 1), dtype=np.float32)
    whole = Scores(
        upos=words, lemma=words, heads=words, deprel=words, ner=none, timex=none, predicate=words, event=event,
        factuality=words, event_arcs=((1, 0, ACTOR, 0.9),), role_arcs=(), antecedents=(), homes=(), **heads,
    )  # fmt: skip
    return replace(whole, **changed)  # type: ignore[arg-type]


def labelled(scores: Scores) -> Document:
    doc = Document("gleaned:a", ["Rebels", "attacked", "saying", "nothing"], [(0, COUNT)])
    _label(doc, scores)
    return doc


def test_what_the_teacher_is_sure_of_is_a_label_and_the_rest_is_none() -> None:
    doc = labelled(said())
    assert doc.tags["event"] == ["-", "ASSAULT", "", "-"]
    assert doc.tags["realis"] == ["", labels.REALIS[0], "", ""]
    assert doc.tags["stance"] == [""] * COUNT, "nobody tells it"
    assert doc.arcs["events"] == [(1, 0, "actor")]


def test_one_doubtful_arc_leaves_a_trigger_without_arcs() -> None:
    doc = labelled(said(event_arcs=((1, 0, ACTOR, 0.9), (1, 2, ACTOR, 0.4))))
    assert doc.tags["event"][1] == "ASSAULT"
    assert (doc.tags["realis"][1], doc.arcs["events"]) == ("", [])


def test_what_somebody_tells_has_a_stance() -> None:
    doc = labelled(said(event_arcs=((1, 3, SPEAKER, 0.9),)))
    assert doc.tags["stance"][1] == labels.STANCE[0]
