import numpy as np

from regesta.model import labels
from regesta.model.session import Scores, Words
from regesta.records.reports import Part, PartKind
from regesta.records.spans import Span
from regesta.stages.annotate import Annotate, _agreeing, cut, parted
from tests.readings import report

TEXT = "Title here\n\nBy A. Writer\n\nRebels attacked Kosti. It fell."


def told() -> object:
    edges = [
        (PartKind.TITLE, "Title here"),
        (PartKind.BYLINE, "By A. Writer"),
        (PartKind.BODY, "Rebels attacked Kosti. It fell."),
    ]
    parts = tuple(Part(kind, Span(TEXT.index(words), TEXT.index(words) + len(words))) for kind, words in edges)
    return report(TEXT, parts=parts)


class Says:
    """A reader that finds one trigger, the third word of the body, and one name."""

    def read(self, docs: list[Words]) -> list[Scores]:
        return [self._one(doc) for doc in docs]

    def _one(self, doc: Words) -> Scores:
        n = len(doc.forms)
        at = doc.forms.index("attacked")
        event = np.zeros((n, len(labels.EVENTS)), np.float32)
        event[:, 0] = 1.0
        event[at] = 0
        event[at, labels.EVENTS.index("ASSAULT")] = 0.8
        event[at, 0] = 0.2
        ner = np.zeros((n, len(labels.NER)), np.float32)
        ner[:, 0] = 0.5
        ner[at + 1, labels.NER.index("B-LOC")] = 0.9
        flat = {k: np.zeros((n, len(v)), np.float32) for k, v in
                (("timex", labels.TIMEX), ("realis", labels.REALIS), ("certainty", labels.CERTAINTY),
                 ("stance", labels.STANCE), ("quotation", labels.QUOTATION))}  # fmt: skip
        zeros = np.zeros(n, np.int64)
        return Scores(
            upos=zeros, lemma=zeros, heads=np.full(n, -1, np.int64), deprel=zeros, ner=ner, event=event,
            predicate=np.zeros(n, np.float32), factuality=np.zeros(n, np.float32),
            event_arcs=((at, at - 1, 0, 0.9),), role_arcs=(), antecedents=(), homes=(), **flat,
        )  # fmt: skip


class Sets:
    lemmas = ("l|0|",)
    relations = ("root",)


def test_only_told_parts_are_cut_and_offsets_fit_the_text() -> None:
    made = cut(told())
    forms = [span.of(TEXT) for span in made.spans]
    assert forms == ["Title", "here", "Rebels", "attacked", "Kosti", ".", "It", "fell", "."]
    assert [s.part for s in made.sentences] == [PartKind.TITLE, PartKind.BODY, PartKind.BODY]


def test_each_tree_is_a_sentence() -> None:
    made = cut(told())
    # Title here | Rebels attacked | Kosti . | It | fell .
    heads = np.array([1, -1, 3, -1, -1, 4, -1, -1, 7])
    found = parted(made, heads, TEXT)
    # "fell" has a tree of its own, but nothing begins with a small letter.
    assert [s.span.of(TEXT) for s in found.sentences] == ["Title here", "Rebels attacked", "Kosti.", "It fell."]
    assert [(s.first, s.last) for s in found.sentences] == [(0, 2), (2, 4), (4, 6), (6, 9)]
    assert found.spans == made.spans


def test_one_tree_leaves_a_sentence_as_it_was_cut() -> None:
    made = cut(told())
    assert parted(made, np.array([1, -1, 3, -1, 3, 3, 7, -1, 7]), TEXT) == made


def test_scores_become_triggers_arcs_and_mentions() -> None:
    reading = Annotate(Says(), Sets())([told()])[0]
    (trigger,) = reading.triggers
    assert (trigger.event, round(trigger.score, 2)) == ("ASSAULT", 0.8)
    assert [(m.first, m.last, m.kind) for m in reading.mentions] == [(4, 5, "LOC")]
    assert [(a.source, a.target, a.label) for a in reading.event_arcs] == [(3, 2, "actor")]


def test_the_threshold_silences_weak_triggers() -> None:
    assert Annotate(Says(), Sets(), 0.9)([told()])[0].triggers == ()


def test_relations_agree_with_the_heads_and_with_each_other() -> None:
    # "No troops were hurt , he said": the subject of a passive verb is a passive one, that of another is not.
    relations = ["det", "nsubj", "aux:pass", "ccomp", "punct", "nsubj", "obl"]
    heads = [1, 3, 3, 6, 6, 6, -1]
    found = ["det", "nsubj:pass", "aux:pass", "ccomp", "punct", "nsubj", "root"]
    assert _agreeing(relations, heads) == found
