import subprocess
import sys
from pathlib import Path

import pytest

from regesta.pipeline import Pipeline
from regesta.records.claims import Entry
from regesta.records.outcomes import Reason, Rejection
from tests.hand import TinyRecipe, capture

REFUSED = Rejection("b.txt", "capture", Reason.BINARY, "not text")


def test_rejections_pass_through_in_their_place():
    outcomes = TinyRecipe()()([capture("Northland helped Westland."), REFUSED, capture(" "), capture("Nobody came.")])
    assert [type(outcome) for outcome in outcomes] == [Entry, Rejection, Rejection, Entry]
    assert outcomes[1] is REFUSED
    assert outcomes[2].stage == "read"
    assert len(outcomes[0].claims) == 1


def test_an_empty_batch_asks_no_stage():
    def never(batch):
        raise AssertionError

    assert Pipeline(never, never, never, never)([REFUSED]) == [REFUSED]
    assert Pipeline(never, never, never, never)([]) == []


def test_a_stage_that_loses_a_report_is_a_defect():
    whole = TinyRecipe()()
    broken = Pipeline(whole.read, whole.annotate, lambda batch: whole.extract(batch)[1:], whole.resolve)
    with pytest.raises(RuntimeError, match="extract returned 1 products for 2"):
        broken([capture("One."), capture("Two.")])


def test_a_stage_that_changes_the_order_is_a_defect():
    whole = TinyRecipe()()
    broken = Pipeline(whole.read, whole.annotate, lambda batch: whole.extract(batch)[::-1], whole.resolve)
    with pytest.raises(RuntimeError, match="order"):
        broken([capture("One."), capture("Two.")])


WIRINGS = """
from regesta.pipeline import Pipeline, Stage
from regesta.records.accounts import Account
from regesta.records.claims import Entry
from regesta.records.readings import Reading
from regesta.records.reports import Capture, Report

read: Stage[Capture, Report]
annotate: Stage[Report, Reading]
extract: Stage[Reading, Account]
resolve: Stage[Account, Entry]
right = Pipeline(read, annotate, extract, resolve)
wrong = Pipeline(read, extract, annotate, resolve)
"""


def test_types_refuse_a_wrong_order(tmp_path: Path):
    pytest.importorskip("mypy")
    file = tmp_path / "wirings.py"
    file.write_text(WIRINGS)
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    faults = [line for line in done.stdout.splitlines() if "error:" in line]
    assert len(faults) == 2, done.stdout
    assert all(line.startswith("wirings.py:13:") and "[arg-type]" in line for line in faults)
