"""Claims as GeoParquet 1.1: the flat row with typed columns and a point as well-known binary."""

from __future__ import annotations

import itertools
import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from regesta.exchange import flat
from regesta.exchange.profile import Column, Options, Profile, Source, Table, Tally
from regesta.exchange.profiles.geojson import LOSSES

COLUMNS = (
    *flat.COLUMNS,
    Column("place_precision", "string", "what the point stands for",
           ("point", "town", "district", "province", "region", "country")),
    Column("geometry", "any", "the point as well-known binary, longitude first; null when the place has none"),
)  # fmt: skip
FILE = Table("claims.parquet", "application/vnd.apache.parquet", COLUMNS)
#: Rows of a row group: large enough for readers to skip by, small enough to hold.
_BATCH = 20_000
#: Without a `crs`, coordinates are longitude and latitude in OGC:CRS84, which is WGS 84 (GeoParquet 1.1.0).
_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}


def point(longitude: float, latitude: float) -> bytes:
    """A point as well-known binary: little-endian, type 1, then the two numbers."""
    return struct.pack("<BIdd", 1, 1, longitude, latitude)


def row(claim: Mapping[str, Any]) -> dict[str, Any]:
    """A claim's row."""
    found = flat.typed(claim)
    latitude, longitude = found["latitude"], found["longitude"]
    found["place_precision"] = (claim["place"] or {}).get("precision")
    found["geometry"] = None if latitude is None or longitude is None else point(longitude, latitude)
    return found


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the file in batches."""
    import pyarrow as pa  # noqa: PLC0415 (only this format needs them)
    import pyarrow.parquet as pq  # noqa: PLC0415

    kinds = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "any": pa.binary(),
    }
    schema = pa.schema([(column.name, kinds[column.kind]) for column in COLUMNS], metadata={"geo": json.dumps(_GEO)})
    claims, count = source.jsons(), 0
    with pq.ParquetWriter(folder / FILE.name, schema, compression="zstd") as out:
        while batch := [row(claim) for claim in itertools.islice(claims, _BATCH)]:
            out.write_table(pa.Table.from_pylist(batch, schema=schema))
            count += len(batch)
    return Tally({FILE.name: count})


PROFILE = Profile(
    "geoparquet",
    "a point a claim as GeoParquet 1.1",
    "QGIS (GDAL 3.8), geopandas, DuckDB, kepler.gl",
    (FILE,),
    LOSSES,
    write,
    ".geoparquet",
)
