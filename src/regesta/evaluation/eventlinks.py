"""`ecb` and `meantime`: event coreference across documents, the mentions given, by the linker's own comparison.

`ecb` is scored on the ECB+ test topics (36 to 45) over the validated sentences, mentions that stand alone included, as
is usual; nobody says which document belongs to which topic. Its licence lets nothing that ships learn from it: the
shipped scorer is measured as it is (`shipped_`), and a scorer with the same features that is fitted to the train topics
while measuring, and thrown away, shows what the features can do there. `meantime` is scored on the two subjects that
the shipped scorer did not see.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from regesta.errors import DataError
from regesta.evaluation.bootstrap import figures
from regesta.evaluation.coreference import statistic, tallies
from regesta.evaluation.corpus import MEASURE, Options, existing, files
from regesta.evaluation.ecbplus import Document, document, gold_of, rounded, validated
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured, Number
from regesta.linking.cluster import Pair
from regesta.linking.compare import FEATURES, compare
from regesta.linking.fitting import fit
from regesta.linking.scorer import Scorer, shipped
from regesta.linking.tellings import Telling, name_bag
from regesta.linking.units import partition
from regesta.linking.words import Bag, bag, cosine, table

#: The usual split of ECB+ (Cybulska and Vossen 2015): topics from 36 on are test, these are development.
FIRST_TEST, DEVELOPMENT = 36, frozenset({2, 5, 12, 18, 21, 23, 34, 35})
#: Subjects of MEANTIME that the shipped scorer was trained on.
TRAINED_ON = frozenset({"corpus_airbus", "corpus_gm"})
#: Reports less alike than this tell no common happening; triggers further apart are none of one.
LEAST_STORY, LEAST_KIN = 0.12, 0.35
_BESIDE = 6
#: Topics from which the bootstrap draws topics.
_LEAST_TOPICS = 5
#: Averages tried for the fitted scorer on the development topics.
_BOUNDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


def tellings(documents: Sequence[Document]) -> list[Telling]:
    """The gold mentions as linking sees claims: words alone, neither types nor codes nor days."""
    out = []
    for doc in documents:
        story = bag(doc.tokens)
        for mention in doc.mentions:
            first, last = next(s for s in doc.sentences if s[0] <= mention.words[0] < s[1])
            low, high = max(first, mention.words[0] - _BESIDE), min(last, mention.words[-1] + _BESIDE + 1)
            beside = [doc.tokens[n] for n in range(low, high) if n not in mention.words]
            out.append(
                Telling(
                    id="/".join(mention.id),
                    report=doc.name,
                    order=mention.words[0],
                    trigger=tuple(doc.tokens[n] for n in mention.words),
                    sentence=bag(doc.tokens[first:last]),
                    around=bag(beside),
                    names=name_bag(doc.tokens[first:last]),
                    story=story,
                )
            )
    return out


def pairs(found: Sequence[Telling]) -> list[Pair]:
    """Pairs worth comparing: in one report or in alike ones, with triggers that may mean the same."""
    stories: dict[str, Bag] = {one.report: one.story for one in found}
    alike = {(a, b) for a, b in combinations(stories, 2) if cosine(stories[a], stories[b]) >= LEAST_STORY}
    known = table()
    return [
        (i, j)
        for j, b in enumerate(found)
        for i, a in enumerate(found[:j])
        if (a.report == b.report or (a.report, b.report) in alike or (b.report, a.report) in alike)
        and max(known.kin(x, y) for x in a.trigger for y in b.trigger) >= LEAST_KIN
    ]


def ecb_documents(path: Path) -> dict[str, list[Document]]:
    """The documents by part: train, dev, test.

    Raises:
        DataError: the list of validated sentences is not there.
    """
    listed = sorted(existing(path).rglob("ECBplus_coreference_sentences.csv"))
    if not listed:
        raise DataError("no ECBplus_coreference_sentences.csv", where=str(path), mend="name the folder of ECB+")
    keep, out = validated(listed[0]), dict[str, list[Document]](train=[], dev=[], test=[])
    for file in files(path, ".xml"):
        if file.name in keep and file.parent.name.isdigit():
            topic = int(file.parent.name)
            part = "test" if topic >= FIRST_TEST else "dev" if topic in DEVELOPMENT else "train"
            out[part].append(document(file, kinds=("ACTION", "NEG_ACTION"), keep=keep[file.name]))
    return out


def fitted(train: Sequence[Document], dev: Sequence[Document]) -> Scorer:
    """A scorer learnt from some documents, its bound chosen on others."""
    found = tellings(train)
    gold = {"/".join(id_): event for id_, event in gold_of(train).items()}
    compared = pairs(found)
    table_ = np.array([compare(found[i], found[j]) for i, j in compared])
    same = np.array([gold[found[i].id] == gold[found[j].id] for i, j in compared], dtype=np.float64)
    scorer = fit(table_, same, agreeing=len(FEATURES))
    known = tellings(dev)
    near = pairs(known)
    tried = [(scores(dev, known, near, scorer.bounded(bound))["conll_f1"].value, bound) for bound in _BOUNDS]
    return scorer.bounded(max(tried)[1])


def scores(
    documents: Sequence[Document], found: Sequence[Telling], near: Sequence[Pair], scorer: Scorer
) -> dict[str, Number]:
    """The scores of a scorer; resampled by topics, or by documents where there are too few topics to draw from."""
    gold = {"/".join(id_): event for id_, event in gold_of(documents).items()}
    by_topic = len({doc.topic for doc in documents}) >= _LEAST_TOPICS
    units = sorted({doc.topic if by_topic else doc.name for doc in documents})
    unit_of = {
        "/".join(mention.id): units.index(doc.topic if by_topic else doc.name)
        for doc in documents
        for mention in doc.mentions
    }
    return figures(tallies(gold, partition(found, near, scorer), unit_of, len(units)), statistic)


def _lemma() -> Scorer:
    """Joins whatever has one trigger stem in alike reports: the usual baseline."""
    return Scorer(tuple(20.0 * (name == "word") for name in FEATURES), -10.0, 0.5)


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """CoNLL F1 on the ECB+ test topics: fitted to its train topics, as shipped, and by trigger stems alone."""
    split = ecb_documents(path)
    test = split["test"][: options.limit]
    found = tellings(test)
    near = pairs(found)
    numbers = scores(test, found, near, fitted(split["train"], split["dev"]))
    other = scores(test, found, near, shipped())
    plain = scores(test, found, near, _lemma())
    return Measured(
        numbers={
            **numbers,
            **rounded({name: n for name, n in other.items() if name.endswith("f1")}, "shipped_"),
            "stem_conll_f1": plain["conll_f1"],
        },
        counts={"documents": len(test), "mentions": len(found), "events": len(set(gold_of(test).values()))},
        unit="topic",
        files=tuple(str(file) for file in files(path, ".xml")),
        licence=MEASURE,
        notes=(
            "gold mentions of the validated sentences, single ones included; topics not told",
            "the first numbers are of a scorer fitted to the train topics while measuring, its bound to the "
            "development topics; `shipped` never saw ECB+; `stem` joins equal trigger stems in alike reports",
        ),
    )
