"""`serve`: the page, and its API, over a register."""

from __future__ import annotations

import contextlib
from typing import Annotated

import typer

from regesta.cli.options import FOLDER
from regesta.cli.terminal import talk


def serve(
    register: FOLDER,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The port to listen at; 0 for any that is free.")
    ] = 0,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A further name by which the server may be called; needed for an address that others can reach.",
        ),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address and open nothing.")] = False,
) -> int:
    """Show a register as a page, and answer its API.

    The address that is printed holds a token: whoever has it may read everything in the register. Only this machine is
    listened to unless told otherwise. Ctrl-C ends it.
    """
    from regesta.web.serve import Place  # noqa: PLC0415 (heavy)
    from regesta.web.serve import serve as run  # noqa: PLC0415 (heavy)

    def ready(address: str) -> None:
        print(address, flush=True)
        talk("serving; Ctrl-C ends it")

    talk("opening the register")
    place = Place(host=host, port=port, names=tuple(allow_host or ()))
    # Being told to end is how a server ends.
    with contextlib.suppress(KeyboardInterrupt, SystemExit):
        run(register, place, browser=not no_browser, ready=ready)
    talk("ended")
    return 0
