"""`knowledge`: tables of the user's own checked, and what a name means."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regesta.cli.options import KNOWLEDGE, tables
from regesta.cli.terminal import complain, talk
from regesta.errors import KnowledgeError, MissingPathError

if TYPE_CHECKING:
    from datetime import date

    from regesta.knowledge.codes import Knowledge
    from regesta.knowledge.own import OwnActor, OwnPlace, Table, View
    from regesta.knowledge.places import Places

#: Exit code when a table is faulty.
FAULTY = 2

app = typer.Typer(
    help="Ask what a name means; check tables of your own.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Tables (*.tsv), or folders of them.")],
) -> int:
    """Check tables of your own and what they shadow.

    Each fault with file, line, column and how to mend it; for each row, the entries whose names it takes. The exit code
    is 0 when all can be used, 2 when a row is faulty. Put the tables into the folder knowledge/ of a register; regesta
    read takes them from there.
    """
    from regesta.assembly.knowledge import knowing  # noqa: PLC0415 (heavy)
    from regesta.config import settings  # noqa: PLC0415
    from regesta.knowledge.own import read_table  # noqa: PLC0415 (heavy)

    faults, good = 0, []
    for path in _tables(files):
        try:
            table = read_table(path)
        except KnowledgeError as error:
            complain(error)
            faults += 1
            continue
        for fault in table.faults:
            complain(fault)
        faults += len(table.faults)
        good.append(table)
    knowledge, places = knowing(settings(), tell=talk)
    _show(good, knowledge, places)
    rows = sum(len(table.rows) for table in good)
    talk(f"{rows} rows can be used, {faults} faults")
    return FAULTY if faults or not rows else 0


@app.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as a report writes it.")],
    on: Annotated[str | None, typer.Option("--date", metavar="DATE", help="Day of the event (YYYY-MM-DD).")] = None,
    knowledge: KNOWLEDGE = None,
) -> int:
    """Show what a name means and why.

    The one that is taken, and every candidate with its dates and how sure it is. The exit code is 0 when anything bears
    the name, 2 when nothing does.
    """
    from regesta.assembly.knowledge import knowing  # noqa: PLC0415 (heavy)
    from regesta.config import day, settings  # noqa: PLC0415
    from regesta.knowledge.meanings import actors_named, places_named  # noqa: PLC0415 (heavy)

    at = day(on, "--date")
    known, places = knowing(settings(knowledge=tables(knowledge)), tell=talk)
    actors, towns = actors_named(known, name, at), places_named(places, name)
    _taken(name, at, known, places)
    for meaning in actors:
        _line("actor", f"{meaning.name} [{meaning.id}], by {meaning.way}; {meaning.told}")
    for meaning in towns:
        _line("place", f"{meaning.way} {meaning.name} at {meaning.id}; {meaning.told}")
    if not actors and not towns:
        talk("nothing bears this name; a table of your own can say what it means (see docs/knowledge.md)")
        return FAULTY
    return 0


def _tables(files: Sequence[Path]) -> list[Path]:
    """The tables named, and those in the folders named."""
    found: list[Path] = []
    for path in files:
        if not path.exists():
            raise MissingPathError("there is no such file or folder", where=str(path), mend="check the path")
        inside = sorted((tables(path) or path).glob("*.tsv")) if path.is_dir() else [path]
        if not inside:
            raise MissingPathError("no table (*.tsv) in this folder", where=str(path), mend="name the tables")
        found += inside
    return found


def _show(good: Sequence[Table], knowledge: Knowledge, places: Places) -> None:
    from regesta.knowledge.meanings import clashes, shadows  # noqa: PLC0415 (heavy)
    from regesta.knowledge.own import OwnActor  # noqa: PLC0415 (heavy)

    actors: list[tuple[str, OwnActor]] = []
    for table in good:
        for row, item in table.rows:
            where = f"{row.file}:{row.line}"
            lines = list(shadows(item, knowledge, places))
            _line(where, f"{_called(item)}: {'takes the place of' if lines else 'new'}")
            for line in lines:
                _line("", line)
            if isinstance(item, OwnActor):
                actors.append((where, item))
    for where, what in clashes(actors):
        _line(where, f"both are kept as candidates: {what}")


def _called(item: OwnActor | OwnPlace | View) -> str:
    from regesta.knowledge.own import OwnActor, OwnPlace  # noqa: PLC0415 (heavy)

    if isinstance(item, OwnActor):
        spell = item.entity.spells[0]
        return f"{item.entity.name}, {item.entity.kind}, {' '.join([spell.code, *spell.sectors])}"
    if isinstance(item, OwnPlace):
        return f"{item.names[0]}, {item.precision}, {item.code or 'no country'}"
    return f"{item.name} belongs to {item.code}"


def _taken(name: str, at: date | None, knowledge: Knowledge, places: Places) -> None:
    """What the words mean by themselves, as a participant that acts and as a place."""
    from regesta.knowledge.actors import Actors, Phrase  # noqa: PLC0415 (heavy)
    from regesta.knowledge.places import Place, PlaceContext  # noqa: PLC0415 (heavy)
    from regesta.records.claims import Link  # noqa: PLC0415

    found = Actors(knowledge, places=places).resolve(Phrase(name), at, acts=True)
    link = f", {found.entity.name} [{found.entity.id}]" if isinstance(found.entity, Link) else ""
    _line("who", f"{' '.join([found.code, *found.sectors])}{link}")
    for reason in found.reasons:
        _line("", reason)
    where = places.resolve(name, PlaceContext())
    if isinstance(where, Place):
        point = f"{where.latitude:.3f} {where.longitude:.3f}, {where.precision}, within {where.radius_km:g} km"
        _line("where", f"{where.name}, {where.country or 'no country'}, {point}")
    else:
        _line("where", f"unresolved: {where.reason}")


def _line(name: str, text: str) -> None:
    from regesta.register.wording import readable  # noqa: PLC0415

    print(f"{readable(name):<9} {readable(text)}")
