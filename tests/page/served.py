"""`regesta serve` as a process of its own, as a user starts it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(register: Path) -> Iterator[tuple[str, str]]:
    """A server of that register: its bare address, and the query that holds the token."""
    command = [sys.executable, "-m", "regesta", "serve", "--register", str(register), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            address, _, token = server.stdout.readline().strip().partition("?")
            assert token, "the server did not print an address"
            yield address.rstrip("/"), f"/?{token}"
        finally:
            server.terminate()
