"""`speed`: reports and sentences a second through the whole pipeline, and the memory it needs at most."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

from regesta.assembly.recipe import Recipe
from regesta.config import cores
from regesta.evaluation.bootstrap import FloatArray, figures, ratio
from regesta.evaluation.corpus import TRAIN, Options
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured
from regesta.pipeline import Pipeline
from regesta.records.claims import Entry
from regesta.records.outcomes import Rejection
from regesta.records.reports import Capture, Report
from regesta.stages.annotate import cut
from regesta.stages.capture import captures
from regesta.stages.read import Read

#: Reports read at once: a quarter of what `read` takes, so that all processes have work to the end. Of 259 reports in
#: batches of 16 one process had nothing left for a twentieth of the time.
BATCH = 8
#: What a process reads at once.
Batch = tuple[Capture | Rejection, ...]


def reports(path: Path) -> list[Capture | Rejection]:
    """The captures of a file or folder that `read` takes."""
    return list(captures([path]))


def statistic(sums: FloatArray) -> dict[str, float]:
    """Rates from summed (reports, sentences, words, seconds)."""
    read, sentences, words, seconds = sums
    return {
        "reports_per_second": ratio(read, seconds),
        "sentences_per_second": ratio(sentences, seconds),
        "words_per_second": ratio(words, seconds),
    }


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """Rates over batches of reports read by as many processes as `read` takes; loading is not counted."""
    found = reports(path)[: options.limit]
    batches = [tuple(found[start : start + BATCH]) for start in range(0, len(found), BATCH)]
    processes = 1 if parts.make_pipeline else min(cores(), max(1, len(batches)))
    if processes > 1:
        wall, timed = _spread(batches, Recipe(replace(parts.settings, threads=1)), processes)
    else:
        wall, timed = _here(batches, parts.pipeline)
    busy = sum(one.seconds for one in timed) or 1.0
    # A batch's share of the wall clock, so that rates are those of all processes together.
    sizes = [_size(batch) for batch in batches]
    units = [[float(t.read), *size, t.seconds * wall / busy] for t, size in zip(timed, sizes, strict=True)]
    read = sum(one.read for one in timed)
    held = {process: max(t.memory for t in timed if t.process == process) for process in {t.process for t in timed}}
    return Measured(
        numbers=figures(units, statistic),
        counts={
            "reports": read,
            "rejected": len(found) - read,
            "processes": processes,
            "peak_memory_mb": sum(held.values()),
        },
        unit="batch",
        files=tuple(map(str, _files(path))),
        licence=TRAIN,
        notes=(f"whole pipeline, {processes} process(es), batches of {BATCH}, loading not counted",),
    )


@dataclass(frozen=True, slots=True)
class Timed:
    """What reading one batch came to; `seconds` by the clock of the process that read it, `memory` its peak so far."""

    read: int
    seconds: float
    process: int
    memory: int


def _timed(pipeline: Pipeline, batch: Batch) -> Timed:
    began = time.perf_counter()
    outcomes = pipeline(batch)
    seconds = time.perf_counter() - began
    return Timed(sum(isinstance(one, Entry) for one in outcomes), seconds, os.getpid(), peak_memory())


def _here(batches: Sequence[Batch], pipeline: Pipeline) -> tuple[float, list[Timed]]:
    if batches:
        pipeline(batches[0])
    began = time.perf_counter()
    timed = [_timed(pipeline, batch) for batch in batches]
    return time.perf_counter() - began, timed


def _spread(batches: Sequence[Batch], recipe: Recipe, processes: int) -> tuple[float, list[Timed]]:
    """As `regesta read`, in processes of their own; the clock starts when each has loaded and read a little."""
    recipe.prepare(lambda _: None)
    context = get_context("spawn")
    ready = context.Barrier(processes)
    with ProcessPoolExecutor(processes, context, initializer=_ready, initargs=(recipe, batches[0], ready)) as pool:
        list(pool.map(abs, range(processes)))
        began = time.perf_counter()
        timed = list(pool.map(partial(_work, recipe), batches))
        return time.perf_counter() - began, timed


@lru_cache(maxsize=1)
def _pipeline(recipe: Recipe) -> Pipeline:
    return recipe()


def _ready(recipe: Recipe, batch: Batch, ready: Barrier) -> None:
    """Loads and warms this process, and waits until the others are as far."""
    _pipeline(recipe)(batch)
    ready.wait()


def _work(recipe: Recipe, batch: Batch) -> Timed:
    return _timed(_pipeline(recipe), batch)


def _size(batch: Batch) -> tuple[float, float]:
    """Sentences and words of the reports of a batch; counted when the clock has stopped."""
    read = Read()([one for one in batch if isinstance(one, Capture)])
    cuts = [cut(report) for report in read if isinstance(report, Report)]
    return float(sum(len(c.sentences) for c in cuts)), float(sum(len(c.spans) for c in cuts))


def _files(path: Path) -> list[Path]:
    return (
        [path] if path.is_file() else [p for p in sorted(path.rglob("*")) if p.is_file() and not p.name.startswith(".")]
    )


def peak_memory() -> int:
    """Megabytes this process has held at most; 0 where the system does not say."""
    try:
        import resource  # noqa: PLC0415 (not on every system)
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most / 1_000_000 if sys.platform == "darwin" else most * 1024 / 1_000_000)
