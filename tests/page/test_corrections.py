"""Voices, figures and contexts in the form of corrections, by keyboard and against a server that takes everything."""

import pytest

from tests.page.steps import expect

#: A range over the first such words of a text.
_RANGE = """
const rangeOf = (text, words) => {
  const at = text.textContent.indexOf(words);
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const end = at + words.length;
  let [node, seen] = [walk.nextNode(), 0];
  for (; node; seen += node.length, node = walk.nextNode()) {
    if (seen <= at && at < seen + node.length) range.setStart(node, at - seen);
    if (seen < end && end <= seen + node.length) range.setEnd(node, end - seen);
  }
  return range;
};
"""
#: Left, top, right and bottom of words in the text that it is given.
BOX = f"""
(text, words) => {{
  {_RANGE}
  const box = rangeOf(text, words).getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
}}
"""
#: Selects words in the text that it is given.
SELECT = f"""
(text, words) => {{
  {_RANGE}
  getSelection().removeAllRanges();
  getSelection().addRange(rangeOf(text, words));
}}
"""


@pytest.fixture
def form(watched, holdings):
    """The form of a claim with one voice, one figure and one context, opened with its key."""
    page = watched.open(f"/review?ids={holdings.told[0]['claim_id']}")
    page.get_by_label("Your name").fill("Coder A")
    page.keyboard.press("Enter")
    page.locator("mark.is-trigger").first.wait_for()
    shown = page.get_by_role("form", name="Fields")
    for words in ("XBB GOV “the town's mayor” said; asserts, indirect", "4 killed; “4”", "military"):
        expect(shown).to_contain_text(words)
    page.keyboard.press("e")
    expect(shown.locator("select[name=event]")).to_be_focused()
    return shown


def row(form, name):
    return form.get_by_role("group", name=name)


def type_into(form, name, label, words):
    row(form, name).get_by_label(label).fill(words)


def save(form):
    form.get_by_role("button", name="Save correction").press("Enter")


def test_a_voice_is_added_moved_and_taken_out_by_keyboard(form, holdings):
    keys = form.page.keyboard
    form.get_by_role("button", name="Add a voice").press("Enter")
    expect(row(form, "Voice 2").get_by_label("Speaker")).to_be_focused()
    keys.type("XAA forces")
    keys.press("Tab")
    keys.type("xaa")
    keys.press("Tab")
    keys.type("mil")
    keys.press("Tab")
    keys.type("according to")
    keys.press("Alt+ArrowUp")
    expect(row(form, "Voice 1").get_by_label("Code")).to_have_value("xaa")
    assert row(form, "Voice 1").locator("input").first.evaluate("(input) => input === document.activeElement")
    keys.press("Enter")
    expect(form.page.locator("#main")).to_contain_text("corrected")
    outer, inner = holdings.journal[-1]["changes"]["attribution"]
    assert list(holdings.journal[-1]["changes"]) == ["attribution"]
    assert outer == {
        "text": "XAA forces", "start": 29, "end": 39, "code": "XAA", "sectors": ["MIL"], "cue": "according to",
        "stance": "asserts", "quotation": "indirect",
    }  # fmt: skip
    assert (inner["text"], inner["code"]) == ("the town's mayor", "XBB")


def test_the_keyboard_stays_in_the_list_when_a_row_goes(form):
    form.get_by_role("button", name="Add a voice").press("Enter")
    form.get_by_role("button", name="Move voice 2 up").press("Enter")
    expect(form.get_by_role("button", name="Move voice 1 down")).to_be_focused()
    form.get_by_role("button", name="Remove voice 1").press("Enter")
    expect(form.get_by_role("button", name="Remove voice 1")).to_be_focused()
    form.page.keyboard.press("Enter")
    expect(form.get_by_role("button", name="Add a voice")).to_be_focused()
    expect(form).to_contain_text("the report itself")


def drag(page, words):
    """Selects words of the report with the mouse, from their first letter to their last."""
    left, top, right, bottom = page.locator(".report .text").evaluate(BOX, words)
    page.mouse.move(left + 1, (top + bottom) / 2)
    page.mouse.down()
    page.mouse.move(right - 1, (top + bottom) / 2, steps=4)
    page.mouse.up()


