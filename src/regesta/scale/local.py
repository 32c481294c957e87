"""Captures in, segment paths out, on this machine: in this process or in several, with the same segments."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain, islice
from multiprocessing.connection import wait

from regesta.errors import RegestaError
from regesta.register.schema import Taken
from regesta.register.segments import Written
from regesta.scale.engine import Engine, Factory, Task, read_batch

_Work = Callable[[tuple[Taken, ...]], Written]


def write_batches(
    batches: Iterable[tuple[Taken, ...]], task: Task, *, factory: Factory, workers: int = 1
) -> Iterator[Written]:
    """Reads batches and writes a segment for each, yielded in the order of the batches.

    Args:
        batches: from `batches.Intake`; drawn as workers become free.
        task: the register, the run's number and digest.
        factory: builds the pipeline, once a process.
        workers: processes; 1 works in this one, and so does any number on a single batch, as a process takes longer to
            begin than a few reports take to read. The segments are the same for any number.

    Raises:
        RegestaError: somebody killed a worker, most often a machine that is out of memory.
    """
    work, coming = partial(read_batch, task, factory), iter(batches)
    first = list(islice(coming, 2))
    every = chain(first, coming)
    return _here(every, work) if workers <= 1 or len(first) < 2 else _spread(every, work, workers)


def engine(workers: int) -> Engine[Factory]:
    """The engine that reads with so many processes of this machine."""
    return partial(write_batches, workers=workers)


def _here(batches: Iterable[tuple[Taken, ...]], work: _Work) -> Iterator[Written]:
    for batch in batches:
        yield work(batch)


def _spread(batches: Iterable[tuple[Taken, ...]], work: _Work, workers: int) -> Iterator[Written]:
    """Keeps two batches a worker under way, so that none waits and memory stays bounded."""
    waiting: deque[Future[Written]] = deque()
    # Spawned, not forked: a fork would copy the threads' locks of onnxruntime and Arrow in whatever state they are.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_serve)
    try:
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) >= 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        mend = "run it again, with fewer --workers if memory ran out; what was read is kept"
        raise RegestaError("a worker was killed", mend=mend) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _serve() -> None:
    """Ctrl-C reaches every process of the terminal; only the first one answers, the workers finish their batch.

    When the first one is killed it cannot tell them, and they would wait for work for ever: they end by themselves.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends this process at once when its parent is gone; a segment half written has only its temporary name."""
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
        os._exit(1)
