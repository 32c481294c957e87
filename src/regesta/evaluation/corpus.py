"""Reading of corpora: paths that must exist, JSON that must parse, digests that name the bytes measured on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from regesta.errors import BadValueError, DataError, MissingPathError
from regesta.records.reports import Part, PartKind, Report
from regesta.records.spans import Span

TRAIN, MEASURE = "train", "measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a call may add to a corpus.

    Attributes:
        ud: the CoNLL-U file that defines split and syntax (`propbank`, `uds`).
        limit: only the first so many documents or rows.
    """

    ud: Path | None = None
    limit: int | None = None


def existing(path: Path) -> Path:
    """The path itself.

    Raises:
        MissingPathError: nothing lies there.
    """
    if not path.exists():
        raise MissingPathError("there is no such file or folder", where=str(path), mend="check --data")
    return path


def files(path: Path, *endings: str) -> list[Path]:
    """The file itself, or a folder's files with one of the endings, recursively, in order, without hidden ones.

    Raises:
        MissingPathError: the path does not exist.
        DataError: there is no such file in the folder.
    """
    if existing(path).is_file():
        return [path]
    found = [p for p in sorted(path.rglob("*")) if p.suffix in endings and p.is_file() and not p.name.startswith(".")]
    if not found:
        raise DataError(f"no {' or '.join(endings)} file", where=str(path), mend="name a folder of that format")
    return found


def text_of(path: Path) -> str:
    """The file as UTF-8 text, its line ends as they are.

    Raises:
        MissingPathError, DataError: it is not there, or it is not UTF-8 text.
    """
    if existing(path).is_dir():
        raise BadValueError("a file is wanted, not a folder", where=str(path))
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("not UTF-8 text", where=str(path)) from error


def json_of(path: Path) -> Any:
    """The JSON value of a file.

    Raises:
        DataError: it is none.
    """
    return _parsed(text_of(path), str(path))


def json_lines(path: Path) -> Iterator[Any]:
    """The JSON values of a file with one a line.

    Raises:
        DataError: a line is none.
    """
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if line.strip():
            yield _parsed(line, f"{path}:{number}")


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise DataError(f"not JSON: {error}", where=where) from error


def xml_of(path: Path) -> Any:
    """The root element of an XML file; entities from outside are never loaded.

    Raises:
        DataError: it is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, strip_cdata=False)
    try:
        return etree.fromstring(existing(path).read_bytes(), parser)
    except (etree.XMLSyntaxError, IsADirectoryError) as error:
        raise DataError(f"not XML: {error}", where=str(path)) from error


def digest_of(paths: Sequence[str | Path]) -> str:
    """SHA-256 over names and bytes of files; the same files under another folder give the same digest."""
    state = hashlib.sha256()
    for path in sorted(Path(p) for p in set(paths)):
        state.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return state.hexdigest()


def plain_report(text: str, name: str, spans: Sequence[Span] = ()) -> Report:
    """A report around text that must stay as it is, so that a corpus's own offsets fit.

    Args:
        text: the corpus's text, unchanged.
        name: of the document.
        spans: its paragraphs; by default its lines.
    """
    parts = tuple(Part(PartKind.BODY, span) for span in spans or lines(text))
    return Report(f"r-{name}", text, parts, "", None, "measuring", "en", "", "", "", name, "")


def lines(text: str) -> list[Span]:
    """The lines that hold words."""
    out, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append(Span(start, start + len(line)))
        start += len(line) + 1
    return out
