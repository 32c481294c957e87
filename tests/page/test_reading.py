"""Evidence and incidents: what a report says, and what several say."""

from tests.page import answers
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

    def opened(self, watched):
        page = watched.open("/incident/i-0000000000000001")
        expect(page.get_by_role("radio", checked=True)).to_have_accessible_name("Claim 1 of 4")
        return page

    def test_a_claim_is_split_off_by_keyboard(self, watched, holdings):
        page = self.opened(watched)
        keys = page.keyboard
        keys.press("j")
        keys.press("j")
        keys.press("k")
        expect(page.get_by_role("radio", checked=True)).to_have_accessible_name("Claim 2 of 4")
        expect(page.locator(".decide")).to_contain_text("chosen: claim 2 of 4, Evening Post")
        keys.press("s")
        expect(page.get_by_label("Your name")).to_be_focused()
        keys.type("Coder A")
        keys.press("Enter")
        others = page.get_by_role("form", name="Split").locator("input[name=with]")
        expect(others).to_have_count(3)
        expect(others.first).to_be_focused()
        keys.press("Tab")
        keys.press("Space")
        keys.press("Enter")
        expect(page.locator(".said")).to_contain_text("Split off. It takes effect when the register is linked again")
        ids = [claim["claim_id"] for claim in holdings.told]
        assert holdings.journal == [{"coder": "Coder A", "claim_id": ids[1], "act": "split", "with": [ids[0], ids[3]]}]
        keys.press("u")
        expect(page.locator(".said")).to_contain_text("taken back")
        assert holdings.journal[-1]["act"] == "undo" and holdings.journal[-1]["claim_id"] == ids[1]

    def test_an_incident_is_merged_with_one_that_is_offered_or_named(self, watched, holdings, monkeypatch):
        given = holdings.get
        other = {
            **answers.incident(holdings.told, holdings.reports),
            "incident_id": "i-2",
            "claim_ids": ["c-00000000000000ff"],
        }
        found = {"incidents": {"total": 1, "items": [other], "next": None}, "incidents/i-2": other}
        monkeypatch.setattr(holdings, "get", lambda path, asked: found.get(path.strip("/")) or given(path, asked))
        page = self.opened(watched)
        page.evaluate("localStorage.setItem('regesta.coder', 'Coder A')")
        page = self.opened(watched)
        ids = [claim["claim_id"] for claim in holdings.told]
        for choose in ("Space", "i-2"):
            page.keyboard.press("m")
            form = page.get_by_role("form", name="Merge")
            expect(form.get_by_role("checkbox")).to_be_focused()
            if choose == "Space":
                page.keyboard.press("Space")
            else:
                page.keyboard.press("Tab")
                page.keyboard.type(choose)
            page.keyboard.press("Enter")
            expect(form).to_have_count(0)
            expect(page.locator(".said")).to_contain_text("Merged.")
            line = holdings.journal[-1]
            assert (line["act"], line["claim_id"], line["with"]) == ("merge", ids[0], [*ids[1:], "c-00000000000000ff"])
        assert len(holdings.journal) == 2

    def test_a_form_of_an_incident_is_left_by_keyboard(self, watched, holdings):
        page = self.opened(watched)
        for key in ("s", "m"):
            page.keyboard.press(key)
            expect(page.get_by_label("Your name")).to_be_focused()
            page.keyboard.press("Escape")
            expect(page.get_by_label("Your name")).to_have_count(0)
        page.keyboard.press("u")
        expect(page.locator(".said")).to_have_text("There is nothing to undo.")
        assert holdings.journal == []

    def test_without_linking_it_says_why(self, watched, holdings, monkeypatch):
        given = holdings.get
        empty = {"total": 0, "items": [], "next": None, "reason": "claims are not linked yet"}
        monkeypatch.setattr(holdings, "get", lambda path, asked: empty if path == "incidents" else given(path, asked))
        expect(watched.open("/incident").locator(".state")).to_contain_text("claims are not linked yet")
