"""One pass of the network over documents: words in, scores and decisions per word out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from regesta.errors import BundleError
from regesta.model import labels
from regesta.model.bundle import Bundle
from regesta.model.encode import INPUTS, Encoder, Window, windows
from regesta.model.forest import best_trees
from regesta.model.roles import best_roles
from regesta.model.senses import read_senses
from regesta.model.tree import FloatArray, IntArray, among, spoilt

#: Probability of "no event" below which a word's arcs are looked at; label smoothing keeps it from reaching 1.
LEAST_EVENT = 0.85
#: Probability from which an arc is kept for the stages to judge; their own thresholds are higher.
LEAST_ARC = 0.08
#: Share of a participant's home below which a word is not kept; many mentions of one country add up.
LEAST_HOME = 0.02
#: Rewritings of the graph that do not pay: fused addition and normalisation takes five times as long as the two apart
#: (onnxruntime 1.32, one thread, 180 pieces by 384: 0.42 against 0.09 ms).
_SLOWER = ("SkipLayerNormFusion",)
#: What the graphs of arcs take: the word vectors of a window and the words whose arcs are wanted.
ROW_INPUTS = ("words", "rows")
#: These graphs.
ROWS = ("event_arcs", "homes", "role_arcs")
#: Arcs from a trigger to what has a home.
_HOUSED = frozenset(labels.EVENT_ARCS.index(name) for name in ("actor", "recipient", "speaker", "place"))


@dataclass(frozen=True, slots=True)
class Words:
    """A document as the network takes it: surface forms and half-open word ranges of sentences, covering all words.

    `predicates` are the words whose roles are asked for; no stage does, so that by default none are decoded.
    """

    forms: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    predicates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of a document of N words; arrays are (N,) or (N, labels).

    Arcs are (source, target, label index, probability) over document word indices. `homes` has, for each word that an
    arc takes for a participant, speaker or place, (word, word that names its country or body, share); the targets -1
    and -2 stand for the `labels.NO_HOME`.
    """

    upos: IntArray
    lemma: IntArray
    heads: IntArray
    deprel: IntArray
    ner: FloatArray
    timex: FloatArray
    predicate: FloatArray
    event: FloatArray
    realis: FloatArray
    certainty: FloatArray
    stance: FloatArray
    quotation: FloatArray
    factuality: FloatArray
    event_arcs: tuple[tuple[int, int, int, float], ...]
    role_arcs: tuple[tuple[int, int, int, float], ...]
    antecedents: tuple[tuple[int, int, float], ...]
    homes: tuple[tuple[int, int, float], ...]


_PER_WORD = {
    "upos": np.int64, "lemma": np.int64, "deprel": np.int64, "ner": np.float32, "timex": np.float32,
    "predicate": np.float32, "event": np.float32, "realis": np.float32, "certainty": np.float32, "stance": np.float32,
    "quotation": np.float32, "factuality": np.float32,
}  # fmt: skip


class Model:
    """A bundle ready to read. Threads: `onnxruntime`'s own, as many as given (0: as many as there are cores)."""

    def __init__(self, bundle: Bundle, *, threads: int = 0) -> None:
        try:
            self._session = _session(bundle, "model.onnx", threads)
            self._rows = {name: _session(bundle, f"{name}.onnx", threads) for name in ROWS}
            tokenizer = Tokenizer.from_file(str(bundle.folder / "tokenizer.json"))
        except Exception as error:
            # Neither library documents its exception types for a damaged file.
            raise BundleError(
                f"the model cannot be loaded: {error}", where=str(bundle.folder), mend="reinstall regesta"
            ) from error
        senses = read_senses(bundle.folder / "senses.tsv")
        self._names = [output.name for output in self._session.get_outputs()]
        for session, inputs in ((self._session, INPUTS), *((one, ROW_INPUTS) for one in self._rows.values())):
            if {i.name for i in session.get_inputs()} != set(inputs):
                raise BundleError("the network's inputs are not this version's", where=str(bundle.folder))
        self.bundle = bundle
        self.encoder = Encoder(tokenizer, senses)

    def read(self, docs: Sequence[Words]) -> list[Scores]:
        """Scores of every document, independent of what else is in the batch."""
        return [self._read(doc) for doc in docs]

    def _read(self, doc: Words) -> Scores:
        """One window at a time: int8 activations share one scale a run, so a neighbour would change the scores."""
        pieces, collected = self.encoder.pieces(doc.forms), _Collector(doc)
        for window in windows(pieces, doc.sentences):
            batch = self.encoder.batch([(doc.forms, pieces, collected.sentence_of, window)])
            values = self._session.run(None, batch.feeds())
            out = {name: value[0] for name, value in zip(self._names, values, strict=True)}
            collected.add(window, out)
            fresh = slice(window.fresh - window.first, window.last - window.first)
            triggers = np.flatnonzero(out["event"][fresh, 0] < LEAST_EVENT) + fresh.start
            if len(triggers):
                (arcs,) = self._arcs("event_arcs", out["words"], triggers)
                housed = collected.add_events(window, triggers, arcs)
                if len(housed):
                    collected.add_homes(window, housed, *self._arcs("homes", out["words"], housed))
            predicates = np.array([w - window.first for w in doc.predicates if window.fresh <= w < window.last])
            if len(predicates):
                collected.add_roles(window, predicates, *self._arcs("role_arcs", out["words"], predicates))
        return collected.scores()

    def _arcs(self, name: str, words: FloatArray, rows: IntArray) -> list[Any]:
        """What a graph of arcs says of some words of a window, given the vectors of all."""
        found: list[Any] = self._rows[name].run(None, {"words": words, "rows": rows})
        return found


