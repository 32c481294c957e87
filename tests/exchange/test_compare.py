import csv
import io
import json
import random
from dataclasses import replace
from datetime import date

import pytest

from regesta.exchange.cells import is_formula
from regesta.exchange.compare import (
    COLUMNS,
    NOTHING_NEAR,
    OUTSIDE_COUNTRIES,
    OUTSIDE_DAYS,
    Outcome,
    counts,
    findings,
    in_scope,
    write_csv,
    write_jsonl,
)
from regesta.exchange.happenings import happening, of_reports
from regesta.exchange.matching import Tolerance, Verdict, compare, days_apart, km_apart
from regesta.exchange.peers.events import Event, Who
from tests.exchange.making import ALL, ATTACK, BARE, HOSTILE, SECOND, VISIT, claim, place, time

OURS = happening([ATTACK, SECOND])
THEIRS = Event(
    origin="acled", id="MLI1", line=2, start=date(2024, 3, 19), end=date(2024, 3, 20), types=("ASSAULT",),
    type_words="Explosions/Remote violence", actors=(Who("Military Forces of France (2017-)", "FRA", ("MIL",)),),
    recipients=(Who("Civilians (Mali)", "MLI", ("CVL",)),), directed=False, country="MLI", place="Gao",
    latitude=16.2716, longitude=-0.0447, exact=True,
)  # fmt: skip
NEAR = Tolerance()


def found(ours, theirs, tolerance=NEAR):
    return list(findings(ours, theirs, tolerance))


def test_the_same_event_is_matched_with_its_reasons():
    [one] = found([OURS], [THEIRS])
    assert (one.outcome, one.ours, one.theirs) == (Outcome.MATCHED, OURS, THEIRS)
    for words in ("ASSAULT = Explosions", "same time", "in MLI", "same place Gao", "Military Forces of France"):
        assert words in one.reason


@pytest.mark.parametrize(
    ("change", "aspect", "verdict"),
    [
        ({"types": ("PROTEST",)}, "type", Verdict.DIFFERS),
        ({"types": ()}, "type", Verdict.UNKNOWN),
        ({"start": None, "end": None}, "time", Verdict.UNKNOWN),
        ({"start": date(2024, 3, 21), "end": date(2024, 3, 22)}, "time", Verdict.AGREES),
        ({"start": date(2024, 3, 22), "end": date(2024, 3, 23)}, "time", Verdict.DIFFERS),
        ({"country": "NER"}, "country", Verdict.DIFFERS),
        ({"country": None}, "country", Verdict.UNKNOWN),
        ({"place": "Labbezanga", "latitude": 15.9, "longitude": 0.1}, "place", Verdict.AGREES),
        ({"place": "Kidal", "latitude": 18.4, "longitude": 1.4}, "place", Verdict.DIFFERS),
        ({"place": "Kidal", "latitude": 18.4, "longitude": 1.4, "exact": False}, "place", Verdict.UNKNOWN),
        ({"place": "", "latitude": None, "longitude": None}, "place", Verdict.UNKNOWN),
        ({"actors": (Who("GATIA"),), "recipients": ()}, "actors", Verdict.DIFFERS),
        ({"actors": (), "recipients": ()}, "actors", Verdict.UNKNOWN),
        ({"actors": (Who("Police Forces of France", "FRA", ("COP",)),), "recipients": ()}, "actors", Verdict.AGREES),
        ({"actors": (Who("Protesters (France)", "FRA", ("CVL",)),), "recipients": ()}, "actors", Verdict.DIFFERS),
        ({"actors": (Who("northland"),), "recipients": ()}, "actors", Verdict.AGREES),
    ],
)
def test_each_aspect(change, aspect, verdict):
    compared = compare(OURS, replace(THEIRS, **change), NEAR)
    assert {one.name: one.verdict for one in compared.aspects}[aspect] is verdict


def test_direction_counts_where_it_is_told():
    swapped = replace(THEIRS, actors=THEIRS.recipients, recipients=THEIRS.actors)
    assert compare(OURS, swapped, NEAR).aspects[4].verdict is Verdict.AGREES
    assert compare(OURS, replace(swapped, directed=True), NEAR).aspects[4].verdict is Verdict.DIFFERS


def test_same_day_and_country_alone_are_not_the_same():
    other = replace(THEIRS, place="", latitude=None, longitude=None, actors=(), recipients=())
    assert not compare(OURS, other, NEAR).same


def test_distances():
    assert km_apart(OURS, THEIRS) < 1
    assert km_apart(OURS, replace(THEIRS, latitude=-16.27, longitude=179.96)) == pytest.approx(20015, abs=5)
    assert days_apart(OURS, replace(THEIRS, start=date(2024, 3, 20), end=date(2024, 3, 21))) == 1
    assert days_apart(OURS, replace(THEIRS, start=date(2024, 3, 1), end=date(2024, 4, 1))) == 0


