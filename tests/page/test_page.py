"""The page in a browser: open, search, brush each panel, read, compare, review, come back by the address."""

import re

import pytest
from playwright.sync_api import expect

from tests.page.stories import HOSTILE_TITLE


def count(page):
    return int(page.locator(".chips > .count").inner_text().split()[0])


def settle(page, path_part):
    """Wait until the address has something, and the page has drawn what it asks for."""
    page.wait_for_url(lambda url: path_part in url)
    drawn(page)


def without(page, path_part):
    """Wait until the address has it no longer, and the page has drawn that."""
    page.wait_for_url(lambda url: path_part not in url)
    drawn(page)


def drawn(page):
    """Wait until nothing is on its way. (The policy refuses functions that are given to the page as text.)"""
    expect(page.locator("[aria-busy=true], .state.waiting")).to_have_count(0)


class TestExplore:
    def test_opens_with_every_panel_drawn(self, watched, holdings):
        page = watched.open()
        assert count(page) == len(holdings.claims)
        expect(page.locator(".timeline .bar.material_conflict").first).to_be_visible()
        expect(page.locator(".place.town").first).to_be_visible()
        expect(page.locator(".place.country .country-tag")).to_have_count(1)
        expect(page.locator(".place.province .ring").first).to_be_visible()
        assert page.locator(".node").count() == 5
        expect(page.locator(".panel.table tbody tr")).to_have_count(50)
        expect(page.locator(".undated")).to_contain_text("undated")

    def test_search_narrows_all_panels(self, watched, holdings):
        page = watched.open()
        page.keyboard.press("/")
        page.keyboard.type("part 1")
        page.keyboard.press("Enter")
        settle(page, "text=part+1")
        expected = sum("part 1" in claim["report"]["title"] for claim in holdings.claims)
        assert count(page) == expected == page.locator(".panel.table tbody tr").count()

    def test_nothing_found_says_so(self, watched):
        page = watched.open("/?text=nowhere-told")
        expect(page.locator(".panel.table")).to_contain_text("No claim fits this filter")
        expect(page.locator(".panel.timeline")).to_contain_text("No claim here has a date")

    def test_facet_keeps_and_lets_go(self, watched, holdings):
        page = watched.open()
        page.locator(".facet.event .value", has_text="ASSAULT").click()
        settle(page, "event=ASSAULT")
        assert count(page) == sum(claim["event"] == "ASSAULT" for claim in holdings.claims)
        page.locator(".chip", has_text="ASSAULT").click()
        without(page, "event")
        assert count(page) == len(holdings.claims)

    def test_dragging_over_the_timeline_keeps_those_years(self, watched, holdings):
        page = watched.open()
        box = page.locator(".timeline-svg").bounding_box()
        bars = page.locator(".timeline-svg .bar")
        first, last = bars.nth(0).bounding_box(), page.locator(".timeline-svg g:not(.axis):nth-of-type(6) .bar").first.bounding_box()
        page.mouse.move(first["x"] + 3, box["y"] + 40)
        page.mouse.down()
        page.mouse.move(last["x"] + 3, box["y"] + 40, steps=4)
        page.mouse.up()
        settle(page, "since=")
        asked = watched.filter()
        assert re.fullmatch(r"\d{4}", asked["since"][0]) and asked["since"] < asked["until"]
        kept = [c for c in holdings.claims if c["time"] and asked["since"][0] <= c["time"]["from"][:4] <= asked["until"][0]]
        assert count(page) == len(kept)
        expect(page.locator(".timeline-svg .chosen")).to_be_visible()
        assert page.locator(".timeline-svg .pale .bar").count() > 0

    def test_timeline_by_keyboard(self, watched):
        page = watched.open()
        page.locator(".timeline-svg").focus()
        page.keyboard.press("Home")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")
        settle(page, "since=")
        assert watched.filter() == {"since": ["2000"], "until": ["2002"]}
        page.keyboard.press("Escape")
        without(page, "since")

    def test_a_place_and_an_area_of_the_map(self, watched, holdings):
        page = watched.open()
        page.get_by_role("button", name=re.compile("^Southford, XBB")).locator(".slice").first.click()
        settle(page, "place=Southford%2C+XBB")
        assert count(page) == sum(bool(c["place"]) and c["place"]["name"] == "Southford" for c in holdings.claims)
        assert page.locator(".place.pale").count() > 0
        page.locator(".map-svg").press("Escape")
        without(page, "place")
        page.get_by_role("button", name="Select area").click()
        disc = page.get_by_role("button", name=re.compile("^Southford, XBB")).locator(".slice").first.bounding_box()
        page.mouse.move(disc["x"] - 12, disc["y"] - 12)
        page.mouse.down()
        page.mouse.move(disc["x"] + 30, disc["y"] + 30, steps=4)
        page.mouse.up()
        settle(page, "bbox=")
        assert 0 < count(page) < len(holdings.claims)

    def test_places_by_keyboard(self, watched):
        page = watched.open()
        page.locator(".map-svg").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        settle(page, "place=")
        page.keyboard.press("+")
        settle(page, "map=")

    def test_an_edge_and_a_node_of_the_network(self, watched, holdings):
        page = watched.open()
        page.locator(".edge").first.dispatch_event("click")
        settle(page, "recipient=")
        asked = watched.filter()
        assert set(asked) == {"actor", "recipient", "quad"}
        assert 0 < count(page) < len(holdings.claims)
        page.get_by_role("button", name="Clear all").click()
        without(page, "actor")
        page.get_by_role("button", name=re.compile("^XCC, ")).click()
        settle(page, "either=XCC")
        assert count(page) == sum(any(p["code"] == "XCC" for p in c["participants"]) for c in holdings.claims)

    def test_a_row_opens_on_its_words_and_narrows_the_rest(self, watched):
        page = watched.open()
        page.keyboard.press("j")
        expect(page.locator("tr.detail mark.is-trigger")).to_be_visible()
        page.locator("tr.detail .chip", has_text="event").click()
        settle(page, "event=")

    def test_pointing_at_a_row_points_in_the_pictures(self, watched):
        page = watched.open("/?place=Southford, XBB")
        page.locator(".panel.table tbody tr").nth(1).hover()
        expect(page.locator(".place.hovered")).to_have_count(1)
        assert page.locator(".node.hovered").count() >= 1

    def test_pages_of_the_table_go_on_and_back(self, watched):
        page = watched.open()
        first = page.locator(".panel.table tbody tr").first.get_attribute("id")
        page.get_by_role("button", name="Next ›").click()
        settle(page, "after=")
        assert page.locator(".panel.table tbody tr").first.get_attribute("id") != first
        expect(page.locator(".panel.table .note")).to_contain_text("51–")
        page.get_by_role("button", name="‹ Back").click()
        without(page, "after")
        assert page.locator(".panel.table tbody tr").first.get_attribute("id") == first

    def test_the_address_holds_the_whole_view(self, watched, browser):
        page = watched.open()
        page.locator(".facet.quad .value").first.click()
        settle(page, "quad=")
        page.locator(".map-svg").press("+")
        settle(page, "map=")
        page.locator(".panel.table select").select_option("score")
        settle(page, "order=score")
        page.keyboard.press("Escape")
        page.locator(".panel.table tbody tr").nth(2).click()
        settle(page, "select=")

        def seen(of):
            drawn(of)
            return (of.locator(".chips").inner_text(), of.locator(".panel.table tbody").inner_text(), of.locator(".map-svg .place").count(), of.locator("tr.open").get_attribute("id"))  # fmt: skip

        other = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        other.goto(page.url)
        assert seen(other) == seen(page)
        other.context.close()

    def test_back_and_forward(self, watched, holdings):
        page = watched.open()
        page.locator(".facet.event .value", has_text="ASSAULT").click()
        settle(page, "event=ASSAULT")
        kept = count(page)
        page.go_back()
        expect(page.locator(".chips > .count")).to_contain_text(str(len(holdings.claims)))
        page.go_forward()
        expect(page.locator(".chips > .count")).to_contain_text(f"{kept} ")

    def test_a_server_that_fails_is_told(self, watched, holdings, monkeypatch):
        watched.expected.append("400 (Bad Request)")
        page = watched.open("/?score=much")
        expect(page.locator(".panel.table [role=alert]")).to_contain_text("could not convert")
        expect(page.locator(".panel.map [role=alert]")).to_be_visible()


