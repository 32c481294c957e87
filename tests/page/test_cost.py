"""What the page costs: requests on opening and choosing, none while typing, none anywhere else (docs/page.md)."""

import pytest

from tests.page.steps import drawn, settle

VIEWS = {"facets", "timeline", "places", "network", "claims"}


@pytest.fixture
def asked(watched):
    """The paths that the page asks for, from when it is opened; `clear` forgets them."""
    paths: list[str] = []
    watched.page.on(
        "request", lambda request: paths.append(request.url.removeprefix(watched.address).partition("?")[0])
    )
    return paths


def names(paths):
    return sorted(path.removeprefix("/api/") for path in paths if path.startswith("/api/"))


def test_opening_asks_each_question_once_and_loads_four_files(watched, asked):
    watched.open()
    assert names(asked) == sorted({*VIEWS, "info"})
    files = [path for path in asked if path.startswith("/assets/") and not path.endswith(".svg")]
    assert len(files) == 3 and sum(path.endswith(".json") for path in files) == 1
    assert [path for path in asked if not path.startswith(("/api/", "/assets/"))] == ["/"]


def test_typing_asks_nothing_and_a_search_asks_once(watched, asked):
    page = watched.open()
    asked.clear()
    page.locator("#search").press_sequentially("praised")
    assert asked == []
    page.keyboard.press("Enter")
    settle(page, "text=praised")
    assert names(asked) == sorted(VIEWS)


def test_a_panel_whose_own_part_changes_is_not_asked_again(watched, asked):
    page = watched.open()
    asked.clear()
    page.locator(".facet.year .value").first.click()
    settle(page, "since=")
    assert names(asked) == sorted(VIEWS - {"timeline"})


def test_pointing_and_opening_a_row_ask_nothing(watched, asked):
    page = watched.open()
    asked.clear()
    page.locator(".panel.table tbody tr").nth(2).hover()
    page.keyboard.press("j")
    drawn(page)
    # The browser itself fetches the icon of the tab whenever it likes.
    assert [path for path in asked if "/icon-" not in path] == []
