"""The review endpoints: blind queues, decisions that every question sees at once, errors of the one shape."""

from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from regesta.register.live import Live
from regesta.register.register import Register
from regesta.review.overlay import reviewed
from regesta.web.app import create_app
from regesta.web.desk import Desk
from regesta.web.guard import Access
from tests.shelf import CODES, RULES, STORY, Shelf, span, told


@pytest.fixture
def api(tmp_path, monkeypatch):
    """STORY, served: `get` and `post` with the token, and the shelf it stands on."""
    monkeypatch.setattr("regesta.assembly.registers.review_rules", lambda: RULES)
    shelf = Shelf(tmp_path / "register")
    ids = [claim.id for claim in shelf.story()]
    country_of = lambda name: CODES.get(name.title())  # noqa: E731
    live = Live(lambda: Register(shelf.folder.root, country_of=country_of, reviewed=reviewed, held=True))
    app = create_app(Desk(live), Access("token", frozenset({"127.0.0.1"})), built=tmp_path)
    client = TestClient(app, base_url="http://127.0.0.1", headers={"authorization": "Bearer token"})

    def queue(coder, **asked):
        return client.get("/api/review/queue", params={"coder": coder, **asked}).json()

    def decide(coder, claim_id, act, **more):
        return client.post("/api/review/decisions", json={"coder": coder, "claim_id": claim_id, "act": act, **more})

    yield SimpleNamespace(client=client, shelf=shelf, ids=ids, queue=queue, decide=decide, live=live)
    live.close()


def claims(api, **asked):
    return {one["claim_id"]: one for one in api.client.get("/api/claims", params=asked).json()["items"]}


def test_a_queue_holds_whole_claims_the_weightiest_first(api):
    found = api.queue("anna")
    assert (found["total"], found["done"], found["next"]) == (3, 0, None)
    first = found["items"][0]
    assert first["claim_id"] == api.ids[1] and first["quad"] == "material_conflict" and first["review"] is None
    assert first["priority"] > found["items"][1]["priority"] and first["why_asked"] is None
    assert [one["claim_id"] for one in api.queue("anna", actor="Northland")["items"]] == [api.ids[0]]
    assert len(api.queue("anna", limit=1)["items"]) == 1


def test_a_queue_shows_nothing_of_others(api):
    before = api.queue("bob")
    api.decide("anna", api.ids[0], "correct", changes={"event": "ASSAULT"})
    api.decide("anna", api.ids[1], "reject")
    assert api.queue("bob") == before
    assert (api.queue("anna")["total"], api.queue("anna")["done"]) == (1, 2)


def test_a_decision_is_seen_by_every_question_at_once(api):
    answer = api.decide("anna", api.ids[0], "correct", changes={"event": "ASSAULT"}, why="they fought")
    assert answer.status_code == 200
    line = answer.json()
    assert (line["line"], line["act"], line["claim_id"], line["who"]) == (1, "correct", api.ids[0], "anna")
    assert (line["old"], line["new"], line["why"]) == ({"event": "AID"}, {"event": "ASSAULT"}, "they fought")
    assert line["claim"]["event"] == "ASSAULT" and line["claim"]["review"]["state"] == "corrected"
    found = claims(api)
    assert found[api.ids[0]]["event"] == "ASSAULT" and found[api.ids[0]]["quad"] == "material_conflict"
    assert found[api.ids[0]]["review"] == {"state": "corrected", "by": "anna", "at": line["at"]}
    assert list(claims(api, event="ASSAULT")) and list(claims(api, review="corrected")) == [api.ids[0]]
    why = api.client.get(f"/api/claims/{api.ids[0]}/why").json()["fields"][0]
    assert (why["field"], why["value"]) == ("event", "ASSAULT") and "in place of AID: they fought" in why["reasons"][0]
    api.decide("anna", api.ids[1], "reject")
    assert api.ids[1] not in claims(api) and list(claims(api, review="rejected")) == [api.ids[1]]
    facets = api.client.get("/api/facets").json()["facets"]["review"]
    assert {one["value"]: one["count"] for one in facets} == {"open": 1, "corrected": 1, "rejected": 1}
    assert api.decide("anna", api.ids[1], "undo").json()["act"] == "undo"
    assert len(claims(api)) == 3
    export = api.client.get("/api/export/jsonl").text
    assert '"review": {' in export


