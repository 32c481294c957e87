"""The Causal News Corpus (V2, CC0): sentences of news on protests and unrest, a few of each report, undated.

Only the sentences of the training part are read, not what they are said to cause. They stand tokenised in the corpus;
annotations refer to the running text that is made here.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from lab.corpora.gmb import detokenize

#: Where the sentences stand in the corpus's folder.
FILE = "data/V2/train_subtask1.csv"
_CLITIC = re.compile(r" ?’ (?=(?:s|t|re|ve|ll|d|m)\b)")
_OPENED = re.compile(r"(?<=[“‘]) ")
_CLOSED = re.compile(r" (?=[”’])")


@cache
def sentences(folder: Path) -> tuple[str, ...]:
    """The sentences in the order of the file."""
    with (folder / FILE).open(newline="", encoding="utf-8-sig") as file:
        return tuple(_plain(row["text"]) for row in csv.DictReader(file))


def _plain(text: str) -> str:
    running = detokenize(_CLITIC.sub("’", text).split())[0]
    return _CLOSED.sub("", _OPENED.sub("", running))
