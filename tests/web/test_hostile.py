"""What strangers write stays text in every answer."""

import csv
import json

import pytest

from regesta.register.wording import STEERING
from tests.web.conftest import HOSTILE

LISTS = ("claims", "facets", "timeline", "places", "network", "figures", "actors", "reports", "incidents")


def documents(hostile):
    for name in LISTS:
        yield hostile.get(f"/api/{name}")
    for claim in hostile.get("/api/claims").json()["items"]:
        yield hostile.get(f"/api/claims/{claim['claim_id']}")
        yield hostile.get(f"/api/claims/{claim['claim_id']}/why")
        yield hostile.get(f"/api/reports/{claim['report']['id']}")


def test_json_holds_no_tag_and_steers_nothing(hostile):
    count = 0
    for answer in documents(hostile):
        count += 1
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not set(answer.text) & {"<", ">", "&", "\u2028", "\u2029", "\x1b", *STEERING}
    assert count > 3 * len(HOSTILE)


def test_the_values_are_what_was_written(hostile):
    texts = [
        hostile.get(f"/api/reports/{one['id']}").json()["text"] for one in hostile.get("/api/reports").json()["items"]
    ]
    for words in HOSTILE:
        kept = words.replace("\ud800", "\ufffd")
        assert any(kept in text or kept.replace("\ufffd", "?") in text for text in texts), words


def test_offsets_still_fit(hostile):
    for one in hostile.get("/api/reports").json()["items"]:
        found = hostile.get(f"/api/reports/{one['id']}").json()
        for claim in found["claims"]:
            assert found["text"][claim["trigger"]["start"] : claim["trigger"]["end"]] == "helped"
            assert found["text"][claim["evidence"]["start"] : claim["evidence"]["end"]] == claim["evidence"]["quote"]


@pytest.mark.parametrize("name", LISTS)
def test_no_cell_is_a_formula_or_steers(hostile, name):
    text = hostile.get(f"/api/{name}.csv").content.decode("utf-8-sig")
    assert not set(text) & set(STEERING) and "\x1b" not in text
    for row in csv.reader(text.splitlines()):
        for cell in row:
            assert cell.lstrip(" ")[:1] not in tuple("=+@\t\r") and (cell[:1] != "-" or _is_number(cell)), cell


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_exports_are_files_to_keep(hostile):
    for profile in ("jsonl", "csv", "parquet"):
        answer = hostile.get(f"/api/export/{profile}")
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        assert "html" not in answer.headers["content-type"]
    for line in hostile.get("/api/export/jsonl").text.split("\n")[:-1]:
        json.loads(line)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_question_is_a_question(hostile, words):
    for name in ("actor", "place", "text", "source", "ids", "report", "event", "after", "since", "bbox"):
        answer = hostile.get("/api/claims", params={name: words.replace("\ud800", "?")})
        assert answer.status_code in (200, 400)
        assert not set(answer.text) & {"<", ">", "&"}
