"""`code` and `read`: from files to claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from regesta.cli.options import FETCH, FOLDER, KNOWLEDGE, PUBLISHED, Coded, Engine, tables
from regesta.cli.terminal import complain, plainly, refused, talk
from regesta.errors import FetchingOffError, MissingPathError

#: Exit code when nothing at all could be read.
NOTHING = 2

_PATHS = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", help="Text, HTML, RSS, Atom, CSV, JSON Lines, WARC, WACZ files, or folders of them."
    ),
]


def code(
    paths: _PATHS,
    published: PUBLISHED = None,
    format_: Annotated[Coded, typer.Option("--format", help="One JSON object a line.")] = Coded.JSONL,
    knowledge: KNOWLEDGE = None,
) -> int:
    """Code files: claims as JSON Lines, nothing is kept.

    What cannot be read is one line on standard error, and the rest goes on. The exit code is 0 when at least one report
    was read, 2 when none was.
    """
    import sys  # noqa: PLC0415

    from regesta.assembly.reading import outcomes  # noqa: PLC0415 (heavy)
    from regesta.config import settings  # noqa: PLC0415
    from regesta.exchange.jsonl import write_jsonl  # noqa: PLC0415
    from regesta.records.codec import entry_to_json  # noqa: PLC0415
    from regesta.records.outcomes import Rejection  # noqa: PLC0415

    chosen, read = settings(published=published, workers=1, knowledge=tables(knowledge)), 0
    if webs := [path for path in paths if _web(path)]:
        mend = "regesta read fetches into a register: --fetch"
        complain(FetchingOffError("code fetches nothing from the web", where=webs[0], mend=mend))
    for outcome in outcomes(_existing([path for path in paths if path not in webs]), chosen, tell=talk):
        if isinstance(outcome, Rejection):
            talk(refused(outcome))
            continue
        read += 1
        write_jsonl(entry_to_json(outcome), sys.stdout)
        sys.stdout.flush()
    return 0 if read else NOTHING


def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Text, HTML, RSS, Atom, CSV, JSON Lines, WARC, WACZ files, or folders of them; with --fetch also "
            "addresses of web pages.",
        ),
    ],
    register: FOLDER,
    published: PUBLISHED = None,
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, show_default="one a core", help="Processes that read; the claims are the same."
        ),
    ] = None,
    fetch: FETCH = False,
    engine: Annotated[
        Engine, typer.Option(help="Processes of this machine, or a Ray cluster; the claims are the same.")
    ] = Engine.LOCAL,
    address: Annotated[
        str | None,
        typer.Option(
            metavar="HOST:PORT", help="A Ray cluster that runs, or 'auto'; else one is begun on this machine."
        ),
    ] = None,
) -> int:
    """Read files and folders into a register.

    Run it again at any time: what is there already is skipped, and after an interruption it goes on where it was. What
    cannot be read becomes a row of the register with its reason. Tables of your own in the register's folder knowledge/
    come before what ships (regesta knowledge --help). Nothing is fetched from the web without --fetch. The exit code
    is 0 when at least one of the reports is in the register afterwards, 2 when none could be read.
    """
    from regesta.assembly.fetching import may_fetch  # noqa: PLC0415 (heavy)
    from regesta.assembly.reading import read_into  # noqa: PLC0415 (heavy)
    from regesta.cli.progress import Progress  # noqa: PLC0415 (heavy)
    from regesta.config import settings  # noqa: PLC0415

    chosen = settings(published=published, workers=workers, engine=engine.value, address=address, fetch=fetch)
    urls = [path for path in paths if _web(path)]
    may_fetch(urls, chosen)
    found = _existing([path for path in paths if path not in urls])
    if not found and not urls:
        return NOTHING
    try:
        with Progress() as progress:
            tally = read_into(register, found, chosen, urls=urls, listener=progress, tell=plainly)
    except (KeyboardInterrupt, SystemExit):
        talk("interrupted; what was read is in the register, and the same command goes on from there")
        raise
    print(f"read      {tally.read}")
    print(f"skipped   {tally.skipped}")
    print(f"rejected  {tally.rejected}")
    print(f"claims    {tally.claims}")
    print(f"rate      {tally.rate:.1f} reports/s")
    if tally.claims:
        talk(f"ask it: regesta claims --register {register}")
    return 0 if tally.read or tally.skipped or not (tally.rejected or tally.later) else NOTHING


_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)


def _web(path: str) -> bool:
    """Whether a word of the call is an address of the web, as far as one can tell."""
    return _ADDRESS.match(path) is not None and not Path(path).exists()


def _existing(paths: Sequence[str]) -> list[Path]:
    """The paths that are there; each that is not gets its line, as one slip must not cost the whole batch."""
    found: list[Path] = []
    for path in map(Path, paths):
        try:
            there = path.exists()
        except OSError:
            there = False
        if there:
            found.append(path)
        else:
            complain(MissingPathError("there is no such file or folder", where=str(path), mend="check the path"))
    return found
