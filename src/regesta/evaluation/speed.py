"""`speed`: reports and sentences a second through the whole pipeline, and the memory it needs at most."""

from __future__ import annotations

import csv
import hashlib
import io
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from regesta.errors import DataError
from regesta.evaluation.bootstrap import FloatArray, figures, ratio
from regesta.evaluation.corpus import TRAIN, Options, existing, text_of
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured
from regesta.records.claims import Entry
from regesta.records.outcomes import Rejection
from regesta.records.reports import Capture
from regesta.stages.annotate import cut
from regesta.stages.capture import captures
from regesta.text.rows import ROW, Row, encode_row

#: Reports read at once, as the command line does.
BATCH = 16


def reports(path: Path) -> list[Capture | Rejection]:
    """The captures of a CSV table with `text` (and `title`, `date`, `url`), a folder of these, or any folder `read`
    takes.

    Raises:
        MissingPathError, DataError: nothing there, or a table without `text`.
    """
    tables = sorted(existing(path).glob("*.csv")) if path.is_dir() else [path] if path.suffix == ".csv" else []
    if not tables:
        return list(captures([path]))
    return [capture for table in tables for capture in _table(table)]


def _table(path: Path) -> list[Capture]:
    csv.field_size_limit(sys.maxsize)
    rows = csv.DictReader(io.StringIO(text_of(path)))
    if "text" not in (rows.fieldnames or ()):
        raise DataError("no column text", where=str(path), mend="a table with text, title, date and url is wanted")
    out = []
    for number, row in enumerate(rows, start=1):
        named = {name: row.get(name) or "" for name in ("title", "text", "url")}
        data = encode_row(Row(published=row.get("date") or "", **named))
        out.append(Capture(data, hashlib.sha256(data).hexdigest(), f"{path}#{number}", ROW))
    return out


def statistic(sums: FloatArray) -> dict[str, float]:
    """Rates from summed (reports, sentences, words, seconds)."""
    read, sentences, words, seconds = sums
    return {
        "reports_per_second": ratio(read, seconds),
        "sentences_per_second": ratio(sentences, seconds),
        "words_per_second": ratio(words, seconds),
    }


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """Rates over batches of reports, the first batch read once before for warmth; loading is not counted."""
    found = reports(path)[: options.limit]
    batches = [found[start : start + BATCH] for start in range(0, len(found), BATCH)]
    if batches:
        parts.pipeline(batches[0])
    units, entries = [], 0
    for batch in batches:
        began = time.perf_counter()
        outcomes = parts.pipeline(batch)
        seconds = time.perf_counter() - began
        read = [one for one in outcomes if isinstance(one, Entry)]
        entries += len(read)
        units.append([float(len(read)), *_size(read), seconds])
    numbers = figures(units, statistic)
    return Measured(
        numbers=numbers,
        counts={"reports": entries, "rejected": len(found) - entries, "peak_memory_mb": peak_memory()},
        unit="batch",
        files=tuple(map(str, _files(path))),
        licence=TRAIN,
        notes=(f"whole pipeline, one process, batches of {BATCH}, loading not counted",),
    )


def _size(read: Sequence[Entry]) -> list[float]:
    cuts = [cut(entry.report) for entry in read]
    return [float(sum(len(c.sentences) for c in cuts)), float(sum(len(c.spans) for c in cuts))]


def _files(path: Path) -> list[Path]:
    return (
        [path] if path.is_file() else [p for p in sorted(path.rglob("*")) if p.is_file() and not p.name.startswith(".")]
    )


def peak_memory() -> int:
    """Megabytes this process has held at most; 0 where the system does not say."""
    try:
        import resource  # noqa: PLC0415 (not on every system)
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most / 1_000_000 if sys.platform == "darwin" else most * 1024 / 1_000_000)
