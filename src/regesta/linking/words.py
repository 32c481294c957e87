"""Words as linking compares them: content words by stem, how telling each is, and how near two are in meaning.

The table in `data/words.npz` is made by `lab/linkwords.py`: in how many of some thousand free news texts a word stands,
and a short vector for it. A word that is not in it counts as rare and is near to nothing but itself.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
#: Words that say nothing about which happening is meant; most of them are too frequent to weigh anything anyway.
_EMPTY = frozenset(
    "a an the of in on at to for from by with and or but as is are was were be been being it its he she they his her "
    "their this that these those has have had not no said say says".split()
)
#: Past forms and plurals that no ending shows, with the word they are of.
_IRREGULAR = dict(
    pair.split("=")
    for pair in (
        "shot=shoot struck=strike stricken=strike hit=hit fought=fight broke=break broken=break took=take taken=take "
        "gave=give given=give went=go gone=go came=come said=say told=tell held=hold met=meet left=leave began=begin "
        "begun=begin won=win lost=lose found=find sent=send sold=sell bought=buy brought=bring caught=catch fell=fall "
        "fallen=fall fled=flee flew=fly flown=fly froze=freeze frozen=freeze led=lead paid=pay ran=run rose=rise "
        "risen=rise saw=see seen=see sank=sink sunk=sink spoke=speak spoken=speak stole=steal stolen=steal swore=swear "
        "sworn=swear threw=throw thrown=throw withdrew=withdraw withdrawn=withdraw wrote=write written=write "
        "died=die death=die dead=die dying=die deaths=die made=make kept=keep knew=know known=know grew=grow "
        "chose=choose chosen=choose drove=drive driven=drive shook=shake shaken=shake stood=stand sought=seek "
        "men=man women=woman children=child people=person lives=life wives=wife leaves=leave killings=kill "
        "shootings=shoot bombings=bomb"
    ).split()
)  # fmt: skip
#: Endings taken off in this order, and the letters a stem must keep. What is left need not be a word: equal stems are
#: all that counts ("explosion", "explode" both give "explo").
_ENDINGS = (
    ("ations", 3), ("ation", 3), ("itions", 3), ("ition", 3), ("sions", 3), ("sion", 3), ("tions", 3), ("tion", 3),
    ("ments", 3), ("ment", 3), ("ings", 3), ("ing", 3), ("ances", 3), ("ance", 3), ("ences", 3), ("ence", 3),
    ("ities", 3), ("ity", 3), ("ies", 2), ("ied", 2), ("ers", 3), ("ors", 4), ("er", 3), ("or", 4), ("als", 4),
    ("al", 4), ("ed", 3), ("es", 3), ("de", 4), ("se", 4), ("te", 4), ("s", 3), ("e", 3), ("y", 3), ("t", 5),
)  # fmt: skip

FloatArray = npt.NDArray[np.float32]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What a word shares with its other forms and with its noun or verb."""
    word = word.lower()
    word = _IRREGULAR.get(word, word)
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)]
            word = word[:-1] if word.endswith("e") and len(word) > 4 else word
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "y" if len(word) > 2 and word.endswith("i") else word


def forms(text: str) -> list[str]:
    """The words of a text as they stand."""
    return _WORD.findall(text)


@dataclass(frozen=True)
class Table:
    """How many texts a word stands in, and where it lies among other words.

    Attributes:
        texts: how many were counted.
        row_of: from a lower-case word to its row.
        counts: texts in which it stands.
        vectors: unit length, one a row.
    """

    texts: int
    row_of: dict[str, int]
    counts: npt.NDArray[np.int64]
    vectors: FloatArray

    def weight(self, word: str) -> float:
        """How telling a word is: the logarithm of the share of texts it stands in, turned round."""
        row = self.row_of.get(word.lower())
        count = 0 if row is None else int(self.counts[row])
        return math.log((self.texts + 1) / (count + 1))

    def kin(self, one: str, other: str) -> float:
        """How near two words are in meaning, in [0, 1]; 1 for forms of one word, 0 where one is unknown."""
        if stem(one) == stem(other):
            return 1.0
        a, b = self.row_of.get(one.lower()), self.row_of.get(other.lower())
        return 0.0 if a is None or b is None else max(0.0, float(self.vectors[a] @ self.vectors[b]))


@cache
def table() -> Table:
    """The table in the package."""
    data = files("regesta.linking").joinpath("data", "words.npz").read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        words = arrays["words"].tobytes().decode("utf-8").split("\n")
        vectors = arrays["vectors"].astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return Table(
            int(arrays["texts"][0]),
            {word: row for row, word in enumerate(words)},
            arrays["counts"].astype(np.int64),
            vectors / np.maximum(lengths, 1e-9),
        )


Bag = dict[str, float]


def bag(words: Iterable[str]) -> Bag:
    """Content words by stem with their weights, of unit length."""
    known, found = table(), dict[str, float]()
    for word in words:
        lower = word.lower()
        if lower in _EMPTY or (len(lower) < 2 and not lower.isdigit()):
            continue
        key = stem(lower)
        found[key] = max(found.get(key, 0.0), known.weight(lower))
    return unit(found)


def unit(weights: Bag) -> Bag:
    """The same, of length 1; nothing stays nothing."""
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {key: weight / length for key, weight in weights.items()} if length else {}


def cosine(one: Bag, other: Bag) -> float:
    """How far two bags share their weight, in [0, 1]."""
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(weight * other[key] for key, weight in one.items() if key in other)
