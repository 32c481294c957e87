"""Reading: files, folders and the web, into a register or with nothing kept."""

# ruff: noqa: PLC0415 (heavy)

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from regesta.assembly.fetching import asking, may_fetch
from regesta.assembly.recipe import Recipe
from regesta.assembly.runs import run_of, version
from regesta.assembly.telling import Tell, silent
from regesta.config import Settings

if TYPE_CHECKING:
    from regesta.fetch.pages import Round
    from regesta.records.claims import Entry
    from regesta.records.outcomes import Rejection
    from regesta.records.reports import Capture
    from regesta.register.folder import Folder
    from regesta.scale.batches import Intake
    from regesta.scale.engine import Engine


def outcomes(paths: Sequence[Path], settings: Settings, *, tell: Tell = silent) -> Iterator[Entry | Rejection]:
    """What is read out of files and folders, in their order, nothing kept; `tell` hears of what takes long."""
    from regesta.scale.batches import chunks
    from regesta.stages.capture import captures

    if not paths:
        return
    recipe = Recipe(settings)
    recipe.prepare(tell)
    pipeline = recipe()
    for batch in chunks(captures(paths)):
        yield from pipeline(batch)


@dataclass(slots=True)
class Tally:
    """How far reading into a register has come.

    Attributes:
        read: reports that are now in the register and were not before.
        skipped: inputs that were there already, read by the same code, model and knowledge.
        rejected: inputs that cannot be read, also those refused by an earlier call.
        claims: claims in the reports read.
        later: pages that could not be fetched now; they are no outcome, and the next call asks for them again.
        seconds: since the first input.
    """

    read: int = 0
    skipped: int = 0
    rejected: int = 0
    claims: int = 0
    later: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Reports a second."""
        return self.read / self.seconds if self.seconds > 0 else 0.0


#: Finds the inputs of a run, given the register and what it has.
Find = Callable[["Folder", "Intake"], Iterator["Capture | Rejection"]]
#: Told after every segment: how far it is, and what was refused in it.
Listener = Callable[[Tally, Sequence["Rejection"]], None]


def read_into(
    root: Path, paths: Sequence[Path], settings: Settings, *, urls: Sequence[str] = (), listener: Listener,
    tell: Tell = silent,
) -> Tally:  # fmt: skip
    """Reads files, folders and addresses of the web into a register, which is made when it is not there.

    What the register already holds from the same code, model, knowledge and settings is skipped; what it holds from
    others is superseded, report by report. May be interrupted anywhere and called again. `tell` hears of what takes
    long before the first report, and of pages that cannot be fetched now. The user's own tables are those in the
    register's folder `knowledge`.

    Raises:
        FetchingOffError: there are addresses, and the settings do not allow fetching.
        MissingPathError: a path does not exist.
        RegisterError: the register cannot be made, opened or written.
        BundleError, KnowledgeError: the parts that read are damaged.
    """
    from regesta.fetch.pages import Round
    from regesta.fetch.target import shown
    from regesta.stages.capture import captures

    may_fetch(urls, settings)
    count, files = Round(), captures(paths)

    def find(folder: Folder, intake: Intake) -> Iterator[Capture | Rejection]:
        yield from files
        if urls:
            with asking(folder, intake, settings, tell) as asks:
                yield from asks.pages(urls, count)

    tally = _take_in(root, find, [*map(str, paths), *map(shown, urls)], settings, listener, tell)
    tally.later = count.later
    return tally


def watch_once(
    root: Path, feeds: Sequence[str], settings: Settings, *, entries_only: bool = False, listener: Listener,
    tell: Tell = silent,
) -> tuple[Tally, Round]:  # fmt: skip
    """Asks feeds once and reads what is new in them into a register, which is made when it is not there.

    Args:
        root: the register's folder.
        feeds: their addresses.
        settings: must allow fetching.
        entries_only: reads what the feeds themselves carry instead of the pages that their entries link to.
        listener, tell: as for `read_into`.

    Raises:
        FetchingOffError: the settings do not allow fetching.
        RegisterError, BundleError, KnowledgeError: as for `read_into`.
    """
    from regesta.fetch.pages import Round
    from regesta.fetch.target import shown

    may_fetch(feeds, settings)
    count = Round()

    def find(folder: Folder, intake: Intake) -> Iterator[Capture | Rejection]:
        with asking(folder, intake, settings, tell) as asks:
            yield from asks.feeds(feeds, count, entries_only=entries_only)

    tally = _take_in(root, find, [*map(shown, feeds)], settings, listener, tell)
    tally.later = count.later
    return tally, count


def _take_in(root: Path, find: Find, asked: Sequence[str], settings: Settings, listener: Listener, tell: Tell) -> Tally:
    """Reads what is found into a register."""
    from regesta.register.folder import create_folder, start_run, sweep, writable
    from regesta.register.segments import known_inputs, stored_captures
    from regesta.scale.batches import Intake
    from regesta.scale.engine import Task

    settings = everywhere(settings)
    folder = create_folder(root.absolute() if settings.engine == "ray" else root, version=version())
    settings = replace(settings, knowledge=folder.knowledge)
    run = run_of(settings)
    with writable(folder):
        sweep(folder)
    intake = Intake(known_inputs(folder), stored_captures(folder), run.id)
    began, tally = time.monotonic(), Tally()
    batches = intake.batches(find(folder, intake))
    # No run is begun, and no model loaded, when there is nothing new to read.
    if first := next(batches, None):
        with writable(folder):
            number = start_run(folder, run, version=version(), paths=list(asked))
        task = Task(folder, number, run.id)
        recipe = Recipe(settings)
        recipe.prepare(tell)
        every = chain([first], batches)
        for written in engine_of(settings)(every, task, factory=recipe):
            tally.read += written.reports
            tally.claims += written.claims
            tally.rejected += len(written.rejections)
            listener(_now(tally, intake, began), written.rejections)
    tally.rejected += intake.refused
    return _now(tally, intake, began)


def everywhere(settings: Settings) -> Settings:
    """The settings with paths that name the same on other machines, as far as names can do that."""
    if settings.engine != "ray":
        return settings
    return replace(settings, cache=settings.cache.absolute(), model=settings.model and settings.model.absolute())


def engine_of(settings: Settings) -> Engine[Recipe]:
    """What spreads the work."""
    if settings.engine == "ray":
        from regesta.scale.ray import Cluster

        return Cluster(settings.address, settings.workers, settings.guarded)
    from regesta.scale.local import engine

    return engine(settings.workers)


def _now(tally: Tally, intake: Intake, began: float) -> Tally:
    tally.skipped, tally.seconds = intake.skipped, time.monotonic() - began
    return tally
