"""The installed command in a process of its own: what the shell sees."""

import importlib.metadata
import subprocess
import sys
import time

import regesta as package

COMMAND = [sys.executable, "-m", "regesta"]


def shell(*arguments):
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_version():
    assert shell("--version").stdout.strip() == f"regesta {importlib.metadata.version('regesta')}"


def test_help_names_every_command_and_loads_nothing_heavy():
    done = shell("--help")
    assert done.returncode == 0
    for command in ("code", "read", "claims", "show", "why", "export", "info"):
        assert f"\n  {command} " in done.stdout
    heavy = "duckdb", "pyarrow", "numpy", "onnxruntime", "rich", "trafilatura", "regesta.assembly"
    check = f"import sys, regesta.cli.main; sys.exit(', '.join(set({heavy!r}) & set(sys.modules)) or None)"
    loaded = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert loaded.returncode == 0, loaded.stderr


def test_a_call_that_says_nothing_gets_the_help():
    done = shell()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == shell("--help").stdout


def test_the_list_of_commands_is_not_cut_short():
    assert "..." not in shell("--help").stdout.partition("Commands:")[2]


def test_usage_says_that_paths_repeat_once():
    usage = shell("read", "--help").stdout.splitlines()[0]
    assert usage.count("...") == 1 and "PATH" in usage


def test_help_is_quick():
    """0.3 s is the promise on an idle machine; the best of five, and twice that, leave room for a busy one."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        shell("--help")
        times.append(time.perf_counter() - began)
    assert min(times) < 0.6


def test_a_reader_that_goes_away_is_no_error(regesta, register):
    line = f"{sys.executable} -m regesta claims --register {register} --format jsonl | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.stdout.strip() in ("0", "141")
    assert done.stderr == ""


def test_a_call_that_is_told_to_end_ends_as_if_interrupted():
    script = """
import os, signal, sys
from regesta.cli import main
from regesta.assembly import registers
registers.open_register = lambda _: os.kill(os.getpid(), signal.SIGTERM)
sys.argv = ["regesta", "info", "--register", "r"]
main.run()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (143, "", "")


def test_open_from_python(regesta, register):
    with package.open(register) as opened:
        assert len(opened.claims(event="AID")) == 3
        assert len(opened.claims(event="AID", since="2020", until="2020")) == 1
