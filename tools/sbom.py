"""Write the list of all parts of an installed Regesta, in the form of CycloneDX 1.6: `make sbom`.

Libraries are those of `requirements.lock`, each with the SHA-256 digests of every file that an installer may take for
it, and the licence that it states itself. What ships inside the wheel stands beside them with its own digests: the
model's bundle, the tables of knowledge and of linking, and what the page is made of. The registry is asked for digests,
and for what is not meant for this machine. The list is the same each time for one commit and one lock.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.dist import moment
from tools.inside import carried, inside
from tools.licences import licence, words_of

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
_LINE = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?: *; *(?P<marker>[^\\\n]+))?", re.M)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Locked:
    """A line of the lock: a library, its version, and on which machines it is needed ("": on all)."""

    name: str
    version: str
    marker: str = ""

    @property
    def key(self) -> Key:
        """By what it is found again."""
        return canonicalize_name(self.name), self.version


def main() -> int:
    """The command line; see the module's text."""
    libraries = locked(LOCK.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        missing = [one for one in libraries if one.key not in known([])]
        known_now = known(_brought(missing, Path(name)))
        text = written(listed(libraries, known_now, hashes(_with_hashes())))
    if wrong := faults(text):
        print(wrong, file=sys.stderr)
        return 1
    home = ROOT / "dist" / f"regesta-{_project()['version']}.cdx.json"
    home.parent.mkdir(exist_ok=True)
    home.write_text(text + "\n", encoding="utf-8")
    print(f"{home}: {len(libraries)} libraries, {len(text):,} bytes")
    return 0


def locked(text: str) -> list[Locked]:
    """The lines of a lock."""
    return [Locked(found["name"], found["version"], (found["marker"] or "").strip()) for found in _LINE.finditer(text)]


def hashes(text: str) -> dict[Key, list[str]]:
    """The digests of each library in a lock that has them: one for each file that an installer may take."""
    starts = list(_LINE.finditer(text))
    ends = [*(found.start() for found in starts[1:]), len(text)]
    return {
        (canonicalize_name(found["name"]), found["version"]): sorted(set(_HASH.findall(text[found.start() : end])))
        for found, end in zip(starts, ends, strict=True)
    }


def known(places: Iterable[Path]) -> dict[Key, Distribution]:
    """What is installed here and in other folders."""
    found = distributions(path=[*sys.path, *map(str, places)])
    return {(canonicalize_name(one.metadata["Name"]), one.version): one for one in found}


def listed(libraries: list[Locked], installed: Mapping[Key, Distribution], digests: Mapping[Key, list[str]]) -> Bom:
    """The whole list."""
    project = _project()
    root = Component(
        name="regesta",
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref="regesta",
        description=project["description"],
        licenses=[licence(project["license"])],
        purl=PackageURL("pypi", None, "regesta", project["version"]),
    )
    parts = {one.key: _library(one, installed.get(one.key), digests.get(one.key, [])) for one in libraries}
    own = inside(ROOT)
    made = datetime.fromtimestamp(int(moment()), UTC)
    bom = Bom(components=[*parts.values(), *own], metadata=BomMetaData(component=root, timestamp=made))
    bom.register_dependency(root, [*_parts(project["dependencies"], parts), *own])
    for key, part in parts.items():
        needed = installed[key].requires or [] if key in installed else []
        bom.register_dependency(part, _parts(needed, parts))
    return bom


def written(bom: Bom) -> str:
    """The list as JSON, under a number that is a digest of what it says."""
    bom.serial_number = uuid.UUID(int=0)
    plain = JsonV1Dot6(bom).output_as_string(indent=1)
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_OID, plain)
    return JsonV1Dot6(bom).output_as_string(indent=1)


def faults(text: str) -> str:
    """What the schema of CycloneDX has against a list; "" when nothing."""
    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return "" if found is None else str(found)


def _library(one: Locked, package: Distribution | None, digests: list[str]) -> Component:
    purl = PackageURL("pypi", None, canonicalize_name(one.name), one.version)
    words = words_of(package) if package else None
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(str(purl)),
        comment="the files of this version, any of which an installer may take",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in digests],
    )
    notes = {
        "regesta:needed-where": one.marker,
        "regesta:no-licence": "" if words else "it states none",
        "regesta:carries": carried(ROOT).get(canonicalize_name(one.name), ""),
    }
    return Component(
        name=one.name,
        version=one.version,
        bom_ref=str(purl),
        purl=purl,
        scope=ComponentScope.OPTIONAL if one.marker else ComponentScope.REQUIRED,
        licenses=[licence(words)] if words else [],
        external_references=[files] if digests else [],
        properties=[Property(name=name, value=value) for name, value in notes.items() if value],
    )


def _parts(lines: Iterable[str], parts: Mapping[Key, Component]) -> list[Component]:
    """The parts that lines like `numpy>=2; python_version < "3.12"` ask for, on whatever machine."""
    asked = [Requirement(line) for line in lines]
    names = {canonicalize_name(one.name) for one in asked if "extra" not in str(one.marker or "")}
    return [part for (name, _), part in parts.items() if name in names]


def _with_hashes() -> str:
    """The lock again with digests; no version in it changes, as every one is pinned."""
    call = ["pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--no-deps", "--generate-hashes"]
    return _uv(*call, "--no-header", "--no-annotate", "--no-emit-index-url", str(LOCK))


def _brought(missing: list[Locked], home: Path) -> list[Path]:
    """Lays beside each other what this machine has no use for, to ask it for its licence."""
    for one in missing:
        place = home / f"{one.name}-{one.version}"
        _uv("pip", "install", "--quiet", "--no-deps", "--python-version", "3.13", "--target", str(place),
            f"{one.name}=={one.version}")  # fmt: skip
    return list(home.iterdir())


def _uv(*arguments: str) -> str:
    call = [sys.executable, "-m", "uv", *arguments]
    return subprocess.run(call, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def _project() -> Mapping[str, str]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


if __name__ == "__main__":
    sys.exit(main())
