"""Tables of the user's own: actors, places and a worldview, read before what ships and told apart from it.

Tab-separated text with a line of column names. `worldview.tsv` says which country a place belongs to; any other table
with a column `latitude` holds places, any other actors. A fault names file, line, column and how to mend it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from regesta.errors import KnowledgeError
from regesta.knowledge.codes import Entity, Spell
from regesta.knowledge.names import key_of
from regesta.knowledge.sources import Row, code_in, date_in, number_in, sectors_in, word_in

#: Rank of an entry of the user's: above what we reviewed by hand (2).
OWN_RANK = 3
#: The file that says which country a place belongs to.
WORLDVIEW = "worldview.tsv"
#: Kinds an actor may be of; what they do is said in docs/knowledge.md.
KINDS = (
    "person", "organisation", "agency", "group", "party", "media", "company", "country", "territory", "population",
)  # fmt: skip
#: Precisions of places with the radius in km taken where none is given: half the width of a usual one.
RADII = {"point": 1.0, "town": 5.0, "district": 20.0, "province": 80.0, "region": 80.0, "country": 300.0}
_ACTORS = ("names", "code", "kind", "sectors", "from", "to", "office", "source")
_PLACES = ("names", "country", "latitude", "longitude", "precision", "radius_km", "source")
_VIEW = ("name", "country", "sectors", "source")
_NEEDED = {_ACTORS: ("names", "code", "kind"), _PLACES: ("names", "country", "latitude", "longitude"), _VIEW: _VIEW[:2]}
_SPACES = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of the user's: names (the first is shown), alpha-3 code or "", degrees, precision, radius in km."""

    names: tuple[str, ...]
    code: str
    latitude: float
    longitude: float
    precision: str
    radius_km: float
    origin: str


@dataclass(frozen=True, slots=True)
class View:
    """A place or territory that belongs to another country than the convention that ships says.

    `sectors` replaces those of a territory where it is not None.
    """

    name: str
    code: str
    sectors: tuple[str, ...] | None
    origin: str


@dataclass(frozen=True, slots=True)
class OwnActor:
    """An actor of the user's with all its names."""

    entity: Entity
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """Everything in the user's tables. `digest` is of their bytes, "" where there are none."""

    actors: tuple[OwnActor, ...] = ()
    places: tuple[OwnPlace, ...] = ()
    views: tuple[View, ...] = ()
    digest: str = ""

    @property
    def codes(self) -> frozenset[str]:
        """Codes that count as those of countries besides the ones that ship."""
        named = {s.code for a in self.actors if a.entity.kind == "country" for s in a.entity.spells}
        return frozenset(named | {view.code for view in self.views})


NOTHING = Own()


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read: its rows by what they hold, and its faults in the order of lines."""

    rows: tuple[tuple[Row, OwnActor | OwnPlace | View], ...]
    faults: tuple[KnowledgeError, ...]


def read_own(folder: Path | None) -> Own:
    """All tables of a folder, in the order of their names; nothing where there is no such folder.

    Raises:
        KnowledgeError: the first fault found.
    """
    paths = sorted(folder.glob("*.tsv")) if folder is not None and folder.is_dir() else []
    if not paths:
        return NOTHING
    state = hashlib.sha256()
    actors: dict[str, OwnActor] = {}
    places: list[OwnPlace] = []
    views: list[View] = []
    for path in paths:
        table = read_table(path)
        if table.faults:
            raise table.faults[0]
        state.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
        for _, item in table.rows:
            if isinstance(item, OwnActor):
                before = actors.get(item.entity.id)
                actors[item.entity.id] = _joined(before, item) if before else item
            elif isinstance(item, OwnPlace):
                places.append(item)
            else:
                views.append(item)
    return Own(tuple(actors.values()), tuple(places), tuple(views), state.hexdigest())


def _joined(one: OwnActor, other: OwnActor) -> OwnActor:
    """Two rows of one actor: all names, and all spells in the order of time."""
    spells = sorted({*one.entity.spells, *other.entity.spells}, key=lambda s: (s.start, s.end))
    first = one.entity
    entity = Entity(first.id, first.kind, first.name, first.rank, tuple(spells), first.origin)
    return OwnActor(entity, tuple(dict.fromkeys((*one.names, *other.names))))


def read_table(path: Path) -> Table:
    """One table with every fault in it, none of which stops the reading.

    Raises:
        KnowledgeError: it is no text in UTF-8, or cannot be read at all.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise KnowledgeError("no text in UTF-8", where=f"{path.name}:{line}", mend="save it as UTF-8") from error
    except OSError as error:
        raise KnowledgeError(f"cannot be read: {error.strerror or error}", where=str(path)) from error
    head: dict[str, str] = {}
    columns: list[str] | None = None
    rows: list[tuple[Row, OwnActor | OwnPlace | View]] = []
    faults: list[KnowledgeError] = []
    for row in _lines(path.name, text, head):
        try:
            if columns is None:
                columns = _columns(row)
            else:
                rows.append((row, read_row(row, columns)))
        except KnowledgeError as error:
            faults.append(error)
            if columns is None:
                break
    if columns is None and not faults:
        faults.append(KnowledgeError("no line of column names", where=path.name, mend=f"begin with: {_line(_ACTORS)}"))
    return Table(tuple(rows), tuple(faults))


