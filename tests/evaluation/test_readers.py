"""The other corpora's formats and counts, on tiny files of our own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from regesta.config import Settings
from regesta.errors import BadValueError, DataError, MissingPathError
from regesta.evaluation import actors, calibration, catalog, gold, propbank, speed, toponyms, uds
from regesta.evaluation.conllu import documents
from regesta.evaluation.corpus import Options, digest_of
from regesta.evaluation.everything import jobs, page
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Result, to_json
from regesta.knowledge.actors import Resolved
from regesta.knowledge.places import Place
from regesta.records.claims import Link, Unlinked
from regesta.records.spans import Span
from tests.hand import TEXT, TinyRecipe

UD = """\
1\tTorvald\tTorvald\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_
4\tport\tport\tNOUN\tNN\t_\t2\tobj\t_\t_

"""
ROLES = """\
d\t0\t0\tTorvald\tNNP\t*\t-\t-\t(ARG0*)
d\t0\t1\tleft\tVBD\t*\tleave\tleave.01\t(V*)
d\t0\t2\tthe\tDT\t*\t-\t-\t(ARG1*
d\t0\t3\tport\tNN\t*\t-\t-\t*)

"""


def test_arguments_are_known_by_their_heads(tmp_path: Path) -> None:
    (tmp_path / "x.conllu").write_text(UD, encoding="utf-8")
    (tmp_path / "x.conll").write_text(ROLES, encoding="utf-8")
    (one,) = propbank.labelled(documents(tmp_path / "x.conllu"), tmp_path / "x.conll")
    assert one.predicates == {0: (1,)}
    assert one.roles == {0: frozenset({(1, 0, "ARG0"), (1, 3, "ARG1")})}


def test_propbank_needs_its_split(tmp_path: Path) -> None:
    with pytest.raises(BadValueError, match="--ud"):
        propbank.measure(tmp_path, Parts(Settings()), Options())


def test_uds_rows(tmp_path: Path) -> None:
    path = tmp_path / "test.jsonl"
    path.write_text('{"text": "Ships left .", "targets": [{"span1": [1, 2], "label": 2.5}]}\n', encoding="utf-8")
    assert uds.sentences(path) == [uds.Judged(("Ships", "left", "."), ((1, 2.5),))]
    path.write_text('{"text": "Ships", "targets": [{"span1": [4, 5], "label": 2.5}]}\n', encoding="utf-8")
    with pytest.raises(DataError, match="outside"):
        uds.sentences(path)


CASES = [
    ({"country": "TUR", "code_1": "MIL"}, "TUR", ("MIL",), True),
    ({"country": "TUR", "code_1": "MIL"}, "TUR", ("GOV",), False),
    ({"country": "TUR", "code_1": "GOV", "code_2": "MIL"}, "TUR", ("MIL", "GOV"), True),
    ({"country": "UNO"}, "UN", (), True),
    ({"country": ""}, "---", (), True),
    ({"code_1 in": ["PTY", "REB"]}, "LBN", ("REB",), True),
    ({"code is None": True}, "---", (), True),
    ({"code is None": True}, "---", ("GOV",), False),
    ({"country !=": "GBR"}, "GBR", (), False),
    ({'cc == "CHN"': True}, "CHN", (), True),
]


@pytest.mark.parametrize(("expect", "code", "sectors", "good"), CASES)
def test_actor_cases(
    tmp_path: Path, expect: dict[str, object], code: str, sectors: tuple[str, ...], good: bool
) -> None:
    row = {
        "id": "t",
        "function": "agent_to_code",
        "args": ["the navy", "", "2020-05-04"],
        "kwargs": {},
        "expect": expect,
    }
    (tmp_path / "cases.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    ((case,), left) = actors.cases(tmp_path)
    assert left == 0 and case.day == date(2020, 5, 4)
    assert actors.right(case, Resolved(code, sectors, Unlinked("none"), ())) is good


def test_cases_without_their_words_are_left_out(tmp_path: Path) -> None:
    row = {"id": "t", "function": "agent_to_code", "args": ["d['actor']"], "kwargs": {}, "expect": {"code_1": "x"}}
    (tmp_path / "cases.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert actors.cases(tmp_path) == ([], 1)


LGL = """<articles><article><text>Dunport is far from Nowhere.</text><toponyms>
<toponym><start>0</start><end>7</end><phrase>Dunport</phrase>
<gaztag geonameid="7"><name>Dunport</name><lat>1</lat><lon>2</lon></gaztag></toponym>
<toponym><start>20</start><end>27</end><phrase>Nowhere</phrase></toponym></toponyms></article></articles>"""
GEOVIRUS = """<articles><article><text>In Dunport.</text>
<locations><location><name>Dunport</name><start>4</start><end>10</end>
<lat>1</lat><lon>2</lon></location></locations></article></articles>"""


def place(latitude: float, id_: str = "geonames:7") -> Place:
    return Place(id_, "Dunport", "TUR", latitude, 2.0, "town", 5.0, 0.9, ())


def test_lgl(tmp_path: Path) -> None:
    path = tmp_path / "lgl.xml"
    path.write_text(LGL, encoding="utf-8")
    (article,), licence = toponyms.articles(path)
    assert licence == "measure"
    assert toponyms.given_spans(article, [place(1.5), Unlinked("unknown")]) == [1, 1, 1, 1, 1]
    assert toponyms.given_spans(article, [place(9.0), place(1.0)]) == [0, 0, 1, 0, 1]
    assert toponyms.given_spans(article, [place(1.0, "geonames:8"), Unlinked("unknown")]) == [1, 0, 1, 1, 1]
    assert toponyms.end_to_end(article, [Span(0, 7), Span(20, 27)], [place(1.0), place(1.0)]) == [1, 1, 2]


def test_geovirus_counts_from_one(tmp_path: Path) -> None:
    path = tmp_path / "GeoVirus.xml"
    path.write_text(GEOVIRUS, encoding="utf-8")
    (article,), licence = toponyms.articles(path)
    assert licence == "train"
    assert article.toponyms[0].span.of(article.text) == "Dunport"


@pytest.mark.parametrize("body", ["not xml", "<a/>"])
def test_other_xml_is_refused(tmp_path: Path, body: str) -> None:
    (tmp_path / "x.xml").write_text(body, encoding="utf-8")
    with pytest.raises(DataError):
        toponyms.articles(tmp_path / "x.xml")


def gold_folder(folder: Path) -> Path:
    start = TEXT.index("helped")
    claim = {
        "event": "AID", "trigger": {"text": "helped", "start": start, "end": start + 6}, "realis": "actual",
        "weight": "core", "certainty": "certain", "attribution": [], "time": None, "place": None, "figures": [],
        "participants": [{"role": "actor", "code": "SLD"}, {"role": "recipient", "code": "ELD"}],
    }  # fmt: skip
    folder.mkdir()
    (folder / "W1.txt").write_text(TEXT, encoding="utf-8")
    (folder / "W1.json").write_text(
        json.dumps({"id": "W1", "published": "2020-06-01", "claims": [claim]}), encoding="utf-8"
    )
    return folder


def test_gold_and_calibration_from_folder_to_numbers(tmp_path: Path) -> None:
    parts = Parts(Settings(), make_pipeline=TinyRecipe())
    folder = gold_folder(tmp_path / "gold")
    numbers = gold.measure(folder, parts, Options()).numbers
    assert numbers["told_recall"].value == 1
    assert numbers["told_precision"].value == 0.5
    measured = calibration.measure(folder, parts, Options())
    assert measured.numbers["brier"].value == pytest.approx((0.1**2 + 0.9**2) / 2)
    assert measured.tables["reliability"].rows == (("0.9-1.0", 2, 0.9, 0.5),)


def test_a_gold_report_without_its_text_is_refused(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path / "gold")
    (folder / "W1.txt").unlink()
    with pytest.raises(DataError, match="text is missing"):
        gold.reports(folder)


def test_speed_reads_tables_and_folders(tmp_path: Path) -> None:
    (tmp_path / "wikinews_x.csv").write_text(
        'url,date,title,text\nu,2020-01-02,Title,"Words\nhere"\n', encoding="utf-8"
    )
    (one,) = speed.reports(tmp_path)
    assert not isinstance(one, str) and b"Words" in one.data  # type: ignore[union-attr]
    assert len(speed.reports(gold_folder(tmp_path / "gold"))) >= 1
    assert speed.statistic(np.array([4.0, 8.0, 16.0, 2.0]))["reports_per_second"] == 2


def test_a_result_is_one_flat_object(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path / "gold")
    result = catalog.run("gold", folder, Parts(Settings(), make_pipeline=TinyRecipe()), Options())
    shown = to_json(result)
    assert shown["told_f1"] == pytest.approx(2 / 3, abs=1e-6)
    assert shown["licence_class"] == "measure" and len(shown["corpus_digest"]) == 64
    json.dumps(shown)
    written = page([result], [])
    assert "| gold | gold | told_f1 | 0.667 |" in written
    assert [job.name for job in jobs(tmp_path)] == ["gold", "calibration"]
    assert isinstance(result, Result)


def test_the_digest_is_of_names_and_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "1", tmp_path / "2"
    for folder in (one, two):
        folder.mkdir()
        (folder / "a").write_text("x", encoding="utf-8")
    assert digest_of([one / "a"]) == digest_of([two / "a"])
    (two / "a").write_text("y", encoding="utf-8")
    assert digest_of([one / "a"]) != digest_of([two / "a"])


def test_wrong_calls(tmp_path: Path) -> None:
    parts = Parts(Settings(), make_pipeline=TinyRecipe())
    with pytest.raises(BadValueError, match="no measure"):
        catalog.run("silver", tmp_path, parts, Options())
    with pytest.raises(BadValueError, match="number of documents"):
        catalog.run("gold", tmp_path, parts, Options(limit=0))
    with pytest.raises(MissingPathError):
        catalog.run("gold", tmp_path / "nowhere", parts, Options())
    with pytest.raises(DataError):
        jobs(tmp_path)
    assert isinstance(Link("a", "b", 1.0, ()), Link)
