"""Whether memory and the time of a report stay the same over many reports: `python -m benchmarks.flat [--count N]`.

Short reports are made out of the bundled dispatches, each with names that no other has, so that nothing is read twice
and no memory of words is spared. `regesta read` takes them into a new register, on all cores; every second the memory
and the processor time of all its processes, the reports and the size of the register are looked at. Prints a table by
tenth of the reports, and the last tenth over the second, as the first has the loading. Then the command is run three
times more: with one further report, with one report and a register of its own, and with everything again. Needs Linux.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq

from regesta.register.folder import TEMPORARY

#: Of which names are made up: five of them give a million.
SYLLABLES = "ba der fin gor hul jat kem lis mor nev pol rad sut tev vik zan".split()
#: Reports of a file, a day and the days after which they begin again.
ROWS, FIRST, DAYS = 5_000, date(1990, 1, 1), 12_000
_SENTENCE, _PARAGRAPH = re.compile(r"(?<=[a-z0-9][.!?]) (?=[A-Z])"), "\n\n"
#: Seconds between two looks; a tenth of it for the short commands at the end.
EVERY, MB = 1.0, 1_000_000


@dataclass(frozen=True, slots=True)
class Sample:
    """What a command has done and has.

    Attributes:
        seconds, spent: since it began: of the clock, and of the processor in all processes.
        reports: in the register since then.
        memory: bytes of all processes.
        own: of these what is no page of a file. Pages of files are divided among all who have them, so that `memory`
            rises when another program ends that has the same libraries.
        first: own bytes of the process that hands out the inputs.
        disk: bytes of the register.
    """

    seconds: float = 0.0
    spent: float = 0.0
    reports: int = 0
    memory: int = 0
    own: int = 0
    first: int = 0
    disk: int = 0


def passages() -> list[str]:
    """One or two sentences each, out of the bundled dispatches; their titles and dates are left out."""
    found: list[str] = []
    for path in sorted(files("regesta").joinpath("dispatches").iterdir(), key=lambda path: path.name):
        for paragraph in path.read_text(encoding="utf-8").strip().split(_PARAGRAPH)[2:]:
            sentences = _SENTENCE.split(paragraph)
            found += [" ".join(sentences[first : first + 2]) for first in range(0, len(sentences), 2)]
    return found


def name(number: int) -> str:
    """A made-up name; another one for every number below a million."""
    # Times an odd number, so that neighbours are not alike and no two are the same.
    mixed = number * 0x9E3779B1 % len(SYLLABLES) ** 5
    return "".join(SYLLABLES[mixed // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(5)).capitalize()


def report(number: int, told: Sequence[str]) -> dict[str, str]:
    """One report as a row."""
    given, family, town = (name(3 * number + n) for n in range(3))
    line = f"{given} {family} of {town} said on Monday that {number:,} people had heard of it."
    day = FIRST + timedelta(days=number % DAYS)
    text = f"{told[number % len(told)]}{_PARAGRAPH}{line}"
    return {"id": f"report-{number}", "title": f"Heard in {town}", "text": text, "published": day.isoformat()}


def write_reports(folder: Path, numbers: range) -> None:
    """Reports of these numbers, as files of JSON Lines."""
    folder.mkdir()
    told = passages()
    for first in range(0, len(numbers), ROWS):
        lines = [json.dumps(report(number, told)) for number in numbers[first : first + ROWS]]
        (folder / f"{first // ROWS:04d}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


@dataclass(slots=True)
class Growing:
    """What a register has come to hold. Its files are written once, so that each is looked at once."""

    root: Path
    reports: int = 0
    disk: int = 0
    _seen: set[str] = field(default_factory=set)

    def look(self) -> None:
        """Takes in the files that are new."""
        for folder, _, names in os.walk(self.root):
            for path in (os.path.join(folder, name) for name in names if not name.startswith(TEMPORARY)):  # noqa: PTH118
                if path not in self._seen:
                    self._seen.add(path)
                    self.disk += os.stat(path).st_blocks * 512  # noqa: PTH116
                    self.reports += pq.read_metadata(path).num_rows if path.endswith(".reports.parquet") else 0


def processes(root: int) -> dict[int, float]:
    """A process and all that it and they began, itself first, with the seconds of the processor of each."""
    begun: dict[int, list[tuple[int, float]]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended
            told = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            spent = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
            begun.setdefault(int(told[1]), []).append((int(path.parent.name), spent))
    found = [one for of in begun.values() for one in of if one[0] == root]
    for one, _ in found:
        found += begun.get(one, [])
    return dict(found)


def memory(process: int) -> tuple[int, int]:
    """Bytes of a process, its share of the pages that others have too, and those that are no pages of files.

    Where the system knows no shares, all of them.
    """
    told = ""
    for name in ("smaps_rollup", "status"):
        with suppress(OSError):
            told += Path("/proc", str(process), name).read_text(encoding="utf-8", errors="replace")
    sizes = {key: 1_024 * int(size) for key, size in re.findall(r"^(\w+):\s*(\d+) kB", told, re.MULTILINE)}
    return sizes.get("Pss", sizes.get("VmRSS", 0)), sizes.get("RssAnon", 0)


def watched(reports: Path, register: Path, every: float) -> list[Sample]:
    """Reads reports into a register and looks at it until it is done.

    Raises:
        CalledProcessError: the command failed.
    """
    command = [sys.executable, "-m", "regesta", "read", str(reports), "--register", str(register)]
    growing, samples = Growing(register), [Sample()]
    growing.look()
    before, began = growing.reports, time.perf_counter()
    with subprocess.Popen(command) as running:
        while running.poll() is None:
            time.sleep(every)
            seconds, found = time.perf_counter() - began, processes(running.pid)
            sizes = [memory(process) for process in found] or [(0, 0)]
            most, own = (sum(size) for size in zip(*sizes, strict=True))
            spent = max(samples[-1].spent, sum(found.values()))  # those that have ended are no more told
            growing.look()
            samples.append(Sample(seconds, spent, growing.reports - before, most, own, sizes[0][1], growing.disk))
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return samples


def moment(samples: Sequence[Sample], reports: float) -> tuple[float, float]:
    """Seconds until there were so many reports, between two samples by how many there were in each; as in `Sample`."""
    for before, after in pairwise(samples):
        if after.reports >= reports > before.reports:
            share = (reports - before.reports) / (after.reports - before.reports)
            spent = before.spent + share * (after.spent - before.spent)
            return before.seconds + share * (after.seconds - before.seconds), spent
    return samples[0].seconds, samples[0].spent


def tenths(samples: Sequence[Sample]) -> list[Sample]:
    """The tenths of the reports: the seconds of each, what was read at its end, memory at most, the size at its end.

    To each belong also the last look before it and the first one after it.
    """
    every = samples[-1].reports
    moments = [moment(samples, every * number / 10) for number in range(11)]
    found: list[Sample] = []
    for number, ((begin, before), (end, after)) in enumerate(pairwise(moments), 1):
        low = max(n for n, one in enumerate(samples) if one.seconds <= begin)
        inside = samples[low : 1 + min(n for n, one in enumerate(samples) if one.seconds >= end)]
        most, own, first = (max(of) for of in zip(*((one.memory, one.own, one.first) for one in inside), strict=True))
        reports, disk = round(every * number / 10), inside[-1].disk
        found.append(Sample(end - begin, after - before, reports, most, own, first, disk))
    return found


def table(found: Sequence[Sample]) -> str:
    """The tenths for reading, and the last over the second."""
    names = ("reports read", "reports/s", "processor, ms a report", "memory at most, MB", "of it their own",
             "of this the first process", "register, MB")  # fmt: skip
    lines, each = [f"| {' | '.join(names)} |", "|--:" * len(names) + "|"], found[0].reports
    for one in found:
        times = f"{each / one.seconds:.1f} | {1_000 * one.spent / each:.1f}"
        sizes = " | ".join(f"{size / MB:.0f}" for size in (one.memory, one.own, one.first, one.disk))
        lines.append(f"| {one.reports:,} | {times} | {sizes} |")
    second, last = found[1], found[-1]
    rate, spent = second.seconds / last.seconds, last.spent / second.spent
    sizes = f"memory {last.memory / second.memory:.2f}, their own {last.own / second.own:.2f}"
    ratios = f"reports/s {rate:.2f}, processor {spent:.2f}, {sizes}"
    return "\n".join([*lines, "", f"last tenth over second: {ratios}"])


def told(samples: Sequence[Sample]) -> str:
    """A whole command in one line."""
    end = samples[-1]
    most = max(one.memory for one in samples) / MB
    return f"{end.reports} reports, {end.seconds:.1f} s ({end.spent:.1f} s of the processor), {most:.0f} MB at most"


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    count = parser.parse_args(argv).count
    with tempfile.TemporaryDirectory(prefix="regesta-flat-") as root:
        many, one, register = Path(root, "many"), Path(root, "one"), Path(root, "register")
        write_reports(many, range(count))
        write_reports(one, range(count, count + 1))
        samples = watched(many, register, EVERY)
        print(f"{told(samples)}\n\n{table(tenths(samples))}\n", flush=True)
        for kind, reports, into in (
            ("one more report", one, register),
            ("one report, a new register", one, Path(root, "other")),
            ("everything again", many, register),
        ):
            print(f"{kind}: {told(watched(reports, into, EVERY / 10))}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
