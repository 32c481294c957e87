import json
import re

import pytest

from regesta.exchange.profile import Options
from regesta.exchange.profiles.timemap import NOWHERE, write
from tests.exchange.making import ALL, BARE, answer, hostile

#: The rules of timemap's validation that matter here: every value a text, lists of texts.
EVENT = {
    "id",
    "title",
    "description",
    "date",
    "time",
    "time_precision",
    "time_display",
    "location",
    "latitude",
    "longitude",
    "type",
    "category",
    "comments",
}


@pytest.fixture
def folder(tmp_path):
    tally = write(answer(*ALL, hostile()), tmp_path, Options())
    assert tally.left_out[NOWHERE] == 1
    return tmp_path


def read(folder, name):
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def test_events_keep_to_the_rules(folder):
    events, sources = read(folder, "events"), {source["id"]: source for source in read(folder, "sources")}
    names = {association["id"] for association in read(folder, "associations")}
    assert len(events) == 4
    for event in events:
        assert set(event) == EVENT | {"associations", "sources"}
        assert all(isinstance(event[name], str) for name in EVENT) and event["description"]
        assert event["date"] or event["latitude"]
        assert not event["date"] or re.fullmatch(r"\d\d/\d\d/\d{4}", event["date"])
        assert bool(event["latitude"]) == bool(event["longitude"])
        assert event["latitude"] == "" or -90 <= float(event["latitude"]) <= 90
        assert set(event["sources"]) <= set(sources) and set(event["associations"]) <= names
    for source in sources.values():
        assert source["paths"] == [] and source["url"].startswith(("https://", "http://", ""))
    assert {a["mode"] for a in read(folder, "associations")} == {"CATEGORY", "FILTER"}


def test_times_and_places_that_are_not_known_are_empty(folder):
    by_type = {event["type"]: event for event in read(folder, "events")}
    assert by_type["CONSULT"]["date"] == "05/01/2024" and by_type["CONSULT"]["time_display"] == "2024-05"
    assert by_type["CONSULT"]["latitude"] == "" and by_type["PROTEST"]["date"] == ""
    assert BARE["event"] not in by_type
