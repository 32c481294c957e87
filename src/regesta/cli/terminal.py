"""Where words go: data to standard output, talk to standard error, both without what a report could smuggle in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from regesta.errors import RegestaError

if TYPE_CHECKING:
    from rich.console import Console

    from regesta.records.outcomes import Rejection

#: Columns where the output is no terminal: enough for a table that is piped to a pager.
_PLAIN_WIDTH = 200


def talk(text: str) -> None:
    """A line for people."""
    print(text, file=sys.stderr)


def plainly(text: str) -> None:
    """A line for people that may hold a stranger's words."""
    from regesta.register.wording import readable  # noqa: PLC0415 (only when something is told)

    talk(readable(text))


def complain(error: RegestaError) -> None:
    """A deliberate error as one line."""
    from regesta.register.wording import readable  # noqa: PLC0415 (only when something is wrong)

    talk(f"regesta: {readable(error.line())}")


def refused(rejection: Rejection) -> str:
    """A rejection as one line."""
    from regesta.register.wording import readable  # noqa: PLC0415 (only when something is refused)

    return readable(f"rejected {rejection.origin}: {rejection.reason.value}: {rejection.detail}")


def console(*, stderr: bool = False) -> Console:
    """A rich console for one of the two streams; without markup, so that brackets in reports stay brackets."""
    from rich.console import Console  # noqa: PLC0415 (heavy)

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else _PLAIN_WIDTH
    return Console(file=stream, markup=False, highlight=False, emoji=False, width=width, soft_wrap=not stream.isatty())


def print_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on standard output, folded to the terminal's width; the cells are already readable."""
    from rich import box  # noqa: PLC0415 (heavy)
    from rich.table import Table  # noqa: PLC0415 (heavy)
    from rich.text import Text  # noqa: PLC0415 (heavy)

    table = Table(title=Text(title, style="bold"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(Text(heading), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)
