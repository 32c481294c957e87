"""The score of a pair of tellings: a weighted sum of named features, turned into a probability, with its reasons.

The weights are data (`data/scorer.json`), learnt by `lab/linker.py` from free corpora; the file says which and how.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from regesta.errors import KnowledgeError
from regesta.linking.compare import FEATURES

#: What a feature is called where reasons are shown.
_NAMES = {
    "word": "the same word for the act",
    "kin": "words for the act that mean nearly the same",
    "type": "event type",
    "mode": "mode",
    "actors": "who does it",
    "recipients": "to whom",
    "crossed": "the same two sides",
    "time": "the day",
    "time_loose": "times that overlap",
    "published": "days of the news",
    "place": "the place",
    "figures": "the figures",
    "sentence": "words of the sentence",
    "names": "names in the sentence",
    "beside": "words beside the act",
    "story": "words of the reports",
    "same_report": "in one report",
    "word_sentence": "one act in like sentences",
    "word_story": "one act in like reports",
    "kin_story": "a like act in like reports",
    "word_far": "one act in reports of one story",
    "realis": "realis",
}
#: Weighted features below this add nothing that a reader would want to hear of.
_TOLD = 0.25


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights in the order of `compare.FEATURES`, a bias, and the average probability that makes one incident."""

    weights: tuple[float, ...]
    bias: float
    bound: float

    def score(self, features: Sequence[float]) -> float:
        """The probability that the two tell one happening."""
        return 1.0 / (1.0 + math.exp(-min(max(self.sum(features), -30.0), 30.0)))

    def sum(self, features: Sequence[float]) -> float:
        """The same as log-odds."""
        return self.bias + math.fsum(w * x for w, x in zip(self.weights, features, strict=True))

    def bounded(self, bound: float) -> Scorer:
        """The same weights with another bound."""
        return replace(self, bound=bound)

    def reasons(self, features: Sequence[float]) -> list[str]:
        """What speaks for and against, the weightiest first."""
        parts = [(w * x, name) for w, x, name in zip(self.weights, features, FEATURES, strict=True)]
        kept = sorted((part for part in parts if abs(part[0]) >= _TOLD), key=lambda part: (-abs(part[0]), part[1]))
        return [f"{'for' if worth > 0 else 'against'}: {_NAMES[name]} ({worth:+.1f})" for worth, name in kept]


@cache
def shipped() -> Scorer:
    """The scorer in the package.

    Raises:
        KnowledgeError: its file is damaged or of another version.
    """
    try:
        raw = json.loads(files("regesta.linking").joinpath("data", "scorer.json").read_text(encoding="utf-8"))
        weights = tuple(float(raw["weights"][name]) for name in FEATURES)
        return Scorer(weights, float(raw["bias"]), float(raw["bound"]))
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise KnowledgeError(f"not a scorer: {error!r}", where="linking/data/scorer.json") from error
