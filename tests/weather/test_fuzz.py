"""Two seconds of `python -m benchmarks.fuzz`, and that it would tell of a failure."""

import pytest

from benchmarks.fuzz import TARGETS, every, loop
from benchmarks.targets import Target


def test_random_changes_break_nothing():
    told = []
    count, failed = loop(every, seconds=2, seed=1, tell=told.append)
    assert count > 0 and failed == 0, told[:1]


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_takes_nothing_and_nonsense(name):
    for data in (b"", b"\0", b'"', b"{", b"<", "two ſeven mıllion 5 Aprıl 2024".encode()):
        TARGETS[name](data)


def test_a_failure_is_told():
    told = []

    def broken(data):
        raise ZeroDivisionError

    count, failed = loop(Target(broken, lambda: [b"words"]), seconds=0.2, seed=1, tell=told.append)
    assert count == failed > 0 and "ZeroDivisionError" in told[0]


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_understands_what_it_begins_with(name):
    begun = TARGETS[name].begin()
    assert begun
    for data in begun[:3]:
        TARGETS[name](data[:4096])
