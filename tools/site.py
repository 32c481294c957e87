"""Turn the documents into static pages in `build/site`: `make site`.

A broken link, an unknown name or a page that nobody reaches is an error, and so is a page that would ask another
place for anything. Links that a reader may follow are none of that.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "site"
#: Attributes by which a browser fetches without being asked; of `a` and `area` it fetches on a click only.
_FETCHING = {"src", "href", "srcset", "poster", "data", "action", "formaction", "background", "style", "content"}
_ELSEWHERE = re.compile(r"(?:^|[\s,('\"=])(?:[a-z][a-z0-9+.-]*:)?//", re.I)
_FETCHED_BY_STYLE = re.compile(r"(?:url\(|@import\s)\s*['\"]?([^'\")\s;]+)", re.I)
_FETCHED_BY_SCRIPT = re.compile(
    r"(?:\bfetch\(|\bimport\(|sendBeacon\(|new (?:WebSocket|EventSource)\(|\.src\s*=)\s*['\"`]([^'\"`]*)"
)
_FRONT = '<!doctype html><meta charset="utf-8"><title>Regesta</title><meta http-equiv="refresh" content="0; url={0}">'


def main() -> int:
    """The command line; see the module's text."""
    code = build(ROOT, SITE)
    if code == 0:
        lines = list(foreign(SITE))
        print("\n".join(lines) or f"{len(list(SITE.rglob('*.html')))} pages, from {SITE / 'index.html'}")
        code = 1 if lines else 0
    return code


def build(source: Path, site: Path) -> int:
    """Makes the pages of a repository's documents; the exit code is not 0 when anything was worth a warning."""
    call = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet", "--builder", "html"]
    notes = ["--doctree-dir", str(site.with_name(f"{site.name}-notes")), "--conf-dir", str(source / "docs" / "site")]
    code = subprocess.run([*call, *notes, str(source), str(site)], check=False).returncode
    if code == 0:
        (site / "index.html").write_text(_FRONT.format("docs/index.html") + "\n", encoding="utf-8")
    return code


def foreign(site: Path) -> Iterator[str]:
    """What pages, styles and scripts of a folder would fetch from elsewhere, one line for each."""
    for path in sorted(site.rglob("*")):
        if path.suffix in _READERS:
            for address in _READERS[path.suffix](path.read_text(encoding="utf-8")):
                yield f"{path.relative_to(site).as_posix()}: {address}"


def fetched_by_page(text: str) -> list[str]:
    """Addresses elsewhere that a page would be completed from."""
    parser = _Fetching()
    parser.feed(text)
    return parser.found


def fetched_by_style(text: str) -> list[str]:
    """Addresses elsewhere in a style sheet."""
    return [address for address in _FETCHED_BY_STYLE.findall(text) if _ELSEWHERE.match(address)]


def fetched_by_script(text: str) -> list[str]:
    """Addresses elsewhere that a script names where it fetches; one that is put together is not seen."""
    return [address for address in _FETCHED_BY_SCRIPT.findall(text) if _ELSEWHERE.match(address)]


class _Fetching(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        if tag not in ("a", "area"):
            values = [value for name, value in attrs if name in _FETCHING and value]
            self.found += [value for value in values if _ELSEWHERE.search(value)]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.found += fetched_by_style(data)
        elif self._inside == "script":
            self.found += fetched_by_script(data)


_READERS = {".html": fetched_by_page, ".css": fetched_by_style, ".js": fetched_by_script}

if __name__ == "__main__":
    sys.exit(main())
