"""What a compaction changes: `python -m benchmarks.size REGISTER`, on REGISTER itself; make one with `benchmarks.grow`.

Opens the register as a server does, asks a few questions, compacts and indexes it, and does the same again. Prints
seconds of the clock and of the processor, the median of three for questions; other work on the machine lengthens the
first only.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from regesta.register.compaction import compact
from regesta.register.filters import Filter
from regesta.register.folder import Folder, open_folder
from regesta.register.loading import make_index
from regesta.register.register import Register

QUESTIONS = {"everything": Filter(), "actor": Filter(actor="USA", since="2018"), "words": Filter(text="police")}


def timed(name: str, act: Callable[[], object], *, rounds: int = 1) -> None:
    """Does it so often and prints what it took."""
    clock, spent = [], []
    for _ in range(rounds):
        began, used = time.perf_counter(), time.process_time()
        act()
        clock.append(time.perf_counter() - began)
        spent.append(time.process_time() - used)
    print(f"{name:34}{median(clock):8.2f} s {median(spent):8.2f} s", flush=True)


def ask(folder: Folder) -> None:
    """Opening and questions."""
    timed("open", lambda: Register(folder.root, held=True).close())
    with Register(folder.root, held=True) as register:
        print(f"{register.questions.count(Filter())} claims", flush=True)
        for name, asked in QUESTIONS.items():
            timed(f"page of 50, {name}", lambda asked=asked: register.questions.page(asked), rounds=3)  # type: ignore[misc]
            timed(f"facets, {name}", lambda asked=asked: register.questions.facets(asked), rounds=3)  # type: ignore[misc]


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    folder = open_folder(parser.parse_args(argv).register)
    ask(folder)
    timed("compact", lambda: compact(folder))
    timed("index", lambda: make_index(folder))
    ask(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
