import csv

import pytest

from regesta.errors import TooLongError
from regesta.register.filters import Filter
from regesta.register.questions import Questions


def rows(answer):
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment")
    return list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))


def test_info(served):
    found = served.get("/api/info").json()
    assert (found["claims"], found["reports"], found["rejections"], found["incidents"]) == (10, 4, 0, 0)
    assert (found["register"], found["bundle"]) == ("register", "bundle")
    assert (found["published_from"], found["published_to"]) == ("2021-05-04", "2024-03-20")
    assert {"name": "AID", "quad": "material_cooperation"}.items() <= found["events"][5].items()
    assert "verdict" in found["worldview_note"]
    assert {one["code"] for one in found["sectors"]} >= {"GOV", "MIL"}
    assert {one["name"] for one in found["contexts"]} >= {"military", "election"}


def test_facets(served):
    found = served.get("/api/facets?actor=NLD").json()
    assert found["total"] == 4
    assert found["facets"]["event"] == [{"value": "AID", "label": "AID", "count": 4}]
    assert {row["value"]: row["count"] for row in found["facets"]["actor"]}["SLD"] == 2
    assert {"facet": "year", "value": "2020", "label": "2020", "count": "3"} in rows(served.get("/api/facets.csv"))


def test_timeline(served):
    found = served.get("/api/timeline?bin=year&since=2019").json()
    assert found["bin"] == "year"
    assert found["items"][0] == {"from": "2019-01-01", "to": "2020-01-01", "counts": {"material_cooperation": 2}}
    assert found["spans"][0].keys() == {"claim_id", "event", "quad", "from", "to", "precision"}
    table = rows(served.get("/api/timeline.csv?bin=year"))
    assert (table[1]["from"], table[1]["material_cooperation"], table[1]["verbal_conflict"]) == ("2019-01-01", "2", "0")


def test_places(served):
    found = served.get("/api/places").json()
    assert found["items"][0]["counts"] == {"material_cooperation": 1}
    assert (found["without_place"], found["without_point"]) == (8, 1)
    assert rows(served.get("/api/places.csv"))[0]["longitude"] == "-2.5"


def test_network(served):
    found = served.get("/api/network?limit=2").json()
    assert [node["code"] for node in found["nodes"]] == ["NLD", "WLD"]
    assert found["edges"][0]["events"] == {"AID": 2}
    assert (found["without"], found["more"] > 0) == (2, True)
    assert rows(served.get("/api/network.csv"))[0]["events"] == "AID 2"


def test_figures(served):
    [figure] = served.get("/api/figures").json()["items"]
    assert figure["time"] == {"from": "2020-05-01", "to": "2020-06-01", "precision": "month"}
    assert figure["report"]["title"] == "Harbour talks"
    assert rows(served.get("/api/figures.csv"))[0]["report_id"] == figure["report"]["id"]


def test_actors(served):
    found = served.get("/api/actors?limit=1").json()
    assert found["items"][0] == {"code": "NLD", "name": "Northland", "as_actor": 4, "as_recipient": 2, "as_voice": 0}
    assert found["next"]
    assert len(rows(served.get("/api/actors.csv"))) == 5


def test_a_register_that_is_not_linked_says_so(served):
    found = served.get("/api/incidents").json()
    assert found["items"] == [] and "regesta link" in found["reason"]
    assert served.get("/api/incidents?event=HELP").status_code == 400
    assert rows(served.get("/api/incidents.csv")) == []
    assert served.get("/api/incidents/i-1").status_code == 404


def test_a_question_out_of_time_is_503(served, monkeypatch):
    def slow(self, asked: Filter):
        raise TooLongError("the question took longer than it may", mend="ask for less")

    monkeypatch.setattr(Questions, "facets", slow)
    answer = served.get("/api/facets")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "E301")


@pytest.mark.parametrize("name", ["claims", "facets", "timeline", "places", "network", "figures", "actors", "reports"])
def test_every_list_has_its_three_names(served, name):
    plain, said = served.get(f"/api/{name}"), served.get(f"/api/{name}.json")
    assert plain.content == said.content
    assert plain.headers["content-type"] == "application/json"
    assert rows(served.get(f"/api/{name}.csv"))
