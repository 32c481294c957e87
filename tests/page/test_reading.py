"""Evidence and incidents: what a report says, and what several say."""

from tests.page.steps import count, expect, settle
from tests.page.stories import HOSTILE_TITLE


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
        expect(page.locator(".tallies")).to_contain_text(
            "4 independent sources in 5 reports, 1 wire copy not counted again"
        )
        expect(page.locator(".tallies")).to_contain_text("1 denies it")
        assert page.locator(".told circle").count() == 2 and page.locator(".told .range").count() == 1

    def test_without_linking_it_says_why(self, watched, holdings, monkeypatch):
        given = holdings.get
        empty = {"total": 0, "items": [], "next": None, "reason": "claims are not linked yet"}
        monkeypatch.setattr(holdings, "get", lambda path, asked: empty if path == "incidents" else given(path, asked))
        expect(watched.open("/incident").locator(".state")).to_contain_text("claims are not linked yet")
