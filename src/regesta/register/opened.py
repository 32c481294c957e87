"""A register's folder that is open: what answers questions to it, the decisions taken in, and whether it is stale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Self

import pyarrow as pa

from regesta.errors import RegestaError
from regesta.register.engine import Engine
from regesta.register.folder import Folder, open_folder
from regesta.register.held import Held
from regesta.register.incidents import read_incidents
from regesta.register.journal import Journal, Line
from regesta.register.loading import has_index
from regesta.register.packs import layout

#: From what was read and the journal to claims as people left them (`schema.LAID`); given from above, as a register
#: does not know what decisions mean.
Reviewed = Callable[[Engine, Sequence[Line]], pa.Table]


class _Preparing(Thread):
    """Makes what questions count while nobody has asked yet; who asks earlier waits for it."""

    def __init__(self, engine: Held) -> None:
        super().__init__(daemon=True)
        self._engine = engine
        self.start()

    def run(self) -> None:
        # Damage is told to whoever asks.
        with suppress(RegestaError):
            self._engine.prepare()


class Opened:
    """Holds what was there when the folder was opened, until it is closed.

    Args:
        folder: the register's folder.
        reviewed: what decisions make of the claims; without it questions see the claims as they were read.
        held: loads what questions compare into memory, for many questions from several threads (`register.held`).

    Raises:
        MissingPathError: the folder does not exist.
        RegisterError: it holds no register, or one of another format, or its journal is damaged.
    """

    def __init__(self, folder: Path, *, reviewed: Reviewed | None = None, held: bool = False) -> None:
        self._folder: Folder = open_folder(folder)
        self._segments = layout(self._folder).segments
        # For one question an index that lacks segments spares nothing.
        self._plain = None if held or has_index(self._folder) else Engine(self._folder)
        self._engine = self._plain or Held(self._folder)
        self._preparing = _Preparing(self._engine) if held and isinstance(self._engine, Held) else None
        self._reviewed = reviewed
        self._decided = -1
        self.journal = Journal(self._folder)
        self.renew()

    @property
    def engine(self) -> Engine:
        """What answers SQL over every column of the tables, for one thread; opened when it is first asked for."""
        if self._plain is None:
            self._plain = Engine(self._folder)
        return self._plain

    def renew(self) -> None:
        """Takes in what people have decided since; segments that have been written since stay unseen.

        By one thread at a time; questions of others may go on.

        Raises:
            RegisterError: the journal is damaged.
        """
        if self._reviewed is None or not self.is_behind():
            return
        # The size is asked first: what is written in between is taken in the next time.
        self._decided, lines = self.journal.size(), self.journal.lines()
        if lines:
            self._engine.lay(self._reviewed(self.engine, lines))

    def is_behind(self) -> bool:
        """Whether people have decided something that questions do not see yet."""
        return self.journal.size() != self._decided

    @property
    def path(self) -> Path:
        """The register's folder."""
        return self._folder.root

    def changed(self) -> int:
        """When files last came to the segments or incidents or went, in nanoseconds: what is cheap to look at."""
        places = (self._folder.segments, self._folder.packs, self._folder.root / "incidents")
        return max(place.stat().st_mtime_ns for place in places if place.exists())

    def is_stale(self) -> bool:
        """Whether there are other segments or incidents now than when this was opened."""
        derived, now = self._engine.linked().derived, read_incidents(self._folder)
        linked = (derived.state, derived.linker) if derived else None
        return layout(self._folder).segments != self._segments or linked != ((now.state, now.linker) if now else None)

    def settle(self) -> None:
        """Waits until what questions count is made, where the register is `held`: at a million reports some seconds."""
        if self._preparing is not None:
            self._preparing.join()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Gives the questions that this thread asks in the block so much time, where the register is `held`.

        Raises:
            TooLongError: from the question that is over its time.
        """
        if isinstance(self._engine, Held):
            # What is made once after opening is nobody's question: it takes as long as it takes.
            self.settle()
            with self._engine.within(seconds):
                yield
        else:
            yield

    def close(self) -> None:
        """Gives the memory back."""
        self.settle()
        self._engine.close()
        if self._plain is not None and self._plain is not self._engine:
            self._plain.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
