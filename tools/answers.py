"""Questions to a register with their answers as plain JSON: what a later version must answer alike."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from regesta.register.answers import claim_json
from regesta.register.folder import open_folder
from regesta.register.incidents import incident_json
from regesta.register.register import Register
from regesta.register.segments import known_inputs

#: One question for each way in which rows are stored and found: flat columns, nested ones, text, time, journal.
QUESTIONS: tuple[Mapping[str, Any], ...] = (
    {"event": "AID"},
    {"actor": "IRQ"},
    {"either": "SDN"},
    {"country": "RWA"},
    {"voice": "report"},
    {"realis": "future"},
    {"text": "arms"},
    {"since": "1990", "until": "1991-02"},
    {"dated": "publication", "since": "2023"},
    {"measure": "killed"},
    {"bbox": "20,-10,60,40"},
    {"score": 0.9, "limit": 5},
    {"review": "corrected"},
    {"review": "added"},
    {"rejected": True, "review": "rejected"},
)


def answers(register: Register) -> dict[str, Any]:
    """What a register says to every question that is kept: rows whole once, and ids for each filter."""
    everything = register.claims(rejected=True, all_versions=True)
    found = {
        "counts": register.counts(),
        "claims": [claim_json(row) for row in everything.dicts()],
        "incidents": [incident_json(row) for row in register.incidents().dicts()],
        "tellings": {row["incident_id"]: _tellings(register, row["incident_id"]) for row in _told_twice(register)},
        "unlinked": bool(register.unlinked()),
        "reports": list(register.reports().dicts()),
        "texts": {row["report_id"]: _digest(register, row["report_id"]) for row in register.reports().dicts()},
        "rejections": list(register.rejections().dicts()),
        "known": {key: list(outcome) for key, outcome in known_inputs(open_folder(register.path)).items()},
        "journal": [line.hash for line in register.journal.lines()],
    }
    return dict(json.loads(json.dumps(found, default=str)))


def ids(register: Register, asked: Mapping[str, Any]) -> list[str]:
    """The ids of the claims that one question finds, in order."""
    return [row["claim_id"] for row in register.claims(**asked).dicts()]


def _told_twice(register: Register) -> list[dict[str, Any]]:
    return [row for row in register.incidents().dicts() if row["claims"] > 1]


def _tellings(register: Register, incident: str) -> list[list[str]]:
    return [[claim["claim_id"] for claim in telling["claims"]] for telling in register.incident(incident)["tellings"]]


def _digest(register: Register, report: str) -> str:
    return hashlib.sha256(register.text(report).encode()).hexdigest()


def lost(old: Any, new: Any, *, at: str = "") -> list[str]:
    """Where a newer answer does not say what the older one said; a newer one may say more, in fields of other names."""
    if isinstance(old, dict) and isinstance(new, dict):
        gone = [f"{at}.{key}: gone" for key in old if key not in new]
        return gone + [line for key in old if key in new for line in lost(old[key], new[key], at=f"{at}.{key}")]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [line for i, pair in enumerate(zip(old, new, strict=True)) for line in lost(*pair, at=f"{at}[{i}]")]
    return [] if old == new and type(old) is type(new) else [f"{at}: {old!r} was, {new!r} is"]
