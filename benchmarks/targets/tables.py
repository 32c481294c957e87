"""Tables of others for `compare`, files of events, snapshots, and tables of the user's own knowledge."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.targets import Target
from benchmarks.targets.made import claim

if TYPE_CHECKING:
    from regesta.exchange.happenings import Happening
    from regesta.exchange.peers.events import Event

_PEERS = {
    "acled": (
        "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,actor2,iso,country,"
        "admin1,location,latitude,longitude,geo_precision,source,notes,fatalities",
        'NLD1,16 May 2020,1,Battles,Armed clash,Military Forces of Northland (2015-),"A; B",Rebels,528,Netherlands,North,'
        'Dunport,12.5,-3.25,1,Own Wire; Other,"They met, and fought.",12',
    ),
    "ged": (
        "id,type_of_violence,side_a,side_b,date_start,date_end,best,low,high,country,country_id,where_prec,"
        "where_coordinates,latitude,longitude,source_article,source_headline",
        "7,1,Government of Mali,Rebels,2020-05-03 00:00:00.000,2020-05-04,12,10,20,Mali,432,1,Dunport,12.5,-3,Wire,Talks",
    ),
    "polecat": (
        "Event ID\tEvent Date\tEvent Type\tEvent Mode\tActor Name\tActor Country\tActor Sectors\tRecipient Name\t"
        "Recipient Country\tCountry\tCity\tLatitude\tLongitude\tSource",
        "P1\t2020-05-03\tASSAULT\tbeat\tA;B\tMLI;FRA\tGOV|MIL;CVL\tC\tTCD\tMali\tDunport\t12.5\t-3\tWire; Other",
    ),
    "icews": (
        "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tTarget Name\t"
        "Target Sectors\tTarget Country\tCity\tCountry\tLatitude\tLongitude\tPublisher",
        "1\t2020-05-03\tPolice\tGovernment,Police\tMali\tFight\t190\tCitizen\tGeneral Population\tMali\tDunport\tMali\t"
        "12.5\t-3\tWire",
    ),
}  # fmt: skip


def _peers(data: bytes) -> None:
    """Rows of a table of others: events that can be kept, compared and told, or faults."""
    from regesta.errors import DataError, UsageError  # noqa: PLC0415
    from regesta.exchange.peers.events import Event  # noqa: PLC0415
    from regesta.exchange.peers.readers import events_of  # noqa: PLC0415

    name = (None, *_PEERS)[data[0] % 5] if data else None
    rows = data[1:] if name is None else _PEERS[name][0].encode() + b"\n" + data[1:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(rows)
        try:
            found = list(events_of(path, name))
        except (DataError, UsageError) as error:
            assert error.line()
            return
        events = [one for one in found if isinstance(one, Event)]
        assert all(isinstance(one, Event) or one.error().line() for one in found)
        _usable(events, Path(folder))


def _events(data: bytes) -> None:
    """A file of events as `import` writes them, as JSON Lines or as Parquet."""
    from regesta.errors import DataError  # noqa: PLC0415
    from regesta.exchange.peers.events import read_events  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl" if not data or data[0] % 2 else "a.parquet")
        path.write_bytes(data[1:])
        try:
            events = list(read_events(path))
        except DataError as error:
            assert error.line()
            return
        _usable(events, Path(folder))


def _usable(events: list[Event], folder: Path) -> None:
    """Events can be written and read again as they are, and laid beside ours."""
    from regesta.exchange import compare  # noqa: PLC0415
    from regesta.exchange.matching import Tolerance  # noqa: PLC0415
    from regesta.exchange.peers.events import read_events, write_events  # noqa: PLC0415

    for name in ("b.jsonl", "b.parquet"):
        write_events(events, folder / name)
        assert list(read_events(folder / name)) == events, "events do not come back"
    found = list(compare.findings(_ours(), events, Tolerance()))
    compare.counts(found)
    compare.write_csv(found, io.StringIO())
    compare.write_jsonl(found, io.StringIO())


@cache
def _ours() -> tuple[Happening, ...]:
    from regesta.exchange.happenings import of_reports  # noqa: PLC0415

    return tuple(of_reports([claim()]))


def _rows() -> list[bytes]:
    named = [bytes([n]) + row.encode() for n, (_, row) in enumerate(_PEERS.values(), 1)]
    return [*named, *(b"\0" + f"{head}\n{row}\n{row}\n".encode() for head, row in _PEERS.values())]


def _files_of_events() -> list[bytes]:
    from regesta.exchange.peers.events import Event, Who, write_events  # noqa: PLC0415

    event = Event(
        origin="acled", id="1", line=2, start=date(2020, 5, 3), end=date(2020, 5, 4), types=("ASSAULT",), type_words="x",
        actors=(Who("Mali", "MLI", ("GOV",)),), recipients=(Who("Rebels"),), country="MLI", place="Dunport",
        latitude=12.5, longitude=-3.0, exact=True, killed_best=12, sources=("Wire",), text="They fought.",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, "a.parquet"), Path(folder, "a.jsonl")]
        for path in files:
            write_events([event], path)
        return [bytes([n]) + path.read_bytes() for n, path in enumerate(files)]


def _snapshot(data: bytes) -> None:
    """Claims of a snapshot that somebody else froze, beside another snapshot."""
    from regesta.errors import DataError  # noqa: PLC0415
    from regesta.exchange import differences  # noqa: PLC0415
    from regesta.exchange.snapshots import Snapshot  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        reports = json.dumps({"report_id": claim()["report"]["id"]}).encode() + b"\n"
        one = _frozen(Path(folder, "a"), json.dumps(claim()).encode() + b"\n", reports)
        claims, _, others = data.partition(b"\n\n")
        two = _frozen(Path(folder, "b"), claims, others or reports)
        try:
            for before, after in ((one, two), (two, one)):
                found = list(differences.differences(Snapshot(before), Snapshot(after)))
                differences.write_csv(found, io.StringIO())
                differences.write_jsonl(found, io.StringIO())
        except DataError as error:
            assert error.line()


def _frozen(root: Path, claims: bytes, reports: bytes) -> Path:
    root.mkdir()
    files = {"claims.jsonl": claims, "reports.jsonl": reports}
    for name, content in files.items():
        (root / name).write_bytes(content)
    sums = {name: f"sha256:{hashlib.sha256(content).hexdigest()}" for name, content in files.items()}
    (root / "snapshot.json").write_text(json.dumps({"format": 1, "files": sums}), encoding="utf-8")
    return root


def _own(data: bytes) -> None:
    """A table of the user's own: every fault has its place, and what can be used is found by its names."""
    from regesta.errors import KnowledgeError  # noqa: PLC0415
    from regesta.knowledge.gazetteer_names import fold  # noqa: PLC0415
    from regesta.knowledge.meanings import clashes  # noqa: PLC0415
    from regesta.knowledge.names import key_of  # noqa: PLC0415
    from regesta.knowledge.overlay import lay_over  # noqa: PLC0415
    from regesta.knowledge.own import OwnActor, read_own, read_table  # noqa: PLC0415
    from regesta.knowledge.places_own import OwnPlaces, Worldview  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "worldview.tsv" if data and data[0] % 2 else "own.tsv")
        path.write_bytes(data[1:])
        try:
            table = read_table(path)
            assert all(path.name in fault.where and fault.line() for fault in table.faults)
            list(clashes([(row.file, item) for row, item in table.rows if isinstance(item, OwnActor)]))
            own = read_own(Path(folder))
        except KnowledgeError as error:
            assert path.name in error.where, "a fault without its place"
            return
    knowledge = lay_over(_knowledge(), own)
    for actor in own.actors:
        for name in actor.names:
            assert actor.entity in knowledge.named(key_of(name)), "an actor of the user's is not found"
            actor.entity.at(date(2024, 5, 1))
    places = OwnPlaces(own.places)
    for place in own.places:
        for name in place.names:
            rows = places.find(fold(name))
            assert any((row.lat, row.lon) == (place.latitude, place.longitude) for row in rows), "no place"
    view = Worldview(own.views, places.find)
    assert all(view.country("NLD") and view.seen(row) for one in own.places for row in places.find(fold(one.names[0])))