def test_words_selected_in_the_report_become_those_of_the_voice(form, holdings):
    form.get_by_role("button", name="Add a voice").press("Enter")
    speaker = row(form, "Voice 2").get_by_label("Speaker")
    expect(speaker).to_be_focused()
    drag(form.page, "the market")
    expect(speaker).to_have_value("the market")
    expect(speaker).to_be_focused()
    form.page.keyboard.press("Tab")
    form.page.keyboard.type("XBB")
    row(form, "Voice 2").get_by_label("Cue").focus()
    drag(form.page, "said")
    expect(row(form, "Voice 2").get_by_label("Cue")).to_have_value("said")
    expect(speaker).to_have_value("the market")
    expect(row(form, "Voice 1").get_by_label("Speaker")).to_have_value("the town's mayor")
    save(form)
    expect(form.page.locator("#main")).to_contain_text("corrected")
    added = holdings.journal[-1]["changes"]["attribution"][1]
    assert (added["text"], added["code"], added["cue"]) == ("the market", "XBB", "said")
    text = holdings.reports[holdings.told[0]["report"]["id"]]["text"]
    assert text[added["start"] : added["end"]] == "the market"


def test_words_selected_without_a_mouse_are_taken_as_the_selection_grows(form):
    """With the browser's caret, or a finger."""
    speaker = row(form, "Voice 1").get_by_label("Speaker")
    speaker.focus()
    form.page.locator("#main").focus()
    for words in ("the", "the market"):
        form.page.locator(".report .text").evaluate(SELECT, words)
        expect(speaker).to_have_value(words)
    assert form.page.evaluate("getSelection().toString()") == "the market"


def test_words_selected_elsewhere_are_meant_where_they_were_selected(form, holdings):
    """The market stands in the title too, which is farther from the figure's words than the sentence."""
    row(form, "Figure 1").get_by_label("Low").focus()
    drag(form.page, "Northford market")
    expect(row(form, "Figure 1").get_by_label("Words")).to_have_value("Northford market")
    type_into(form, "Figure 1", "Words", "Northford")
    save(form)
    expect(form.page.locator("#main")).to_contain_text("corrected")
    (figure,) = holdings.journal[-1]["changes"]["figures"]
    assert figure["start"] == len("Shells hit ")


def test_a_selection_touches_no_other_field(form, holdings):
    drag(form.page, "the market")
    expect(row(form, "Voice 1").get_by_label("Speaker")).to_have_value("the town's mayor")
    row(form, "Voice 1").get_by_label("Code").focus()
    form.locator("input[name=place]").focus()
    drag(form.page, "the market")
    expect(row(form, "Voice 1").get_by_label("Speaker")).to_have_value("the town's mayor")
    expect(row(form, "Figure 1").get_by_label("Words")).to_have_value("4")
    assert holdings.journal == []


def test_figures_and_contexts_are_sent_whole(form, holdings):
    type_into(form, "Figure 1", "High", "")
    type_into(form, "Figure 1", "Qualifier", "at least")
    expect(row(form, "Figure 1").locator("legend")).to_have_text("Figure 1: ≥ 4 killed")
    form.locator("summary", has_text="military").press("Enter")
    form.get_by_label("health").press(" ")
    form.get_by_label("military").press(" ")
    save(form)
    expect(form.page.locator("#main")).to_contain_text("corrected")
    changes = holdings.journal[-1]["changes"]
    assert changes["contexts"] == ["health"]
    (figure,) = changes["figures"]
    assert (figure["low"], figure["high"], figure["qualifier"], figure["text"]) == (4, None, "at least", "4")


def test_what_cannot_be_is_told_beside_its_field_and_not_sent(form, holdings):
    type_into(form, "Voice 1", "Speaker", "the harbour master")
    type_into(form, "Voice 1", "Code", "")
    type_into(form, "Figure 1", "Low", "9")
    save(form)
    expect(form.get_by_role("alert")).to_have_text("Nothing was saved: 3 fields above cannot be as typed.")
    speaker = row(form, "Voice 1").get_by_label("Speaker")
    expect(speaker).to_be_focused()
    expect(speaker).to_have_accessible_description("the report does not have the words “the harbour master”")
    expect(row(form, "Figure 1").get_by_label("Low")).to_have_accessible_description("9 is above 4: exchange them")
    assert holdings.journal == []
    speaker.fill("mayor")
    type_into(form, "Voice 1", "Code", "---")
    type_into(form, "Figure 1", "Low", "3")
    save(form)
    expect(form.page.locator("#main")).to_contain_text("corrected")
    assert holdings.journal[-1]["changes"]["attribution"][0]["text"] == "mayor"


def test_letters_on_boxes_and_buttons_of_the_form_decide_nothing(form, holdings):
    form.locator("summary").press("Enter")
    form.get_by_label("health").press("a")
    form.get_by_role("button", name="Add a voice").press("r")
    form.page.locator(".report").click()
    form.page.keyboard.press("a")
    expect(row(form, "Voice 1")).to_be_visible()
    type_into(form, "Voice 1", "Code", "XDD")
    form.page.keyboard.press("Escape")
    expect(form).to_contain_text("XBB GOV")
    assert holdings.journal == []
