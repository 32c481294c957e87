"""The measures by name, and how one is run: the same for the command line and for `all`."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from regesta.errors import BadValueError, RegestaError
from regesta.evaluation.corpus import Options, digest_of, existing
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured, Result

#: Name on the command line to the module whose `measure` does it, in the order of the accuracy page.
MEASURES = {
    "gold": "gold",
    "calibration": "calibration",
    "plv": "plv",
    "ud": "ud",
    "propbank": "propbank",
    "uds": "uds",
    "polnear": "polnear",
    "ngec-actor": "actors",
    "toponyms": "toponyms",
    "times": "times",
    "copies": "copies",
    "ecb": "eventlinks",
    "meantime": "meantime",
    "maverick": "maverick",
    "speed": "speed",
}
#: Measures that ask the knowledge room or the linker alone and need no model.
_WITHOUT_MODEL = frozenset({"ngec-actor", "toponyms", "times", "copies", "ecb", "meantime", "maverick"})


def run(name: str, path: Path, parts: Parts, options: Options) -> Result:
    """One measure on one corpus.

    Raises:
        BadValueError: no measure has this name, or the limit is not positive.
        MissingPathError, DataError: the corpus is not there or not of the measure's format.
        BundleError, KnowledgeError: the parts measured are damaged.
    """
    if name not in MEASURES:
        raise BadValueError(f"no measure {name!r}", where="NAME", mend=f"one of {', '.join([*MEASURES, 'all'])}")
    if options.limit is not None and options.limit < 1:
        raise BadValueError(f"not a number of documents: {options.limit}", where="--limit", mend="give 1 or more")
    measure: Callable[[Path, Parts, Options], Measured] = import_module(f"regesta.evaluation.{MEASURES[name]}").measure
    existing(path)
    bundle = _bundle(name, parts)
    began = time.perf_counter()
    measured = measure(path, parts, options)
    seconds = time.perf_counter() - began
    return Result(name, measured, str(path), digest_of(measured.files), bundle, machine(), seconds, options.limit)


def _bundle(name: str, parts: Parts) -> str:
    """The bundle's digest; "" where there is none and none is needed."""
    try:
        return parts.bundle_digest
    except RegestaError:
        if name in _WITHOUT_MODEL:
            return ""
        raise


def machine() -> str:
    """What it ran on, in a line: processor, cores this process may use, system, Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return (
        f"{_processor()}, {cores} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        told = ""
    named = next((line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name")), "")
    return named or platform.processor() or "unknown processor"
