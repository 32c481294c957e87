"""What a wheel must have, and what it must not have."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping, Set
from pathlib import Path, PurePosixPath

#: Without these an installed Regesta cannot read, ask, serve, be type-checked, or be passed on lawfully.
_NEEDED = (
    "regesta/py.typed",
    "regesta/model/data/manifest.json",
    "regesta/knowledge/data/actors.tsv",
    "regesta/knowledge/data/places_countries.tsv",
    "regesta/linking/data/scorer.json",
    "regesta/linking/data/words.npz",
    "regesta/ontology/scheme.toml",
    "regesta/web/page/index.html",
    "regesta/web/page/licences.txt",
)
#: What a wheel's own folder must hold, whatever the version in its name.
_TOLD = ("METADATA", "RECORD", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE")
#: Folders by whose names people's texts, annotations and tests go here, and what is made beside the code.
_BARRED = {"annotations", "texts", "tests", "lab", "corpora", "node_modules", "__pycache__"}
#: Endings of what ships. Anything else is more likely an accident than a new kind of file; add it here when it is one.
_ENDINGS = {
    ".css", ".html", ".js", ".json", ".npz", ".onnx", ".py", ".svg", ".toml", ".tsv", ".txt", ".typed",
}  # fmt: skip
_MANIFEST = "regesta/model/data/manifest.json"
#: The weights' limit in bytes, so that Regesta can be installed over a poor connection.
MOST_WEIGHTS = 30_000_000


def parts_of(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel by their names."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def faults(parts: Mapping[str, bytes], tracked: Set[str]) -> list[str]:
    """All that is wrong with a wheel, in words.

    Args:
        parts: its files by their names.
        tracked: the package's files that are under version control, by the same names.
    """
    own = {name for name in parts if ".dist-info/" in name}
    return [
        *(f"{name} is missing" for name in _NEEDED if name not in parts),
        *(f"*.dist-info/{name} is missing" for name in _TOLD if not any(part.endswith(f"/{name}") for part in own)),
        *(f"{name} is under version control and not in the wheel" for name in sorted(tracked - parts.keys())),
        *(f"{name} is in the wheel and not under version control" for name in sorted(parts.keys() - own - tracked)),
        *(f"{name} must not ship" for name in sorted(parts.keys() - own) if not _may_ship(name)),
        *_of_the_weights(parts),
    ]


def _may_ship(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix in _ENDINGS and _BARRED.isdisjoint(path.parts) and path.parts[0] == "regesta"


def _of_the_weights(parts: Mapping[str, bytes]) -> Iterator[str]:
    files = json.loads(parts.get(_MANIFEST, b'{"files": {}}'))["files"]
    for name, digest in files.items():
        data = parts.get(f"regesta/model/data/{name}")
        if data is None or hashlib.sha256(data).hexdigest() != digest:
            yield f"{name} of the model's bundle is not what its manifest names"
    weight = sum(len(data) for name, data in parts.items() if name.endswith(".onnx"))
    if weight > MOST_WEIGHTS:
        yield f"the weights have {weight:,} bytes, more than {MOST_WEIGHTS:,}"