def _knowledge() -> Any:
    """A file of actors with two countries and a town."""
    from regesta.knowledge.codes import FORMAT, Knowledge  # noqa: PLC0415

    entries = (
        "E country:nld:NLD\tcountry\tNorthland\t2\tNLD;;;;", "E country:wld:WLD\tcountry\tWestland\t2\tWLD;GOV;;;",
        "E seat:dunport:NLD\tseat\tDunport\t0\tNLD;GOV;;;", "N northland\t0", "N westland\t1", "N dunport\t2", "R army\tMIL\tpart",
    )  # fmt: skip
    return Knowledge("\n".join([f"{FORMAT} digest=0", *entries]))


def _tables() -> list[bytes]:
    actors = (
        "# source: by hand\nnames\tcode\tkind\tsectors\tfrom\tto\toffice\n"
        "Anna Name; A. Name\tNLD\tperson\tGOV+MIL\t2019\t2021-07\tminister\nHarbour Guard; HG\tNLD\tgroup\tREB\n"
    )
    places = (
        "names\tcountry\tlatitude\tlongitude\tprecision\tradius_km\tsource\n"
        "Dunport; Old Dunport\tNLD\t12.5\t-3.25\tdistrict\t20\tby hand\nThe Coast\t-\t1\t2\t\t\tby hand\n"
    )
    view = "name\tcountry\tsectors\tsource\nDunport\tWLD\tREB\tby hand\nNorthland\tWLD\t\tby hand\n"
    return [
        b"\0" + actors.encode(),
        b"\0" + places.encode(),
        b"\1" + view.encode(),
        b"\0\xef\xbb\xbf" + places.encode(),
    ]


TARGETS = {
    "peers": Target(_peers, _rows),
    "events": Target(_events, _files_of_events),
    "snapshot": Target(_snapshot, lambda: [json.dumps(claim(score=0.5)).encode() + b"\n\n" + b'{"report_id": "r"}\n']),
    "knowledge": Target(_own, _tables),
}