def _session(bundle: Bundle, name: str, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(bundle.folder / name), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )


class _Collector:
    """Puts the windows of one document together."""

    def __init__(self, doc: Words) -> None:
        self.doc = doc
        self.sentence_of = [n for n, (first, last) in enumerate(doc.sentences) for _ in range(first, last)]
        self._numbers = np.array(self.sentence_of, dtype=np.int64)
        self._words: dict[str, Any] = {}
        self._heads = np.full(len(doc.forms), -1, dtype=np.int64)
        self._events: list[tuple[int, int, int, float]] = []
        self._roles: list[tuple[int, int, int, float]] = []
        self._links: list[tuple[int, int, float]] = []
        self._homes: dict[int, list[tuple[int, int, float]]] = {}

    def add(self, window: Window, out: dict[str, npt.NDArray[Any]]) -> None:
        """Takes over what the window says of its fresh words."""
        count = window.last - window.first
        skip = window.fresh - window.first
        for name, dtype in _PER_WORD.items():
            value = out[name]
            if name not in self._words:
                self._words[name] = np.zeros((len(self.doc.forms), *value.shape[1:]), dtype=dtype)
            self._words[name][window.fresh : window.last] = value[skip:count]
        self._add_trees(window, out["head"], out["arc"])
        self._add_links(window, out, skip, count)

    def _add_trees(self, window: Window, heads: IntArray, scores: FloatArray) -> None:
        """The heads of the fresh words; where those of a sentence are no trees, its best trees."""
        skip, count = window.fresh - window.first, window.last - window.first
        sentence_of = self._numbers[window.fresh : window.last]
        local = np.where(heads[skip:count] > 0, heads[skip:count] - skip, 0)
        # A head in the context before is no head at all; no sentence has one, as windows are of whole sentences.
        local[(heads[skip:count] > 0) & (local <= 0)] = -1
        wild = spoilt(local, sentence_of)
        for number in np.unique(sentence_of[wild]).tolist():
            inside = np.flatnonzero(sentence_of == number)
            low, high = skip + int(inside[0]), skip + int(inside[-1]) + 1
            trees = best_trees(among(scores, low, high))
            local[inside] = np.where(trees > 0, trees + low - skip, 0)
        self._heads[window.fresh : window.last] = np.where(local > 0, local - 1 + window.fresh, -1)

    def _add_links(self, window: Window, out: dict[str, npt.NDArray[Any]], skip: int, count: int) -> None:
        for word in np.flatnonzero(out["antecedent"][skip:count]) + skip:
            target = int(out["antecedent"][word]) - 1
            score = float(out["antecedent_score"][word])
            self._links.append((window.first + int(word), window.first + target, score))

    def add_events(self, window: Window, triggers: IntArray, arcs: FloatArray) -> IntArray:
        """Takes over the arcs of `triggers`, (R,) words of the window.

        Returns:
            Words of the window whose home is wanted: what the arcs point at, unless the window before, which saw more
            of what stands around it, has told.
        """
        base, skip = window.first, window.fresh - window.first
        housed: set[int] = set()
        for row, target, label in zip(*np.nonzero(arcs >= LEAST_ARC), strict=True):
            probability = float(arcs[row, target, label])
            self._events.append((base + int(triggers[row]), base + int(target), int(label), probability))
            if label in _HOUSED and (target >= skip or base + int(target) not in self._homes):
                housed.add(int(target))
        return np.array(sorted(housed), dtype=np.int64)

    def add_homes(self, window: Window, words: IntArray, homes: FloatArray) -> None:
        """Takes over the homes of `words`, (R,) words of the window."""
        for row, word in enumerate(words.tolist()):
            self._homes[window.first + word] = _home(window.first, word, homes[row])

    def add_roles(self, window: Window, predicates: IntArray, chances: FloatArray) -> None:
        """Takes over the roles of `predicates`, (R,) words of the window."""
        base, roles = window.first, best_roles(chances)
        for row, target in zip(*np.nonzero(roles), strict=True):
            source, role = base + int(predicates[row]), int(roles[row, target])
            self._roles.append((source, base + int(target), role, float(chances[row, target, role])))

    def scores(self) -> Scores:
        """The whole document."""
        if not self._words:
            self._words = {
                name: np.zeros((0, *_EMPTY_SHAPES.get(name, ())), dtype=dtype) for name, dtype in _PER_WORD.items()
            }
        return Scores(
            **self._words,
            heads=self._heads,
            event_arcs=tuple(sorted(self._events)),
            role_arcs=tuple(sorted(self._roles)),
            antecedents=tuple(sorted(self._links)),
            homes=tuple(home for _, found in sorted(self._homes.items()) for home in found),
        )


def _home(base: int, word: int, shares: FloatArray) -> list[tuple[int, int, float]]:
    """The first columns are `labels.NO_HOME`, then come the words of the window."""
    special = len(labels.NO_HOME)
    kept = np.flatnonzero(shares >= LEAST_HOME)
    return [(base + word, base + int(c) - special if c >= special else -1 - int(c), float(shares[c])) for c in kept]


_EMPTY_SHAPES = {
    "ner": (len(labels.NER),),
    "timex": (len(labels.TIMEX),),
    "event": (len(labels.EVENTS),),
    "realis": (len(labels.REALIS),),
    "certainty": (len(labels.CERTAINTY),),
    "stance": (len(labels.STANCE),),
    "quotation": (len(labels.QUOTATION),),
}
