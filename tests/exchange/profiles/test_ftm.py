"""FollowTheMoney entities: by the parts of its model that are used, restated here, and by itself where installed."""

import json
import re

import pytest

from regesta.exchange.profile import Options
from regesta.exchange.profiles.ftm import write
from tests.exchange.making import ALL, VISIT, answer, hostile

#: What each schema may have of what we write, and must have; from the model of FollowTheMoney 4.11.
_PARTY = {"name", "country", "notes"}
MODEL = {
    **dict.fromkeys(("Person", "PublicBody", "Organization", "Company", "LegalEntity"), (_PARTY, {"name"})),
    "Article": ({"title", "publishedAt", "publisher", "sourceUrl"}, set()),
    "Event": ({"name", "startDate", "endDate", "location", "country", "summary", "keywords", "involved", "proof",
               "recordId"}, {"name"}),
    "UnknownLink": ({"subject", "object", "role", "startDate", "endDate", "summary", "proof", "recordId"},
                    {"subject", "object"}),
    "Note": ({"description", "summary", "entity", "proof"}, set()),
}  # fmt: skip
REFERENCES = {"involved", "proof", "subject", "object", "entity"}


@pytest.fixture
def entities(tmp_path):
    tally = write(answer(*ALL, hostile()), tmp_path, Options())
    lines = (tmp_path / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    assert len(lines) == tally.rows["entities.ftm.json"]
    return [json.loads(line) for line in lines]


def test_every_entity_keeps_to_the_model(entities):
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        assert set(entity) == {"id", "schema", "properties"}
        allowed, needed = MODEL[entity["schema"]]
        assert needed <= set(entity["properties"]) <= allowed
        for name, values in entity["properties"].items():
            assert values and all(isinstance(value, str) and value.strip() for value in values)
            if name in REFERENCES:
                assert set(values) <= ids
            if name in ("startDate", "endDate", "publishedAt"):
                assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) for value in values)
            if name == "country":
                assert all(re.fullmatch("[a-z]{2,4}", value) for value in values)


def test_only_what_is_told_as_fact_is_an_event_and_every_claim_is_a_note(entities):
    schemata = [entity["schema"] for entity in entities]
    assert schemata.count("Note") == len(ALL) + 1
    assert schemata.count("Event") == 5
    denied = [e for e in entities if "denies" in "".join(e["properties"].get("summary", ()))]
    assert [entity["schema"] for entity in denied] == ["Note"]


def test_a_month_is_told_as_a_month(tmp_path):
    write(answer(VISIT), tmp_path, Options())
    lines = (tmp_path / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    [event] = [e for e in map(json.loads, lines) if e["schema"] == "Event"]
    assert event["properties"]["startDate"] == event["properties"]["endDate"] == ["2024-05"]


@pytest.mark.filterwarnings("ignore")
def test_followthemoney_takes_every_entity(entities):
    followthemoney = pytest.importorskip("followthemoney", reason="needs the group interop")
    for entity in entities:
        taken = followthemoney.model.get_proxy(entity, cleaned=False)
        taken.schema.validate(entity)
        for name, values in entity["properties"].items():
            assert len(taken.get(name)) == len(values), (entity["schema"], name)
