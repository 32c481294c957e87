"""Every example of docs/api.md works against a server."""

import re
import shlex

import httpx2
import pytest

from tests.docs.test_docs import _FENCE, ROOT
from tests.hand import capture
from tests.register.conftest import Desk
from tests.web.test_serve import start

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    hands = Desk(tmp_path_factory.mktemp("api") / "register")
    hands.take([capture("Northland helped Westland in 2020. Southland helped Eastland.")])
    running, address = start(hands.folder.root)
    yield address
    running.terminate()
    running.communicate(timeout=60)


def test_every_call_is_answered(address):
    base, _, token = address.partition("/?token=")
    calls = re.findall(r"^curl .*$", PAGE, re.M)
    assert len(calls) >= 9
    for call in calls:
        words = [word.replace("$BASE", base).replace("$TOKEN", token) for word in shlex.split(call)]
        name, _, value = words[words.index("-H") + 1].partition(": ")
        [asked] = [word for word in words if word.startswith("http")]
        answer = httpx2.get(asked, headers={name: value})
        assert answer.status_code == 200, call


def test_the_python_example_runs(address, monkeypatch, capsys):
    monkeypatch.setenv("REGESTA", address)
    blocks = [block for language, block in _FENCE.findall(PAGE) if language == "python"]
    assert blocks
    for block in blocks:
        exec(compile(block, "api.md", "exec"), {})
    out = capsys.readouterr().out
    assert "Northland helped Westland in 2020" in out and "'count'" in out


def test_the_page_names_every_address_and_parameter(address):
    base, _, token = address.partition("/?token=")
    described = httpx2.get(f"{base}/api/openapi.json", headers={"authorization": f"Bearer {token}"}).json()
    for path, methods in described["paths"].items():
        if "get" in methods and not path.endswith(".csv"):
            assert re.sub(r"\{.*?\}", "ID", path).replace("export/ID", "export/PROFILE") in PAGE or "incidents" in path
    for parameter in described["paths"]["/api/claims"]["get"]["parameters"]:
        assert f"`{parameter['name']}" in PAGE or f"{parameter['name']}=" in PAGE, parameter["name"]
