"""A few of the kills of `python -m benchmarks.kill`: the command itself, in a process without threads."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_few_kills_lose_and_double_nothing():
    words = [sys.executable, "-m", "benchmarks.kill", "--times", "4", "--seed", "2"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing was lost" in done.stdout
