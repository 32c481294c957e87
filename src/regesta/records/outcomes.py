"""What went wrong is part of the output: an input that cannot be read is a row with its reason, never a lost file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why an input was not read. The list is closed: a new reason needs a name here."""

    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    TRUNCATED = "truncated"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    NO_ARTICLE = "no-article"
    LANGUAGE = "language"
    MALFORMED = "malformed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Rejection:
    """An input that did not become a report.

    Attributes:
        origin: the input's path, with the member or record inside it after `#` where there is one.
        stage: the stage that refused it (`capture`, `read`, ...).
        reason: why, from the closed list.
        detail: one sentence with the particulars and how to mend it.
        sha256: of the bytes, where there were any; else "".
    """

    origin: str
    stage: str
    reason: Reason
    detail: str
    sha256: str = ""
