"""GeoJSON by the rules of RFC 7946, GeoParquet by its metadata and its bytes."""

import json
import struct

import pyarrow as pa
import pyarrow.parquet as pq

from regesta.exchange.profile import Options
from regesta.exchange.profiles import geojson, geoparquet
from tests.exchange.making import ALL, ATTACK, BARE, MARCH, answer


def test_geojson_keeps_to_its_rules(tmp_path):
    geojson.write(answer(*ALL), tmp_path, Options())
    raw = (tmp_path / "claims.geojson").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    collection = json.loads(raw.decode("utf-8"))
    assert collection["type"] == "FeatureCollection" and "crs" not in collection
    assert len(collection["features"]) == len(ALL)
    for feature in collection["features"]:
        assert feature["type"] == "Feature" and {"geometry", "properties", "id"} <= set(feature)
        geometry = feature["geometry"]
        if geometry is not None:
            assert geometry["type"] == "Point" and set(geometry) == {"type", "coordinates"}
            longitude, latitude = geometry["coordinates"]
            assert -180 <= longitude <= 180 and -90 <= latitude <= 90
        for value in feature["properties"].values():
            assert value is None or (isinstance(value, (str, int, float)) and value != "")


def test_longitude_comes_first_and_nowhere_is_no_point():
    assert geojson.feature(ATTACK)["geometry"] == {"type": "Point", "coordinates": [-0.04, 16.27]}
    assert geojson.feature(BARE)["geometry"] is None
    assert geojson.feature(MARCH)["properties"]["place_precision"] == "country"


def test_geoparquet_metadata_and_points(tmp_path):
    geoparquet.write(answer(*ALL), tmp_path, Options())
    table = pq.read_table(tmp_path / "claims.parquet")
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0" and geo["primary_column"] == "geometry"
    column = geo["columns"]["geometry"]
    assert column == {"encoding": "WKB", "geometry_types": ["Point"]}
    assert table.schema.field("geometry").type == pa.binary()
    assert table.schema.field("time_from").type == pa.date32() and table.num_rows == len(ALL)
    points = table.column("geometry").to_pylist()
    order, kind, longitude, latitude = struct.unpack("<BIdd", points[0])
    assert (order, kind, longitude, latitude) == (1, 1, -0.04, 16.27)
    assert points[-1] is None
