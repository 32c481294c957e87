"""A register frozen for citing: a folder of JSON Lines with checksums, a digest over what it says, and a citation.

    snapshot.json    format, counts, digest, files with their checksums
    claims.jsonl     the whole claims, as `regesta code` prints them
    reports.jsonl    the reports, with their texts only when asked
    rejections.jsonl the inputs that were refused, and why
    runs.jsonl       what the claims were read with
    CITATION.cff     how to cite it (Citation File Format 1.2.0)
    README.md        what is in it

The digest is over claims, reports and rejections alone: the same content has the same digest, whenever and wherever it
was read. Paths of the machine that read the inputs are not frozen.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regesta.errors import BadValueError, CodecError, MissingPathError, RegisterError
from regesta.exchange.jsonl import harmless_line
from regesta.exchange.package import digest_of
from regesta.exchange.sorting import sorted_claims
from regesta.records.codec import canonical
from regesta.records.decode import claim_from_json
from regesta.register.folder import TEMPORARY, Folder, run_notes
from regesta.register.register import Register
from regesta.text.bounded import bounded_lines
from regesta.text.refusals import Refusal
from regesta.text.values import json_value

#: Raised when the meaning of a file or of the digest changes.
FORMAT = 1
HEAD = "snapshot.json"
_REPORT = ("report_id", "title", "published", "language", "byline", "source", "url", "claims", "sha256", "run_id")
_RUN = ("run", "id", "code", "bundle", "knowledge", "settings", "began", "version")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """How a snapshot wants to be cited."""

    title: str = "A register of claims from news reports"
    version: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frozen:
    """A snapshot that was made: its digest and what is in it."""

    path: Path
    digest: str
    counts: Mapping[str, int]


def freeze(register: Register, to: Path, *, citation: Citation, texts: bool = False) -> Frozen:
    """Writes a snapshot of what stands in a register, whole or not at all.

    Args:
        register: the register.
        to: a folder that does not exist yet: a snapshot is never changed.
        citation: who made it, and under which title and version.
        texts: also the texts of the reports, which may not be yours to give away.

    Raises:
        BadValueError: the folder exists or cannot be written.
    """
    if to.exists():
        raise BadValueError("exists already, and a snapshot is never changed", where=str(to), mend="name a new folder")
    try:
        here = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=to.absolute().parent))
        try:
            made = _fill(register, here / "new", citation, texts=texts)
            (here / "new").rename(to)
        finally:
            shutil.rmtree(here, ignore_errors=True)
    except OSError as error:
        mend = "name a folder in a folder that exists and that you may write to"
        raise BadValueError(f"cannot be written: {error.strerror or error}", where=str(to), mend=mend) from error
    return Frozen(to, made["digest"], made["counts"])


def _fill(register: Register, new: Path, citation: Citation, *, texts: bool) -> dict[str, Any]:
    new.mkdir()
    content = hashlib.sha256()
    counts = {
        name: _write(new / f"{name}.jsonl", rows, content)
        for name, rows in (
            ("claims", sorted_claims(register, folder=new.parent)),
            ("reports", _reports(register, texts=False)),
            ("rejections", _rejections(register)),
        )
    }
    if texts:
        _write(new / "reports.jsonl", _reports(register, texts=True), hashlib.sha256())
    runs = list(_runs(register))
    counts["runs"] = _write(new / "runs.jsonl", runs, hashlib.sha256())
    whole = f"sha256:{content.hexdigest()}"
    head: dict[str, Any] = {"format": FORMAT, "digest": whole, "counts": counts, "texts": texts}
    began = max((str(run["began"])[:10] for run in runs), default="")
    (new / "CITATION.cff").write_text(_citation(citation, whole, began), encoding="utf-8")
    (new / "README.md").write_text(_readme(citation, head), encoding="utf-8")
    files = {path.name: f"sha256:{digest_of(path)}" for path in sorted(new.iterdir())}
    described = {**head, "title": citation.title, "version": citation.version, "files": files}
    (new / HEAD).write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return head


def _write(path: Path, rows: Iterable[Mapping[str, Any]], content: Any) -> int:
    """Writes rows as JSON Lines and feeds them to a digest, each as canonical JSON and framed by its line end."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        for row in rows:
            out.write(harmless_line(row) + "\n")
            content.update(canonical({"table": path.stem, "row": row}).encode("ascii") + b"\n")
            count += 1
    return count


def _reports(register: Register, *, texts: bool) -> Iterator[dict[str, Any]]:
    for row in sorted(register.reports(), key=lambda row: str(row["report_id"])):
        shown = {name: _plain(row[name]) for name in _REPORT}
        yield {**shown, "text": register.text(row["report_id"])} if texts else shown


