"""News reports in, a register of sourced claims out.

import regesta

register = regesta.open("folder")
register.claims(actor="TUR", event="AID", since="2020").to_pandas()
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regesta.register.register import Register

__all__ = ["open"]


def open(path: str | PathLike[str]) -> Register:  # noqa: A001 (regesta.open reads like the built-in it resembles)
    """A register that is open for questions.

    Args:
        path: its folder, as made by `regesta read FILES --register FOLDER`.

    Raises:
        MissingPathError: the folder does not exist.
        RegisterError: it holds no register, or one of another format.
    """
    from pathlib import Path  # noqa: PLC0415 (the command line starts with this package)

    from regesta.assembly.registers import open_register  # noqa: PLC0415 (loads the query engine)

    return open_register(Path(path))
