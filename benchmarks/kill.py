"""SIGKILL at random moments: `python -m benchmarks.kill [--times 200] [--seed 0] [--keep FOLDER]`.

Each time a command of Regesta is begun on a small register in a process of its own and killed, either before a random
step on a file or after a random time (`benchmarks.dying`). Then the register is opened and compared with what it was
before and with one that was written without interruption (`benchmarks.whole`). A kill counts only when the command was
still at work. Steps and times follow from the seed; a time meets another instruction on another machine.

The libraries and the model are loaded once and every process is forked from there, on one core (POSIX only).
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.dying import End, Steps, apart
from benchmarks.whole import Reference, check_read, check_reviewed, check_snapshot

#: Reports of the register, and inputs of a batch while this runs: three segments, of which one is short. As small as
#: this, most of a read is writing, and kills meet it more often.
REPORTS, BATCH = 10, 4
#: Rounds of a read on the same register before it is read to its end and compared: kills upon kills.
ROUNDS = 5
_PUBLISHED = "2024-05-01"


@dataclass(slots=True)
class Weather:
    """A session of kills: its folder, what is compared with, and what was counted."""

    folder: Path
    chance: random.Random
    reference: Reference = field(default_factory=lambda: Reference({}, ""))
    killed: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    reads: int = 0

    def command(self, name: str) -> list[str]:
        """The arguments of a command."""
        at = str(self.folder)
        if name == "review":
            claim = self.chance.choice(self.reference.claims)
            act = self.chance.choice(("accept", "reject"))
            return ["review", "decide", claim, act, "--register", f"{at}/reviewed", "--coder", "anna"]
        return {
            "read": reading(self.folder, "read"),
            "snapshot": ["snapshot", "--register", f"{at}/straight", "--to", f"{at}/frozen"],
        }[name]

    def kill(self, name: str) -> tuple[End, int | None]:
        """Begins a command and kills it; also how many decisions it had told as done, None if it takes one."""
        by_step, long = self.chance.random() < 0.5, name == "review" and self.chance.random() < 0.5
        after = None if by_step else self.chance.uniform(0, self.seconds[name])
        last = self.chance.randint(1, self.steps[name]) if by_step else 0
        if long:
            steps = Steps(self.chance.randint(1, 300) if by_step else 0, self.folder)
            ids = self.reference.claims
            end = apart(lambda tell: _decide(self.folder / "reviewed", ids, steps, tell), after=after)
            return end, len(end.said)
        words = self.command(name)
        return apart(lambda tell: _command(words, Steps(last, self.folder), tell), after=after), None

    def round(self, name: str) -> None:
        """One kill and a look at what it left."""
        before = self._look(name, None, None)
        end, told = self.kill(name)
        (self.killed if end.killed else self.missed)[name] += 1
        if not end.killed and name != "review":
            self.seconds[name] = end.seconds
        try:
            self._look(name, before, told)
        except AssertionError as error:
            self.wrong.append(f"{name}, kill {self.killed.total()}: {error}")

    def _look(self, name: str, before: Any, told: int | None) -> Any:
        (found,) = apart(lambda tell: tell(CHECKS[name](self, before, told))).said
        return found

    def begin(self) -> None:
        """Registers that were written without interruption, and how long each command takes when it is left alone."""
        straight = reading(self.folder, "straight")
        apart(lambda tell: _command(straight, Steps(0, self.folder), tell))
        shutil.copytree(self.folder / "straight", self.folder / "reviewed")
        (told,) = apart(lambda tell: tell(Reference.of(self.folder / "straight").plain())).said
        self.reference = Reference(*told)
        for name in CHECKS:
            words = self.command(name)
            end = apart(lambda tell, words=words: _command(words, Steps(0, self.folder), tell))  # type: ignore[misc]
            self.seconds[name], self.steps[name] = end.seconds, end.said[0]
        shutil.rmtree(self.folder / "frozen")
        shutil.rmtree(self.folder / "read")

    def finish(self) -> None:
        """Reads what kills have left undone, compares it whole, and clears the way for another register."""
        words = self.command("read")
        apart(lambda tell: _command(words, Steps(0, self.folder), tell))
        apart(lambda tell: tell(check_read(self.folder / "read", self.reference, whole=True)))
        shutil.rmtree(self.folder / "read")


#: What is looked at before and after a kill of each command: what was there before (None: nothing is compared), and the
#: decisions told.
CHECKS: dict[str, Callable[[Weather, Any, int | None], Any]] = {
    "read": lambda weather, before, _: check_read(weather.folder / "read", weather.reference, before),
    "review": lambda weather, before, told: check_reviewed(
        weather.folder / "reviewed", weather.reference, before, told
    ),
    "snapshot": lambda weather, before, _: check_snapshot(weather.folder, weather.reference, before),
    # "compact": a check like these, with its arguments in `Weather.command`.
}


def reading(folder: Path, name: str) -> list[str]:
    """The arguments of a read into a register of that name."""
    return ["read", f"{folder}/reports", "--register", f"{folder}/{name}", "--published", _PUBLISHED, "--workers", "1"]


def _command(words: list[str], steps: Steps, tell: Callable[[Any], None]) -> None:
    from regesta.cli.main import main as regesta  # noqa: PLC0415

    steps.begin()
    talk = io.StringIO()
    with contextlib.redirect_stdout(talk), contextlib.redirect_stderr(talk):
        code = regesta(words)
    assert code == 0, talk.getvalue()
    tell(steps.count)


def _decide(root: Path, ids: Sequence[str], steps: Steps, tell: Callable[[Any], None]) -> None:
    """Decisions on these claims without end, each told once it is taken."""
    from regesta.assembly.registers import open_desk  # noqa: PLC0415

    desk = open_desk(root)
    steps.begin()
    for number in range(len(desk.lines), 1_000_000):
        tell(desk.decide("anna", ids[number % len(ids)], ("accept", "reject")[number // 7 % 2], why=str(number)).number)


def write_reports(folder: Path, count: int = REPORTS) -> None:
    """Reports of one sentence about places that are nowhere."""
    folder.mkdir()
    for number in range(count):
        text = f"Harbour talks {number}\n\nNorthland sent {number + 3} trucks to Westland on Monday, officials said.\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")


def load(folder: Path) -> None:
    """Loads what the processes need, without starting a thread."""
    import duckdb  # noqa: F401, PLC0415
    import pyarrow.dataset  # noqa: F401, PLC0415

    from regesta.assembly import codes, reading, recipe, registers  # noqa: F401, PLC0415
    from regesta.cli import main, progress  # noqa: F401, PLC0415
    from regesta.config import settings  # noqa: PLC0415
    from regesta.review import desk, notation, overlay  # noqa: F401, PLC0415
    from regesta.scale import batches, local  # noqa: PLC0415

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    chosen = settings(published=_PUBLISHED, workers=1)
    # The knowledge of a register without tables of the user's is that of the package, wherever it lies.
    built = recipe.Recipe(replace(chosen, knowledge=folder / "read" / "knowledge"))()
    local._pipeline = lambda _: built  # type: ignore[assignment]
    batches.BATCH = BATCH
    codes.review_rules()
    codes.country_of("Westland")


def weathered(folder: Path, *, times: int, seed: int, tell: Callable[[str], None]) -> Weather:
    """Kills so often and says what came of it."""
    write_reports(folder / "reports")
    weather = Weather(folder, random.Random(seed))
    weather.begin()
    names = tuple(CHECKS)
    while weather.killed.total() < times:
        name = names[weather.chance.randrange(len(names))]
        weather.round(name)
        if name == "read":
            weather.reads += 1
            if weather.reads % ROUNDS == 0:
                weather.finish()
        if weather.killed.total() % 20 == 0:
            tell(f"{weather.killed.total()} kills, {len(weather.wrong)} wrong")
    weather.finish()
    return weather


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=None, help="a new folder that is left as it is at the end")
    args = parser.parse_args(argv)
    if args.keep:
        args.keep.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="regesta-kill-") as place:
        folder = args.keep or Path(place)
        load(folder)
        found = weathered(folder, times=args.times, seed=args.seed, tell=lambda words: print(words, flush=True))
    for name in CHECKS:
        late, steps = found.missed[name], found.steps[name]
        print(f"{name:10} {found.killed[name]:4} kills   {late:3} came too late   ({steps} steps)")
    print("\n".join(found.wrong) or "every register opened, nothing was lost, nothing doubled")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
