"""From a folder to a register: for questions, for a server, for review; and its claims linked into incidents."""

# ruff: noqa: PLC0415 (heavy)

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from regesta.assembly.codes import country_of, name_of, review_rules
from regesta.assembly.runs import digests_of
from regesta.assembly.telling import Tell, silent

if TYPE_CHECKING:
    from regesta.register.live import Live
    from regesta.register.register import Register
    from regesta.review.desk import Desk


def open_register(root: Path) -> Register:
    """A register that is open for questions; country names in them are understood, and what people decided holds.

    Raises:
        MissingPathError: the folder does not exist.
        RegisterError: it holds no register, or one of another format, or its journal is damaged.
    """
    from regesta.register.register import Register
    from regesta.review.overlay import reviewed

    return Register(root, country_of=country_of, name_of=name_of, reviewed=reviewed)


def live_register(root: Path) -> Live:
    """A register for a server: many questions from many threads; new segments and new decisions are taken in.

    Raises:
        MissingPathError, RegisterError: as for `open_register`.
    """
    from regesta.register.live import Live
    from regesta.register.register import Register
    from regesta.review.overlay import reviewed

    return Live(lambda: Register(root, country_of=country_of, name_of=name_of, reviewed=reviewed, held=True))


def open_desk(root: Path) -> Desk:
    """A register that is open for review.

    Raises:
        MissingPathError: the folder does not exist.
        RegisterError: it holds no register, or one of another format, or its journal is damaged.
    """
    return desk_at(open_register(root))


def desk_at(register: Register) -> Desk:
    """A desk at a register that is open, with the ontology, the known codes and the clock of this machine."""
    from datetime import UTC, datetime

    from regesta.review.desk import Desk

    return Desk(register, review_rules(), lambda: datetime.now(UTC))


def link_register(root: Path, *, tell: Tell = silent, again: bool = False) -> tuple[int, int, bool]:
    """Links the claims of a register into incidents and stores these in it.

    Args:
        root: the register's folder.
        tell: hears of each step.
        again: also when they are up to date.

    Returns:
        How many claims, how many incidents, and whether there was anything to do.

    Raises:
        MissingPathError, RegisterError: there is no register, or it cannot be written.
        CodecError: a decision in the journal cannot be understood.
    """
    from regesta.errors import RegisterError
    from regesta.linking.decisions import decisions
    from regesta.linking.river import Article, link
    from regesta.linking.scorer import shipped
    from regesta.records.codec import digest
    from regesta.register.folder import open_folder
    from regesta.register.incidents import decisions as lines_of
    from regesta.register.incidents import write_incidents

    folder = open_folder(root)
    with open_register(root) as register:
        linker = digest(digests_of(("linking",), ".py", ".json", ".npz"))
        if not again and not register.unlinked() and register.linker() == linker:
            counts = register.linked_counts()
            return counts[0], counts[1], False
        lines, state = lines_of(folder), register.state()
        claims, reports = register.linkable()
    linked = link(claims, [Article(*report) for report in reports], shipped(), decisions(lines), tell)
    try:
        write_incidents(folder, linked, state=state, linker=linker)
    except OSError as error:
        raise RegisterError(f"cannot be written: {error.strerror or error}", where=str(root)) from error
    return len(linked.members), len(linked.incidents), True
