"""What a journal costs: `python -m benchmarks.review REGISTER --decisions 1000`.

Copies the register's folder without its captures, writes decisions of two coders about claims drawn at random, and
times what everybody does: opening, questions, a queue, one more decision. Seconds of CPU and of the clock, best of
three.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from regesta.assembly.codes import country_of
from regesta.assembly.registers import desk_at, open_register
from regesta.review.desk import Desk
from regesta.review.queue import queue

_REALIS = ("actual", "future", "hypothetical", "negated")


def timed(what: str, run: Callable[[], object], rounds: int = 3) -> None:
    """Prints the best of some rounds."""
    found = []
    for _ in range(rounds):
        clock, cpu = time.perf_counter(), time.process_time()
        run()
        found.append((time.process_time() - cpu, time.perf_counter() - clock))
    cpu, clock = min(found)
    print(f"{what:44} {cpu:8.3f} s CPU {clock:8.3f} s clock")


def decide(desk: Desk, ids: list[str]) -> None:
    """A decision about each claim, of every kind, always the same."""
    chance = random.Random(5)
    for number, id_ in enumerate(ids):
        coder = ("anna", "bob")[number % 2]
        act = chance.choice(("accept", "accept", "correct", "reject"))
        values = [one for one in _REALIS if one != desk.seen(coder, id_).claim["realis"]]
        desk.decide(coder, id_, act, changes={"realis": values[0]} if act == "correct" else None, why="measured")


def questions(root: Path) -> None:
    """Times what everybody does."""

    def opened() -> None:
        open_register(root).close()

    timed("open", opened)
    register = open_register(root)
    timed("claims --actor USA --event ASSAULT", lambda: register.claims(actor="USA", event="ASSAULT"))
    timed("claims --limit 50", lambda: register.claims(limit=50))
    timed("claims --realis negated", lambda: register.claims(realis="negated"))
    desk = desk_at(register)
    ids = [row[0] for row in register.engine.rows("SELECT claim_id FROM read_claims ORDER BY claim_id LIMIT 50")]
    timed("queue of a coder, first", lambda: queue(desk, "anna", limit=20, country_of=country_of), 1)
    timed("queue of a coder, again", lambda: queue(desk, "anna", limit=20, country_of=country_of))
    timed("one claim as a coder sees it", lambda: desk.seen("anna", ids[7]))
    timed("one decision", lambda: desk.decide("cleo", ids[7], "accept"))
    timed("decisions taken in anew", register.renew, 1)
    register.close()


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("--decisions", type=int, default=1_000)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "register"
        shutil.copytree(args.register, root, ignore=shutil.ignore_patterns("captures", "journal*"))
        (root / "captures").mkdir()
        print("without decisions")
        questions(root)
        for path in root.glob("journal*"):
            path.unlink()
        with open_register(root) as register:
            places = dict(register.engine.rows("SELECT claim_id, segment FROM read_claims"))
            began, desk = time.process_time(), desk_at(register)
            desk.claims.remember(places)
            decide(desk, random.Random(3).sample(sorted(places), args.decisions))
        took = time.process_time() - began
        print(f"with {args.decisions} decisions ({took / args.decisions * 1000:.0f} ms CPU each)")
        questions(root)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
