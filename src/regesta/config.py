"""The settings of a call, gathered once at the edge and passed down frozen. Nothing below reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regesta.errors import BadValueError

#: Names a model bundle other than the one in the package.
MODEL_VARIABLE = "REGESTA_MODEL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a call asked for.

    Attributes:
        published: publication date for documents that do not tell theirs.
        model: folder of the model bundle; None for the one in the package.
        workers: processes that read.
        threads: threads of the model in each process.
    """

    published: date | None = None
    model: Path | None = None
    workers: int = 1
    threads: int = 1


def settings(
    *, published: str | None = None, workers: int = 1, environment: Mapping[str, str] | None = None
) -> Settings:
    """The settings from options and environment.

    Args:
        published: `YYYY-MM-DD` or None.
        workers: processes, at least 1.
        environment: by default this process's.

    Raises:
        BadValueError: an option cannot be read; `where` names it.
    """
    named = (os.environ if environment is None else environment).get(MODEL_VARIABLE, "")
    if workers < 1:
        raise BadValueError(f"not a number of workers: {workers}", where="--workers", mend="give 1 or more")
    return Settings(
        published=_day(published),
        model=Path(named) if named else None,
        workers=workers,
        threads=max(1, _cores() // workers),
    )


def _day(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise BadValueError(f"no date: {value!r}", where="--published", mend="write YYYY-MM-DD") from None


def _cores() -> int:
    """Cores this process may use, which a container can hold below the machine's."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
