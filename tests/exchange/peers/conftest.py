"""Files as other projects write them, with rows of our own."""

from __future__ import annotations

import csv
import io

import pytest

from regesta.exchange.registry import named

ACLED = {
    "event_id_cnty": "MLI1", "event_date": "2024-03-19", "year": "2024", "time_precision": "1",
    "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of France (2017-)", "inter1": "External/Other forces", "actor2": "Civilians (Mali)",
    "assoc_actor_2": "Farmers (Mali); Labor Group", "iso": "466", "country": "Mali", "location": "Gao",
    "latitude": "16.2716", "longitude": "-0.0447", "geo_precision": "1", "source": "Wire A; Wire B",
    "notes": "Planes hit \"Gao\",\nten died", "fatalities": "10", "timestamp": "1711000000",
}  # fmt: skip
GED = {
    "id": "500001", "relid": "MLI-2024-1-1", "year": "2024", "type_of_violence": "3", "side_a": "Government of France",
    "side_b": "Civilians", "source_office": "Wire A", "source_headline": "Ten die in Gao", "where_prec": "1",
    "where_coordinates": "Gao town", "latitude": "16.2716", "longitude": "-0.0447", "country": "Mali",
    "country_id": "432", "date_prec": "1", "date_start": "2024-03-19 00:00:00.000",
    "date_end": "2024-03-19 00:00:00.000",
    "deaths_civilians": "10", "best": "10", "high": "12", "low": "10",
}  # fmt: skip
POLECAT = {
    "Event ID": "2024-1_7", "Event Date": "2024-03-19", "Event Type": "ASSAULT", "Event Mode": "aerial",
    "Actor Name": "France;United Nations", "Actor Country": "FRA;", "Actor Sectors": "MIL|GOV;IGO",
    "Recipient Name": "villagers", "Recipient Country": "MLI", "Recipient Sectors": "CVL", "City": "Gao",
    "Country": "MLI", "Latitude": "16.27", "Longitude": "-0.04", "Source": "Wire A",
}  # fmt: skip
ICEWS = {
    "Event ID": "30001", "Event Date": "2024-03-19", "Source Name": "Air Force (France)", "Source Sectors": "Military",
    "Source Country": "France", "Event Text": "Employ aerial weapons", "CAMEO Code": "195", "Intensity": "-10.0",
    "Target Name": "Villager (Mali)", "Target Sectors": "General Population / Civilian / Social,Social",
    "Target Country": "Mali", "Publisher": "Wire A", "City": "Gao", "Country": "Mali", "Latitude": "16.27",
    "Longitude": "-0.04",
}  # fmt: skip
ROWS = {"acled": ACLED, "ged": GED, "polecat": POLECAT, "icews": ICEWS}


@pytest.fixture
def table(tmp_path):
    """Writes rows of a profile to a file and returns its path."""

    def make(
        name: str, *rows: dict[str, str], header: bool = True, bom: bool = False, extra: tuple[str, ...] = (),
        without: tuple[str, ...] = (), end: str = "\n", encoding: str = "utf-8",
    ):  # fmt: skip
        main = named(name).files[0]
        columns = [column.name for column in main.columns if column.name not in without] + list(extra)
        out = io.StringIO()
        writer = csv.writer(out, delimiter=main.delimiter, lineterminator=end)
        if header:
            writer.writerow(columns)
        for row in rows or (ROWS[name],):
            writer.writerow([row.get(column, "") for column in columns])
        path = tmp_path / f"{name}.{'csv' if main.delimiter == ',' else 'tsv'}"
        path.write_bytes((b"\xef\xbb\xbf" if bom else b"") + out.getvalue().encode(encoding))
        return path

    return make
