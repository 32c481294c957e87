"""On paper: black on white whatever the theme, nothing to press, whole sentences, and where it comes from."""

import re

import pytest

from tests.page.steps import expect

#: Words whose colour on white has less contrast than 4.5 to 1 (WCAG 2), or that stand on something else than white.
FAINT = """
() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (colour) => parts(colour).slice(0, 3)
    .map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const full = (colour) => (colour.startsWith('color(') ? 1 : 255);
  const white = (colour) => parts(colour)[3] === 0 || parts(colour).slice(0, 3).every((one) => one === full(colour));
  const told = (element) => Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
  return Array.from(document.querySelectorAll('body *'))
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => {
      const style = getComputedStyle(element);
      const ink = element instanceof SVGElement ? style.fill : style.color;
      const faint = told(element) && 1.05 / (light(ink) + 0.05) < 4.5;
      return faint || (!(element instanceof SVGElement) && !white(style.backgroundColor));
    })
    .map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`);
}
"""
CUT = """
() => Array.from(document.querySelectorAll('.panel.table td, .field dd, .compare td'))
  .filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent.slice(0, 60))
"""
#: Pixels of A4 between the margins: upright, and on its side.
UPRIGHT, WIDE = 688, 1032


@pytest.fixture
def printed(watched, holdings):
    """Opens an address as it would be printed, in the dark theme."""

    def open_(path, width):
        watched.page.emulate_media(media="screen")
        watched.open()
        watched.page.evaluate("localStorage.setItem('regesta.theme', 'dark')")
        page = watched.open(path)
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(media="print")
        return page

    return open_


def on_paper(page):
    for control in page.locator("button, input, select, .button, .head").all():
        if control.get_attribute("class") != "plain":
            expect(control).to_be_hidden()
    assert page.evaluate(FAINT) == []
    assert page.evaluate(CUT) == []


def sides(page):
    """Width and height of the pages of the file that the browser prints, in points."""
    pdf = page.pdf(prefer_css_page_size=True, format="A4")
    assert pdf.startswith(b"%PDF")
    return {(float(one), float(other)) for one, other in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)}


def test_the_table_is_printed_on_its_side_with_whole_sentences(printed, holdings):
    claim = holdings.told[1]
    page = printed(f"/?show=table&ids={claim['claim_id']}", WIDE)
    on_paper(page)
    expect(page.locator(".panel.timeline")).to_be_hidden()
    row = page.locator(".panel.table tbody tr").first
    assert claim["evidence"]["quote"] in row.inner_text()
    for words in ("XBB MIL", "Northford", "5 killed", "Evening Post", "0.90"):
        expect(row).to_contain_text(words)
    source = page.locator("p.printed")
    expect(source).to_be_visible()
    expect(source).to_contain_text(f"Source: register a register, 61 reports · 1 claim · claims {claim['claim_id']}")
    assert all(width > height for width, height in sides(page)) and sides(page)


def test_the_evidence_is_printed_with_its_source(printed, holdings):
    claim = holdings.told[0]
    page = printed(f"/claim/{claim['claim_id']}", UPRIGHT)
    on_paper(page)
    expect(page.locator(".report header")).to_contain_text("Dawn Gazette · published 3 Mar 2024")
    expect(page.locator("p.printed")).to_be_visible()
    expect(page.locator("p.printed")).to_contain_text(f"report {claim['report']['id']} · claim {claim['claim_id']}")
    assert all(width < height for width, height in sides(page)) and sides(page)


def test_pictures_fit_the_paper_and_an_incident_shows_every_telling(printed):
    page = printed("/", WIDE)
    on_paper(page)
    for picture in page.locator(".canvas > svg").all():
        box = picture.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= WIDE
    page = printed("/incident/i-0000000000000001", WIDE)
    on_paper(page)
    last = page.locator(".compare thead th").last.bounding_box()
    assert last["x"] + last["width"] <= WIDE
