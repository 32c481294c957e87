"""A hostile corpus, made and read: `python -m benchmarks.hostile [--only WORDS] [--every N]`.

Each trap of `benchmarks.traps` is written into a temporary folder, read in a process of its own (`benchmarks.reading`)
and taken away. Prints a table of kinds with the worst time of one report and the most memory, and every file that
crashed, broke a law, or took more than the limits. The exit code is 1 when there is one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.reading import Outcome, apart
from benchmarks.traps import Trap, every


def outcomes(traps: Iterable[Trap], folder: Path) -> Iterator[tuple[Trap, Outcome]]:
    """Each trap with what became of it."""
    for trap in traps:
        path = folder / trap.name
        path.write_bytes(trap.make())
        yield trap, apart(path)
        path.unlink()


def faults(outcome: Outcome, *, seconds: float, memory: float) -> str:
    """What is wrong with an outcome; "" when nothing is."""
    if outcome.failure:
        return outcome.failure
    if outcome.worst > seconds:
        return f"{outcome.worst:.1f} s for one report"
    if outcome.memory > memory:
        return f"{outcome.memory:.0f} MB"
    return "" if outcome.reports + outcome.refused else "neither a report nor a refusal"


def table(found: list[tuple[Trap, Outcome]]) -> str:
    """The kinds with their worst."""
    lines = [f"| {'kind':18} | files | reports | refused | worst report | worst file | most memory |",
             "|---|--:|--:|--:|--:|--:|--:|"]  # fmt: skip
    for kind in dict.fromkeys(trap.kind for trap, _ in found):
        of = [outcome for trap, outcome in found if trap.kind == kind]
        lines.append(
            f"| {kind:18} | {len(of)} | {sum(o.reports for o in of)} | {sum(o.refused for o in of)} | "
            f"{max(o.worst for o in of):.1f} s | {max(o.seconds for o in of):.1f} s | "
            f"{max(o.memory for o in of):.0f} MB |"
        )
    return "\n".join(lines)


def preload() -> None:
    """Loads what readers load when they first need it, so that no child does it again."""
    import feedparser  # noqa: F401, PLC0415
    import py3langid  # noqa: PLC0415
    import trafilatura  # noqa: F401, PLC0415
    from charset_normalizer import from_bytes  # noqa: F401, PLC0415
    from fastwarc.warc import ArchiveIterator  # noqa: F401, PLC0415

    from benchmarks.reading import through  # noqa: PLC0415

    py3langid.classify("a")
    with tempfile.TemporaryDirectory() as place:
        for trap in islice((trap for trap in every() if trap.kind == "truncated" and "page" in trap.name), 1):
            (path := Path(place, trap.name)).write_bytes(trap.make())
            through(path)


def run(traps: Iterable[Trap], *, seconds: float, memory: float, tell: Callable[[str], None]) -> bool:
    """Reads traps and tells of them; whether nothing was wrong."""
    preload()
    found: list[tuple[Trap, Outcome]] = []
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="regesta-hostile-") as place:
        for trap, outcome in outcomes(traps, Path(place)):
            found.append((trap, outcome))
            if fault := faults(outcome, seconds=seconds, memory=memory):
                wrong += 1
                tell(f"{trap.kind}: {trap.name}: {fault}")
    tell(table(found))
    tell(f"{len(found)} files, {wrong} wrong")
    return not wrong


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only traps in whose kind or name these words stand")
    parser.add_argument("--every", type=int, default=1, help="only every so-manieth trap")
    parser.add_argument("--seconds", type=float, default=10.0, help="for one report")
    parser.add_argument("--memory", type=float, default=500.0, help="megabytes of the process, the libraries included")
    args = parser.parse_args(argv)
    chosen = (trap for trap in every() if args.only in f"{trap.kind} {trap.name}")
    good = run(islice(chosen, 0, None, args.every), seconds=args.seconds, memory=args.memory,
               tell=lambda words: print(words, flush=True))  # fmt: skip
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
