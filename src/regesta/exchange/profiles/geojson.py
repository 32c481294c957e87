"""Claims as GeoJSON (RFC 7946): one feature a claim, longitude before latitude, WGS 84.

A claim whose place led to no point is a feature without a geometry, never a point at 0, 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from regesta.exchange import flat
from regesta.exchange.jsonl import harmless_line
from regesta.exchange.profile import Loss, Options, Profile, Source, Table, Tally

FILE = Table("claims.geojson", "application/geo+json")
#: What a browser could take for mark-up when the file is put into a page, as JSON escapes.
_MARKUP = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"})
#: Losses of formats with a point a claim.
POINTS = (
    Loss(
        "areas",
        "A country, province or region is a point in its middle: `place_precision` says what the point stands "
        "for. Draw those as areas or not at all.",
    ),
)
LOSSES = (*flat.LOSSES, *POINTS)


def feature(claim: Mapping[str, Any]) -> dict[str, Any]:
    """A claim as a feature; dates as text."""
    row = flat.typed(claim)
    latitude, longitude = row.pop("latitude"), row.pop("longitude")
    point = None if None in (latitude, longitude) else {"type": "Point", "coordinates": [longitude, latitude]}
    properties = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
    properties["place_precision"] = (claim["place"] or {}).get("precision")
    return {"type": "Feature", "id": row["claim_id"], "geometry": point, "properties": properties}


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the file, one feature a line."""
    count = 0
    with (folder / FILE.name).open("w", encoding="utf-8", newline="") as out:
        out.write('{"type": "FeatureCollection", "features": [')
        for claim in source.jsons():
            out.write(("," if count else "") + "\n" + harmless_line(feature(claim)).translate(_MARKUP))
            count += 1
        out.write("\n]}\n")
    return Tally({FILE.name: count})


PROFILE = Profile(
    "geojson",
    "a point a claim as GeoJSON (RFC 7946)",
    "QGIS, MapLibre, Leaflet, kepler.gl, geopandas",
    (FILE,),
    LOSSES,
    write,
    ".geojson",
)
