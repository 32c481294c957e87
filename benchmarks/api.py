"""How long the API takes over a register: `python -m benchmarks.api REGISTER [--rounds 15]`.

Starts `regesta serve` as anybody would and asks it over loopback, one question after another, so the times are those
of the page: query, JSON, HTTP. Each cell is the median, then the mean processor time of the server, which other work on
the machine does not lengthen much. Says what opening costs in seconds and memory. Make a big register with
`benchmarks.grow`. On Linux the server is kept to two cores.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import httpx2

CORES = {0, 1}
#: The page's first view, and the same with what people ask for.
FILTERS = {
    "everything": "",
    "two actors, five years": "actor=USA&actor=GBR&since=2018&until=2022",
    "words": "text=police",
    "many filters": "quad=verbal_conflict&quad=material_conflict&realis=actual&voice=report&score=0.5&either=USA",
}
QUESTIONS = (
    "claims", "claims?order=score", "claims?order=published", "facets", "timeline", "timeline?bin=day", "places",
    "network", "network?limit=500", "actors", "figures", "reports",
)  # fmt: skip


def start(register: Path) -> tuple[subprocess.Popen[str], str, float]:
    """The server, its address with the token, and the seconds until it could be asked."""
    command = [sys.executable, "-m", "regesta", "serve", "--register", str(register), "--no-browser"]
    began = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(server.pid, CORES & os.sched_getaffinity(0))
    assert server.stdout is not None
    return server, server.stdout.readline().strip(), time.perf_counter() - began


def memory(pid: int) -> int:
    """Resident memory of a process in MB; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


def processor(pid: int) -> float:
    """Processor time of a process so far, in milliseconds; 0 where the system does not tell."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def client_of(address: str, *, timeout: float) -> httpx2.Client:
    """Asks the server at an address that holds its token."""
    base, _, token = address.partition("/?token=")
    return httpx2.Client(base_url=base, headers={"Authorization": f"Bearer {token}"}, timeout=timeout)


def path_of(question: str, given: str) -> str:
    """Where a question with a filter is asked."""
    return f"/api/{question}{'&' if '?' in question else '?'}{given}"


def timed(client: httpx2.Client, address: str) -> float:
    """Milliseconds of one answer, which must be one."""
    began = time.perf_counter()
    answer = client.get(address)
    answer.raise_for_status()
    return (time.perf_counter() - began) * 1000


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    args = parser.parse_args(argv)
    server, address, seconds = start(args.register)
    try:
        with client_of(address, timeout=60) as client:
            info = client.get("/api/info").json()
            spent = processor(server.pid) / 1000
            print(f"{info['claims']} claims, {info['reports']} reports")
            print(f"open after {seconds:.1f} s ({spent:.1f} s of processor time), {memory(server.pid)} MB")
            print(f"first page of claims {timed(client, '/api/claims'):.0f} ms")
            print(f"{'':24}" + "".join(f"{name:>26}" for name in FILTERS))
            for question in QUESTIONS:
                cells = []
                for given in FILTERS.values():
                    path = path_of(question, given)
                    before = processor(server.pid)
                    times = [timed(client, path) for _ in range(args.rounds)]
                    spent = (processor(server.pid) - before) / args.rounds
                    cells.append(f"{median(times):.0f} ({spent:.0f}) ms")
                print(f"{question:24}" + "".join(f"{cell:>26}" for cell in cells))
            print(f"afterwards {memory(server.pid)} MB")
    finally:
        server.terminate()
        server.wait(timeout=30)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
