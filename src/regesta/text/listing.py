"""Word lists, written as running text so that they can be read and amended like one."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a list, parted by white space."""
    return frozenset(words.split())
