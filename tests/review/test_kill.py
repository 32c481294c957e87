"""SIGKILL while a coder decides: the register opens, and every decision that was told stands once."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from regesta.review.state import counting

ROOT = Path(__file__).resolve().parents[2]

_CODER = """
import sys
from pathlib import Path
from tests.shelf import Shelf

shelf = Shelf(Path(sys.argv[1]))
desk, ids, acts = shelf.desk(), sys.argv[2].split(), ("accept", "reject")
print("ready", flush=True)
number = len(desk.lines)
while True:
    line = desk.decide("anna", ids[number % 3], acts[number // 3 % 2], why=str(number))
    print(line.number, flush=True)
    number += 1
"""


def test_what_was_told_stands_once(shelf, story):
    chance = random.Random(11)
    for _ in range(4):
        before = len(shelf.desk().lines)
        coder = subprocess.Popen(
            [sys.executable, "-c", _CODER, str(shelf.folder.root), " ".join(story)],
            stdout=subprocess.PIPE, text=True, cwd=ROOT, env={"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
        )  # fmt: skip
        assert coder.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.05, 0.6))
        coder.send_signal(signal.SIGKILL)
        told = [int(word) for word in coder.communicate()[0].split()]
        desk = shelf.desk()
        assert [line.number for line in desk.lines] == list(range(1, len(desk.lines) + 1))
        assert len(desk.lines) - before - len(told) in (0, 1)
        assert [line.decision.why for line in desk.lines] == [str(number) for number in range(len(desk.lines))]
        last = {id_: line for line in counting(desk.lines) for id_ in [line.decision.body["claim"]]}
        rejected = {id_ for id_, line in last.items() if line.decision.act == "reject"}
        assert set(shelf.rows()) == set(story) - rejected
