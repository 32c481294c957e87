"""One process, many processes, killed processes: the same segments."""

import multiprocessing
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from regesta.errors import RegestaError
from regesta.records.runs import Run
from regesta.register.folder import Folder, create_folder, start_run
from regesta.register.register import Register
from regesta.register.segments import known_inputs
from regesta.scale.batches import Intake
from regesta.scale.engine import Task
from regesta.scale.local import write_batches
from tests.hand import TinyRecipe, capture

RUN = Run("code", "bundle", "knowledge", "settings")


def stream(count):
    return [
        capture(f"Report {n}\n\nNorthland helped Westland in {1950 + n % 70}.", origin=f"{n}.txt") for n in range(count)
    ]


def read(root, captures, *, workers=1, factory=None):
    folder = create_folder(root, version="0")
    intake = Intake(known_inputs(folder), set(), RUN.id)
    task = Task(folder, start_run(folder, RUN), RUN.id)
    return list(write_batches(intake.batches(captures), task, factory=factory or TinyRecipe(), workers=workers))


def contents(root):
    return {path.name: path.read_bytes() for path in Folder(root).segments.iterdir()}


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers_gives_the_same_bytes(tmp_path, workers):
    one = read(tmp_path / "one", stream(100))
    many = read(tmp_path / "many", stream(100), workers=workers)
    assert [written.path.name for written in one] == [written.path.name for written in many]
    assert sum(written.claims for written in one) == 100
    assert contents(tmp_path / "one") == contents(tmp_path / "many")


class Slow(TinyRecipe):
    """A pipeline that takes its time, so that it can be killed in the middle."""

    def __call__(self):
        whole = super().__call__()

        def slowly(batch):
            time.sleep(0.05)
            return whole(batch)

        return slowly


def _read_slowly(root):
    read(root, stream(400), factory=Slow())


def test_killed_at_any_moment_and_run_again_no_claim_is_lost_or_doubled(tmp_path):
    root = tmp_path / "register"
    for number in range(3):
        process = multiprocessing.get_context("fork").Process(target=_read_slowly, args=(root,))
        process.start()
        time.sleep(0.3 + 0.1 * number)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        create_folder(root, version="0")
        with Register(root) as register:
            ids = register.claims().to_arrow().column("claim_id").to_pylist()
            assert len(ids) == len(set(ids))
    read(root, stream(400))
    read(tmp_path / "straight", stream(400))
    with Register(root) as register, Register(tmp_path / "straight") as straight:
        assert register.claims().to_arrow().equals(straight.claims().to_arrow())


def test_a_defect_in_a_worker_comes_through(tmp_path):
    with pytest.raises(ZeroDivisionError):
        read(tmp_path / "r", stream(100), workers=2, factory=Broken())


class Broken(TinyRecipe):
    """A pipeline with a defect."""

    def __call__(self):
        raise ZeroDivisionError


def _ended(pid):
    """Gone, or dead and not yet collected by whoever adopted it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


class Telling(TinyRecipe):
    """A pipeline that leaves its process's number in a folder and takes its time."""

    def __call__(self):
        whole = super().__call__()

        def slowly(batch):
            Path(os.environ["TOLD"], str(os.getpid())).touch()
            time.sleep(0.3)
            return whole(batch)

        return slowly


def _read_with_workers(root):
    read(root, stream(400), workers=2, factory=Telling())


def _workers(told):
    for _ in range(200):
        if found := [int(path.name) for path in told.iterdir()]:
            return found
        time.sleep(0.05)
    raise AssertionError("no worker began")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes through /proc")
def test_workers_end_when_the_first_process_is_killed(tmp_path, monkeypatch):
    monkeypatch.setenv("TOLD", str(told := tmp_path / "told"))
    told.mkdir()
    process = multiprocessing.get_context("spawn").Process(target=_read_with_workers, args=(tmp_path / "r",))
    process.start()
    workers = _workers(told)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    until = time.monotonic() + 10
    while not all(map(_ended, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert all(map(_ended, workers))


def test_a_killed_worker_is_one_clear_error(tmp_path):
    with pytest.raises(RegestaError, match="a worker was killed"):
        read(tmp_path / "r", stream(100), workers=2, factory=Killed())


class Killed(TinyRecipe):
    """A pipeline whose process is killed from outside."""

    def __call__(self):
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_single_batch_needs_no_further_process(tmp_path):
    (written,) = read(tmp_path / "r", stream(3), workers=2, factory=OnlyHere(process=os.getpid()))
    assert written.claims == 3


@dataclass(frozen=True)
class OnlyHere(TinyRecipe):
    """A pipeline that may be built in one process only."""

    process: int = 0

    def __call__(self):
        assert os.getpid() == self.process
        return super().__call__()
