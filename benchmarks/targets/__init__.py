"""What is fuzzed: one target a reader, each with small inputs to begin with.

A target takes bytes. It may refuse them in the reader's own way, but may not raise anything else nor break a law. Its
imports stand inside it, so that nothing is loaded before the engine watches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A reader as bytes reach it.

    Attributes:
        run: reads bytes and checks what came out.
        begin: small inputs that it understands.
    """

    run: Callable[[bytes], None]
    begin: Callable[[], Sequence[bytes]]

    def __call__(self, data: bytes) -> None:
        """Reads bytes and checks what came out."""
        self.run(data)


def every() -> dict[str, Target]:
    """All targets by their names."""
    from benchmarks.targets import documents, people, tables, web  # noqa: PLC0415 (they import this module)

    return {**documents.TARGETS, **tables.TARGETS, **people.TARGETS, **web.TARGETS}
