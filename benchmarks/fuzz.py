"""Fuzzing of every reader: `python -m benchmarks.fuzz [--seconds 60] [--seed 0] [--target NAME] [--corpus FOLDER]`.

Guided by coverage with atheris where it is installed (`pip install atheris`), else by changing small inputs at random.
What is fuzzed stands in `benchmarks.targets`: a target may refuse its bytes, but may not raise, break a law (of offsets
and rows: `benchmarks.reading`), or take more than ten seconds. What fails is written into the corpus folder, or told.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import targets

#: Seconds that one input may take.
PATIENCE = 10
#: Bytes of an input at most: what is slow on these is told by `benchmarks.hostile`.
LONGEST = 4096
#: Megabytes that the process may hold, its libraries and what coverage takes included.
MEMORY = 2048

TARGETS = targets.every()


def _every(data: bytes) -> None:
    names = list(TARGETS)
    TARGETS[names[data[0] % len(names)] if data else names[0]](data[1:])


def _begin() -> list[bytes]:
    return [bytes([number]) + data for number, target in enumerate(TARGETS.values()) for data in target.begin()]


#: All targets; the first byte says which one.
every = targets.Target(_every, _begin)


def changed(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """The bytes with a few changes: flipped, cut out, doubled, or taken over from another input."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(out) + 1), chance.randint(1, 40)
        other = chance.choice(others)
        start = chance.randrange(len(other) + 1)
        acts = (b"", chance.randbytes(size), out[at : at + size] * chance.randint(1, 9), other[start : start + size])
        act = chance.randrange(len(acts))
        out[at : at + (size if act < 2 else 0)] = acts[act]
    return bytes(out[:LONGEST])


def loop(target: targets.Target, *, seconds: float, seed: int, tell: Callable[[str], None]) -> tuple[int, int]:
    """Random changes for so long; how many inputs there were and how many failed."""
    chance = random.Random(seed)
    begun = [data[:LONGEST] for data in target.begin()]
    count = failed = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = changed(chance.choice(begun), chance, begun)
        began, count = time.process_time(), count + 1
        try:
            target(data)
            slow = time.process_time() - began > PATIENCE
        except Exception:
            tell(f"{traceback.format_exc()}on {data!r}")
            failed += 1
            continue
        if slow:
            tell(f"more than {PATIENCE} s on {data!r}")
            failed += 1
    return count, failed


def guided(target: targets.Target, *, seconds: float, seed: int, corpus: Path) -> None:
    """Coverage-guided; does not come back, as its engine ends the process."""
    import atheris  # noqa: PLC0415

    begun = [data[:LONGEST] for data in target.begin()]
    with atheris.instrument_imports(include=["regesta", "benchmarks.reading"]):
        # Rooms are loaded where they are first used, so a few inputs are read while loading is watched.
        for data in (b"", *begun[:8]):
            with contextlib.suppress(Exception):  # the engine meets it again, and tells
                target(data)
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(begun):
        (corpus / f"seed-{number:04}").write_bytes(data)
    asked = {"max_total_time": int(seconds), "seed": seed + 1, "timeout": PATIENCE, "max_len": LONGEST,
             "rss_limit_mb": MEMORY, "artifact_prefix": f"{corpus}/"}  # fmt: skip
    atheris.Setup([sys.argv[0], *(f"-{name}={value}" for name, value in asked.items()), str(corpus)], target.run)
    atheris.Fuzz()


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--target", choices=list(TARGETS), default=None)
    parser.add_argument("--corpus", type=Path, default=Path(tempfile.gettempdir(), "regesta-fuzz"))
    parser.add_argument("--unguided", action="store_true", help="random changes also where atheris is installed")
    args = parser.parse_args(argv)
    target = TARGETS[args.target] if args.target else every
    if importlib.util.find_spec("atheris") and not args.unguided:
        guided(target, seconds=args.seconds, seed=args.seed, corpus=args.corpus)
    count, failed = loop(target, seconds=args.seconds, seed=args.seed, tell=print)
    print(f"{count} inputs, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
