"""How what takes long says so."""

from __future__ import annotations

from collections.abc import Callable

#: Takes in a line for people.
Tell = Callable[[str], None]


def silent(_: str) -> None:
    """Tells nobody."""
