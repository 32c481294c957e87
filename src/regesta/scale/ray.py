"""Captures in, segment paths out, on a Ray cluster: workers write the segments, this process hears of the outcomes.

Batches travel through Ray's object store, so only this process needs to see the inputs. The register must be on a path
that all nodes share. Decision 0021 tells why batches go in windows.
"""

# ruff: noqa: PLC0415 (ray is heavy, and may be missing)

from __future__ import annotations

import logging
import os
import pickle
import socket
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from regesta.errors import RegestaError, RegisterError, UsageError
from regesta.register.schema import Taken
from regesta.register.segments import Written
from regesta.scale.engine import Factory, Task, read_batch

#: Batches a worker in one window. Workers build their pipeline anew in every window, in some seconds; so many batches
#: take minutes.
WINDOW = 64
#: Bytes of all batches in one window: they are held twice, in this process and in Ray's object store.
WINDOW_BYTES = 256_000_000
#: How often in a window a killed worker is begun again and its batch read again. Not for ever, as a batch may be what
#: kills it.
RETRIES = 4
#: What Ray must find in the environment when it connects: nobody without the token, and nothing told to anybody.
GUARD = {"RAY_AUTH_MODE": "token", "RAY_USAGE_STATS_ENABLED": "0"}
#: Ray warns of every pool whose workers may be begun again. The rest goes to its files, in the folder of its session.
QUIET = {"RAY_BACKEND_LOG_LEVEL": "fatal"}