class TestExport:
    def test_the_download_has_what_the_filter_keeps(self, watched, holdings):
        page = watched.open("/?event=ASSAULT")
        page.get_by_role("button", name="Export").click()
        expect(page.locator("#export")).to_contain_text("event ASSAULT")
        with page.expect_download() as download:
            page.get_by_role("link", name="Claims, one row each").click()
        rows = download.value.path().read_text().splitlines()[1:]
        assert len(rows) == sum(claim["event"] == "ASSAULT" for claim in holdings.claims)

    @pytest.mark.parametrize("panel", ["timeline", "map", "network"])
    def test_pictures_have_a_source_line_and_no_style(self, watched, panel):
        page = watched.open("/?event=ASSAULT")
        with page.expect_download() as download:
            page.locator(f".panel.{panel}").get_by_role("button", name="SVG", exact=True).click()
        svg = download.value.path().read_text()
        assert download.value.suggested_filename == f"regesta-{panel}.svg"
        assert "Source: register" in svg and "event ASSAULT" in svg
        assert not re.search(r"<style|\sstyle=|<script|\sclass=", svg)
        with page.expect_download() as download:
            page.locator(f".panel.{panel}").get_by_role("button", name="PNG", exact=True).click()
        png = download.value.path().read_bytes()
        assert png[:8] == b"\x89PNG\r\n\x1a\n" and len(png) > 3000


