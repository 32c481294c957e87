from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from regesta.register.live import Live
from regesta.web.app import create_app
from regesta.web.desk import Desk
from regesta.web.guard import Access
from tests.hand import capture
from tests.register.conftest import Desk as Hands
from tests.register.conftest import fill

TOKEN = "the-token"
HOST = "http://127.0.0.1:8000"
INDEX = "<!doctype html><title>page</title>"


def built(folder):
    """A page as a build leaves it."""
    (folder / "assets" / "deep").mkdir(parents=True)
    (folder / "index.html").write_text(INDEX)
    (folder / "assets" / "app-1234.js").write_text("1")
    (folder / "assets" / "deep" / "map-1.json").write_text("{}")
    (folder / "secret.txt").write_text("secret")
    return folder


def client_of(app, **headers):
    return TestClient(app, base_url=HOST, headers=headers, follow_redirects=False, raise_server_exceptions=False)


def serve(hands, page, **options):
    """The application over a register, and clients who may and may not ask."""
    live = Live(lambda: hands.open(held=True))
    access = Access(TOKEN, frozenset({"127.0.0.1", "localhost"}), cookie="regesta-8000")
    app = create_app(Desk(live, **options), access, built=page)

    def client(**headers):
        return client_of(app, **headers)

    known = client(authorization=f"Bearer {TOKEN}")
    return SimpleNamespace(app=app, live=live, access=access, client=client, get=known.get, post=known.post)


@pytest.fixture(scope="session")
def page(tmp_path_factory):
    return built(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def served(tmp_path_factory, page):
    """Ten claims, served; nothing may change them."""
    hands = Hands(tmp_path_factory.mktemp("served") / "register")
    fill(hands)
    made = serve(hands, page)
    yield made
    made.live.close()


#: What strangers write into reports.
HOSTILE = (
    "<script>alert(1)</script>",
    "<svg onload=alert(1)><animate onbegin=alert(1)>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "</script><script>alert(1)</script>",
    '{"@type": "NewsArticle", "headline": "</script><b>"}',
    "\u202etxet desrever\u2066 \u200bhidden",
    "=HYPERLINK(\"http://own.example\")",
    "\x1b[2J\x9b31m",
    "\u2028alert(1)\u2029",
    "' OR 1=1; DROP TABLE claims; --",
    "\ud800 lone",
)  # fmt: skip


@pytest.fixture(scope="session")
def hostile(tmp_path_factory, page):
    """Claims whose every word was written to do harm."""
    hands = Hands(tmp_path_factory.mktemp("hostile") / "register")
    for number, words in enumerate(HOSTILE):
        text = f"{words}\n\nNorthland helped Westland in 2020. {words}"
        hands.take([capture(text, origin=f"{number}.txt", url=f"javascript:alert({number})")], engine=f"{number}")
    made = serve(hands, page)
    yield made
    made.live.close()
