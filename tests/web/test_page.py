import pytest

from regesta.web.app import create_app
from tests.web.conftest import INDEX, TOKEN, client_of


@pytest.mark.parametrize("path", ["/", "/claim/c-1", "/report/r-1", "/incident/i-1", "/review", "/help", "/secret.txt"])
def test_the_page_is_at_all_its_addresses(served, path):
    answer = served.get(path)
    assert (answer.status_code, answer.text) == (200, INDEX)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


def test_files_of_the_page(served):
    answer = served.get("/assets/app-1234.js")
    assert (answer.text, answer.headers["content-type"]) == ("1", "text/javascript; charset=utf-8")
    assert "immutable" in answer.headers["cache-control"]
    assert served.get("/assets/deep/map-1.json").json() == {}


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../index.html", "/assets/..%2findex.html", "/assets/%2e%2e/secret.txt", "/assets/..%5csecret.txt",
        "/assets//etc/passwd", "/assets/%2fetc%2fpasswd", "/assets/deep", "/assets/", "/assets/none.js",
        "/assets/deep/../../secret.txt", "/assets/%00", "/assets/" + "a/" * 500,
    ],
)  # fmt: skip
def test_no_address_leaves_the_folder(served, path):
    answer = served.get(path)
    assert "secret" not in answer.text
    assert answer.text == INDEX or answer.status_code == 404


def test_no_page_is_a_clear_answer(served, tmp_path):
    client = client_of(
        create_app(served.app.state.desk, served.access, built=tmp_path), authorization=f"Bearer {TOKEN}"
    )
    answer = client.get("/")
    assert answer.status_code == 404
    assert "no built page" in answer.json()["error"]["message"]
    assert client.get("/api/info").status_code == 200


def test_an_unknown_address_of_the_api_is_not_the_page(served):
    for path in ("/api", "/api/", "/api/none", "/api/claims/"):
        assert served.get(path).json()["error"]["code"] in ("E404", "E103")
