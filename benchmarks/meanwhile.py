"""A register read into, compacted and asked at once: `python -m benchmarks.meanwhile REGISTER INPUTS`, on REGISTER.

Starts `regesta serve`, and in the same moment a `read` of INPUTS and a compaction of everything; asks the server a
question by chance twice a second until both have ended, and prints how long each took, how long the answers took, and
which failed. Make a big register with `benchmarks.grow`. Ends with 1 where anything failed.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import httpx2

from benchmarks.api import FILTERS, QUESTIONS, client_of, memory, path_of, start, timed

#: Seconds between an answer and the next question.
_PAUSE = 0.5


def begin(*words: str) -> subprocess.Popen[str]:
    """A command of regesta's, whose words are not shown."""
    command = [sys.executable, "-m", "regesta", *words]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)


def ask(client: httpx2.Client, running: dict[str, subprocess.Popen[str]], chance: random.Random) -> int:
    """Asks until all have ended; says how many questions or commands failed."""
    began, times, failed, ended = time.perf_counter(), [], 0, set[str]()
    while len(ended) < len(running):
        question, given = chance.choice(QUESTIONS), chance.choice(list(FILTERS.values()))
        try:
            times.append(timed(client, path_of(question, given)))
        except httpx2.HTTPError as error:
            failed += 1
            print(f"{question} {given}: {error}", flush=True)
        for name, command in running.items():
            if name not in ended and command.poll() is not None:
                ended.add(name)
                failed += command.returncode != 0
                print(f"{name} ended with {command.returncode} after {time.perf_counter() - began:.0f} s", flush=True)
        time.sleep(_PAUSE)
    print(f"{len(times)} answers{told(sorted(times))}")
    return failed


def told(times: Sequence[float]) -> str:
    """Milliseconds of answers, the least first, in words."""
    if not times:
        return ""
    rare = times[int(0.95 * len(times))]
    return f", milliseconds: median {median(times):.0f}, one in twenty from {rare:.0f}, at most {times[-1]:.0f}"


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args(argv)
    server, address, _ = start(args.register)
    register = ("--register", str(args.register))
    running = {"compact": begin("compact", "--drop-superseded", *register)}
    running["read"] = begin("read", str(args.inputs), *register)
    try:
        with client_of(address, timeout=120) as client:
            failed = ask(client, running, random.Random(args.seed))
        print(f"{failed} failed, the server holds {memory(server.pid)} MB")
    finally:
        for one in (server, *running.values()):
            one.terminate()
            one.wait(timeout=60)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
