"""Open, search, brush each panel, come back by the address, take away."""

import re

import pytest

from tests.page.steps import count, drawn, expect, settle, without


class TestExplore:
    def test_opens_with_every_panel_drawn(self, watched, holdings):
        page = watched.open()
        assert count(page) == len(holdings.claims)
        expect(page.locator(".timeline .bar.material_conflict").first).to_be_visible()
        expect(page.locator(".land")).to_be_visible()
        assert page.locator(".disputed").count() > 10
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
        first, last = (
            bars.nth(0).bounding_box(),
            page.locator(".timeline-svg g:not(.axis):nth-of-type(6) .bar").first.bounding_box(),
        )
        page.mouse.move(first["x"] + 3, box["y"] + 40)
        page.mouse.down()
        page.mouse.move(last["x"] + 3, box["y"] + 40, steps=4)
        page.mouse.up()
        settle(page, "since=")
        asked = watched.filter()
        assert re.fullmatch(r"\d{4}", asked["since"][0]) and asked["since"] < asked["until"]
        kept = [
            c for c in holdings.claims if c["time"] and asked["since"][0] <= c["time"]["from"][:4] <= asked["until"][0]
        ]
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
            return (
                of.locator(".chips").inner_text(),
                of.locator(".panel.table tbody").inner_text(),
                of.locator(".map-svg .place").count(),
                of.locator("tr.open").get_attribute("id"),
            )

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
        expect(page.locator("[role=alert]")).to_have_count(1)
        expect(page.locator("[role=alert]")).to_contain_text("could not convert")
        page.get_by_role("button", name="Clear the filter").click()
        without(page, "score=")
        assert count(page) == len(holdings.claims)


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
