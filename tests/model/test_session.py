"""The shipped bundle: it opens, matches this version, reads alike in any batch, and stays small."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from regesta.errors import BundleError
from regesta.model.bundle import open_bundle, shipped
from regesta.model.session import Model, Words

ONE = Words(("Rebels", "attacked", "the", "town", "on", "Monday", ",", "police", "said", "."), ((0, 10),))
OTHER = Words(("Ministers", "met", ".", "They", "signed", "a", "treaty", "in", "Geneva", "."), ((0, 3), (3, 10)))
NONE = Words((), ())


@pytest.fixture(scope="module")
def model() -> Model:
    return Model(open_bundle(shipped(), verify=True), threads=1)


def test_the_bundle_holds_to_its_size() -> None:
    assert sum(path.stat().st_size for path in shipped().iterdir()) <= 31_500_000


def test_what_a_document_gets_does_not_depend_on_its_batch(model: Model) -> None:
    alone = model.read([ONE])[0]
    among = model.read([OTHER, ONE, NONE, OTHER])[1]
    assert np.array_equal(alone.heads, among.heads)
    assert np.array_equal(alone.event, among.event)
    assert alone.event_arcs == among.event_arcs


def test_an_empty_document_has_empty_scores(model: Model) -> None:
    scores = model.read([NONE])[0]
    assert scores.event.shape[0] == 0
    assert scores.event_arcs == ()


def test_it_finds_an_attack_and_its_parties(model: Model) -> None:
    scores = model.read([ONE])[0]
    assert int(scores.event[1].argmax()) == open_bundle(shipped()).manifest["labels"]["event"].index("ASSAULT")
    actor = open_bundle(shipped()).manifest["labels"]["event_arcs"].index("actor")
    assert any(a[:3] == (1, 0, actor) and a[3] > 0.5 for a in scores.event_arcs)


@pytest.mark.parametrize("change", ["missing", "altered", "format", "labels"])
def test_a_bundle_that_does_not_match_is_refused(tmp_path: Path, change: str) -> None:
    folder = tmp_path / "bundle"
    folder.mkdir()
    for name in ("manifest.json", "tokenizer.json"):
        shutil.copy(shipped() / name, folder)
    (folder / "model.onnx").write_bytes(b"not a network")
    manifest = json.loads((folder / "manifest.json").read_text())
    if change == "missing":
        (folder / "model.onnx").unlink()
    elif change == "format":
        manifest["format"] = 0
    elif change == "labels":
        manifest["labels"]["event"] = manifest["labels"]["event"][:-1]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BundleError):
        open_bundle(folder, verify=True)


def test_the_manifest_names_only_corpora_with_open_licences() -> None:
    manifest = open_bundle(shipped()).manifest
    assert {c["name"] for c in manifest["corpora"]} >= {"UD English EWT", "PropBank on EWT", "WikiWars"}
    for corpus in manifest["corpora"]:
        assert corpus["licence"] and "NC" not in corpus["licence"]
        assert len(corpus["sha256"]) == 64
