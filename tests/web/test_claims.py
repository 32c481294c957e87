import csv
import time
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesta.records.decode import claim_from_json
from regesta.register.seen import Sight
from tests.hand import full_claim, report
from tests.register.conftest import Desk as Hands
from tests.register.conftest import fill
from tests.web.conftest import serve


def test_a_page_of_claims(served):
    found = served.get("/api/claims?limit=4").json()
    assert found["total"] == 10
    assert len(found["items"]) == 4
    rest = served.get("/api/claims", params={"after": found["next"], "limit": 500}).json()
    assert (len(rest["items"]), rest["next"], rest["total"]) == (6, None, 10)


def test_a_claim_is_the_object_of_code_with_three_more(served):
    of = report()
    found = served.get(f"/api/claims/{full_claim(of).id}").json()
    more = {name: found.pop(name) for name in ("quad", "incident_id", "review")}
    assert more == {"quad": "material_cooperation", "incident_id": None, "review": None}
    assert claim_from_json(found) == full_claim(of)


def test_filters_may_be_repeated(served):
    assert served.get("/api/claims?actor=SLD&actor=Eastland&event=AID").json()["total"] == 3
    assert served.get("/api/claims.json?voice=report&quad=material_cooperation").json()["total"] == 8


def test_why(served):
    found = served.get(f"/api/claims/{full_claim(report()).id}/why").json()["fields"]
    assert {"field": "event", "value": "AID", "reasons": ["the model, 0.75"]} in found


@pytest.mark.parametrize("order", ["time", "score", "published"])
def test_orders(served, order):
    assert len(served.get(f"/api/claims?order={order}").json()["items"]) == 10


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("event=HELP", "event"), ("colour=red", "colour"), ("limit=0", "limit"), ("limit=501", "limit"),
        ("limit=x", "limit"), ("order=x", "order"), ("after=x", "after"), ("score=2", "score"), ("score=nan", "score"),
        ("since=now", "since"), ("bbox=1", "bbox"), ("since=2020&since=2021&x=1", "x"), ("event=", "event"),
        ("&".join(["actor=NLD"] * 101), "actor"), ("since=" + "2" * 1001, "since"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(served, query, where):
    answer = served.get(f"/api/claims?{query}")
    assert (answer.status_code, answer.json()["error"]["where"]) == (400, where)


def test_all_claims_as_csv(served):
    answer = served.get("/api/claims.csv?event=AID")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="claims.csv"'
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert len(rows) == 9


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=60) | st.sampled_from(["../x", "..%2f..%2fetc", "%00", "c-", "'", "a" * 3000, "."]))
def test_no_id_does_harm(served, id_):
    for kind in ("claims", "reports", "incidents"):
        answer = served.get(f"/api/{kind}/{quote(id_.encode('utf-8', 'replace'), safe='')}")
        assert answer.status_code in (400, 404) or kind == "claims" or id_ in (".", ".."), (kind, id_, answer.text)
        assert answer.status_code < 500, (kind, id_, answer.text)


def test_what_is_made_after_opening_is_not_counted_to_the_question(tmp_path, page, monkeypatch):
    hands, columns = Hands(tmp_path / "register"), Sight._columns
    fill(hands)

    def slowly(sight, table, *, first):
        time.sleep(0.4)
        return columns(sight, table, first=first)

    monkeypatch.setattr(Sight, "_columns", slowly)
    made = serve(hands, page, patience=0.5)
    assert made.get("/api/claims").status_code == 200
    made.live.close()