class Portable(Factory, Protocol):
    """A factory that can say whether another machine would build the same pipeline."""

    def prepare(self, tell: Callable[[str], None], /) -> None:
        """Makes what is made once a machine."""
        ...

    def run_id(self) -> str:
        """The digest of the run that this machine's code, model and knowledge would make."""
        ...


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where to read.

    Attributes:
        address: `HOST:PORT` or `auto` of a cluster that runs; None for one of its own on this machine.
        workers: processes that read, one CPU each; 0 for as many as the cluster has CPUs.
        guarded: whether nodes without token authentication are refused.
    """

    address: str | None = None
    workers: int = 0
    guarded: bool = True

    def __call__(self, batches: Iterable[tuple[Taken, ...]], task: Task, *, factory: Portable) -> Iterator[Written]:
        """Reads batches and writes a segment for each, yielded as they come to exist.

        A worker that is killed is begun again and reads its batch again, which gives the same segment.

        Raises:
            UsageError: ray is not installed, or a node lets in anybody.
            RegisterError: a node does not see the register.
            RegestaError: the cluster cannot be reached, a node has other code, model or knowledge, or workers were
                killed again and again.
        """
        with _connected(self) as ray:
            workers = self.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
            try:
                _ask_nodes(ray, task, factory, guarded=self.guarded)
                for window in windows(batches, workers * WINDOW):
                    yield from _read(ray, window, task, factory, workers)
            except Exception as error:
                raise plain(error) from error


def windows(batches: Iterable[tuple[Taken, ...]], most: int) -> Iterator[list[bytes]]:
    """Pickled batches, at most so many at a time and little more than WINDOW_BYTES."""
    window: list[bytes] = []
    for batch in batches:
        window.append(pickle.dumps(batch))
        if len(window) == most or sum(map(len, window)) >= WINDOW_BYTES:
            yield window
            window = []
    if window:
        yield window


class Reader:
    """One worker: builds the pipeline at its first batch and keeps it."""

    def __init__(self, task: Task, factory: Factory) -> None:
        self.task = task
        self.factory = factory

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """A row with a batch in, a row with what was written out."""
        see(self.task)  # a node may have joined after the others were asked
        return {"written": pickle.dumps(read_batch(self.task, self.factory, pickle.loads(row["batch"])))}


def see(task: Task) -> None:
    """Makes sure that the register of the task is the one on this machine.

    Raises:
        RegisterError: it is not there, or another folder is.
    """
    note = task.folder.runs / f"{task.run:06d}.json"
    try:
        there = task.run_id in note.read_text(encoding="utf-8")
    except OSError:
        there = False
    if not there:
        raise RegisterError(
            f"node {socket.gethostname()} does not see the register",
            where=str(task.folder.root),
            mend="put it on a path that all nodes share under the same name",
        )


def ready(task: Task, factory: Portable, guarded: bool) -> None:
    """Run on every node before the first batch: same register, same code, and what is made once a machine is made."""
    node = socket.gethostname()
    if guarded and os.environ.get("RAY_AUTH_MODE", "").lower() != "token":
        mend = "start every node with RAY_AUTH_MODE=token (docs/cluster.md)"
        raise UsageError(f"node {node} lets in anybody", mend=mend)
    see(task)
    if factory.run_id() != task.run_id:
        raise RegestaError(
            f"node {node} has other code, another model or other knowledge",
            mend="install the same version of Regesta with the same locked libraries on every node",
        )
    factory.prepare(lambda _: None)


def _ask_nodes(ray: Any, task: Task, factory: Portable, *, guarded: bool) -> None:
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    asked = ray.remote(num_cpus=0, max_retries=2)(ready)
    nodes = [node["NodeID"] for node in ray.nodes() if node["Alive"] and node["Resources"].get("CPU")]
    there = [NodeAffinitySchedulingStrategy(node, soft=False) for node in nodes]
    ray.get([asked.options(scheduling_strategy=one).remote(task, factory, guarded) for one in there])


def _read(ray: Any, window: list[bytes], task: Task, factory: Factory, workers: int) -> Iterator[Written]:
    size = min(workers, len(window))
    rows = ray.data.from_items([{"batch": batch} for batch in window], override_num_blocks=len(window))
    with warnings.catch_warnings():
        # Ray 2.60 has no other name for a bound on restarts (decision 0021).
        warnings.filterwarnings("ignore", message="`ray_remote_args` is deprecated")
        read = rows.map(
            Reader,
            fn_constructor_args=(task, factory),
            compute=ray.data.ActorPoolStrategy(size=size, max_tasks_in_flight_per_actor=1),
            num_cpus=1,
            max_restarts=RETRIES,
            max_task_retries=-1,
        )
    for row in read.iter_rows():
        yield pickle.loads(row["written"])


@contextmanager
def _connected(cluster: Cluster) -> Iterator[Any]:
    """Ray, connected; ended, and this process left as it was found."""
    wanted = {name: value for name, value in GUARD.items() if cluster.guarded or "AUTH" not in name}
    with _environment({**QUIET, **wanted}):
        try:
            import ray
            import ray.data
        except ImportError as error:
            raise UsageError("ray is not installed", mend="pip install 'regesta[ray]', on every node") from error
        ours = not ray.is_initialized()
        if ours:
            _connect(ray, cluster)
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = context.print_on_execution_start = False
        log = logging.getLogger("ray.data")
        level = log.level
        log.setLevel(logging.CRITICAL)
        try:
            yield ray
        finally:
            log.setLevel(level)
            if ours:
                ray.shutdown()


@contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """The environment with these values as long as the block takes; also what Ray sets itself is undone."""
    before = dict(os.environ)
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)


def _connect(ray: Any, cluster: Cluster) -> None:
    own = {"num_cpus": cluster.workers or None, "include_dashboard": False} if cluster.address is None else {}
    try:
        ray.init(address=cluster.address or "local", log_to_driver=False, logging_level="ERROR", **own)
    except Exception as error:
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        mend = "check --address and that the token is the cluster's (docs/cluster.md)"
        raise RegestaError(f"no cluster: {first}", where=cluster.address or "this machine", mend=mend) from error


def plain(error: BaseException) -> BaseException:
    """What went wrong on a worker, without what Ray wraps around it."""
    from ray.exceptions import RayActorError, RayTaskError, WorkerCrashedError

    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, RegestaError):
            return seen
        if isinstance(seen, (RayActorError, WorkerCrashedError)):
            mend = "run it again, with fewer --workers if memory ran out; what was read is kept"
            return RegestaError("workers were killed again and again", mend=mend)
        seen = getattr(seen, "cause", None) if isinstance(seen, RayTaskError) else seen.__cause__
    return error
