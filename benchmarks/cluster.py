"""How reading scales over the workers of a Ray cluster: `python -m benchmarks.cluster [--address HOST:PORT]`.

The bundled dispatches are repeated under other texts until there are enough. Every kind of reading gets a new register,
the kinds take turns, and the median of the rounds counts. Begin the cluster first, with two CPUs at least; without an
address each reading begins one of its own, which takes longer.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from statistics import median

from regesta.assembly.reading import Tally, read_into
from regesta.assembly.recipe import Recipe
from regesta.config import Settings, settings

#: Two batches of 32, so that two workers have the same to do.
COUNT = 64


def write_reports(folder: Path, count: int) -> None:
    """So many reports, each a dispatch with another last sentence."""
    dispatches = sorted(files("regesta").joinpath("dispatches").iterdir(), key=lambda path: path.name)
    texts = [path.read_text(encoding="utf-8").strip() for path in dispatches if path.name.endswith(".txt")]
    for number in range(count):
        text = f"{texts[number % len(texts)]}\n\nThis is copy {number}.\n"
        (folder / f"{number:04d}.txt").write_text(text, encoding="utf-8")


def timed(reports: Path, chosen: Settings) -> tuple[float, Tally]:
    """Seconds to read a folder into a new register, from the first import to the last segment."""
    with tempfile.TemporaryDirectory(prefix="regesta-cluster-") as root:
        began = time.perf_counter()
        tally = read_into(Path(root, "register"), [reports], chosen, listener=lambda *_: None)
        return time.perf_counter() - began, tally


def kinds(address: str | None) -> dict[str, Settings]:
    """What is compared, all with one model thread a worker."""
    there = settings(engine="ray", address=address)
    return {
        "one process": replace(settings(workers=1), threads=1),
        "ray, 1 worker": replace(there, workers=1),
        "ray, 2 workers": replace(there, workers=2),
    }


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args(argv)
    compared = kinds(args.address)
    Recipe(compared["one process"]).prepare(print)
    with tempfile.TemporaryDirectory(prefix="regesta-cluster-") as name:
        few, many = Path(name, "few"), Path(name, "many")
        for folder, count in ((few, 1), (many, args.count)):
            folder.mkdir()
            write_reports(folder, count)
        print(f"a single report: {timed(few, compared['ray, 1 worker'])[0]:.1f} s on ray", flush=True)
        seconds: dict[str, list[float]] = {kind: [] for kind in compared}
        for _ in range(args.rounds):
            for kind, chosen in compared.items():
                took, tally = timed(many, chosen)
                seconds[kind].append(took)
                print(f"{kind:15} {took:6.1f} s, {tally.read} reports, {tally.claims} claims", flush=True)
    for kind, all_ in seconds.items():
        print(f"{kind:15} median {median(all_):6.1f} s, {args.count / median(all_):.2f} reports/s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
