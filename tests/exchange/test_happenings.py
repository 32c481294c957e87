from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from regesta.exchange.happenings import happening, of_reports
from tests.exchange.making import ALL, ATTACK, BARE, DENIED, SECOND, VISIT, claim, killed, party, place, time


def test_claims_that_tell_the_same_are_one_happening():
    [one] = of_reports([ATTACK, SECOND])
    assert [telling.claim for telling in one.tellings] == [ATTACK["claim_id"], "c-second"]
    assert (one.event, one.mode, one.day, one.asserted) == ("ASSAULT", "aerial", date(2024, 3, 19), True)
    assert [side.name for side in one.actors] == ["Northland"]
    assert one.spot.name == "Gao" and one.tellings[0].voices == ("the mayor",)


def test_what_differs_in_a_key_field_stays_apart():
    other = {**SECOND, "claim_id": "c-x"}
    for change in (
        {"event": "COERCE"},
        {"realis": "negated"},
        {"time": None},
        {"report": {**ATTACK["report"], "id": "r-other"}},
        {"participants": ATTACK["participants"][:1]},
        {
            "participants": [
                party("actor", "Northland", "FRA", "GOV", entity="country:n:FRA"),
                ATTACK["participants"][1],
            ]
        },
    ):
        assert len(list(of_reports([ATTACK, {**other, **change}]))) == 2, change


def test_a_claim_without_a_party_stands_alone_as_unknown_is_not_equal():
    first, second = ({**BARE, "claim_id": f"c-{n}", "participants": [party("actor", "A")]} for n in (1, 2))
    assert len(list(of_reports([first, second]))) == 2


def test_the_id_is_that_of_its_claims_in_any_order():
    assert happening([ATTACK, SECOND]).id == happening([SECOND, ATTACK]).id != happening([ATTACK]).id
    assert happening([ATTACK], id_="i-1").id == "i-1"


def test_no_claim_is_lost_or_twice():
    told = [telling.claim for one in of_reports(ALL) for telling in one.tellings]
    assert sorted(told) == sorted(one["claim_id"] for one in ALL)


def toll(*figures):
    return happening([claim(figures=list(figures))]).killed


def test_tolls_hull_what_is_told():
    assert toll() is None
    assert toll(killed(5, 5)).best == 5
    both = happening([ATTACK, SECOND]).killed
    assert (both.low, both.best, both.high) == (10, 10, None)
    assert (toll(killed(24, 99)).low, toll(killed(24, 99)).best, toll(killed(24, 99)).high) == (24, 61, 99)
    assert (toll(killed(None, 50)).low, toll(killed(None, 50)).best) == (None, 50)
    assert toll(killed(0, 0)).best == 0
    assert toll(killed(3, 3, "wounded")) is None


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=6))
def test_low_best_and_high_are_in_order(bounds):
    found = toll(*(killed(min(pair), max(pair)) for pair in bounds))
    assert found.low <= found.best <= found.high


def test_a_denied_claim_is_not_asserted_until_somebody_asserts_it():
    assert not happening([DENIED]).asserted
    assert happening([DENIED, {**DENIED, "claim_id": "c-2", "attribution": []}]).asserted


def test_the_finest_place_wins():
    wide = {**SECOND, "place": place("Mali", "MLI", 17.0, -4.0, "country")}
    assert happening([wide, ATTACK]).spot.name == "Gao"
    assert happening([{**wide, "place": place("a village", None)}, wide]).spot.name == "Mali"


def test_a_wide_time_has_no_day():
    assert happening([VISIT]).day is None and happening([VISIT]).precision == "month"
    assert happening([claim(time=time("2024-05-01", "2024-05-02"))]).day == date(2024, 5, 1)
