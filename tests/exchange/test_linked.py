from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.assembly.registers import link_register, open_register
from regesta.exchange.files import write
from regesta.exchange.linked import by_incidents, of_incident, options_for, parties
from regesta.exchange.tables import told_as_fact
from tests.exchange.making import ALL, ATTACK, DENIED, PLAN, SECOND, killed, party, place, time, voice
from tests.hand import capture
from tests.register.conftest import Desk


def told(number, source, **changes):
    """ATTACK as another report tells it."""
    report = {**ATTACK["report"], "id": f"r-{number}", "source": source}
    return {**ATTACK, "claim_id": f"c-{number}", "report": report, "attribution": [], **changes}


def members(*claims, incident="i-1", copies=()):
    copy = dict(copies)
    return {claim["claim_id"]: (incident, copy.get(claim["claim_id"], claim["report"]["id"])) for claim in claims}


def agreed(*claims, copies=()):
    [one] = of_incident("i-1", claims, members(*claims, copies=copies))
    return one


def test_claims_of_several_reports_are_one_happening_in_the_order_of_their_first_claims():
    other = told(7, "Other Wire")
    claims = [ATTACK, PLAN, other, DENIED]
    found = list(by_incidents(members(ATTACK, other))(claims))
    assert found[0].id == "i-1" and len(found) == 3
    assert [[telling.claim for telling in one.tellings] for one in found] == [
        [ATTACK["claim_id"], "c-7"], [PLAN["claim_id"]], [DENIED["claim_id"]],
    ]  # fmt: skip


@given(st.permutations(range(len(ALL))), st.lists(st.integers(0, 3), min_size=len(ALL), max_size=len(ALL)))
def test_no_claim_is_lost_or_twice_however_they_are_linked(order, incidents):
    claims = [ALL[place] for place in order]
    linked = {c["claim_id"]: (f"i-{n}", "r") for c, n in zip(claims, incidents, strict=True) if n}
    found = list(by_incidents(linked)(claims))
    assert sorted(t.claim for one in found for t in one.tellings) == sorted(claim["claim_id"] for claim in ALL)
    assert len({one.id for one in found}) == len(found)
    assert [one.id for one in by_incidents(linked)(claims)] == [one.id for one in found]


def test_what_people_gave_another_type_is_a_row_of_its_own():
    other = told(7, "Other Wire", event="COERCE")
    found = list(of_incident("i-1", [ATTACK, other], members(ATTACK, other)))
    assert [(one.id, one.event) for one in found] == [("i-1", "ASSAULT"), ("i-1-2", "COERCE")]


def test_most_sources_decide_and_copies_are_one_source():
    later = time("2024-03-20", "2024-03-21")
    claims = [told(1, ""), told(2, "", time=later), told(3, "", time=later)]
    assert agreed(*claims).day == date(2024, 3, 20)
    assert agreed(*claims, copies=[("c-3", "r-2")]).day == date(2024, 3, 19)
    year = told(4, "", time=time("2024-01-01", "2025-01-01", "year"))
    assert agreed(year, claims[0]).day == date(2024, 3, 19)


def test_of_each_voice_of_each_source_the_largest_number_counts():
    claims = [
        told(1, "A", figures=[killed(37, 37), killed(3, 3)]), told(2, "B", figures=[killed(40, 40)]),
        told(3, "B", figures=[killed(90, 90)]), told(4, "C", figures=[]),
    ]  # fmt: skip
    toll = agreed(*claims).killed
    assert (toll.low, toll.best, toll.high) == (37, 37, 90)
    assert agreed(*claims, told(5, "D", figures=[killed(50, None)])).killed.high is None
    assert agreed(claims[3], told(6, "E", figures=[])).killed is None


def test_who_states_it_counts_before_who_denies_or_plans_it():
    denied = told(1, "A", attribution=[voice("the army", "denies")], figures=[killed(0, 0)])
    planned = told(2, "B", realis="future", figures=[killed(500, 500)])
    one = agreed(planned, denied, told(3, "C", figures=[killed(4, 4)]))
    assert (one.realis, one.killed.best, told_as_fact(one)) == ("actual", 4, None)
    assert len(one.tellings) == 3
    assert agreed(denied, planned).realis == "future" and told_as_fact(agreed(denied, planned))
    assert told_as_fact(agreed(denied, told(4, "D", realis="negated"))) is not None
    assert told_as_fact(agreed(denied, {**denied, "claim_id": "c-9"})) is not None


def test_a_party_is_one_however_it_is_called():
    names = [("Northland", "FRA"), ("Paris", "FRA"), ("Northland's army", "FRA", "MIL"), ("the attackers",)]
    claims = [told(n, "", participants=[party("actor", *name)]) for n, name in enumerate(names)]
    assert [side.text for side in parties(claims, "actor")] == ["Northland's army"]
    assert [side.text for side in parties(claims[:2], "actor")] == ["Northland"]
    assert [side.text for side in parties(claims[3:], "actor")] == ["the attackers"]
    assert parties(claims, "recipient") == ()


def test_the_finest_place_is_taken():
    wide = told(1, "A", place=place("Mali", "MLI", 17.0, -4.0, "country"))
    assert agreed(wide, told(2, "B")).spot.name == "Gao"


@pytest.fixture
def register(tmp_path):
    hands = Desk(tmp_path / "register")
    hands.take(
        [
            capture("Aid\n\nNorthland helped Southland in 2020.", origin="a.txt"),
            capture("More aid\n\nOfficials said that Northland helped Southland in 2020.", origin="b.txt"),
        ]
    )
    return tmp_path / "register"


@pytest.mark.parametrize("profile", ["gdelt", "icews", "polecat"])
def test_a_linked_register_gives_a_row_an_incident_and_says_so(register, profile, tmp_path):
    def rows(name):
        with open_register(register) as opened:
            claims = opened.claims()
            write(profile, claims, tmp_path / name, options=options_for(opened, claims))
        events = (tmp_path / name / "events.tsv").read_text(encoding="utf-8").splitlines()
        loss = (tmp_path / name / "LOSS.md").read_text(encoding="utf-8")
        beside = (tmp_path / name / "claims.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
        return len(events) - (profile != "gdelt"), loss, {line.split(",")[0] for line in beside}

    count, loss, events = rows("before")
    assert count == 2 and "claims of one report" in loss and "nothing is linked yet" in loss
    assert str(tmp_path) not in loss and len(events) == 2
    link_register(register)
    count, loss, events = rows("after")
    assert count == 1 and "a row is an incident" in loss and "claims of one report" not in loss
    assert len(events) == 1 and events.pop().startswith("i-")


def test_two_claims_of_one_report_need_no_incident():
    [one] = by_incidents({})([SECOND])
    assert one.id.startswith("h-")
