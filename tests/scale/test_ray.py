"""A real cluster of two nodes on this machine, one CPU each: the claims of `local`, whatever is killed."""

import os
import pickle
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from regesta.errors import RegestaError, RegisterError, UsageError
from regesta.register.folder import Folder, create_folder, start_run
from regesta.register.segments import known_inputs
from regesta.scale.batches import Intake
from regesta.scale.engine import Task
from regesta.scale.ray import GUARD, Cluster, plain, ready, see, windows
from tests.hand import TinyRecipe
from tests.scale.test_local import RUN, contents, read, stream

ROOT = Path(__file__).resolve().parents[2]

# Ray's own code, not ours: sockets and files that its launcher leaves to the garbage collector, and its notices of
# settings to come.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:.*:FutureWarning:ray"),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:ray"),
]


@dataclass(frozen=True)
class Travelling(TinyRecipe):
    """A pipeline without a model that any node can build."""

    def run_id(self):
        return RUN.id


@dataclass(frozen=True)
class Elsewhere(TinyRecipe):
    """A pipeline of a node with another version."""

    def run_id(self):
        return "n-other"


@dataclass(frozen=True)
class Mortal(Travelling):
    """A pipeline whose process kills itself at its second batch, once in all."""

    mark: str = ""

    def __call__(self):
        whole, seen = super().__call__(), []

        def sometimes(batch):
            seen.append(1)
            if len(seen) == 2:
                try:
                    Path(self.mark).touch(exist_ok=False)
                    os.kill(os.getpid(), signal.SIGKILL)
                except FileExistsError:
                    pass
            return whole(batch)

        return sometimes


@pytest.fixture(scope="module")
def cluster():
    """The address of two nodes that ask for a token."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in GUARD.items():
            patch.setenv(name, value)
        patch.setenv("RAY_AUTH_TOKEN", "0" * 64)
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]))
        # Ray settles how it lets in when it is imported, so only now.
        utilities = pytest.importorskip(
            "ray.cluster_utils", reason="ray is not installed: pip install 'regesta[ray]'", exc_type=ImportError
        )
        node = {"num_cpus": 1, "object_store_memory": 80_000_000}
        nodes = utilities.Cluster(initialize_head=True, head_node_args={"include_dashboard": False, **node})
        nodes.add_node(**node)
        yield nodes.address
        nodes.shutdown()


def read_there(root, captures, address, *, factory=None):
    folder = create_folder(root, version="0")
    intake = Intake(known_inputs(folder), set(), RUN.id)
    task = Task(folder, start_run(folder, RUN), RUN.id)
    return list(Cluster(address)(intake.batches(captures), task, factory=factory or Travelling()))


def test_two_nodes_give_the_bytes_of_one_process_though_a_worker_is_killed(tmp_path, cluster):
    one, before = read(tmp_path / "one", stream(200)), dict(os.environ)
    factory = Mortal(mark=str(tmp_path / "killed"))
    there = read_there(tmp_path / "there", stream(200), cluster, factory=factory)
    assert (tmp_path / "killed").exists()
    assert sorted(written.path.name for written in there) == sorted(written.path.name for written in one)
    assert contents(tmp_path / "there") == contents(tmp_path / "one")
    assert read_there(tmp_path / "there", stream(200), cluster) == []
    assert dict(os.environ) == before


def test_a_node_with_another_version_is_refused(tmp_path, cluster):
    with pytest.raises(RegestaError, match="has other code"):
        read_there(tmp_path / "r", stream(3), cluster, factory=Elsewhere())
    assert contents(tmp_path / "r") == {}


def test_a_register_that_is_not_there_is_refused(tmp_path):
    folder = create_folder(tmp_path / "r", version="0")
    number = start_run(folder, RUN)
    see(Task(folder, number, RUN.id))
    for task in (Task(folder, number, "n-other"), Task(Folder(tmp_path / "missing"), number, RUN.id)):
        with pytest.raises(RegisterError, match="does not see the register"):
            see(task)


def test_a_node_that_lets_in_anybody_is_refused_unless_that_is_wanted(tmp_path, monkeypatch):
    folder = create_folder(tmp_path / "r", version="0")
    task = Task(folder, start_run(folder, RUN), RUN.id)
    monkeypatch.setenv("RAY_AUTH_MODE", "token")
    ready(task, Travelling(), True)
    for mode in ("disabled", ""):
        monkeypatch.setenv("RAY_AUTH_MODE", mode)
        with pytest.raises(UsageError, match="lets in anybody"):
            ready(task, Travelling(), True)
    ready(task, Travelling(), False)


def test_workers_killed_again_and_again_are_one_line():
    exceptions = pytest.importorskip("ray.exceptions", reason="ray is not installed", exc_type=ImportError)
    assert "again and again" in str(plain(exceptions.ActorDiedError()))
    assert isinstance(plain(fault := KeyError("of ours")), KeyError), fault


def test_without_ray_the_error_says_how_to_mend_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    for name, value in GUARD.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=r"regesta\[ray\]"):
        read_there(tmp_path / "r", stream(3), None)


def test_windows_bound_what_is_under_way():
    batches = [(number,) for number in range(5)]
    found = list(windows(batches, 2))
    assert [len(window) for window in found] == [2, 2, 1]
    assert [pickle.loads(batch) for window in found for batch in window] == batches
