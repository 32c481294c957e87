"""What must hold of a register after a kill, in one place for the benchmark and the tests.

Nothing lost: what stood before the kill stands after it. Nothing doubled: every id is there once. Nothing half: each
report has exactly the claims that a reading without interruption gives it.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from regesta.assembly.registers import open_register
from regesta.errors import MissingPathError, RegisterError
from regesta.exchange.snapshots import Citation, Snapshot, freeze
from regesta.register.folder import HEAD, TEMPORARY, Folder
from regesta.register.journal import Journal


@dataclass(frozen=True, slots=True)
class Reference:
    """A register that was written without interruption: claims by report, and the digest of its snapshot."""

    told: Mapping[str, Mapping[str, Any]]
    digest: str

    @classmethod
    def of(cls, root: Path) -> Reference:
        """That of a register."""
        with tempfile.TemporaryDirectory() as place, open_register(root) as register:
            frozen = freeze(register, Path(place, "frozen"), citation=Citation())
        return cls(_claims_by_report(root), frozen.digest)

    def plain(self) -> tuple[Mapping[str, Mapping[str, Any]], str]:
        """As values that travel between processes."""
        return self.told, self.digest

    @property
    def claims(self) -> list[str]:
        """The ids of all claims, in order."""
        return sorted(id_ for claims in self.told.values() for id_ in claims)


def _claims_by_report(root: Path) -> dict[str, dict[str, Any]]:
    with open_register(root) as register:
        reports = [row["report_id"] for row in register.reports()]
        assert len(reports) == len(set(reports)), "a report stands twice"
        found: dict[str, dict[str, Any]] = {id_: {} for id_ in reports}
        for claim in register.claims().jsons():
            claims = found[claim["report"]["id"]]
            assert claim["claim_id"] not in claims, "a claim stands twice"
            claims[claim["claim_id"]] = claim
    return found


def _captures(folder: Folder) -> list[str]:
    found = []
    for path in sorted(folder.captures.glob("[!.]*.parquet")):
        for row in pq.read_table(path).to_pylist():
            assert hashlib.sha256(row["data"]).hexdigest() == row["sha256"], "a capture is not what it was"
            found.append(row["sha256"])
    return found


def check_read(root: Path, reference: Reference, before: Any = None, *, whole: bool = False) -> Any:
    """A register into which a `read` was killed; returns what is in it, for the next time.

    Args:
        root: the register; before the first kill it may not be there.
        reference: the uninterrupted one.
        before: what was in it before the kill.
        whole: whether everything must be in it.
    """
    if not (root / HEAD).exists():
        assert not before or not before[0], "the register is gone"
        return (), ()
    told, captured = _claims_by_report(root), _captures(Folder(root))
    assert len(captured) == len(set(captured)), "a capture is stored twice"
    for report, claims in told.items():
        assert claims == reference.told[report], "a report has other claims"
    if before:
        assert set(before[0]) <= set(told), "a report is lost"
        assert set(before[1]) <= set(captured), "a capture is lost"
    assert not whole or set(told) == set(reference.told), "a report is missing at the end"
    with tempfile.TemporaryDirectory() as place, open_register(root) as register:
        frozen = freeze(register, Path(place, "frozen"), citation=Citation())
    assert not whole or frozen.digest == reference.digest, "its snapshot is another"
    return tuple(told), tuple(captured)


def check_reviewed(root: Path, reference: Reference, before: Any = None, told: int | None = None) -> Any:
    """A register in which a coder was killed; returns how many decisions there are.

    Args:
        root: the register.
        reference: as it was before anybody decided.
        before: how many decisions there were before.
        told: how many of the killed process were told as done; None when it was to take one.
    """
    lines = Journal(Folder(root)).lines()
    assert [line.number for line in lines] == list(range(1, len(lines) + 1)), "the journal's numbers have gaps"
    if before is not None:
        more = len(lines) - before
        lawful = (0, 1) if told is None else (told, told + 1)
        assert more in lawful, f"{more} decisions after {told} were told"
    with open_register(root) as register:
        assert {row["report_id"] for row in register.reports()} == set(reference.told), "a report is lost"
        rejected = set(reference.claims) - {row["claim_id"] for row in register.claims().dicts()}
    last = {line.decision.body["claim"]: line.decision.act for line in lines}
    assert rejected == {id_ for id_, act in last.items() if act == "reject"}, "a decision does not hold"
    return len(lines)


def check_snapshot(folder: Path, reference: Reference, before: Any = None) -> Any:
    """A folder into which a `snapshot` was killed: the snapshot is not there or it is whole. It is taken away again."""
    to = folder / "frozen"
    try:
        found = Snapshot(to)
    except MissingPathError:
        found = None
    except RegisterError as error:
        raise AssertionError(f"a snapshot is half there: {error}") from error
    if found is not None:
        assert sorted(claim["claim_id"] for claim in found.claims()) == reference.claims, "the snapshot lacks claims"
        for path in to.iterdir():
            path.unlink()
        to.rmdir()
    assert _claims_by_report(folder / "straight") == reference.told, "the register was changed"
    return len(list(folder.glob(f"{TEMPORARY}*")))
