"""What every way of spreading work has in common: batches in, written segments out, through one writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from regesta.pipeline import Pipeline
from regesta.register.folder import Folder
from regesta.register.schema import Taken
from regesta.register.segments import Written, write_segment


class Factory(Protocol):
    """Builds the pipeline in whichever process it is called; equal factories build equal pipelines.

    It must be hashable and picklable, as it travels to the workers instead of the pipeline.
    """

    def __call__(self) -> Pipeline:
        """A pipeline of its own."""
        ...

    def __hash__(self) -> int: ...


_F = TypeVar("_F", bound=Factory, contravariant=True)


@dataclass(frozen=True, slots=True)
class Task:
    """Where the outcomes of a batch go."""

    folder: Folder
    run: int
    run_id: str


class Engine(Protocol[_F]):
    """Reads batches and writes a segment for each; names and contents of segments do not depend on the engine."""

    def __call__(self, batches: Iterable[tuple[Taken, ...]], task: Task, *, factory: _F) -> Iterator[Written]:
        """The segments as they come to exist; batches are drawn as there is room for them."""
        ...


def read_batch(task: Task, factory: Factory, batch: tuple[Taken, ...]) -> Written:
    """One batch from bytes to a segment, written by the process that read it."""
    outcomes = _pipeline(factory)([taken.item for taken in batch])
    return write_segment(task.folder, run=task.run, run_id=task.run_id, batch=batch, outcomes=outcomes)


@lru_cache(maxsize=1)
def _pipeline(factory: Factory) -> Pipeline:
    """The pipeline of this process: a worker loads the model once, not once a batch."""
    return factory()
