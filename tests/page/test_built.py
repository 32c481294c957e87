"""The page in the package is the one that its sources make."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "page"
BUILT = ROOT / "src" / "regesta" / "web" / "page"
#: As in page/finish.mjs.
NAMES = (
    ".npmrc",
    "finish.mjs",
    "index.html",
    "package-lock.json",
    "package.json",
    "tsconfig.json",
    "vite.config.ts",
    "geo",
    "src",
)

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the page's sources are not here (a source archive)")


def _below(path):
    return [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]


def _digest(files, root):
    names = {file.relative_to(root).as_posix(): file for file in files}
    lines = [f"{hashlib.sha256(names[name].read_bytes()).hexdigest()}  {name}\n" for name in sorted(names)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _record():
    return json.loads((BUILT / "sources.json").read_text())


def test_the_page_was_built_from_these_sources():
    files = [file for name in NAMES for file in _below(SOURCES / name) if not file.name.startswith("outline-")]
    assert _record()["sources"] == _digest(files, SOURCES), (
        "page/ has changed: run `make page` and commit what it builds"
    )


def test_no_built_file_was_changed_by_hand():
    files = [file for file in _below(BUILT) if file.name != "sources.json"]
    assert _record()["built"] == _digest(files, BUILT), (
        "src/regesta/web/page differs from what was built: run `make page`"
    )


def test_nothing_inline_and_nothing_from_elsewhere():
    html = (BUILT / "index.html").read_text()
    assert not re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=", html)
    assert all(address.startswith("/assets/") for address in re.findall(r'(?:src|href)="([^"]+)"', html))


def test_every_file_the_page_names_is_there():
    html = (BUILT / "index.html").read_text()
    scripts = "".join(file.read_text() for file in (BUILT / "assets").glob("*.js"))
    named = set(re.findall(r"/assets/[\w.-]+", html + scripts))
    assert named
    assert not [name for name in named if not (BUILT / name.lstrip("/")).is_file()]


def test_the_lock_names_no_host():
    lock = json.loads((SOURCES / "package-lock.json").read_text())
    assert not [path for path, package in lock["packages"].items() if "resolved" in package]
    assert all("integrity" in package for path, package in lock["packages"].items() if path)


#: Bytes as they are served, with some room; docs/page.md tells the same. A file that outgrows its row is a decision.
SIZES = {"index-*.js": 196_500, "index-*.css": 34_000, "outline-coarse-*.json": 58_000, "outline-fine-*.json": 500_000}


def test_the_built_files_stay_small():
    found = {pattern: [file.stat().st_size for file in (BUILT / "assets").glob(pattern)] for pattern in SIZES}
    assert [pattern for pattern, sizes in found.items() if len(sizes) != 1 or sizes[0] > SIZES[pattern]] == []
    others = [file for file in _below(BUILT / "assets") if file.suffix not in (".js", ".css", ".json")]
    assert sum(file.stat().st_size for file in others) < 2_000
    packed = sum(len(gzip.compress(file.read_bytes())) for file in (BUILT / "assets").glob("*.js"))
    assert packed < 72_000
