"""A big register out of a small one: `python -m benchmarks.grow SMALL BIG --claims 100000`.

Every segment is written again and again with other ids, so that sizes of segments, lengths of texts and shares of
events stay those of real reports. Each copy's days are moved, so that a timeline has something to count.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from regesta.records.codec import digest
from regesta.records.runs import Run
from regesta.register.folder import Folder, create_folder, open_folder, start_run
from regesta.register.schema import STORED

#: In the order in which a segment's files are written.
#: Columns of ids and of days; both also in the structs `report` and `time`.
IDS, DAYS = {"report_id", "claim_id", "capture_key", "sha256"}, {"published", "time_from", "time_to"}
#: Days between copies, and after how many copies they start again: about twenty years.
STEP, ROUND = 37, 200


def other(rows: pa.Table, copy: int, segment: str) -> pa.Table:
    """Rows of other reports that tell the same: new ids, moved days. Column by column, as a million rows are many."""
    days = STEP * (copy % ROUND)
    # Odd, so that no two copies below 2**24 share their digits.
    mark = f"{copy * 0x9E3779B1 % 2**24:06x}"
    columns = {name: rows[name].combine_chunks() for name in rows.column_names}
    columns["run"] = pa.repeat(pa.scalar(1, pa.int32()), rows.num_rows)
    columns["segment"] = pa.repeat(segment, rows.num_rows)
    for name in IDS & columns.keys():
        columns[name] = pc.utf8_replace_slice(columns[name], 2, 8, mark)
    for name in DAYS & columns.keys():
        columns[name] = moved(columns[name], days)
    if "lineage" in columns:
        columns["lineage"] = pc.binary_join_element_wise(columns["lineage"], f"#{copy}", "")
    if "report" in columns:
        columns["report"] = changed(columns["report"], id=columns["report_id"], published=columns["published"])
    if "time" in columns:
        columns["time"] = changed(columns["time"], **{"from": columns["time_from"], "to": columns["time_to"]})
    return pa.table(columns, schema=rows.schema)


def moved(dates: pa.Array, days: int) -> pa.Array:
    """Dates so many days later."""
    return pc.add(dates.cast(pa.int32()), pa.scalar(days, pa.int32())).cast(pa.date32())


def changed(structs: pa.StructArray, **others: pa.Array) -> pa.StructArray:
    """The same structs with other values in some fields; what was null stays null."""
    fields = list(structs.type)
    values = [others.get(field.name, structs.field(field.name)) for field in fields]
    return pa.StructArray.from_arrays(values, fields=fields, mask=structs.is_null())


def grow(small: Folder, big: Folder, claims: int) -> int:
    """Writes copies of the small one's segments until there are so many claims; says how many there are."""
    names = small.segment_names()
    stored = {
        (name, table): pq.read_table(small.file(name, table), schema=STORED[table])
        for name in names
        for table in STORED
    }
    start_run(big, Run("grown", "", "", ""))
    written = copy = 0
    while written < claims:
        for name in names:
            segment = f"000001-{digest([name, copy])[:16]}"
            for table in STORED:
                rows = other(stored[name, table], copy, segment)
                pq.write_table(rows, big.file(segment, table), compression="zstd")
            written += stored[name, "claims"].num_rows
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
