"""Some of the traps of `python -m benchmarks.hostile`, read in this process."""

import time

import pytest

from benchmarks.hostile import faults, table
from benchmarks.reading import Outcome, through
from benchmarks.traps import every

TRAPS = {trap.name: trap for trap in every()}

CASES = {
    "laughs.rss": {"malformed"}, "small-letters.rss": None, "overlapping.wacz": {"too-large"},
    "big-directory.wacz": {"too-large"}, "xz.wacz": {"malformed"}, "bz2-bomb.wacz": {"malformed"},
    "spaces-middle.txt": None, "paragraphs-large.txt": {"too-large"}, "odd-address.html": None,
    "people-1.html": None, "array-objects-1.json": {"malformed"}, "lists-other.jsonl": {"too-large"},
    "id.jsonl": {"malformed"}, "chunk-words.warc": None, "length-negative.warc": None, "nuls.txt": {"binary"},
    "section-200000.html": {"too-deep"}, "empty-large.jsonl": {"malformed"}, "entries-large.rss": {"too-large"},
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in CASES if name in TRAPS])
def test_a_trap_is_read_or_refused(tmp_path, name):
    (path := tmp_path / name).write_bytes(TRAPS[name].make())
    began = time.process_time()
    outcome = through(path)
    assert not faults(outcome, seconds=10, memory=500)
    assert CASES[name] is None or CASES[name] <= set(outcome.reasons)
    assert time.process_time() - began < 10


def test_there_are_five_hundred_and_no_two_have_one_name():
    traps = list(every())
    assert len(traps) == len(TRAPS) >= 500


def test_what_is_slow_large_or_broken_is_told():
    assert faults(Outcome(failure="it fell"), seconds=1, memory=1) == "it fell"
    assert "2.0 s" in faults(Outcome(1, worst=2.0), seconds=1, memory=1)
    assert "MB" in faults(Outcome(1, memory=2.0), seconds=1, memory=1)
    assert "neither" in faults(Outcome(), seconds=1, memory=1)
    assert "| 1 | 0 | 2 |" in table([(TRAPS["laughs.rss"], Outcome(0, 2))])
