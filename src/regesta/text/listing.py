"""Word lists, written as running text so that they can be read and amended like one."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a list, parted by white space."""
    return frozenset(words.split())


#: Letters that Python's patterns take for others where case is ignored, and `str.lower` does not.
_LIKE = {ord("\u0131"): "i", ord("\u017f"): "s"}


def key(word: str) -> str:
    """A word that a pattern without regard to case has matched, as the key of the table the pattern was made from."""
    return word.lower().translate(_LIKE)
