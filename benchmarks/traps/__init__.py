"""Hostile inputs, made by code: `every()` gives all of them, lazily, the same ones each time.

A trap is a kind, a name and a function that makes its bytes, so that no two large ones are held at once. Nothing here is
taken from anywhere: the words are our own, the patterns are those that parsers are known to be slow or to break at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

#: Ordinary words, so that a trap is not refused before it is reached.
STORY = (
    "Northland sent 40 trucks of food to Westland on Monday, officials said. The harbour of Dunport had been closed "
    "since March, and Southland denied that it had shelled the town. Talks are to go on in May, the ministry said."
)
#: Sizes in characters: a long report, more than any report, nearly the most that is read.
SMALL, MIDDLE, LARGE = 50_000, 900_000, 19_500_000


@dataclass(frozen=True, slots=True)
class Trap:
    """One hostile file.

    Attributes:
        kind: what it belongs to in the table of results.
        name: of the file, with the ending that its makers would give it.
        make: its bytes.
    """

    kind: str
    name: str
    make: Callable[[], bytes]


def repeated(piece: str, size: int, head: str = "", tail: str = "") -> bytes:
    """A piece so often that there are `size` characters, between a head and a tail."""
    return (head + piece * (size // len(piece)) + tail).encode("utf-8", "surrogatepass")


def sizes(
    kind: str, name: str, ending: str, piece: str, head: str = "", tail: str = "", most: int = LARGE
) -> Iterator[Trap]:
    """The same piece in three sizes."""
    for word, size in (("small", SMALL), ("middle", MIDDLE), ("large", LARGE)):
        yield Trap(kind, f"{name}-{word}.{ending}", partial(repeated, piece, min(size, most), head, tail))


def cuts(kind: str, name: str, ending: str, make: Callable[[], bytes], count: int) -> Iterator[Trap]:
    """A file broken off at `count` places, evenly spread."""
    for number in range(count):
        yield Trap(kind, f"{name}-cut{number:02}.{ending}", partial(_cut, make, (number + 0.5) / count))


def _cut(make: Callable[[], bytes], share: float) -> bytes:
    whole = make()
    return whole[: int(share * len(whole))]


def every() -> Iterator[Trap]:
    """All traps."""
    from benchmarks.traps import archives, feeds, pages, rows, texts  # noqa: PLC0415 (they import this module)

    for room in (texts, pages, feeds, rows, archives):
        yield from room.traps()
