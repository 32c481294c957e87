"""Keys, names, dark, narrow."""

from pathlib import Path

from tests.page.steps import settle

NAMELESS = """
Array.from(document.querySelectorAll('button, a[href], input, select, [role=button]'))
  .filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.title || e.labels?.length))
  .map((e) => e.outerHTML.slice(0, 90))
"""
ROWS = "(rows) => rows.map((row) => [row.querySelector('kbd').textContent, row.querySelector('dd').textContent])"


class TestManners:
    def test_every_key_is_told_in_help_and_docs(self, watched):
        page = watched.open()
        page.keyboard.press("?")
        page.wait_for_url(lambda url: url.endswith("/help"))
        docs = (Path(__file__).parents[2] / "docs" / "page.md").read_text()
        told = page.locator(".keys-list > div").evaluate_all(ROWS)
        assert len(told) > 20
        for key, what in told:
            assert f"| `{key}` | {what} |" in docs

    def test_dark_and_narrow_work_too(self, watched):
        page = watched.open()
        page.get_by_role("button", name="Auto").click()
        page.get_by_role("button", name="Light").click()
        # The colours change behind the click, once the head is drawn anew.
        page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
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
            assert page.evaluate(NAMELESS) == []
            assert page.locator("h1, h2").count() > 0
