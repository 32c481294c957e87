from tests.hand import TEXT, report


def test_reports_in_pages(served):
    found = served.get("/api/reports?limit=3").json()
    assert (found["total"], len(found["items"])) == (4, 3)
    assert found["items"][0]["published"] == "2024-03-20"
    assert len(served.get("/api/reports", params={"after": found["next"]}).json()["items"]) == 1
    assert served.get("/api/reports?event=REJECT").json()["items"][0]["claims"] == 1


def test_a_report_with_text_and_claims_in_the_order_of_the_text(served):
    found = served.get(f"/api/reports/{report().id}").json()
    assert found["text"] == TEXT
    assert found["report"]["title"] == "Harbour talks"
    assert found["parts"][0] == {"kind": "title", "start": 0, "end": 13}
    starts = [claim["trigger"]["start"] for claim in found["claims"]]
    assert len(starts) == 2 and starts == sorted(starts)
    for claim in found["claims"]:
        words = claim["trigger"]
        assert found["text"][words["start"] : words["end"]] == words["text"]


def test_an_unknown_report_is_404(served):
    assert served.get("/api/reports/r-none").status_code == 404
