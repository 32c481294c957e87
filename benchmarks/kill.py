"""SIGKILL at random moments: `python -m benchmarks.kill [--times 200] [--seed 0] [--keep FOLDER]`.

Each time a command of Regesta is begun on a small register and killed, either after a random time or before a random
step on a file (`benchmarks.dying`). Then the register is opened and compared with what it was before and with one that
was written without interruption (`benchmarks.whole`). A kill counts only when the command was still at work. Steps and
times follow from the seed; a time meets another instruction on another machine.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.whole import Reference, check_read, check_reviewed, check_snapshot

#: Reports of the register: three batches at most, of which one is short, so that a read has several segments.
REPORTS = 40
#: Rounds of a read on the same register before it is read to its end and compared: kills upon kills.
ROUNDS = 4

_CODER = """
import sys
from pathlib import Path
from regesta.assembly import open_desk
desk = open_desk(Path(sys.argv[1]))
ids = sorted(row["claim_id"] for row in desk.register.claims().dicts())
for number in range(len(desk.lines), 1_000_000):
    print(desk.decide("anna", ids[number % len(ids)], ("accept", "reject")[number // 7 % 2], why=str(number)).number)
    sys.stdout.flush()
"""


@dataclass(slots=True)
class Weather:
    """The folder of a session of kills, and what was counted in it."""

    folder: Path
    chance: random.Random
    reference: Reference
    killed: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    rounds: int = 0

    def command(self, name: str) -> list[str]:
        """The arguments of a command, each time on what it is at."""
        at = str(self.folder)
        if name == "read":
            few = ["--workers", str(self.chance.choice((1, 2)))]
            return ["read", f"{at}/reports", "--register", f"{at}/read", "--published", "2024-05-01", *few]
        if name == "review":
            claim = self.chance.choice(self.reference.claims)
            return ["review", "decide", claim, "accept", "--register", f"{at}/reviewed", "--coder", "anna"]
        return ["snapshot", "--register", f"{at}/straight", "--to", f"{at}/frozen"]

    def kill(self, name: str) -> bool:
        """Begins a command and kills it, by time or by step; says whether it was still at work."""
        if self.chance.random() < 0.5:
            return self._by_step(name)
        long = name == "review"
        call = [sys.executable, "-c", _CODER, f"{self.folder}/reviewed"] if long else [*_REGESTA, *self.command(name)]
        process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        time.sleep(self.chance.uniform(0, self.seconds[name]))
        if self.chance.random() < 0.5:
            process.send_signal(signal.SIGKILL)
        elif process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        out, _ = process.communicate()
        self.told = len(out.split()) if long else None
        return process.returncode == -signal.SIGKILL

    told: int | None = None

    def _by_step(self, name: str) -> bool:
        self.told = None
        words = [str(self.chance.randint(1, self.steps[name])), str(self.folder), *self.command(name)]
        done = subprocess.run([sys.executable, "-m", "benchmarks.dying", *words], capture_output=True, check=False)
        return done.returncode == -signal.SIGKILL

    def measure(self, name: str) -> None:
        """How long the command takes and how many steps it has when it is left alone."""
        began = time.monotonic()
        words = ["0", str(self.folder), *self.command(name)]
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.dying", *words], capture_output=True, text=True, check=True
        )
        self.seconds[name] = time.monotonic() - began
        self.steps[name] = int(done.stderr.rsplit("steps ", 1)[1])

    def round(self, name: str) -> None:
        """One kill and a look at what it left."""
        check = CHECKS[name]
        before = check(self, None)
        killed = self.kill(name)
        (self.killed if killed else self.missed)[name] += 1
        try:
            check(self, before)
        except AssertionError as error:
            self.wrong.append(f"{name}, kill {self.killed.total()}: {error}")


_REGESTA = [sys.executable, "-m", "regesta"]


def _reading(weather: Weather, before: object) -> object:
    root = weather.folder / "read"
    if before is None:
        weather.rounds += 1
        if weather.rounds % ROUNDS == 0:
            subprocess.run([*_REGESTA, *weather.command("read")], capture_output=True, check=True)
            check_read(root, weather.reference, whole=True)
            subprocess.run(["rm", "-rf", str(root)], check=True)
    return check_read(root, weather.reference, before=before)


def _reviewing(weather: Weather, before: object) -> object:
    return check_reviewed(weather.folder / "reviewed", weather.reference, before, told=weather.told)


def _freezing(weather: Weather, before: object) -> object:
    return check_snapshot(weather.folder, weather.reference, before)


#: What is looked at after a kill of each command; called with None before it, for what is there.
CHECKS: dict[str, Callable[[Weather, object], object]] = {
    "read": _reading,
    "review": _reviewing,
    "snapshot": _freezing,
    # "compact": a function like these, and its arguments in `Weather.command`.
}


def write_reports(folder: Path, count: int = REPORTS) -> None:
    """Reports of one sentence about places that are nowhere."""
    folder.mkdir()
    for number in range(count):
        text = f"Harbour talks {number}\n\nNorthland sent {number + 3} trucks to Westland on Monday, officials said.\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")


def prepare(folder: Path, chance: random.Random) -> Weather:
    """A folder with reports, a register of them that was never interrupted, and one for reviewing."""
    write_reports(folder / "reports")
    straight = ["read", f"{folder}/reports", "--register", f"{folder}/straight", "--published", "2024-05-01"]
    subprocess.run([*_REGESTA, *straight], capture_output=True, check=True)
    subprocess.run(["cp", "-r", f"{folder}/straight", f"{folder}/reviewed"], check=True)
    weather = Weather(folder, chance, Reference.of(folder / "straight"))
    for name in CHECKS:
        weather.measure(name)
    subprocess.run(["rm", "-rf", f"{folder}/read", f"{folder}/frozen"], check=True)
    return weather


def weathered(folder: Path, *, times: int, seed: int, tell: Callable[[str], None]) -> Weather:
    """Kills so often and says what came of it."""
    weather = prepare(folder, random.Random(seed))
    names = tuple(CHECKS)
    while weather.killed.total() < times:
        weather.round(names[weather.chance.randrange(len(names))])
        if weather.killed.total() % 20 == 0:
            tell(f"{weather.killed.total()} kills, {len(weather.wrong)} wrong")
    subprocess.run([*_REGESTA, *weather.command("read")], capture_output=True, check=True)
    check_read(folder / "read", weather.reference, whole=True)
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
        found = weathered(args.keep or Path(place), times=args.times, seed=args.seed, tell=print)
    for name in CHECKS:
        moments = f"{found.steps[name]} steps, {found.seconds[name]:.1f} s"
        print(f"{name:10} {found.killed[name]:4} kills   {found.missed[name]:3} came too late   ({moments})")
    print("\n".join(found.wrong) or "every register opened, nothing was lost, nothing doubled")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
