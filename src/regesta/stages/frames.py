""" "According to X" at either end of a sentence: the comma tells the frame from what is said.

Trees of such sentences are often wrong ("according" as the root with X for its subject), their commas hardly ever. In
the middle of a sentence it is the tree that decides; see `quotes`.
"""

from __future__ import annotations

from collections.abc import Sequence

from regesta.records.readings import Sentence
from regesta.stages.phrases import Phrases

#: What ends the words before a frame that stands last: a comma, or the end of a quote.
_ENDS = frozenset((",", '"', "”", "''", "’’", "»"))
_NAMES, _GOES_ON = ("NOUN", "PROPN", "PRON"), ("NOUN", "PROPN", "PART")


def framed(phrases: Phrases, sentence: Sentence, according: int) -> tuple[int, set[int]] | None:
    """The head of the source and the words that are said; None where neither end of the sentence is framed.

    Args:
        phrases: the report's words.
        sentence: the one of "according".
        according: the index of that word.
    """
    behind = range(according + 2, sentence.last)
    comma = next((i for i in behind if phrases.form(i) == ","), sentence.last)
    source = _first_name(phrases, range(according + 2, comma))
    if source is None:
        return None
    first = next((i for i in range(sentence.first, according) if phrases.token(i).upos != "PUNCT"), None)
    if first is None:
        return (source, set(range(comma + 1, sentence.last))) if comma + 1 < sentence.last else None
    if phrases.form(according - 1) in _ENDS and not _clause_in(phrases, range(comma, sentence.last)):
        return source, set(range(sentence.first, according - 1))
    return None


def _first_name(phrases: Phrases, words: Sequence[int]) -> int | None:
    """The last word of the first run of nouns, which is the head of a noun phrase in most of English."""
    for i, following in zip(words, [*words[1:], None], strict=True):
        alone = following is None or phrases.token(following).upos not in _GOES_ON
        if phrases.token(i).upos in _NAMES and alone:
            return i
    return None


def _clause_in(phrases: Phrases, words: Sequence[int]) -> bool:
    return any(phrases.token(i).upos in ("VERB", "AUX") for i in words)