class TestEvidence:
    def test_marks_fields_and_reasons(self, watched, holdings):
        claim = next(c for c in holdings.claims if c["event"] == "AID" and c["time"])
        page = watched.open(f"/claim/{claim['claim_id']}")
        expect(page.locator("mark.is-trigger")).to_contain_text(claim["trigger"]["text"])
        for role in ("actor", "recipient", "time"):
            expect(page.locator(f"mark.is-{role}").first).to_be_visible()
        page.keyboard.press("w")
        expect(page.locator(".reasons").first).to_contain_text("by hand")
        page.keyboard.press("Escape")
        settle(page, f"report={claim['report']['id']}")

    def test_one_click_from_the_table(self, watched):
        page = watched.open()
        page.locator(".panel.table tbody .c-source a").first.click()
        page.wait_for_url(lambda url: "/claim/" in url)
        expect(page.locator("mark.is-trigger")).to_be_visible()

    def test_what_is_not_there_is_told(self, watched):
        watched.expected.append("404 (Not Found)")
        expect(watched.open("/claim/c-0").locator("[role=alert]")).to_contain_text("Not found")
        expect(watched.open("/nowhere").locator("h1")).to_have_text("No such page")

    def test_a_hostile_report_stays_text(self, watched):
        page = watched.open("/claim/c-00000000000000ff")
        expect(page.locator(".report .text")).to_contain_text(HOSTILE_TITLE)
        assert page.locator(".report img, .report b, .report script, .report svg").count() == 0
        expect(page.locator("mark.is-trigger")).to_have_text("shelled")
        assert "\u202e" not in page.locator("body").inner_text()
        assert page.locator("a[href^='javascript']").count() == 0
        page = watched.open("/?text=shelled&event=ASSAULT&source=%3Csvg%2Fonload%3Dalert(5)%3E")
        assert count(page) == 1
        page.keyboard.press("j")
        expect(page.locator("tr.detail mark.is-trigger")).to_have_text("shelled")


class TestIncident:
    def test_tellings_side_by_side(self, watched):
        page = watched.open("/incident")
        page.get_by_role("link", name="ASSAULT").click()
        page.wait_for_url(lambda url: url.endswith("/incident/i-0000000000000001"))
        compare = page.locator(".compare")
        expect(compare.locator("tr", has_text="Happened")).to_contain_text("differs")
        killed = compare.locator("tr", has=page.get_by_role("rowheader", name="Killed"))
        assert [cell.split(" (")[0] for cell in killed.locator("td").all_inner_texts()] == ["4", "5", "3–9", "not told"]
        expect(page.locator(".tallies")).to_contain_text("4 independent sources in 5 reports, 1 wire copy not counted again")
        expect(page.locator(".tallies")).to_contain_text("1 denies it")
        assert page.locator(".told circle").count() == 2 and page.locator(".told .range").count() == 1

    def test_without_linking_it_says_why(self, watched, holdings, monkeypatch):
        given = holdings.get
        empty = {"total": 0, "items": [], "next": None, "reason": "claims are not linked yet"}
        monkeypatch.setattr(holdings, "get", lambda path, asked: empty if path == "incidents" else given(path, asked))
        expect(watched.open("/incident").locator(".state")).to_contain_text("claims are not linked yet")


