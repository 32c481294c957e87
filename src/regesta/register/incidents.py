"""The incidents of a register on disk: derived tables, replaced as a whole, that know what they were derived from.

    incidents/DIGEST.incidents.parquet, DIGEST.members.parquet

The digest is of the segments, of people's decisions about incidents, and of the linker. A set of tables exists once its
incidents file does; it is written after its members file and both under a temporary name. Deleting the folder loses
nothing that `regesta link` does not make again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from regesta.records.codec import digest
from regesta.records.incidents import Linked, incident_to_json
from regesta.register.folder import Folder, temporary
from regesta.register.schema import table

_TEXT = pa.string()
_TEXTS = pa.list_(pa.string())
_COUNT = pa.int32()
_DAYS = [("from", pa.date32()), ("to", pa.date32())]
_BOUNDS = [("low", pa.float64()), ("best", pa.float64()), ("high", pa.float64())]
_TOLD = [
    ("claim_id", _TEXT), ("low", pa.float64()), ("high", pa.float64()), ("qualifier", _TEXT), ("text", _TEXT),
]  # fmt: skip
_PLACE = [
    ("name", _TEXT), ("country", _TEXT), ("latitude", pa.float64()), ("longitude", pa.float64()), ("precision", _TEXT),
]  # fmt: skip
_RANGE = [
    ("measure", _TEXT), ("unit", _TEXT), *_BOUNDS, ("rule", _TEXT), ("told", pa.list_(pa.struct(_TOLD))),
]  # fmt: skip

#: The object of `records.incidents`, field by field and in its order, with dates as dates.
INCIDENTS = pa.schema(
    [
        ("incident_id", _TEXT),
        ("event", _TEXT),
        ("modes", _TEXTS),
        ("actors", _TEXTS),
        ("recipients", _TEXTS),
        ("time", pa.struct([*_DAYS, ("precision", _TEXT)])),
        ("span", pa.struct(_DAYS)),
        ("place", pa.struct(_PLACE)),
        ("figures", pa.list_(pa.struct(_RANGE))),
        ("claims", _COUNT),
        ("claim_ids", _TEXTS),
        ("reports", _COUNT),
        ("sources", _COUNT),
        ("for", _TEXTS),
        ("against", _TEXTS),
        ("stated", _COUNT),
        ("denied", _COUNT),
        ("realis", pa.struct([(name, _COUNT) for name in ("actual", "future", "hypothetical", "negated")])),
        ("reasons", _TEXTS),
    ]
)
MEMBERS = pa.schema(
    [
        ("claim_id", _TEXT),
        ("report_id", _TEXT),
        ("incident_id", _TEXT),
        ("copy", _TEXT),
        ("score", pa.float64()),
        ("reasons", _TEXTS),
    ]
)
#: Keys of the note that an incidents file carries.
_STATE, _LINKER = b"regesta.derived_from", b"regesta.linker"


@dataclass(frozen=True, slots=True)
class Derived:
    """A set of tables that is there.

    Attributes:
        incidents, members: the tables.
        state: digest of what they were derived from; linker: of what derived them.
    """

    incidents: pa.Table
    members: pa.Table
    state: str
    linker: str


def decisions(folder: Folder) -> list[dict[str, Any]]:
    """The lines of the journal about incidents that stand, in their order; a line cut short is not read yet."""
    try:
        lines = folder.journal.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            found.append(value)
    return standing(found)


def standing(lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The lines about incidents that no later line takes back, so that an undone decision leaves no trace."""
    every = list(lines)
    undone = {line["undoes"] for line in every if isinstance(line.get("undoes"), str)}
    return [dict(line) for line in every if line.get("kind") == "incident" and str(line.get("hash")) not in undone]


def state_of(segments: Sequence[str], decided: Iterable[Mapping[str, Any]]) -> str:
    """What incidents are derived from, as a digest: the segments' names and the decisions."""
    return digest(["incidents", sorted(segments), [json.dumps(line, sort_keys=True) for line in decided]])


def write_incidents(folder: Folder, linked: Linked, *, state: str, linker: str) -> Path:
    """Writes the tables and takes the older ones away; readers see either the old set or the new one.

    Args:
        folder: the register.
        linked: what linking found.
        state: digest of what it was derived from (`state_of`).
        linker: digest of the code and weights that derived it.
    """
    place = folder.root / "incidents"
    place.mkdir(exist_ok=True)
    name = digest(["linked", state, linker])[:16]
    members = table([{**asdict(one), "reasons": list(one.reasons)} for one in linked.members], MEMBERS)
    rows = table([_dated(incident_to_json(one)) for one in linked.incidents], INCIDENTS)
    note = {_STATE: state.encode(), _LINKER: linker.encode()}
    _write(place / f"{name}.members.parquet", members)
    path = place / f"{name}.incidents.parquet"
    _write(path, rows.replace_schema_metadata(note))
    for old in place.glob("[!.]*.parquet"):
        if not old.name.startswith(f"{name}."):
            old.unlink(missing_ok=True)
    return path


def _write(path: Path, rows: pa.Table) -> None:
    with temporary(path) as beside:
        pq.write_table(rows, beside, compression="zstd")


def read_incidents(folder: Folder) -> Derived | None:
    """The tables that were written last, or None while there are none."""
    files = sorted((folder.root / "incidents").glob("[!.]*.incidents.parquet"), key=lambda path: path.stat().st_mtime)
    for path in reversed(files):
        members = path.with_name(path.name.replace(".incidents.", ".members."))
        if members.exists():
            rows = pq.read_table(path)
            note = rows.schema.metadata or {}
            state, linker = (note.get(key, b"").decode() for key in (_STATE, _LINKER))
            return Derived(rows.cast(INCIDENTS), pq.read_table(members).cast(MEMBERS), state, linker)
    return None


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    """Days as dates; they order and compare in the tables."""
    for name in ("time", "span"):
        if row[name] is not None:
            row[name] = {**row[name], **{key: date.fromisoformat(row[name][key]) for key in ("from", "to")}}
    return row


def incident_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON object of an incident from its row: days as text."""
    value = {name: row[name] for name in INCIDENTS.names}
    for name in ("time", "span"):
        if value[name] is not None:
            value[name] = {**value[name], **{key: value[name][key].isoformat() for key in ("from", "to")}}
    return value