def _lines(name: str, text: str, head: dict[str, str]) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if line.startswith("#"):
            word, colon, value = line[1:].partition(":")
            if colon:
                head.setdefault(word.strip(), value.strip())
        elif line.strip():
            yield Row(name, number, line.split("\t"), head)


def _columns(row: Row) -> list[str]:
    """The columns of a table, checked against those of its kind."""
    columns = [cell.strip().lower() for cell in row.cells]
    known = _kind(row.file, columns)
    for column in columns:
        if column not in known:
            raise row.fault(f"not a column: {column!r}", "column names", f"the columns are {_line(known)}")
    if len(set(columns)) < len(columns):
        raise row.fault("a column is there twice", "column names", "name each column once")
    for column in _NEEDED[known]:
        if column not in columns:
            raise row.fault(f"the column {column!r} is missing", "column names", f"the columns are {_line(known)}")
    return columns


def _kind(file: str, columns: Sequence[str]) -> tuple[str, ...]:
    if file == WORLDVIEW:
        return _VIEW
    return _PLACES if {"latitude", "longitude", "radius_km"} & set(columns) else _ACTORS


def _line(columns: Sequence[str]) -> str:
    return ", ".join(columns) + " (divided by tabs)"


def read_row(row: Row, columns: Sequence[str]) -> OwnActor | OwnPlace | View:
    """What a row of a table with these columns says.

    Raises:
        KnowledgeError: it is faulty; `where` names file, line and column.
    """
    if len(row.cells) > len(columns):
        why = "divide columns by one tab and names by a semicolon"
        raise row.fault(f"{len(row.cells)} cells in a table of {len(columns)} columns", "end of line", why)
    if len(columns) > 1 and len(row.cells) == 1 and _SPACES.search(row.cells[0]):
        raise row.fault("spaces where tabs divide the columns", columns[0], "divide the columns by tabs")
    cells = {column: row.cell(n) for n, column in enumerate(columns)}
    source = cells.get("source") or row.head.get("source", "")
    if not source:
        raise row.fault("no source", "source", "fill the column source, or begin the file with '# source: ...'")
    origin = f"{row.file}:{row.line} ({source})"
    known = _kind(row.file, columns)
    if known is _VIEW:
        return _view(row, cells, origin)
    return _place(row, cells, origin) if known is _PLACES else _actor(row, cells, origin)


def _names(row: Row, text: str, column: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in text.split(";") if name.strip()))
    if not names:
        raise row.fault("a row without a name", column, "write the name; divide several by a semicolon")
    for name in names:
        if not key_of(name):
            raise row.fault(f"no letters in the name {name!r}", column, "write a name with letters")
    return names


def _actor(row: Row, cells: dict[str, str], origin: str) -> OwnActor:
    names = _names(row, cells["names"], "names")
    kind = word_in(row, cells["kind"], KINDS, "kind")
    code, sectors = code_in(row, cells["code"]), sectors_in(row, cells.get("sectors", ""))
    start, end = date_in(row, cells.get("from", ""), False, "from"), date_in(row, cells.get("to", ""), True, "to")
    if start and end and end <= start:
        raise row.fault(f"it ends ({end}) before it begins ({start})", "to", "mend one of the two dates")
    slug = key_of(names[0]).removeprefix("^").replace(" ", "-")
    ident = f"own:{kind}:{slug}" + ("" if kind == "person" else f":{code}")
    spell = Spell(code, sectors, start, end, cells.get("office", "").replace(";", ","))
    return OwnActor(Entity(ident, kind, names[0], OWN_RANK, (spell,), origin), names)


def _place(row: Row, cells: dict[str, str], origin: str) -> OwnPlace:
    precision = word_in(row, cells.get("precision") or "town", tuple(RADII), "precision")
    code = code_in(row, cells["country"]) if cells["country"] else ""
    radius = number_in(row, cells["radius_km"], 0.1, 5000.0, "radius_km") if cells.get("radius_km") else 0.0
    return OwnPlace(
        _names(row, cells["names"], "names"),
        code,
        number_in(row, cells["latitude"], -90.0, 90.0, "latitude"),
        number_in(row, cells["longitude"], -180.0, 180.0, "longitude"),
        precision,
        radius or RADII[precision],
        origin,
    )


def _view(row: Row, cells: dict[str, str], origin: str) -> View:
    (name, *others) = _names(row, cells["name"], "name")
    if others:
        raise row.fault("several names in one row", "name", "write one row a name")
    told = cells.get("sectors", "")
    return View(name, code_in(row, cells["country"], "country"), sectors_in(row, told) if told else None, origin)
