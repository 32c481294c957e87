"""The page with the server it belongs to, not the stand-in."""

import pytest

import regesta
from regesta.assembly import reading
from regesta.cli.main import main
from regesta.records.claims import Entry
from regesta.records.runs import Run
from tests.hand import TinyRecipe
from tests.page.conftest import Watched, watching
from tests.page.served import served
from tests.shelf import Shelf, told
from tests.shelf import claim as claim_of

expect = pytest.importorskip("playwright.sync_api", reason="the Python package playwright drives the browser").expect


def read(root, *reports):
    """A register of some small reports."""
    (root / "reports").mkdir()
    for number, report in enumerate(reports):
        (root / "reports" / f"{number}.txt").write_text(report)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "Recipe", lambda settings: TinyRecipe(settings.published))
        patch.setattr(reading, "run_of", lambda settings: Run("code", "bundle", "knowledge", str(settings.published)))
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
        # A key that comes before the form has the focus is nobody's.
        expect(page.get_by_role("form", name="Split").locator("input[name=with]")).to_have_count(1)
        expect(page.get_by_role("form", name="Split").locator("input").first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".said")).to_contain_text("split off")
        found.open("/incident")
        expect(page.locator("#main")).to_contain_text("link")
    assert main(["link", "--register", str(register)]) == 0
    with regesta.open(register) as opened:
        assert opened.incident_of(off) != opened.incident_of(stays)


def test_an_incident_is_merged_with_another_by_keyboard_and_linked_anew(browser, tmp_path):
    register = read(
        tmp_path,
        "Aid\n\nNorthland helped Southland in 2020.",
        "Other aid\n\nWestland helped Eastland in 2020.",
    )
    assert main(["link", "--register", str(register)]) == 0
    with regesta.open(register) as opened:
        one, other = opened.incidents()
    with served(register) as (address, token), watching(browser, address) as found:
        page = found.open(token)
        page.evaluate("localStorage.setItem('regesta.coder', 'anna')")
        found.open(f"/incident/{one['incident_id']}").keyboard.press("m")
        expect(page.get_by_role("form", name="Merge").get_by_role("checkbox")).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page.locator(".said")).to_contain_text("Merged. It takes effect when the register is linked again")
    assert main(["link", "--register", str(register)]) == 0
    with regesta.open(register) as opened:
        (together,) = opened.incidents()
    assert sorted(together["claim_ids"]) == sorted([*one["claim_ids"], *other["claim_ids"]])


def test_going_back_shows_a_correction_and_an_undo_takes_it_from_the_view(browser, register):
    with served(register) as (address, token), watching(browser, address) as found:
        page = found.open(token)
        page.evaluate("localStorage.setItem('regesta.coder', 'anna')")
        page = found.open("/review")
        form, realis = page.get_by_role("form", name="Fields"), page.locator("select[name=realis]")
        page.locator("mark.is-trigger").wait_for()
        for value in ("negated", "future"):
            page.keyboard.press("e")
            realis.select_option(value)
            form.get_by_label("Why").press("Enter")
            expect(page.locator(".said")).to_contain_text("corrected")
            expect(realis).to_have_value("actual")
            page.keyboard.press("k")
            expect(realis).to_have_value(value)
        first = page.locator(".claim-list .item").first
        page.keyboard.press("u")
        expect(realis).to_have_value("negated")
        expect(first).to_contain_text("corrected")
        page.keyboard.press("u")
        expect(realis).to_have_value("actual")
        expect(first).not_to_contain_text("corrected")


def test_a_decision_is_answered_with_what_its_coder_sees_and_with_what_stands(browser, tmp_path):
    register, id_ = shelled(tmp_path)
    with served(register) as (address, token), watching(browser, address) as found:
        page = found.open(token)
        body = {"claim_id": id_, "act": "correct"}
        _, last = [
            page.request.post(
                f"{address}/api/review/decisions", data={**body, **more}, headers={"Origin": address}
            ).json()
            for more in (
                {"coder": "bob", "changes": {"realis": "negated"}},
                {"coder": "anna", "changes": {"certainty": "possible"}},
            )
        ]
    seen, stands = last["seen"], last["claim"]
    assert (seen["realis"], seen["certainty"]) == ("actual", "possible")
    assert (stands["realis"], stands["certainty"]) == ("negated", "possible")


def shelled(root):
    """A register of one claim with a voice, a figure and no context, and the claim's id."""
    shelf = Shelf(root / "register")
    report = told()
    claim = claim_of(report, "shelled", "ASSAULT", actor="Southland", voice="officials", killed=12.0)
    shelf.put(Entry(report, (claim,)))
    return root / "register", claim.id


def correct(page):
    """By keyboard: a denial instead of an assertion, at least twelve instead of twelve, and a context."""
    page.locator("mark.is-trigger").wait_for()
    page.keyboard.press("e")
    form = page.get_by_role("form", name="Fields")
    voice, figure = (form.get_by_role("group", name=name) for name in ("Voice 1", "Figure 1"))
    voice.get_by_label("Code").fill("UN")
    voice.get_by_label("Stance").select_option("denies")
    figure.get_by_label("High").fill("")
    figure.get_by_label("Qualifier").fill("at least")
    form.locator("summary").press("Enter")
    form.get_by_label("health", exact=True).press(" ")
    form.get_by_label("Why").press("Enter")
    expect(page.locator("#main")).to_contain_text("Nothing is left to review")


def test_a_voice_a_figure_and_the_contexts_are_corrected_and_taken_back(browser, tmp_path):
    register, id_ = shelled(tmp_path)
    with served(register) as (address, token), watching(browser, address) as found:
        page = found.open(token)
        page.evaluate("localStorage.setItem('regesta.coder', 'anna')")
        found.open(f"/review?ids={id_}")
        correct(page)
        page.keyboard.press("u")
        expect(page.get_by_role("form", name="Fields")).to_contain_text("12 killed")
        correct(page)
        fields = found.open(f"/claim/{id_}").locator(".fields")
        for words in ("UN officials", "denies", "≥ 12 killed at least", "health", "corrected by anna"):
            expect(fields).to_contain_text(words)
        page.reload()
        expect(fields).to_contain_text("≥ 12 killed at least")
    with regesta.open(register) as opened:
        claim = opened.claim(id_)
    assert [(one["code"], one["stance"], one["text"]) for one in claim["attribution"]] == [
        ("UN", "denies", "officials")
    ]
    assert [(one["low"], one["high"]) for one in claim["figures"]] == [(12, None)]
    assert claim["contexts"] == ["health"]


def test_what_only_the_server_knows_to_be_wrong_stands_beside_its_field(browser, tmp_path):
    register, id_ = shelled(tmp_path)
    with served(register) as (address, token), watching(browser, address) as found:
        found.expected.append("400 (Bad Request)")
        page = found.open(token)
        page.evaluate("localStorage.setItem('regesta.coder', 'anna')")
        found.open(f"/review?ids={id_}")
        page.locator("mark.is-trigger").wait_for()
        page.keyboard.press("e")
        code = page.get_by_role("group", name="Voice 1").get_by_label("Code")
        code.fill("QQQ")
        code.press("Enter")
        expect(code).to_have_accessible_description("no code 'QQQ'")
        expect(code).to_be_focused()
        expect(code).to_have_value("QQQ")
