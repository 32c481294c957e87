"""How `make site` turns the documents into static pages (decision 0025): nothing is loaded from elsewhere.

The source is the whole repository, so that links between documents, the README and the code lead somewhere; only
Markdown becomes a page. The list in `docs/index.md` is the order of the pages: no second list is kept.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[2]
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = "Regesta"
author = "The Regesta authors"
copyright = "The Regesta authors, Apache License 2.0"  # noqa: A001 (Sphinx gives the name)
version = release = _PROJECT["version"]
language = "en"

extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = ["README.md", "CHANGELOG.md", "docs/**.md", "tests/golden/README.md", "knowledge-sources/**.md"]
exclude_patterns = ["**/.*", ".*", "page", "dist", "build", "src", "lab", "benchmarks"]
nitpicky = True
myst_heading_anchors = 4
myst_url_schemes = ("http", "https", "mailto")

html_theme = "alabaster"
html_theme_options = {
    "description": _PROJECT["description"],
    "font_family": "system-ui, sans-serif",
    "head_font_family": "system-ui, sans-serif",
    "page_width": "72rem",
    "sidebar_collapse": True,
    "show_relbars": True,
}
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False

_LINK = re.compile(r"\]\(([^)\s#]+?)\.md\)")
#: Pages that list pages, each with the pages that belong there and are not linked.
_LISTS = {root_doc: ["../CHANGELOG"], "docs/decisions/README": []}


def _order(app: Sphinx, docname: str, source: list[str]) -> None:
    """Appends to a list of pages the order of its own links, where no reader of the file itself sees it."""
    if docname in _LISTS:
        pages = dict.fromkeys([*_LINK.findall(source[0]), *_LISTS[docname]])
        source[0] += "\n".join(["\n```{toctree}", ":hidden:", "", *pages, "```", ""])


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("source-read", _order)
    return {"parallel_read_safe": True}
