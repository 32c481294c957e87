"""Reports of Wikinews as QANom has them: tokenised sentences in their order, some left out, no dates.

Only the sentences are read, of the training and the development part; the nominal roles are not. A sentence's id
holds the report's number, its paragraph and its place there.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from lab.corpora.gmb import detokenize

#: Where sentences of Wikinews stand.
FILES = ("annot.train.csv", "annot.dev.csv")
_SOURCE = "Wiki1k:wikinews:"
#: Brackets and dashes as the treebanks write them.
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "--": "-"}
#: Found in words whose letters were read in the wrong encoding and then cut apart; such sentences are left out.
_SPOILT = "Ã"


@cache
def texts(folder: Path) -> dict[str, str]:
    """Texts by the number of the report, one sentence a line."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    for name in FILES:
        with (folder / name).open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["qasrl_id"].startswith(_SOURCE) and _SPOILT not in row["sentence"]:
                    report, paragraph, place = row["qasrl_id"].removeprefix(_SOURCE).split(":")
                    found.setdefault(report, {})[int(paragraph), int(place)] = _plain(row["sentence"])
    return {report: "".join(f"{told[at]}\n" for at in sorted(told)) for report, told in found.items()}


def _plain(sentence: str) -> str:
    return detokenize([_BRACKETS.get(word, word) for word in sentence.split()])[0]
