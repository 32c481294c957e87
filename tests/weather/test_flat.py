"""What `python -m benchmarks.flat` reads, sees and reckons; a few of its reports read in this process."""

import json
import os
from pathlib import Path

import pytest

from benchmarks.flat import (
    Growing,
    Sample,
    memory,
    moment,
    name,
    passages,
    processes,
    table,
    tenths,
    told,
    write_reports,
)
from regesta.assembly.reading import read_into
from regesta.config import settings
from regesta.register.folder import TEMPORARY

#: A start without reports, then ten a second, and from the middle on five; the processor has the same to do.
SAMPLES = [
    Sample(), Sample(2.0, 1.0, 0, 5_000_000, 3_000_000, 1_000_000, 100),
    Sample(7.0, 6.0, 50, 7_000_000, 4_000_000, 2_000_000, 5_000),
    Sample(17.0, 11.0, 100, 9_000_000, 5_000_000, 2_000_000, 10_000_000),
]  # fmt: skip


def test_no_two_reports_are_alike(tmp_path):
    write_reports(tmp_path / "some", range(7_000))
    files = sorted((tmp_path / "some").iterdir())
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    assert [path.name for path in files] == ["0000.jsonl", "0001.jsonl"]
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows) == 7_000
    assert len({name(number) for number in range(100_000)}) == 100_000
    assert all(1 <= len(passage.split(". ")) <= 4 for passage in passages())


def test_the_reports_are_read_and_seen(tmp_path):
    write_reports(tmp_path / "some", range(2))
    growing = Growing(tmp_path / "register")
    growing.look()
    assert (growing.reports, growing.disk) == (0, 0)
    tally = read_into(growing.root, [tmp_path / "some"], settings(workers=1), listener=lambda *_: None)
    assert (tally.read, tally.rejected) == (2, 0)
    assert tally.claims
    (growing.root / f"{TEMPORARY}half.reports.parquet").write_bytes(b"no table yet")
    growing.look()
    growing.look()
    assert growing.reports == 2
    assert growing.disk == sum(
        path.stat().st_blocks * 512 for path in growing.root.rglob("*") if path.is_file() and TEMPORARY not in path.name
    )


def test_tenths_are_told_by_when_their_reports_were_there():
    assert [moment(SAMPLES, reports)[0] for reports in (0, 10, 50, 60, 100)] == [0.0, 3.0, 7.0, 9.0, 17.0]
    found = tenths(SAMPLES)
    assert [one.reports for one in found] == list(range(10, 101, 10))
    assert [one.seconds for one in found] == [3.0, *[1.0] * 4, *[2.0] * 5]
    assert [one.spent for one in found] == [2.0, *[1.0] * 9]
    assert (found[0].memory, found[1].first, found[-1].memory, found[-1].disk) == (7e6, 2e6, 9e6, 10e6)
    lines = table(found).splitlines()
    assert lines[2] == "| 10 | 3.3 | 200.0 | 7 | 4 | 2 | 0 |"
    assert lines[-1] == "last tenth over second: reports/s 0.50, processor 1.00, memory 1.29, their own 1.25"
    assert told(SAMPLES) == "100 reports, 17.0 s (11.0 s of the processor), 9 MB at most"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc")
def test_processes_and_their_memory_are_seen():
    assert next(iter(processes(os.getpid()))) == os.getpid()
    assert processes(os.getpid())[os.getpid()] > 0
    assert os.getpid() in processes(os.getppid())
    assert min(memory(os.getpid())) > 1_000_000
    assert memory(2**22 + 1) == (0, 0)  # no system gives a process such a number
