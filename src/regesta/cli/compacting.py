"""`compact`: many small segments into few large files, and an index that opens at once."""

from __future__ import annotations

from typing import Annotated

import typer

from regesta.cli.options import FOLDER
from regesta.cli.terminal import talk


def compact(
    register: FOLDER,
    drop_superseded: Annotated[
        bool,
        typer.Option("--drop-superseded", help="Leave out claims of readings that a later run has superseded."),
    ] = False,
) -> None:
    """Pack a register's small files into few, with an index.

    Answers stay the same. Others may read and write meanwhile, and it may be stopped at any moment. Old files are
    removed by the first compaction that comes more than an hour later.
    """
    from regesta.register.compaction import compact as pack  # noqa: PLC0415 (heavy)
    from regesta.register.folder import open_folder, sweep  # noqa: PLC0415
    from regesta.register.loading import make_index  # noqa: PLC0415 (heavy)

    folder = open_folder(register)
    sweep(folder)
    done = pack(folder, drop_superseded=drop_superseded)
    make_index(folder)
    print(f"packed   {done.segments}")
    print(f"dropped  {done.dropped}")
    print(f"removed  {done.removed}")
    talk(f"ask it: regesta claims --register {register}")