class TestReview:
    @pytest.fixture
    def desk(self, watched):
        page = watched.open("/review")
        page.get_by_label("Your name").fill("Coder A")
        page.keyboard.press("Enter")
        page.locator("mark.is-trigger").wait_for()
        return page

    def now(self, page):
        return page.locator(".claim-list [aria-current=true]").inner_text()

    def test_a_queue_by_keyboard(self, desk, holdings):
        first = self.now(desk)
        desk.keyboard.press("a")
        expect(desk.locator(".said")).to_contain_text("accepted")
        assert holdings.journal[-1] | {"id": 0, "at": 0} == {"coder": "Coder A", "claim_id": holdings.journal[-1]["claim_id"], "act": "accept", "id": 0, "at": 0}
        desk.keyboard.press("r")
        expect(desk.locator(".said")).to_contain_text("rejected")
        desk.keyboard.press("u")
        expect(desk.locator(".said")).to_contain_text("taken back")
        desk.keyboard.press("k")
        assert self.now(desk).split("\n")[0] == first.split("\n")[0]
        desk.keyboard.press("j")
        assert [line["act"] for line in holdings.journal] == ["accept", "reject", "undo"]

    def test_a_correction_sends_what_was_changed(self, desk, holdings):
        desk.keyboard.press("e")
        desk.keyboard.press("Tab")
        desk.locator("input[name=actors]").fill("XEE MIL; XAA")
        desk.locator("select[name=realis]").select_option("negated")
        desk.locator("input[name=why]").fill("read again")
        desk.keyboard.press("Enter")
        expect(desk.locator(".said")).to_contain_text("corrected")
        line = holdings.journal[-1]
        assert line["changes"] == {"actors": ["XEE MIL", "XAA"], "realis": "negated"}
        assert line["why"] == "read again"

    def test_letters_in_a_form_decide_nothing(self, desk, holdings):
        desk.keyboard.press("e")
        desk.locator("input[name=mode]").fill("")
        desk.locator("input[name=mode]").press_sequentially("arsu")
        desk.keyboard.press("Escape")
        assert holdings.journal == []
        expect(desk.locator("button[type=submit]")).to_have_count(0)

    def test_a_missed_claim_on_selected_words(self, desk, holdings):
        words = desk.locator(".report .text")
        words.evaluate(
            "(text) => { const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT); let node; "
            "while ((node = walk.nextNode())) if (node.data.includes('Nothing else')) break; "
            "const range = document.createRange(); const at = node.data.indexOf('else'); "
            "range.setStart(node, at); range.setEnd(node, at + 4); getSelection().removeAllRanges(); getSelection().addRange(range); }"
        )
        before = len(holdings.claims)
        desk.keyboard.press("n")
        assert desk.locator("input[name=words]").input_value() == "else"
        desk.locator(".missed select[name=event]").select_option("REJECT")
        desk.get_by_role("button", name="Add claim").click()
        expect(desk.locator(".said")).to_contain_text("added")
        assert len(holdings.claims) == before + 1
        assert holdings.claims[-1]["trigger"]["text"] == "else"

    def test_an_act_the_server_refuses_is_told_and_nothing_is_lost(self, watched, desk):
        watched.expected.append("400 (Bad Request)")
        before = self.now(desk)
        desk.keyboard.press("s")
        expect(desk.locator(".fields [role=alert]")).to_contain_text("not known")
        assert self.now(desk) == before

    def test_keys_are_told(self, desk):
        desk.keyboard.press("?")
        expect(desk.get_by_role("dialog")).to_contain_text("accept the claim as it is")
        desk.keyboard.press("Escape")
        expect(desk.get_by_role("dialog")).to_have_count(0)


class TestManners:
    def test_every_key_is_told_in_help_and_docs(self, watched):
        from pathlib import Path

        page = watched.open()
        page.keyboard.press("?")
        page.wait_for_url(lambda url: url.endswith("/help"))
        docs = (Path(__file__).parents[2] / "docs" / "page.md").read_text()
        told = page.locator(".keys-list > div").evaluate_all("(rows) => rows.map((row) => [row.querySelector('kbd').textContent, row.querySelector('dd').textContent])")
        assert len(told) > 20
        for key, what in told:
            assert f"| `{key}` | {what} |" in docs

    def test_dark_and_narrow_work_too(self, watched):
        page = watched.open()
        page.get_by_role("button", name="Auto").click()
        page.get_by_role("button", name="Light").click()
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        page.reload()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        page.set_viewport_size({"width": 390, "height": 800})
        page.get_by_role("button", name="Facets").click()
        page.locator(".facet.event .value").first.click()
        settle(page, "event=")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

    def test_everything_can_be_reached_and_has_a_name(self, watched):
        for path in ("/", "/claim/c-0000000000001001", "/incident/i-0000000000000001", "/help"):
            page = watched.open(path)
            nameless = page.evaluate(
                "Array.from(document.querySelectorAll('button, a[href], input, select, [role=button]')).filter((e) => "
                "!(e.textContent.trim() || e.getAttribute('aria-label') || e.title || e.labels?.length)).map((e) => e.outerHTML.slice(0, 90))"
            )
            assert nameless == []
            assert page.locator("h1, h2").count() > 0
