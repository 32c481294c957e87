"""Review by keyboard."""

import pytest

from tests.page.steps import expect

#: Selects the word "else" in the text that it is given.
SELECT_ELSE = """
(text) => {
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let node;
  while ((node = walk.nextNode())) if (node.data.includes('Nothing else')) break;
  const range = document.createRange();
  range.setStart(node, node.data.indexOf('else'));
  range.setEnd(node, node.data.indexOf('else') + 4);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}
"""


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
        assert holdings.journal[-1] | {"id": 0, "at": 0} == {
            "coder": "Coder A",
            "claim_id": holdings.journal[-1]["claim_id"],
            "act": "accept",
            "id": 0,
            "at": 0,
        }
        desk.keyboard.press("r")
        expect(desk.locator(".said")).to_contain_text("rejected")
        desk.keyboard.press("u")
        expect(desk.locator(".said")).to_contain_text("taken back")
        desk.keyboard.press("k")
        assert self.now(desk).split("\n")[0].startswith(first.split("\n")[0])
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
        desk.locator(".report .text").evaluate(SELECT_ELSE)
        before = len(holdings.claims)
        desk.keyboard.press("n")
        assert desk.locator("input[name=words]").input_value() == "else"
        desk.locator(".missed select[name=event]").select_option("REJECT")
        desk.get_by_role("button", name="Add claim").click()
        expect(desk.locator(".said")).to_contain_text("added")
        assert len(holdings.claims) == before + 1
        assert holdings.claims[-1]["trigger"]["text"] == "else"

    def test_an_act_the_server_refuses_is_told_and_nothing_is_lost(self, watched, desk, holdings, monkeypatch):
        watched.expected.append("400 (Bad Request)")
        monkeypatch.setattr(holdings, "decide", lambda body: holdings.claim(body["nothing"]))
        before = self.now(desk)
        desk.keyboard.press("a")
        expect(desk.locator(".fields [role=alert]")).to_contain_text("not known")
        assert self.now(desk) == before

    def told(self, watched, holdings):
        """The desk with one claim that three others tell too."""
        page = watched.open(f"/review?ids={holdings.told[1]['claim_id']}")
        page.get_by_label("Your name").fill("Coder A")
        page.keyboard.press("Enter")
        page.locator("mark.is-trigger").wait_for()
        return page

    def test_a_claim_is_split_off_from_the_others_of_its_incident(self, watched, holdings):
        page = self.told(watched, holdings)
        page.keyboard.press("s")
        form = page.get_by_role("form", name="Split")
        others = form.locator("input[name=with]")
        expect(others).to_have_count(3)
        expect(others.first).to_be_focused()
        others.nth(1).uncheck()
        page.keyboard.press("Enter")
        expect(page.locator(".said")).to_contain_text("split off")
        ids = [claim["claim_id"] for claim in holdings.told]
        assert holdings.journal == [{"coder": "Coder A", "claim_id": ids[1], "act": "split", "with": [ids[0], ids[3]]}]
        expect(page.locator(".claim-list [aria-current=true]")).to_have_count(1)
        page.keyboard.press("u")
        expect(page.locator(".said")).to_contain_text("taken back")

    def test_a_claim_that_stands_alone_cannot_be_split_off(self, desk, holdings):
        desk.keyboard.press("s")
        expect(desk.get_by_role("form", name="Split")).to_contain_text("It stands alone")
        expect(desk.get_by_role("button", name="Split off")).to_be_disabled()
        desk.keyboard.press("Escape")
        expect(desk.get_by_role("form", name="Split")).to_have_count(0)
        assert holdings.journal == []

    def test_a_claim_is_merged_with_one_that_is_offered_or_named(self, watched, holdings):
        page = self.told(watched, holdings)
        page.keyboard.press("m")
        form = page.get_by_role("form", name="Merge")
        form.locator("input[type=checkbox]").first.check()
        form.locator("input[type=checkbox]").first.press("Enter")
        expect(page.locator(".said")).to_contain_text("merged")
        line = holdings.journal[-1]
        assert line["act"] == "merge" and len(line["with"]) == 1 and line["with"][0] != line["claim_id"]
        page.keyboard.press("m")
        # Enter does nothing before the others have come, and a busy machine takes its time for them.
        expect(form.get_by_role("button", name="Merge")).to_be_enabled()
        form.locator("input[placeholder]").fill(holdings.told[3]["claim_id"])
        page.keyboard.press("Enter")
        expect(page.locator(".said")).to_contain_text("merged")
        expect(form).to_have_count(0)
        assert holdings.journal[-1]["with"] == [holdings.told[3]["claim_id"]]

    def test_keys_are_told(self, desk):
        desk.keyboard.press("?")
        expect(desk.get_by_role("dialog")).to_contain_text("accept the claim as it is")
        desk.keyboard.press("Escape")
        expect(desk.get_by_role("dialog")).to_have_count(0)
