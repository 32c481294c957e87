"""`import`, `compare` and `diff`: tables of others, and registers at two times."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

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
    Format,
    asked,
)
from regesta.cli.terminal import print_table, talk

if TYPE_CHECKING:
    from regesta.exchange.peers.reading import Fault

_FORMAT = Annotated[Format, typer.Option("--format", help="How to print.")]
_RAW = Annotated[bool, typer.Option("--raw", help="CSV with every text as it is, unguarded.")]
_SKIP = Annotated[bool, typer.Option("--skip-faulty", help="Leave out rows that cannot be read; say how many.")]
#: Faults that are told one by one.
_SHOWN = 5


def import_(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="What FILE is: acled, ged, polecat or icews.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table that you hold.")],
    to: Annotated[Path, typer.Option("--to", "-o", metavar="FILE", help="The events: a name in .jsonl or .parquet.")],
    skip_faulty: _SKIP = False,
) -> None:
    """Read a table of others into one neutral table of events.

    ACLED, UCDP GED, POLECAT and ICEWS. Columns are found by name; a byte order mark, both styles of dates,
    columns to spare and a GED file without a header
    do no harm. What is missing is told with its file, line and column.
    """
    from regesta.exchange.peers.events import write_events  # noqa: PLC0415 (heavy)
    from regesta.exchange.peers.readers import reader_of, sound  # noqa: PLC0415
    from regesta.exchange.peers.reading import read  # noqa: PLC0415

    faults: list[Fault] = []
    found = sound(read(file, reader_of(profile)), faults if skip_faulty else None)
    talk(f"{write_events(found, to)} events in {to}")
    _tell(faults)


@filtered
def compare(
    register: FOLDER,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table of others, or events that `import` wrote.")],
    profile: Annotated[
        str | None, typer.Option(metavar="PROFILE", help="What FILE is, when its first line does not say.")
    ] = None,
    days: Annotated[int, typer.Option(min=0, max=366, help="How many days apart two times may lie.")] = 2,
    km: Annotated[float, typer.Option(min=0, help="How many kilometres apart two towns may lie.")] = 50,
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
    format_: _FORMAT = Format.TABLE,
    raw: _RAW = False,
    skip_faulty: _SKIP = False,
    *,
    more: dict[str, Any],
) -> None:
    """Lay a register beside a table of others.

    What is matched, only here and only there, each with the reason. Two events are taken for the same when type
    and time agree, and the place agrees, or the parties do and the place
    does not differ. The conditions are those of `claims` and choose our side.
    """
    from regesta.assembly.registers import open_register  # noqa: PLC0415 (heavy)
    from regesta.exchange import compare as comparison  # noqa: PLC0415 (heavy)
    from regesta.exchange.linked import options_for  # noqa: PLC0415
    from regesta.exchange.matching import Tolerance  # noqa: PLC0415
    from regesta.exchange.peers.readers import events_of, sound  # noqa: PLC0415

    faults: list[Fault] = []
    theirs = sound(events_of(file, profile), faults if skip_faulty else None)
    opened = open_register(register)
    claims = opened.claims(
        **asked(actor, recipient, event, realis, since, until, place, voice, text, limit, all_versions), **more
    )
    found = list(
        comparison.findings(options_for(opened, claims).happenings(claims.jsons()), theirs, Tolerance(days, km))
    )
    title = _counted(comparison.counts(found), [outcome.value for outcome in comparison.Outcome])
    headings = ("outcome", "type", "first_day", "place", "actors", "ours", "theirs", "reason")
    _print(found, comparison, format_, raw, title, headings, _one_side)
    _tell(faults)


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="The earlier snapshot or register.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The later one.")],
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help="A field that does not count, such as score; may be repeated."),
    ] = None,
    format_: _FORMAT = Format.TABLE,
    raw: _RAW = False,
) -> None:
    """Say what changed between two snapshots or registers.

    Added, changed and withdrawn claims. A changed claim has its id and the fields that changed.
    """
    from regesta.exchange import differences  # noqa: PLC0415 (heavy)

    found = list(differences.differences(_edition(before), _edition(after), ignore=ignore or ()))
    title = _counted(differences.counts(found), [change.value for change in differences.Change])
    headings = ("change", "claim_id", "event", "fields", "reason", "quote")
    _print(found, differences, format_, raw, title, headings, dict)


def _edition(path: Path) -> Any:
    """A snapshot or a register, by what the folder holds."""
    from regesta.assembly.registers import open_register  # noqa: PLC0415 (heavy)
    from regesta.exchange.snapshots import HEAD, Snapshot, Standing  # noqa: PLC0415

    return Snapshot(path) if (path / HEAD).exists() else Standing(open_register(path))


def _print(
    found: Iterable[Any],
    room: Any,
    format_: Format,
    raw: bool,
    title: str,
    headings: tuple[str, ...],
    shown: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    """Prints an answer; its counts stand above a table, and are talk elsewhere."""
    from regesta.register.wording import readable  # noqa: PLC0415 (heavy)

    if format_ is Format.TABLE:
        rows = [shown(room.row(one)) for one in found]
        cells = [["" if row[name] is None else readable(str(row[name])) for name in headings] for row in rows]
        if cells:
            print_table(title, [name.replace("_", " ") for name in headings], cells)
        else:
            print(title)
        return
    write: Callable[..., None] = room.write_csv if format_ is Format.CSV else room.write_jsonl
    out: IO[str] = sys.stdout
    write(found, out, **({"raw": raw} if format_ is Format.CSV else {}))
    talk(title)


def _one_side(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a table: what is not told by our side is told by theirs."""
    pairs = (
        ("type", "their_type"),
        ("first_day", "their_first_day"),
        ("place", "their_place"),
        ("actors", "their_actors"),
    )
    return {**row, **{name: row[name] or row[other] for name, other in pairs}}


def _counted(counts: Any, names: Iterable[str]) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in names)


def _tell(faults: list[Fault]) -> None:
    for fault in faults[:_SHOWN]:
        error = fault.error()
        talk(f"left out {error.where}: {error.what}")
    if len(faults) > _SHOWN:
        talk(f"and {len(faults) - _SHOWN} more rows left out")
