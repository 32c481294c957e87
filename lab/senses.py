"""The lexicon: words of English that tell of an act, written for Regesta, by event type.

`lab/lexicon/TYPE.tsv` has a line for each word: its lemma, its part of speech (`v`, `n`, `a`), and `strong` where in
news of politics and conflict it mostly tells an act of this type, `weak` where only its surroundings make it one. It
was written from knowledge of the language, without looking at what the annotations hold, so that it lists words that
training never met as well as it lists the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from regesta.model import labels
from regesta.model.senses import SENSES, Senses, number_of

HOME = Path(__file__).parent / "lexicon"
#: What the dictionary of inflections calls the parts of speech.
_UPOS = {"v": "VERB", "n": "NOUN", "a": "ADJ"}
_GRADES = ("strong", "weak")


@cache
def senses(folder: Path = HOME) -> Senses:
    """Every form of every word of the lexicon, in lower case, with its types, the sure ones first.

    Raises:
        ValueError: a line that is none, with its file and number.
    """
    grades: dict[str, dict[str, bool]] = {}
    for event in labels.EVENTS[1:]:
        for lemma, upos, sure in _entries(folder / f"{event}.tsv"):
            for form in forms(lemma, upos):
                known = grades.setdefault(form, {})
                known[event] = known.get(event, False) or sure
    out = {}
    for form, events in sorted(grades.items()):
        ranked = sorted(events, key=lambda e: (not events[e], labels.EVENTS.index(e)))[:SENSES]
        numbers = [number_of(event, sure=events[event]) for event in ranked]
        out[form] = (*numbers, *[0] * (SENSES - len(numbers)))
    return out


def _entries(path: Path) -> Iterator[tuple[str, str, bool]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(("lemma", "pos", "grade")) or cells[1] not in _UPOS or cells[2] not in _GRADES:
            raise ValueError(f"{path}:{number}: not a lemma, v, n or a, and strong or weak")
        yield cells[0], _UPOS[cells[1]], cells[2] == "strong"


@cache
def forms(lemma: str, upos: str) -> frozenset[str]:
    """The forms of one word by the dictionary, by rule where it does not have it; the lemma itself among them."""
    from lemminflect import getAllInflections, getAllInflectionsOOV  # noqa: PLC0415 - a fifth of a second

    found = getAllInflections(lemma, upos=upos)
    if not found and upos != "ADJ":
        found = getAllInflectionsOOV(lemma, upos=upos)
    return frozenset({lemma, *(form.lower() for some in found.values() for form in some if " " not in form)})
