"""The gate to the web, for a register: nothing passes it unless it was allowed."""

# ruff: noqa: PLC0415 (heavy)

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from regesta.assembly.runs import version
from regesta.assembly.telling import Tell
from regesta.config import Settings

if TYPE_CHECKING:
    from regesta.fetch.pages import Asking
    from regesta.fetch.wire import Outside
    from regesta.register.folder import Folder
    from regesta.scale.batches import Intake


def may_fetch(urls: Sequence[str], settings: Settings) -> None:
    """Stops a call that names addresses of the web when nobody allowed fetching.

    Raises:
        FetchingOffError: so it is.
    """
    from regesta.config import FETCH_VARIABLE
    from regesta.errors import FetchingOffError

    if urls and not settings.fetch:
        mend = f"allow it with --fetch or {FETCH_VARIABLE}=1: sites then see your requests"
        raise FetchingOffError("nothing is fetched from the web unless you ask for it", where=urls[0][:200], mend=mend)


def outside() -> Outside:
    """The world that is fetched from."""
    from regesta.fetch.wire import OUTSIDE

    return OUTSIDE


@contextmanager
def asking(folder: Folder, intake: Intake, settings: Settings, tell: Tell) -> Iterator[Asking]:
    """The gate to the web with its notes in a register's folder, and what the register already has."""
    from regesta.fetch.fetcher import Fetcher
    from regesta.fetch.gate import Gate
    from regesta.fetch.pages import Asking
    from regesta.fetch.politeness import Manners
    from regesta.fetch.state import State
    from regesta.register.segments import stored_bytes
    from regesta.scale.batches import bytes_key

    world, state = outside(), State(folder.feeds)
    try:
        agent = f"Regesta/{version()}" + (f" (contact: {settings.contact})" if settings.contact else "")
        manners = Manners(state, world, tell)
        fetcher = Fetcher(Gate(agent, outside=world), state, manners, partial(stored_bytes, folder), world.clock)
        yield Asking(fetcher, lambda sha256: bytes_key(sha256) in intake.known, world, tell)
    finally:
        state.close()
