"""`export` and `snapshot`: a register's claims for other programs and for citing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regesta.cli.filtering import filtered
from regesta.cli.options import (
    ACTOR,
    ALL_VERSIONS,
    EVENT,
    FOLDER,
    LIMIT,
    PLACE,
    REALIS,
    RECIPIENT,
    SINCE,
    TEXT,
    UNTIL,
    VOICE,
    asked,
)
from regesta.cli.terminal import talk
from regesta.errors import BadValueError

if TYPE_CHECKING:
    from regesta.exchange.profile import Profile

#: Endings that name a file to whoever types them: a folder is not made under such a name.
_FILES = frozenset({".csv", ".tsv", ".json", ".txt", ".xlsx", ".zip", ".jsonl", ".parquet"})


def _listed(wanted: bool) -> None:
    if wanted:
        from regesta.exchange.registry import profiles  # noqa: PLC0415 (only when asked)

        for profile in profiles():
            print(f"{profile.name:<11}{profile.title}")
            print(f"{'':<11}opened by: {profile.opens}")
        raise typer.Exit


@filtered
def export(
    register: FOLDER,
    to: Annotated[Path, typer.Option("--to", "-o", metavar="PATH", help="The file or folder to write.")],
    profile: Annotated[
        str | None, typer.Argument(metavar="PROFILE", help="What to write (see --list); else by --to's ending.")
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="jsonl, csv or parquet as one file, whatever its ending."),
    ] = None,
    actor: ACTOR = None,
    recipient: RECIPIENT = None,
    event: EVENT = None,
    realis: REALIS = None,
    since: SINCE = None,
    until: UNTIL = None,
    place: PLACE = None,
    voice: VOICE = None,
    text: TEXT = None,
    limit: LIMIT = None,
    all_versions: ALL_VERSIONS = False,
    raw: Annotated[bool, typer.Option("--raw", help="Tables with every text as it is, unguarded.")] = False,
    _list: Annotated[
        bool, typer.Option("--list", callback=_listed, is_eager=True, help="List the profiles and what opens them.")
    ] = False,
    *,
    more: dict[str, Any],
) -> None:
    """Write claims to a file or folder for other programs.

    regesta export --register DIR --to claims.csv

    regesta export acled --register DIR --to acled-like

    The conditions are those of `claims`. A name with an ending is one file (.jsonl, .csv, .parquet, .xlsx, .sqlite,
    .geojson, .geoparquet, .gexf); a name without one is a folder with the data, its codebook, what the format cannot
    hold (LOSS.md) and checksums. Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    from regesta.assembly.registers import open_register  # noqa: PLC0415 (heavy)
    from regesta.exchange.files import write  # noqa: PLC0415 (heavy)
    from regesta.exchange.linked import options_for  # noqa: PLC0415

    chosen, folder = _chosen(profile, format_, to)
    opened = open_register(register)
    found = opened.claims(
        **asked(actor, recipient, event, realis, since, until, place, voice, text, limit, all_versions), **more
    )
    tally = write(chosen, found, to, folder=folder, options=options_for(opened, found, raw=raw), asked=found.title())
    talk(f"{len(found)} claims in {to}" + (f" as {chosen.name}" if folder else ""))
    if folder:
        talk("   ".join(f"{name}: {count}" for name, count in tally.rows.items()))
    if left := sum(tally.left_out.values()):
        talk(f"{left} happenings left out" + (": why is in LOSS.md" if folder else ": export to a folder to see why"))


def _chosen(name: str | None, format_: str | None, to: Path) -> tuple[Profile, bool]:
    """The profile that is meant, and whether a folder is."""
    from regesta.exchange.registry import named, of_ending  # noqa: PLC0415 (heavy)

    if name and format_:
        mend = "give one of them"
        raise BadValueError(f"both a profile ({name}) and a format ({format_})", where="--format", mend=mend)
    if not name:
        chosen = named(format_) if format_ else of_ending(to)
        if not chosen.ending:
            mend = f"write: regesta export {chosen.name} --to FOLDER"
            raise BadValueError(f"{chosen.name} is no single file", where="--format", mend=mend)
        return chosen, False
    chosen = named(name)
    if not chosen.ending and to.suffix.lower() in _FILES:
        raise BadValueError(f"{chosen.name} is several files", where=str(to), mend="name a folder")
    return chosen, not chosen.ending or not to.suffix or to.is_dir()


def snapshot(
    register: FOLDER,
    to: Annotated[Path, typer.Option("--to", "-o", metavar="FOLDER", help="The folder to make; it must not exist.")],
    title: Annotated[str, typer.Option(help="Title for citing.")] = "A register of claims from news reports",
    version: Annotated[str, typer.Option("--as", metavar="VERSION", help="Version for citing, such as 2024-06.")] = "",
    author: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Author for citing; may be repeated.")
    ] = None,
    texts: Annotated[
        bool, typer.Option("--texts", help="Also the texts of the reports, which may not be yours to give away.")
    ] = False,
) -> None:
    """Freeze a register for citing, with a digest.

    Claims, reports (without their texts, unless asked), rejections and runs, in a new folder. The same content
    has the same digest, whenever and wherever it was read. Compare two snapshots with `diff`.
    """
    from regesta.assembly.registers import open_register  # noqa: PLC0415 (heavy)
    from regesta.exchange.snapshots import Citation, freeze  # noqa: PLC0415 (heavy)

    citation = Citation(title=title, version=version, authors=tuple(author or ()))
    made = freeze(open_register(register), to, citation=citation, texts=texts)
    print(made.digest)
    talk(f"{', '.join(f'{count} {name}' for name, count in made.counts.items())} in {to}")
