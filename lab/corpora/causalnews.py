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
#: Sentences in one block, a few of each report; coders marked where another begins.
BLOCK = 24
_CLITIC = re.compile(r" ?’ (?=(?:s|t|re|ve|ll|d|m)\b)")
_OPENED = re.compile(r"(?<=[“‘]) ")
_CLOSED = re.compile(r" (?=[”’])")


@cache
def texts(folder: Path) -> dict[str, str]:
    """Blocks of sentences in the order of the file, one a line, by the number of the first, such as `0024`."""
    with (folder / FILE).open(newline="", encoding="utf-8-sig") as file:
        told = [_plain(row["text"]) for row in csv.DictReader(file)]
    return {
        f"{first:04d}": "".join(f"{sentence}\n" for sentence in told[first : first + BLOCK])
        for first in range(0, len(told), BLOCK)
    }


def _plain(text: str) -> str:
    running = detokenize(_CLITIC.sub("’", text).split())[0]
    return _CLOSED.sub("", _OPENED.sub("", running))
