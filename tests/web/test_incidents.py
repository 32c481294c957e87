"""Incidents over the API, once a register is linked."""

import csv
import io

import pytest

from regesta.assembly.registers import link_register
from tests.register.conftest import Desk as Hands
from tests.register.conftest import fill
from tests.web.conftest import serve


@pytest.fixture(scope="module")
def linked(tmp_path_factory, page):
    root = tmp_path_factory.mktemp("linked") / "register"
    fill(Hands(root))
    link_register(root)
    made = serve(Hands(root), page)
    yield made
    made.live.close()


def test_every_claim_is_in_an_incident(linked):
    found = linked.get("/api/incidents").json()
    ids = {one["incident_id"] for one in found["items"]}
    assert found["total"] == len(ids) > 0
    assert {claim["incident_id"] for claim in linked.get("/api/claims").json()["items"]} == ids
    assert linked.get("/api/info").json()["incidents"] == len(ids)
    for claim in linked.get("/api/claims").json()["items"]:
        alone = linked.get(f"/api/claims/{claim['claim_id']}").json()
        report = linked.get(f"/api/reports/{claim['report']['id']}").json()
        told = {one["claim_id"]: one["incident_id"] for one in report["claims"]}
        assert alone["incident_id"] == told[claim["claim_id"]] == claim["incident_id"]


def test_pages_of_incidents_are_the_list(linked):
    whole = [one["incident_id"] for one in linked.get("/api/incidents").json()["items"]]
    found, after = [], ""
    while after is not None:
        page = linked.get(f"/api/incidents?limit=1{after and '&after=' + after}").json()
        found += [one["incident_id"] for one in page["items"]]
        after = page["next"]
    assert found == whole


def test_incidents_told_more_than_once_or_in_dispute(linked):
    whole = linked.get("/api/incidents").json()["items"]
    for asked, fits in (
        ("claims=2", lambda one: one["claims"] >= 2),
        ("sources=2", lambda one: one["sources"] >= 2),
        ("disputed=true", lambda one: one["stated"] and one["denied"]),
        ("claims=2&actor=NLD", lambda one: one["claims"] >= 2 and "NLD" in one["actors"]),
    ):
        found = linked.get(f"/api/incidents?{asked}").json()
        wanted = [one["incident_id"] for one in whole if fits(one)]
        assert [one["incident_id"] for one in found["items"]] == wanted and found["total"] == len(wanted)
    assert linked.get("/api/incidents?claims=2").json()["total"] > 0
    assert linked.get("/api/incidents?sources=0").status_code == 400


def test_an_incident_is_told_report_by_report(linked):
    first = linked.get("/api/incidents").json()["items"][0]
    told = linked.get(f"/api/incidents/{first['incident_id']}").json()
    claims = [claim["claim_id"] for telling in told["tellings"] for claim in telling["claims"]]
    assert sorted(claims) == sorted(first["claim_ids"])
    assert linked.get("/api/incidents/i-none").status_code == 404


def test_incidents_as_a_table(linked):
    rows = list(csv.DictReader(io.StringIO(linked.get("/api/incidents.csv").content.decode("utf-8-sig"))))
    assert len(rows) == linked.get("/api/incidents").json()["total"]
