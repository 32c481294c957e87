"""The page with the server it belongs to, not the stand-in."""

import pytest

import regesta
from regesta import assembly
from regesta.cli.main import main
from regesta.records.runs import Run
from tests.hand import TinyRecipe
from tests.page.conftest import Watched, watching
from tests.page.served import served

expect = pytest.importorskip("playwright.sync_api", reason="the Python package playwright drives the browser").expect


def read(root, *reports):
    """A register of some small reports."""
    (root / "reports").mkdir()
    for number, report in enumerate(reports):
        (root / "reports" / f"{number}.txt").write_text(report)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembly, "Recipe", lambda settings: TinyRecipe(settings.published))
        patch.setattr(assembly, "run_of", lambda settings: Run("code", "bundle", "knowledge", str(settings.published)))
        assert main(["read", str(root / "reports"), "--register", str(root / "register")]) == 0
    return root / "register"


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """A register of four small claims."""
    return read(
        tmp_path_factory.mktemp("served"),
        "Arms\n\nNorthland helped Westland in 2020. Southland helped Eastland.",
        "Bread\n\nEastland helped Southland in 2021. Westland helped Northland.",
    )


@pytest.fixture
def real(browser, register):
    """A watched page, signed in."""
    with served(register) as (address, token), watching(browser, address) as found:
        found.open(token)
        yield found


def test_the_token_leaves_the_address_and_the_page_opens(real: Watched):
    assert "token" not in real.page.url
    expect(real.page.locator(".chips > .count")).to_have_text("4 claims")
    expect(real.page.locator(".land")).to_be_visible()


def test_every_view_opens(real: Watched):
    page = real.page
    page.keyboard.press("j")
    expect(page.locator("tr.detail mark.is-trigger")).to_be_visible()
    page.keyboard.press("o")
    expect(page.locator(".report mark.is-trigger")).to_be_visible()
    page.keyboard.press("w")
    expect(page.locator(".fields .reasons").first).to_be_visible()
    for path in ("/incident", "/review", "/help", "/?text=Southland&event=AID&order=score"):
        real.open(path)
        expect(page.locator("#main")).not_to_be_empty()
        expect(page.locator("[role=alert]")).to_have_count(0)


def test_what_is_asked_by_hand_is_answered(real: Watched):
    page = real.open("/?since=2020&until=2020")
    expect(page.locator(".chips > .count")).to_have_text("1 claim")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.locator("#export a").first.click()
    assert download.value.path().stat().st_size > 0


def test_without_the_token_the_page_says_what_to_do(browser, register):
    with served(register) as (address, _), watching(browser, address) as found:
        found.expected += ["401", "403"]
        found.page.goto(address)
        assert "serve" in found.page.locator("body").inner_text()


def test_a_claim_is_split_off_and_linked_anew(browser, tmp_path):
    register = read(
        tmp_path,
        "Aid\n\nNorthland helped Southland in 2020. Westland helped Eastland in 2019.",
        "More aid\n\nOfficials said that Northland helped Southland in 2020.",
    )
    assert main(["link", "--register", str(register)]) == 0
    with regesta.open(register) as opened:
        (together,) = (one for one in opened.incidents() if one["claims"] == 2)
    off, stays = together["claim_ids"]
    with served(register) as (address, token), watching(browser, address) as found:
        page = found.open(token)
        page.evaluate("localStorage.setItem('regesta.coder', 'anna')")
        found.open(f"/review?ids={off}").keyboard.press("s")
        expect(page.get_by_role("form", name="Split").locator("input[name=with]")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.locator(".said")).to_contain_text("split off")
        found.open("/incident")
        expect(page.locator("#main")).to_contain_text("link")
    assert main(["link", "--register", str(register)]) == 0
    with regesta.open(register) as opened:
        assert opened.incident_of(off) != opened.incident_of(stays)
