"""What ships inside the wheel and is no library: the model's bundle, data, and the page, with digests and licences."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.component import Component, ComponentType, Pedigree
from packageurl import PackageURL

from tools.licences import licence, notice

#: Heads of NOTICE under which the sources of shipped data stand.
FACTS = "Facts compiled into the knowledge files"
TAUGHT = "What the linker was taught with (src/regesta/linking/data; counts, vectors and weights, no text)"
_THROUGH = re.compile(r", through the Python package (\S+)$")
_WORK = re.compile(r"^(\S+) (\d\S*) \((\S+)\)$", re.M)


def inside(root: Path) -> list[Component]:
    """The parts of the repository at `root` that the wheel carries beside its own code."""
    package = root / "src" / "regesta"
    rows = notice((root / "NOTICE").read_text(encoding="utf-8"))
    return [
        _bundle(package / "model" / "data"),
        _data("knowledge", package / "knowledge" / "data", rows[FACTS]),
        _data("linker", package / "linking" / "data", rows[TAUGHT]),
        _page(package / "web" / "page"),
    ]


def carried(root: Path) -> dict[str, str]:
    """Data that libraries carry for us, by the library, with its own licence, which need not be the library's."""
    rows = notice((root / "NOTICE").read_text(encoding="utf-8"))[FACTS]
    found = ((_THROUGH.search(source), source, words) for source, words in rows)
    return {through[1]: f"{source[: through.start()]}; {words}" for through, source, words in found if through}


def _bundle(home: Path) -> Component:
    manifest = json.loads((home / "manifest.json").read_text(encoding="utf-8"))
    encoder = manifest["encoder"]
    return Component(
        name="regesta-bundle",
        type=ComponentType.MACHINE_LEARNING_MODEL,
        version=str(manifest["format"]),
        bom_ref="regesta-bundle",
        hashes=[_digest(home / "manifest.json")],
        licenses=[licence(manifest["licence"])],
        components=_files("regesta-bundle", home),
        pedigree=Pedigree(ancestors=[_encoder(encoder)]),
        properties=[Property(name="regesta:trained-on", value=_corpus(one)) for one in manifest["corpora"]],
    )


def _encoder(encoder: dict[str, str]) -> Component:
    name, version = encoder["package"].split()
    return Component(
        name=encoder["name"],
        type=ComponentType.MACHINE_LEARNING_MODEL,
        bom_ref="encoder",
        licenses=[licence(encoder["licence"])],
        purl=PackageURL("pypi", None, name, version),
    )


def _corpus(one: dict[str, Any]) -> str:
    return f"{one['name']}; {one['licence']}; sha256 {one['sha256']}"


def _data(name: str, home: Path, sources: Sequence[tuple[str, str]]) -> Component:
    """Tables with the sources that NOTICE names; a licence has an address after a comma there."""
    ref = f"regesta-{name}-data"
    told = [
        Component(
            name=source, type=ComponentType.DATA, bom_ref=f"{ref}/source/{number}",
            licenses=[licence(words.partition(", http")[0])],
        )
        for number, (source, words) in enumerate(sources, start=1)
    ]  # fmt: skip
    return Component(
        name=ref, type=ComponentType.DATA, bom_ref=ref, components=_files(ref, home), pedigree=Pedigree(ancestors=told)
    )


def _page(home: Path) -> Component:
    """The page with the libraries that its build took in, as `licences.txt` names them."""
    works = _WORK.findall((home / "licences.txt").read_text(encoding="utf-8"))
    parts = [
        Component(
            name=name, version=version, bom_ref=f"page/{name}", licenses=[licence(words)],
            purl=PackageURL("npm", None, name, version),
        )
        for name, version, words in works
    ]  # fmt: skip
    return Component(
        name="regesta-page", type=ComponentType.APPLICATION, bom_ref="regesta-page", licenses=[licence("Apache-2.0")],
        components=[*_files("regesta-page", home), *parts],
    )  # fmt: skip


def _files(ref: str, home: Path) -> list[Component]:
    return [
        Component(
            name=path.relative_to(home).as_posix(), type=ComponentType.FILE,
            bom_ref=f"{ref}/{path.relative_to(home).as_posix()}", hashes=[_digest(path)],
        )
        for path in sorted(home.rglob("*"))
        if path.is_file()
    ]  # fmt: skip


def _digest(path: Path) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(path.read_bytes()).hexdigest())
