"""The documents as pages: no broken link, and nothing from elsewhere."""

import shutil

import pytest

from tools.site import ROOT, build, fetched_by_page, fetched_by_script, fetched_by_style, foreign


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("sphinx", reason="needs sphinx and myst-parser: make site installs them")
    pytest.importorskip("myst_parser")
    home = tmp_path_factory.mktemp("pages") / "site"
    assert build(ROOT, home) == 0
    return home


def test_every_document_is_a_page(site):
    documents = {path.relative_to(ROOT).with_suffix(".html").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert documents | {"README.html", "CHANGELOG.html", "index.html"} <= pages


def test_no_page_asks_another_place_for_anything(site):
    assert list(foreign(site)) == []


def test_a_broken_link_is_an_error(tmp_path, capfd):
    pytest.importorskip("sphinx", reason="needs sphinx and myst-parser: make site installs them")
    pytest.importorskip("myst_parser")
    (tmp_path / "docs" / "decisions").mkdir(parents=True)
    shutil.copytree(ROOT / "docs" / "site", tmp_path / "docs" / "site")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text("# Changes\n")
    page = tmp_path / "docs" / "index.md"
    page.write_text("# Documents\n\n[changes](../CHANGELOG.md)\n")
    assert build(tmp_path, tmp_path / "build") == 0
    page.write_text("# Documents\n\n[changes](../CHANGELOG.md) [nothing](nothing.md)\n")
    assert build(tmp_path, tmp_path / "build") != 0
    assert "nothing" in capfd.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://a.example/a.js"></script>',
        '<link rel="stylesheet" href="//a.example/a.css">',
        '<img srcset="a.png 1x, https://a.example/a.png 2x">',
        "<style>@import 'https://a.example/a.css';</style>",
        '<p style="background: url(https://a.example/a.png)">',
        '<meta http-equiv="refresh" content="0; url=https://a.example/">',
        '<script>fetch("https://a.example/")</script>',
    ],
)
def test_what_comes_from_elsewhere_is_seen(text):
    assert fetched_by_page(text)


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://a.example/">to follow</a>',
        '<img src="../_images/a.png"><script src="_static/a.js"></script>',
        '<meta http-equiv="refresh" content="0; url=docs/index.html">',
        "<p>https://a.example/</p>",
    ],
)
def test_what_is_here_or_only_a_link_is_not(text):
    assert fetched_by_page(text) == []


def test_styles_and_scripts_are_read_too():
    assert fetched_by_style("@font-face { src: url('https://a.example/a.woff2') }") == ["https://a.example/a.woff2"]
    assert fetched_by_style("a { background: url(a.png) }") == []
    assert fetched_by_script('new WebSocket("wss://a.example/")') == ["wss://a.example/"]
    assert fetched_by_script('fetch("searchindex.js") // https://a.example/') == []
