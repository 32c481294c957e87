"""A big register out of a small one: `python -m benchmarks.grow SMALL BIG --claims 100000`.

Every segment is written again and again with other ids, so that sizes of segments, lengths of texts and shares of
events stay those of real reports. Each copy's days are moved, so that a timeline has something to count.
"""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from regesta.records.codec import digest
from regesta.records.runs import Run
from regesta.register.folder import Folder, create_folder, open_folder, start_run
from regesta.register.schema import CLAIMS, REJECTIONS, REPORTS

SCHEMAS = {"claims": CLAIMS, "rejections": REJECTIONS, "reports": REPORTS}
#: Days between copies, and after how many copies they start again: about twenty years.
STEP, ROUND = 37, 200


def other(row: dict[str, Any], copy: int, segment: str) -> dict[str, Any]:
    """A row of another report that tells the same: new ids, moved days."""
    moved = timedelta(days=STEP * (copy % ROUND))
    row = {**row, "run": 1, "segment": segment}
    for name in ("report_id", "claim_id", "capture_key", "sha256"):
        if row.get(name):
            row[name] = row[name][:2] + digest(["copy", row[name], copy])[:16]
    for name in ("published", "time_from", "time_to"):
        row[name] = row[name] + moved if row.get(name) else None
    if "lineage" in row:
        row["lineage"] += f"#{copy}"
    if "report" in row:
        row["report"] = {**row["report"], "id": row["report_id"], "published": row["published"]}
    if row.get("time") and row["time"]["from"]:
        row["time"] = {**row["time"], "from": row["time_from"], "to": row["time_to"]}
    return row


def grow(small: Folder, big: Folder, claims: int) -> int:
    """Writes copies of the small one's segments until there are so many claims; says how many there are."""
    names = small.segment_names()
    stored = {(name, table): pq.read_table(small.file(name, table)).to_pylist() for name in names for table in SCHEMAS}
    start_run(big, Run("grown", "", "", ""))
    written = copy = 0
    while written < claims:
        for name in names:
            segment = f"000001-{digest([name, copy])[:16]}"
            for table in ("claims", "rejections", "reports"):
                rows = [other(row, copy, segment) for row in stored[name, table]]
                file = pa.Table.from_pylist(rows, schema=SCHEMAS[table])
                pq.write_table(file, big.file(segment, table), compression="zstd")
            written += len(stored[name, "claims"])
        copy += 1
    return written


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("small", type=Path)
    parser.add_argument("big", type=Path)
    parser.add_argument("--claims", type=int, default=100_000)
    args = parser.parse_args(argv)
    print(f"{grow(open_folder(args.small), create_folder(args.big, version='0'), args.claims)} claims in {args.big}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
