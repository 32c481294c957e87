"""The share of each stage of the river in the time of a report: `python -m benchmarks.stages FOLDER [--limit N]`."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from regesta.assembly.recipe import Recipe
from regesta.config import settings
from regesta.evaluation.speed import peak_memory, reports
from regesta.records.outcomes import Rejection
from regesta.records.reports import Capture

STAGES = ("read", "annotate", "extract", "resolve")


def timed(pipeline: Any, capture: Capture) -> list[float] | None:
    """Seconds of one report in each stage; None when it was refused."""
    value: Any = capture
    seconds = []
    for name in STAGES:
        began = time.perf_counter()
        (value,) = getattr(pipeline, name)([value])
        seconds.append(time.perf_counter() - began)
        if isinstance(value, Rejection):
            return None
    return seconds


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=None)
    args = parser.parse_args(argv)
    captures = [one for one in reports(args.folder) if isinstance(one, Capture)][: args.limit]
    pipeline = Recipe(replace(settings(), threads=0))()
    for capture in captures[:1]:
        timed(pipeline, capture)  # warm
    rows = [row for capture in captures if (row := timed(pipeline, capture)) is not None]
    if not rows:
        print("nothing could be read", file=sys.stderr)
        return 2
    total = sum(map(sum, rows))
    print(f"{len(rows)} of {len(captures)} reports, {len(rows) / total:.1f} a second, {peak_memory()} MB at most")
    for number, name in enumerate(STAGES):
        column = [row[number] for row in rows]
        print(f"{name:10} {sum(column) / total:6.1%}   median {median(column) * 1000:6.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
