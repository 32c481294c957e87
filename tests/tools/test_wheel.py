"""What a wheel must have and must not have."""

import hashlib
import json

import pytest

from tools.wheel import MOST_WEIGHTS, faults

PAGE = {"regesta/web/page/index.html": b"", "regesta/web/page/licences.txt": b""}
DATA = {
    "regesta/knowledge/data/actors.tsv": b"",
    "regesta/knowledge/data/places_countries.tsv": b"",
    "regesta/linking/data/scorer.json": b"{}",
    "regesta/linking/data/words.npz": b"",
    "regesta/ontology/scheme.toml": b"",
}
MODEL = {
    "regesta/model/data/manifest.json": json.dumps(
        {"files": {"model.onnx": hashlib.sha256(b"w").hexdigest()}}
    ).encode(),
    "regesta/model/data/model.onnx": b"w",
}
CODE = {"regesta/__init__.py": b"", "regesta/py.typed": b""}
TOLD = ("METADATA", "RECORD", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE")
SOUND = {**CODE, **MODEL, **DATA, **PAGE, **{f"regesta-0.1.0.dist-info/{name}": b"" for name in TOLD}}
TRACKED = {name for name in SOUND if name.startswith("regesta/")}


def test_a_sound_wheel_has_no_fault():
    assert faults(SOUND, TRACKED) == []


@pytest.mark.parametrize("name", sorted(SOUND.keys() - {"regesta/__init__.py", "regesta/model/data/model.onnx"}))
def test_what_is_missing_is_told(name):
    parts = {other: data for other, data in SOUND.items() if other != name}
    told = name.replace("regesta-0.1.0.dist-info", "*.dist-info")
    assert f"{told} is missing" in faults(parts, TRACKED - {name})


@pytest.mark.parametrize(
    "name",
    [
        "regesta/annotations/a.json", "regesta/texts/a.txt", "regesta/tests/test_a.py", "lab/train.py", "setup.py",
        "regesta/__pycache__/a.py", "regesta/gold.ann", "regesta/reports.parquet", "regesta/web/page/assets/a.js.map",
    ],
)  # fmt: skip
def test_what_must_not_ship_is_told(name):
    assert faults({**SOUND, name: b""}, TRACKED | {name}) == [f"{name} must not ship"]


def test_what_lay_about_and_what_was_left_out_is_told():
    assert faults({**SOUND, "regesta/notes.txt": b""}, TRACKED | {"regesta/errors.py"}) == [
        "regesta/errors.py is under version control and not in the wheel",
        "regesta/notes.txt is in the wheel and not under version control",
    ]


def test_other_weights_than_the_manifest_names_are_told():
    told = "model.onnx of the model's bundle is not what its manifest names"
    assert faults({**SOUND, "regesta/model/data/model.onnx": b"v"}, TRACKED) == [told]


def test_heavy_weights_are_told():
    heavy = {**SOUND, "regesta/model/data/other.onnx": bytes(MOST_WEIGHTS)}
    assert faults(heavy, TRACKED | heavy.keys()) == ["the weights have 30,000,001 bytes, more than 30,000,000"]