def _rejections(register: Register) -> Iterator[dict[str, Any]]:
    """With the file's name alone: the folders above it are those of one machine."""
    rows = [
        {"name": str(row["origin"]).replace("\\", "/").rpartition("/")[2],
         **{name: row[name] for name in ("stage", "reason", "detail", "sha256", "run_id")}}
        for row in register.rejections()
    ]  # fmt: skip
    return iter(sorted(rows, key=canonical))


def _runs(register: Register) -> Iterator[dict[str, Any]]:
    """What was read with what; not the paths that were asked for."""
    for run in run_notes(Folder(register.path)):
        yield {name: run[name] for name in _RUN if name in run}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _citation(citation: Citation, digest: str, began: str) -> str:
    authors = citation.authors or ("The makers of this register",)
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this data, please cite it as below.",
        "type: dataset",
        f"title: {json.dumps(citation.title)}",
        "authors:",
        *(f"  - name: {json.dumps(name)}" for name in authors),
        *([f"version: {json.dumps(citation.version)}"] if citation.version else []),
        *([f"date-released: {began}"] if began else []),
        "identifiers:",
        "  - type: other",
        f"    value: {json.dumps(digest)}",
        "    description: digest over claims, reports and rejections",
    ]
    return "\n".join([*lines, ""])


def _readme(citation: Citation, head: Mapping[str, Any]) -> str:
    counts = head["counts"]
    title = ", ".join(part for part in (citation.title, citation.version) if part)
    lines = (
        f"# {title}",
        "",
        "A snapshot of a Regesta register: "
        f"{counts['claims']} claims from {counts['reports']} reports, {counts['rejections']} inputs refused, "
        f"{counts['runs']} runs. Texts of the reports are {'' if head['texts'] else 'not '}included.",
        "",
        "A claim is one place in one report where somebody says that an event happened, will, might or did not; it is",
        "not the event, and no proof of it. Its shape is described in Regesta's documents (claims.md).",
        "",
        f"Digest over claims, reports and rejections: `{head['digest']}`. Checksums of the files: `snapshot.json`.",
        "How to cite: `CITATION.cff`.",
        "",
    )
    return "\n".join(lines)


class Snapshot:
    """A snapshot that is read.

    Args:
        root: its folder.

    Raises:
        MissingPathError: the folder does not exist.
        RegisterError: it holds no snapshot of this format, or a file is missing or not as it was frozen.
    """

    def __init__(self, root: Path) -> None:
        self.path = root
        if not root.is_dir():
            raise MissingPathError("there is no snapshot", where=str(root), mend="make one: regesta snapshot")
        try:
            self.head: Mapping[str, Any] = json.loads((root / HEAD).read_text(encoding="utf-8"))
            known = self.head["format"] == FORMAT and isinstance(self.head["files"], dict)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            known = False
        if not known:
            raise RegisterError("holds no snapshot of this version", where=str(root), mend="make one: regesta snapshot")
        for name in ("claims.jsonl", "reports.jsonl"):
            if not (root / name).is_file() or f"sha256:{digest_of(root / name)}" != self.head["files"].get(name):
                mend = "take the snapshot from where it was published"
                raise RegisterError("is missing or was changed after freezing", where=str(root / name), mend=mend)

    def claims(self) -> Iterator[dict[str, Any]]:
        """The claims as objects, by their ids.

        Raises:
            CodecError: a line is no claim: its checksum says only that nobody has changed it since.
        """
        for number, row in self._rows("claims.jsonl"):
            try:
                claim_from_json(row)
            except CodecError as error:
                raise CodecError(error.what, where=f"{self._where('claims.jsonl', number)}, {error.where}") from error
            yield row

    def report_ids(self) -> set[str]:
        """The ids of its reports.

        Raises:
            CodecError: a line is no report.
        """
        found = set()
        for number, row in self._rows("reports.jsonl"):
            if not isinstance(row, Mapping) or not isinstance(row.get("report_id"), str):
                raise CodecError("the line is no report", where=self._where("reports.jsonl", number))
            found.add(row["report_id"])
        return found

    def _rows(self, name: str) -> Iterator[tuple[int, Any]]:
        with (self.path / name).open("rb") as file:
            for number, line in bounded_lines(file):
                value = line if isinstance(line, Refusal) else json_value(line)
                if isinstance(value, Refusal):
                    raise CodecError(value.detail, where=self._where(name, number))
                yield number, value

    def _where(self, name: str, number: int) -> str:
        return f"{self.path / name}:{number}"


class Standing:
    """What stands in a register, read as a snapshot is."""

    def __init__(self, register: Register) -> None:
        self.path = register.path
        self._register = register

    def claims(self) -> Iterator[dict[str, Any]]:
        """The claims as objects, by their ids."""
        return sorted_claims(self._register)

    def report_ids(self) -> set[str]:
        """The ids of its reports."""
        return {str(row["report_id"]) for row in self._register.reports()}