def test_every_event_stands_once_and_the_closest_is_taken():
    later = replace(THEIRS, id="MLI2", start=date(2024, 3, 20), end=date(2024, 3, 21))
    first, second = found([OURS], [later, THEIRS])
    assert (first.theirs.id, second.theirs.id) == ("MLI1", "MLI2")
    assert second.outcome is Outcome.ONLY_THERE and "closer to another" in second.reason


def test_the_order_of_the_files_does_not_matter():
    gao = {"time": time("2024-03-19", "2024-03-20"), "place": place("Gao", "MLI", 16.27, -0.04, "town")}
    ours = list(of_reports([ATTACK, *(claim(quote=f"q{n}", **gao) for n in range(5))]))
    theirs = [replace(THEIRS, id=f"M{n}", line=n + 2) for n in range(4)]
    pairs = {(one.ours.id, one.theirs.id) for one in found(ours, theirs) if one.outcome is Outcome.MATCHED}
    assert len(pairs) == 4
    for seed in range(5):
        random.Random(seed).shuffle(ours)
        random.Random(seed).shuffle(theirs)
        assert {(o.ours.id, o.theirs.id) for o in found(ours, theirs) if o.outcome is Outcome.MATCHED} == pairs


def reason(ours, *theirs):
    return next(one.reason for one in found([happening([ours])], theirs) if one.outcome is Outcome.ONLY_HERE)


def test_why_something_is_only_here():
    niger = replace(THEIRS, id="NER1", country="NER", place="Tera", start=date(2024, 1, 1), end=date(2024, 1, 2))
    assert reason({**ATTACK, "time": None}, THEIRS) == "no time here"
    assert reason({**ATTACK, "time": time("1999-01-01", "1999-01-02")}, THEIRS) == OUTSIDE_DAYS
    assert reason(ATTACK, niger, replace(niger, start=date(2024, 12, 1), end=date(2024, 12, 2))) == OUTSIDE_COUNTRIES
    far = replace(THEIRS, place="Kidal", latitude=18.4, longitude=1.4)
    assert reason(ATTACK, far).startswith("nearest MLI1: ") and "km apart" in reason(ATTACK, far)
    late = replace(THEIRS, start=date(2024, 3, 25), end=date(2024, 3, 26))
    early = replace(THEIRS, id="MLI0", start=date(2024, 1, 1), end=date(2024, 1, 2))
    assert reason(ATTACK, early, late) == "nearest MLI1: 6 days apart"
    assert reason(ATTACK, early, replace(late, types=("PROTEST",))) == NOTHING_NEAR


def test_why_something_is_only_there():
    for change, why in (
        ({"start": None, "end": None}, "no time there"),
        ({"types": (), "type_words": "Strategic developments / Other"}, "has no type of PLOVER"),
        ({"types": ("PROTEST",)}, NOTHING_NEAR),
    ):
        [one] = [one for one in found([OURS], [replace(THEIRS, **change)]) if one.outcome is Outcome.ONLY_THERE]
        assert why in one.reason


def test_what_a_table_has_no_row_for_is_not_missing_there():
    meeting, bare = happening([VISIT]), happening([BARE])
    assert [in_scope(meeting, name) for name in ("acled", "ged", "polecat", "icews")] == [False, False, True, True]
    assert in_scope(OURS, "ged") and in_scope(happening([{**ATTACK, "figures": []}]), "ged")
    assert found([meeting, bare], [THEIRS])[0].outcome is Outcome.ONLY_THERE


def test_counts_and_columns():
    everything = found(list(of_reports(ALL)), [THEIRS, replace(THEIRS, id="x", types=())])
    assert counts(everything) == {"matched": 1, "only here": 1, "only there": 1}
    out = io.StringIO(newline="")
    write_csv(everything, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert tuple(rows[0]) == COLUMNS and rows[0]["claims"] == f"{ATTACK['claim_id']} c-second"
    out = io.StringIO()
    write_jsonl(everything, out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["outcome"] for line in lines] == ["matched", "only here", "only there"]
    assert lines[1]["theirs"] is None and lines[2]["ours"] is None


def test_hostile_words_of_either_side_do_no_harm():
    ours = happening([{**ATTACK, "evidence": {"start": 0, "end": 1, "quote": HOSTILE}}])
    theirs = replace(THEIRS, text=HOSTILE, type_words=HOSTILE, id=HOSTILE, actors=(Who(HOSTILE),))
    out, lines = io.StringIO(newline=""), io.StringIO()
    write_csv(found([ours], [theirs]), out)
    write_jsonl(found([ours], [theirs]), lines)
    for row in csv.reader(io.StringIO(out.getvalue(), newline="")):
        assert not [value for value in row if is_formula(value) and not value.lstrip("-").replace(".", "").isdigit()]
    assert "\x1b" not in out.getvalue() + lines.getvalue()
