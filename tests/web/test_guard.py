"""Who may ask, from where, and what every answer carries: over every route there is."""

import re

import pytest

from regesta.web.guard import HEADERS, MOST_BYTES, SAFE, Access
from tests.web.conftest import HOST, TOKEN

COOKIE = {"cookie": f"regesta-8000={TOKEN}"}
BEARER = {"authorization": f"Bearer {TOKEN}"}


def addresses(app):
    """Every route with each of its methods, with something in place of its parameters."""
    found = []
    pending = list(app.routes)
    while pending:
        route = pending.pop()
        pending += getattr(getattr(route, "original_router", None), "routes", [])
        if path := getattr(route, "path", None):
            found += [
                (method, re.sub(r"\{[^}]*\}", "x", path)) for method in getattr(route, "methods", None) or ["GET"]
            ]
    return sorted(set(found))


def test_there_are_routes_to_walk(served):
    found = addresses(served.app)
    assert len(found) > 30
    for known in ("/api/claims", "/api/claims.csv", "/api/export/x", "/api/openapi.json", "/assets/x", "/x"):
        assert ("GET", known) in found
    assert ("POST", "/api/review/decisions") in found


REFUSED = {
    "no token": ({}, 401),
    "another token": ({"authorization": "Bearer other"}, 401),
    "the beginning of the token": ({"authorization": f"Bearer {TOKEN[:-1]}"}, 401),
    "another scheme": ({"authorization": f"Basic {TOKEN}"}, 401),
    "another cookie": ({"cookie": "regesta-8000=other"}, 401),
    "the cookie of another port": ({"cookie": f"regesta-8001={TOKEN}"}, 401),
    "a foreign name": ({**BEARER, "host": "own.example"}, 403),
    "a foreign name that begins alike": ({**BEARER, "host": "127.0.0.1.own.example:8000"}, 403),
    "no name": ({**BEARER, "host": ""}, 403),
    "a broken name": ({**BEARER, "host": "[::1"}, 403),
    "another origin": ({**BEARER, "origin": "http://own.example"}, 403),
    "another port's origin": ({**COOKIE, "origin": "http://127.0.0.1:9000"}, 403),
    "an origin that is none": ({**BEARER, "origin": "null"}, 403),
    "an origin of another scheme": ({**BEARER, "origin": "file://127.0.0.1:8000"}, 403),
    "another site": ({**COOKIE, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
    "another port's page": ({**COOKIE, "sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}, 403),
}


@pytest.mark.parametrize("how", REFUSED)
def test_no_route_answers_strangers(served, how):
    headers, status = REFUSED[how]
    client = served.client(**headers)
    for method, path in addresses(served.app):
        answer = client.request(method, path)
        assert answer.status_code == status, (method, path)
        assert "claim" not in answer.text and "x" not in answer.headers.get("location", "")
        carries_the_headers(answer)


def carries_the_headers(answer):
    for name, value in HEADERS.items():
        assert answer.headers[name] == value, name
    assert "cache-control" in answer.headers
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert "server" not in answer.headers


@pytest.mark.parametrize("headers", [BEARER, COOKIE, {**COOKIE, "sec-fetch-site": "same-origin", "origin": HOST}])
def test_every_route_answers_who_has_the_token(served, headers):
    client = served.client(**headers)
    for method, path in addresses(served.app):
        answer = client.request(method, path)
        if headers is COOKIE and method not in SAFE:
            # A cookie alone changes nothing: a browser says where a request comes from.
            assert answer.status_code == 401
        else:
            assert answer.status_code in (200, 400, 404, 405), (method, path, answer.text)
        carries_the_headers(answer)


def test_failures_have_one_shape(served):
    failures = [
        served.client().get("/api/info"), served.get("/api/none"), served.get("/api/claims?event=HELP"),
        served.get("/api/claims/c-none"), served.client(**BEARER).delete("/api/claims"), served.get("/api/claims?x=1"),
        served.client(**BEARER, host="own.example").get("/api/info"), served.get("/api/claims?limit=0"),
        served.client(**BEARER).post("/api/review/decisions", content=b"x" * (MOST_BYTES + 1)),
    ]  # fmt: skip
    assert [answer.status_code for answer in failures] == [401, 404, 400, 404, 405, 400, 403, 400, 413]
    for answer in failures:
        [error] = answer.json().values()
        assert sorted(error) == ["code", "mend", "message", "where"]
        assert all(isinstance(value, str) for value in error.values())
    assert failures[4].headers["allow"] == "GET"


def test_a_body_is_counted_as_it_comes(served):
    def chunks():
        for _ in range(20):
            yield b"x" * 8192

    answer = served.client(**BEARER).post("/api/review/decisions", content=chunks())
    assert answer.status_code in (404, 413)
    carries_the_headers(answer)


def test_the_printed_address_gives_the_cookie_and_forgets_the_token(served):
    client = served.client()
    answer = client.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie
    assert client.get("/").status_code == 200
    assert client.get("/api/info").status_code == 200


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        (f"/claim/c-1?token={TOKEN}&a=%26", "/claim/c-1?a=%26"),
        (f"//own.example/?token={TOKEN}", "/own.example/"),
        (f"/%5C/own.example?token={TOKEN}", "/own.example"),
        (f"/a%0d%0ab?token={TOKEN}", "/a%0D%0Ab"),
    ],
)
def test_it_leads_nowhere_else(served, address, leads_to):
    answer = served.client().request("GET", HOST + address)
    assert (answer.status_code, answer.headers["location"]) == (303, leads_to)


def test_a_wrong_token_in_the_address_opens_nothing(served):
    answer = served.client().get("/?token=other")
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert "regesta serve" in answer.text
    assert served.client().get(f"/api/info?token={TOKEN}").status_code == 401


def test_a_browser_is_started_with_a_token_that_works_once():
    access = Access("token", frozenset({"localhost"}))
    once = access.once
    assert access.admits(once)
    assert not access.admits(once) and not access.admits("")
    assert access.admits("token") and access.admits("token")
    assert not access.knows(once) and not access.knows("") and not access.knows("\ud800")


def test_following_a_link_from_elsewhere_to_the_page_is_no_attack(served):
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert served.client(**headers).get(f"/?token={TOKEN}").status_code == 303
    assert served.client(**headers).get("/").status_code == 401
    assert served.client(**headers, **COOKIE).get("/api/claims").status_code == 403


def test_a_defect_tells_nothing(served, monkeypatch, capsys):
    def broken():
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr(served.live, "register", broken)
    answer = served.get("/api/info")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "E500"
    assert "secret" not in answer.text
    assert "secret words" in capsys.readouterr().err
    carries_the_headers(answer)
