"""`copies`: near copies of wire text, against pairs made from free news by a recipe written down here.

Originals are Wikinews reports and pieces of the GMB sentences (Voice of America), whose neighbours tell the same story
in other words. Each third original gets one to three variants, made as desks make them: cut after some paragraphs or
sentences, sentences left out, an agency's name and a dateline before, another title, figures and speech verbs changed,
a closing line. Positive pairs are those of one original; every other pair of the pool is negative, neighbours and
reports of one story among them. What is drawn depends on a fixed seed.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import combinations
from pathlib import Path

from regesta.errors import DataError
from regesta.evaluation.bootstrap import FloatArray, f1, figures, ratio
from regesta.evaluation.corpus import TRAIN, Options, files
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured
from regesta.linking.copies import copies

#: The seed of the measure; the bounds of `linking.copies` were chosen on variants made with `TUNING`.
SEED, TUNING = 20261128, 20240320
#: Sentences of GMB taken as one report.
PIECE = 14
_AGENCIES = ("(Reuters) - ", "AP — ", "(AFP) ", "Agencies | ", "By our correspondent. ", "")
_PLACES = ("GENEVA", "NAIROBI", "LONDON, March 3", "BEIRUT", "KYIV, Ukraine", "JAKARTA")
_CLOSING = (
    "\nReporting by our bureau; editing by the desk.", "\n(c) All rights reserved.",
    "\nThis story has been updated.", "",
)  # fmt: skip
_EDITS = (
    (r"\bsaid\b", "stated"), (r"\bUS\b", "U.S."), (r"\btwo\b", "2"), (r"\bthree\b", "3"), (r"\balso\b ", ""),
    (r"\bpercent\b", "per cent"), (r"\bkilled\b", "dead"), (r"\bhowever\b,? ?", ""), (r"\b10\b", "ten"),
    (r"\baccording to\b", "as told by"), (r"\bPresident\b", "Pres."), (r"\bofficials\b", "authorities"),
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")


@dataclass(frozen=True, slots=True)
class Item:
    """A text of the pool and the original it is or comes from."""

    text: str
    original: int


def originals(paths: Sequence[Path], limit: int | None = None) -> list[str]:
    """The texts of tables with `title` and `text`, and pieces of tables with `Sentence #` and `Word`.

    Raises:
        DataError: a table has neither.
    """
    out: list[str] = []
    csv.field_size_limit(1 << 30)
    for path in paths:
        rows = csv.DictReader(StringIO(path.read_bytes().decode("utf-8-sig", "replace")))
        names = rows.fieldnames or []
        if "text" in names:
            out += [f"{row.get('title', '')}\n\n{row['text']}" for row in rows if len(row["text"].split()) >= 60]
        elif "Word" in names:
            out += _pieces(rows)
        else:
            raise DataError("neither a column text nor a column Word", where=str(path))
    return out[:limit]


def _pieces(rows: csv.DictReader[str]) -> list[str]:
    """Every fourth piece and its neighbour, so that both distance and closeness of subject are in the pool."""
    sentences: list[list[str]] = []
    for row in rows:
        if row["Sentence #"] or not sentences:
            sentences.append([])
        sentences[-1].append(row["Word"] or "")
    pieces = [sentences[n : n + PIECE] for n in range(0, len(sentences) - PIECE, PIECE)]
    return [_piece(piece) for n, piece in enumerate(pieces) if n % 8 < 2]


def _piece(sentences: Sequence[Sequence[str]]) -> str:
    lines = [re.sub(r" (?=[.,;:?!')])", "", " ".join(words)) for words in sentences]
    return f"{' '.join(lines[0].split()[:8])}\n\n" + "\n\n".join(lines)


def variant(text: str, chance: random.Random) -> str:
    """One desk's version of a text; at least a third of its sentences stay."""
    title, _, body = text.partition("\n\n")
    parts = [part for part in _SENTENCE.split(body) if part.strip()]
    if chance.random() < 0.5:
        parts = parts[: max(1, round(len(parts) * chance.uniform(0.34, 0.9)))]
    if chance.random() < 0.4 and len(parts) > 4:
        parts = [part for n, part in enumerate(parts) if n < 1 or chance.random() > 0.15]
    told = " ".join(parts)
    for pattern, other in chance.sample(_EDITS, chance.randint(0, 6)):
        told = re.sub(pattern, other, told)
    words = title.split()
    headings = (title, title.upper(), " ".join(words[len(words) // 2 :] or words), f"Update: {title}")
    place = f"{chance.choice(_PLACES)} " if chance.random() < 0.6 else ""
    return f"{chance.choice(headings)}\n\n{place}{chance.choice(_AGENCIES)}{told}{chance.choice(_CLOSING)}"


def pool(texts: Sequence[str], seed: int) -> list[Item]:
    """The originals and their variants."""
    chance = random.Random(seed)
    items = [Item(text, n) for n, text in enumerate(texts)]
    for n in range(0, len(texts), 3):
        items += [Item(variant(texts[n], chance), n) for _ in range(chance.randint(1, 3))]
    chance.shuffle(items)
    return items


def statistic(sums: FloatArray) -> dict[str, float]:
    """F1, precision and recall of pairs from (right, gold, found)."""
    right, gold, found = sums
    return {"copy_f1": f1(right, gold, found), "precision": ratio(right, found), "recall": ratio(right, gold)}


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """F1 over pairs of near copies."""
    tables = files(path, ".csv")
    items = pool(originals(tables, options.limit), SEED)
    found = {(pair.first, pair.second) for pair in copies([item.text for item in items])}
    gold = {(a, b) for a, b in combinations(range(len(items)), 2) if items[a].original == items[b].original}
    units = [[0.0] * 3 for _ in range(max((item.original for item in items), default=0) + 1)]
    for a, b in gold | found:
        row = units[items[a].original]
        row[0] += (a, b) in gold and (a, b) in found
        row[1] += (a, b) in gold
        row[2] += (a, b) in found
    return Measured(
        numbers=figures(units, statistic),
        counts={"originals": len(units), "texts": len(items), "copies": len(gold), "pairs": len(items) ** 2 // 2},
        unit="original",
        files=tuple(map(str, tables)),
        licence=TRAIN,
        notes=("pairs made by the recipe in evaluation/copies.py; every pair of two originals is negative",),
    )
