"""Why a stretch of bytes or text was not taken, before anybody knows which file it came from."""

from __future__ import annotations

from dataclasses import dataclass

from regesta.records.outcomes import Reason


@dataclass(frozen=True, slots=True)
class Refusal:
    """The text room's half of a `Rejection`: the reason and one sentence with the particulars and how to mend it."""

    reason: Reason
    detail: str
