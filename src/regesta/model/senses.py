"""What a word may tell: the event types that the lexicon lists for its form, as numbers the network has vectors for.

The network sees an act by its trigger, and finds 96 of a hundred whose word it has often been taught and 44 whose word
it has never been taught (claims of the development reports). The lexicon (`lab/lexicon`, our own) tells it of words it
has not met that they may be acts, and of which type; whether one is, the sentence decides (decision 0033).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from regesta.errors import BundleError
from regesta.model import labels

#: Types that a form may have at most; of the 240 forms with more, such as "give", the surest are kept.
SENSES = 6
#: Number 0 is no type; then each type twice, first for words that mostly tell it, then for those that may.
COUNT = 1 + 2 * (len(labels.EVENTS) - 1)
NONE = (0,) * SENSES

#: The numbers of a form in lower case, as many as `SENSES`, 0 at the end.
Senses = Mapping[str, tuple[int, ...]]


def number_of(event: str, *, sure: bool) -> int:
    """The number of a type; `sure` for words that mostly tell it."""
    return 2 * labels.EVENTS.index(event) - (1 if sure else 0)


def write_senses(path: Path, found: Senses) -> None:
    """A line for each set of types: its numbers, a tab, its forms, divided by spaces."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for form, numbers in found.items():
        groups.setdefault(tuple(n for n in numbers if n), []).append(form)
    lines = [f"{' '.join(map(str, numbers))}\t{' '.join(sorted(forms))}\n" for numbers, forms in sorted(groups.items())]
    path.write_text("".join(lines), encoding="utf-8")


def read_senses(path: Path) -> dict[str, tuple[int, ...]]:
    """The forms of a bundle.

    Raises:
        BundleError: the file is none that `write_senses` has written.
    """
    try:
        return dict(_lines(path.read_text(encoding="utf-8").splitlines()))
    except (OSError, ValueError) as error:
        mend = "reinstall regesta"
        raise BundleError(f"the list of senses cannot be read: {error}", where=str(path), mend=mend) from error


def _lines(lines: Iterable[str]) -> Iterable[tuple[str, tuple[int, ...]]]:
    for line in lines:
        cell, forms = line.split("\t")
        numbers = [int(number) for number in cell.split()]
        if len(numbers) > SENSES or not all(0 < number < COUNT for number in numbers):
            raise ValueError(f"no such senses: {cell[:40]}")
        padded = (*numbers, *NONE[len(numbers) :])
        yield from ((form, padded) for form in forms.split())
