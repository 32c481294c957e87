"""Claims as Parquet: the whole claim in nested columns, with flat ones beside them."""

from __future__ import annotations

from pathlib import Path

from regesta.exchange.profile import Options, Profile, Source, Table, Tally

FILE = Table("claims.parquet", "application/vnd.apache.parquet")


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the file."""
    import pyarrow.parquet as pq  # noqa: PLC0415 (only this format needs it)

    pq.write_table(source.to_arrow(), folder / FILE.name, compression="zstd")
    return Tally({FILE.name: len(source)})


PROFILE = Profile(
    "parquet",
    "whole claims in nested columns",
    "DuckDB, Polars, pandas, R (arrow), Spark",
    (FILE,),
    (),
    write,
    ".parquet",
)
