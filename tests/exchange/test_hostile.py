"""A report whose every text is hostile, through every format."""

import csv
import json
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest

from regesta.exchange.cells import is_formula
from regesta.exchange.files import write
from regesta.exchange.registry import profiles
from tests.exchange.making import ATTACK, HOSTILE, answer, hostile

#: What a terminal obeys or what hides, and what no file may hold.
STEERING = ("\x1b", "\u202e", "\u200b", "\x00")
TEXTS = (".csv", ".tsv", ".json", ".jsonl", ".geojson", ".gexf", ".md")


@pytest.fixture
def claims():
    return answer(hostile(), ATTACK)


@pytest.mark.parametrize("profile", profiles(), ids=lambda profile: profile.name)
def test_no_file_steers_a_terminal_or_loses_a_row(profile, claims, tmp_path):
    tally = write(profile, claims, tmp_path / "out", folder=True)
    assert all(tally.rows.values())
    for path in (tmp_path / "out").iterdir():
        if path.suffix in TEXTS:
            text = path.read_text(encoding="utf-8")
            assert not [sign for sign in STEERING if sign in text], path.name


@pytest.mark.parametrize("name", ["csv", "acled", "ged", "polecat", "icews", "gdelt"])
def test_no_cell_of_a_table_is_a_formula_or_breaks_its_row(name, claims, tmp_path):
    write(name, claims, tmp_path / "out", folder=True)
    for path in (tmp_path / "out").glob("*.[ct]sv"):
        quoting = csv.QUOTE_NONE if name == "gdelt" and path.suffix == ".tsv" else csv.QUOTE_MINIMAL
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t" if path.suffix == ".tsv" else ",", quoting=quoting))
        assert len({len(row) for row in rows}) == 1, path.name
        for value in (value for row in rows for value in row):
            assert not is_formula(value) or number(value), (path.name, value)
        if path.name.startswith(("events", "mentions")):
            assert "\n" not in "".join(value for row in rows for value in row)


def number(value):
    try:
        float(value)
    except ValueError:
        return False
    return True


def test_json_is_json_and_no_markup(claims, tmp_path):
    for name in ("geojson", "timemap", "ftm", "jsonl"):
        write(name, claims, tmp_path / name, folder=True)
    text = (tmp_path / "geojson" / "claims.geojson").read_text(encoding="utf-8")
    assert "<" not in text and "&" not in text
    quote = json.loads(text)["features"][0]["properties"]["quote"]
    assert quote == HOSTILE.replace("\ud800", "\ufffd")
    for name in ("events", "sources"):
        json.loads((tmp_path / "timemap" / f"{name}.json").read_text(encoding="utf-8"))


def test_addresses_that_are_no_web_address_are_no_link(claims, tmp_path):
    for name in ("timemap", "ftm"):
        write(name, claims, tmp_path / name, folder=True)
        for path in (tmp_path / name).glob("*.json"):
            assert "javascript:" not in path.read_text(encoding="utf-8")


def test_the_network_is_well_formed(claims, tmp_path):
    write("gexf", claims, tmp_path / "n.gexf")
    root = ElementTree.parse(tmp_path / "n.gexf").getroot()
    labels = [node.get("label") for node in root.iter("{http://gexf.net/1.3}node")]
    assert len(labels) == 4 and all(len(label.splitlines()) == 1 for label in labels)


def test_parquet_keeps_the_words(claims, tmp_path):
    write("geoparquet", claims, tmp_path / "p")
    assert pq.read_table(tmp_path / "p").column("quote").to_pylist()[0] == HOSTILE.replace("\ud800", "\ufffd")