FLAT = [
    ({"actors": ["SLD MIL"]}, "participants", [("actor", "SLD", ["MIL"]), ("recipient", "WLD", ["GOV"])]),
    ({"recipients": []}, "participants", [("actor", "NLD", ["GOV"])]),
    ({"actors": ["NLD GOV", "ELD"]}, "participants",
     [("actor", "NLD", ["GOV"]), ("actor", "ELD", []), ("recipient", "WLD", ["GOV"])]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field", "parties"), FLAT)
def test_parties_as_a_form_sends_them(api, changes, field, parties):
    claim = api.decide("anna", api.ids[0], "correct", changes=changes).json()["claim"]
    assert [(one["role"], one["code"], one["sectors"]) for one in claim[field]] == parties
    assert claim["participants"][0]["text"] == "Northland"


def test_time_and_place_as_a_form_sends_them(api):
    changes = {
        "time_from": "2020-05-03",
        "time_to": "2020-05-04",
        "time_precision": "day",
        "country": "NLD",
        "mode": None,
    }
    claim = api.decide("anna", api.ids[0], "correct", changes=changes).json()["claim"]
    assert (claim["time"]["from"], claim["time"]["text"], claim["place"]["country"]) == (
        "2020-05-03",
        "May 2020",
        "NLD",
    )
    gone = {"time_from": None, "time_to": None, "time_precision": None, "place": None, "country": None}
    claim = api.decide("anna", api.ids[0], "correct", changes=gone).json()["claim"]
    assert (claim["time"], claim["place"]) == (None, None)


def test_voices_figures_and_contexts_as_a_form_sends_them(api):
    at = span(STORY, "officials")
    words = {"text": "officials", "start": at.start, "end": at.end}
    changes = {
        "attribution": [
            {**words, "code": "NATO", "sectors": [], "cue": "said", "stance": "denies", "quotation": "mixed"},
            {"text": "", "code": "---", "sectors": ["MIL"], "cue": "", "stance": "asserts", "quotation": "indirect"},
        ],
        "figures": [
            {"measure": "wounded", "low": 12, "high": None, "qualifier": "at least", "unit": "people",
             "text": "At least 12 people"},
        ],
        "contexts": ["health", "military"],
    }  # fmt: skip
    claim = api.decide("anna", api.ids[1], "correct", changes=changes).json()["claim"]
    assert [(one["code"], one["text"], one["stance"]) for one in claim["attribution"]] == [
        ("NATO", "officials", "denies"),
        ("---", "", "asserts"),
    ]
    assert (claim["figures"][0]["low"], claim["figures"][0]["high"], claim["contexts"]) == (
        12,
        None,
        ["health", "military"],
    )
    api.decide("anna", api.ids[1], "undo")
    claim = claims(api)[api.ids[1]]
    assert (claim["attribution"], claim["contexts"], claim["figures"][0]["measure"]) == ([], [], "killed")


#: Where the server says that a value is wrong; the page puts what it says beside the input of that name.
_VOICE = {"code": "NLD", "cue": "said"}
PLACES = [
    ({"attribution": [_VOICE, {**_VOICE, "code": "QQQ"}]}, "attribution[1].code"),
    ({"attribution": [{**_VOICE, "sectors": ["GOV", "XXX"]}]}, "attribution[0].sectors[1]"),
    ({"attribution": [{**_VOICE, "text": "nobody there"}]}, "attribution[0].text"),
    ({"figures": [{"measure": "killed", "low": 9, "high": 3}]}, "figures[0].low"),
    ({"contexts": ["military", "weather"]}, "contexts[1]"),
]


@pytest.mark.parametrize(("changes", "where"), PLACES)
def test_what_is_wrong_in_a_list_is_told_with_its_place(api, changes, where):
    answer = api.decide("anna", api.ids[1], "correct", changes=changes)
    assert (answer.status_code, answer.json()["error"]["where"]) == (400, where)


def test_a_missed_claim_is_added(api):
    at = span(STORY, "helped", 1)
    missed = {
        "coder": "anna", "report_id": told().id, "start": at.start, "end": at.end, "event": "AID",
        "fields": {"actors": ["ELD GOV"], "recipients": [], "realis": "negated"}, "why": "denied",
    }  # fmt: skip
    answer = api.client.post("/api/review/claims", json=missed)
    assert answer.status_code == 200
    added = answer.json()["claim"]
    assert (added["realis"], added["review"]["state"], added["claim_id"]) == (
        "negated",
        "added",
        answer.json()["claim_id"],
    )
    assert added["claim_id"] in claims(api, actor="ELD")
    wrong = api.client.post("/api/review/claims", json={**missed, "start": 0, "end": 0})
    assert wrong.status_code == 400 and wrong.json()["error"]["code"] == "E102"
    undone = api.decide("anna", added["claim_id"], "undo").json()
    assert undone["claim"] is None and added["claim_id"] not in claims(api)


def test_claims_are_merged_and_parted(api):
    line = api.decide("anna", api.ids[0], "merge", **{"with": api.ids[1]}, why="one day").json()
    assert (line["kind"], line["act"], line["claims"]) == ("incident", "merge", api.ids[:2])
    assert api.decide("anna", api.ids[0], "split", **{"with": api.ids[1]}).json()["act"] == "split"
    off = api.decide("anna", api.ids[0], "split", **{"with": api.ids[1:]}).json()
    assert (off["claims"], off["from"]) == (api.ids[:1], api.ids[1:])
    alone = api.decide("anna", api.ids[0], "split")
    assert alone.status_code == 400 and "two claims" in alone.json()["error"]["message"]
    undone = api.decide("anna", api.ids[0], "undo").json()
    assert (undone["undoes"], undone["from"]) == (off["hash"], api.ids[1:])
    several = api.decide("anna", api.ids[0], "merge", **{"with": api.ids[1:]}).json()
    assert (several["claims"], several["from"]) == (api.ids, [])


WRONG = [
    ({"act": "praise"}, 400, "act"),
    ({"act": "correct", "changes": {"event": "HELP"}}, 400, "event"),
    ({"act": "correct", "changes": {"actors": ["QQQ"]}}, 400, "participants[0].code"),
    ({"act": "correct", "changes": {"actors": [3]}}, 400, "actors"),
    ({"act": "correct", "changes": {"colour": "red"}}, 400, "changes"),
    ({"act": "correct"}, 400, "changes"),
    ({"act": "accept", "claim_id": "c-none"}, 404, ""),
    ({"act": "accept", "coder": "a\u202eb"}, 400, "who"),
    ({"act": "accept", "coder": ""}, 400, "coder"),
    ({"act": "accept", "colour": "red"}, 400, "colour"),
    ({"act": "undo"}, 400, None),
    ({"act": "split", "with": []}, 400, "with"),
    ({"act": "split", "with": [3]}, 400, None),
    ({"act": "split", "with": ["c-none"]}, 404, ""),
]


@pytest.mark.parametrize(("given", "status", "where"), WRONG)
def test_what_is_wrong_has_the_one_shape_and_writes_nothing(api, given, status, where):
    body = {"coder": "anna", "claim_id": api.ids[0], **given}
    answer = api.client.post("/api/review/decisions", json=body)
    error = answer.json()["error"]
    assert answer.status_code == status and set(error) == {"code", "message", "where", "mend"}
    assert where is None or error["where"] == where
    assert api.shelf.folder.journal.read_bytes() == b""


def test_the_journal_names_no_path(api):
    for coder in ("anna", "bob"):
        api.decide(coder, api.ids[0], "accept")
    api.decide("anna", api.ids[1], "reject")
    found = api.client.get("/api/review/journal", params={"limit": 2}).json()
    assert (found["total"], [one["line"] for one in found["items"]], found["next"]) == (3, [3, 2], "2")
    rest = api.client.get("/api/review/journal", params={"limit": 2, "after": found["next"]}).json()
    assert [one["line"] for one in rest["items"]] == [1] and rest["next"] is None
    assert "a.txt" not in str(found) + str(rest) and "anchor" not in str(found)
    mine = api.client.get("/api/review/journal", params={"coder": "anna", "claim_id": api.ids[0]}).json()
    assert [one["line"] for one in mine["items"]] == [1]


def test_agreement_and_what_is_to_be_settled(api):
    api.decide("anna", api.ids[0], "accept")
    api.decide("bob", api.ids[0], "correct", changes={"event": "SUPPORT"})
    found = api.client.get("/api/review/agreement").json()
    by_field = {one["field"]: one for one in found["items"]}
    assert (by_field["event"]["units"], by_field["event"]["percent"]) == (1, 0.0)
    assert found["differences"] == [{"claim_id": api.ids[0], "coders": ["anna", "bob"], "fields": ["event"]}]


def test_decisions_taken_elsewhere_are_seen(api):
    api.queue("anna")
    api.shelf.desk().decide("anna", api.ids[0], "reject")
    assert api.queue("anna")["total"] == 2
    assert api.decide("anna", api.ids[1], "accept").json()["line"] == 2
    assert api.ids[0] not in claims(api)


def test_a_damaged_journal_is_told(api):
    api.decide("anna", api.ids[0], "accept")
    journal = api.shelf.folder.journal
    journal.write_bytes(journal.read_bytes().replace(b"accept", b"reject"))
    answer = api.client.get("/api/review/queue", params={"coder": "bob"})
    assert answer.status_code in (200, 503)
    answer = api.decide("bob", api.ids[0], "accept")
    assert answer.status_code == 503 and answer.json()["error"]["code"] == "E203"
    assert str(api.shelf.folder.root) not in answer.text


def test_decisions_need_the_token(api):
    stranger = TestClient(api.client.app, base_url="http://127.0.0.1")
    for call in (stranger.get("/api/review/queue?coder=a"), stranger.post("/api/review/decisions", json={})):
        assert call.status_code == 401
