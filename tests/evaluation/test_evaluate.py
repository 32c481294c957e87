"""The command, from its arguments to its exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from regesta.cli.main import main


@pytest.mark.parametrize(
    "name", ["gold", "plv", "ud", "uds", "polnear", "toponyms", "times", "ngec-actor", "speed", "all"]
)
def test_a_path_that_is_not_there_is_one_line_and_two(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", name, "--data", str(tmp_path / "nowhere")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "E101" in printed.err and printed.err.count("\n") == 1


def test_an_unknown_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "silver", "--data", str(tmp_path)]) == 2
    assert "E102" in capsys.readouterr().err


def test_times_in_both_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.tml"
    path.write_text('<TEXT>On <TIMEX3 value="2020-05-04">4 May 2020</TIMEX3>.</TEXT>', encoding="utf-8")
    assert main(["evaluate", "times", "--data", str(path), "--format", "json"]) == 0
    out = capsys.readouterr().out
    assert '"span_f1": 1.0' in out and '"value_f1": 1.0' in out
    assert main(["evaluate", "times", "--data", str(path)]) == 0
    assert "licence class" in capsys.readouterr().out
