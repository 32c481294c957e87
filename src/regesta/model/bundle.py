"""The model folder: weights, vocabulary, and a manifest that says what they are. What does not match is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from regesta.errors import BundleError
from regesta.model import labels

#: Raised whenever the meaning of inputs or outputs changes; a bundle of another format is refused.
FORMAT = 5
FILES = ("model.onnx", "event_arcs.onnx", "homes.onnx", "role_arcs.onnx", "tokenizer.json", "senses.tsv")

_FIXED: dict[str, tuple[str, ...]] = {
    "upos": labels.UPOS,
    "ner": labels.NER,
    "timex": labels.TIMEX,
    "event": labels.EVENTS,
    "realis": labels.REALIS,
    "certainty": labels.CERTAINTY,
    "stance": labels.STANCE,
    "quotation": labels.QUOTATION,
    "event_arcs": labels.EVENT_ARCS,
    "role_arcs": labels.ROLE_ARCS,
    "no_home": labels.NO_HOME,
}


@dataclass(frozen=True, slots=True)
class Bundle:
    """An opened, checked bundle.

    Attributes:
        folder: where it lies.
        digest: SHA-256 over what decides: files, label sets, thresholds, calibration; stands on every run.
        lemmas, relations: the label sets that corpora decided.
        thresholds: probability from which a trigger or an arc counts, by name.
        calibration: points (probability, share right) of the claim score; see `model.calibrate`.
        manifest: the whole manifest.
    """

    folder: Path
    digest: str
    lemmas: tuple[str, ...]
    relations: tuple[str, ...]
    thresholds: Mapping[str, float]
    calibration: tuple[tuple[float, float], ...]
    manifest: Mapping[str, Any]


def shipped() -> Path:
    """The folder of the bundle in the package."""
    return Path(str(files("regesta.model").joinpath("data")))


def sha256_of(path: Path) -> str:
    """Hexadecimal digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, *, lemmas: Sequence[str], relations: Sequence[str], facts: Mapping[str, Any]) -> None:
    """Writes `manifest.json` for the files that lie in `folder`; `facts` adds corpora, thresholds and scores."""
    manifest = {
        "format": FORMAT,
        "files": {name: sha256_of(folder / name) for name in FILES},
        "labels": {**{k: list(v) for k, v in _FIXED.items()}, "lemmas": list(lemmas), "relations": list(relations)},
        **facts,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def open_bundle(folder: Path, *, verify: bool = False) -> Bundle:
    """Opens a bundle; with `verify`, its files are hashed and compared with the manifest.

    Raises:
        BundleError: a file is missing or altered, the format or a label set is another one.
    """
    path = folder / "manifest.json"
    if not path.exists():
        raise BundleError("no model bundle", where=str(folder), mend="reinstall regesta, or name another folder")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BundleError("the manifest is not JSON", where=str(path), mend="reinstall regesta") from error
    if manifest.get("format") != FORMAT:
        raise BundleError(
            f"bundle format {manifest.get('format')!r}, this version reads {FORMAT}",
            where=str(path),
            mend="use the bundle that came with this version",
        )
    for name, expected in _FIXED.items():
        if tuple(manifest["labels"].get(name, ())) != expected:
            raise BundleError(f"label set {name!r} is not this version's", where=str(path), mend="export it again")
    for name in FILES:
        if not (folder / name).exists():
            raise BundleError(f"{name} is missing", where=str(folder), mend="reinstall regesta")
        if verify and sha256_of(folder / name) != manifest["files"][name]:
            raise BundleError(f"{name} is not the file the manifest names", where=str(folder), mend="reinstall regesta")
    deciding = {key: manifest.get(key) for key in ("files", "labels", "thresholds", "calibration")}
    digest = hashlib.sha256(json.dumps(deciding, sort_keys=True).encode()).hexdigest()
    return Bundle(
        folder,
        digest,
        tuple(manifest["labels"]["lemmas"]),
        tuple(manifest["labels"]["relations"]),
        dict(manifest.get("thresholds", {})),
        tuple((float(x), float(y)) for x, y in manifest.get("calibration", [])),
        manifest,
    )
