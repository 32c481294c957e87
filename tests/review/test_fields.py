import pytest

from regesta.records.codec import claim_to_json
from regesta.records.decode import claim_from_json
from regesta.review.fields import JUDGED, key, laid_over, plain
from tests.hand import bare_claim, full_claim, report


def claims():
    one = report()
    return [claim_to_json(made, report=one) for made in (full_claim(one), bare_claim(one))]


@pytest.mark.parametrize("claim", claims())
def test_a_claim_with_its_own_values_is_the_claim(claim):
    assert laid_over(claim, plain(claim), because=str) == claim
    assert tuple(plain(claim)) == JUDGED


@pytest.mark.parametrize("claim", claims())
@pytest.mark.parametrize("other", claims())
def test_a_claim_with_the_values_of_another_is_still_a_claim(claim, other):
    made = laid_over(claim, plain(other), because=lambda field: f"set in {field}")
    read = claim_from_json(made)
    assert read.id == claim["claim_id"] and read.event == other["event"]
    assert plain(made) == plain(other)


def test_the_same_party_keeps_its_link_with_another_sector():
    claim = claims()[0]
    values = plain(claim)
    values["participants"][0] = {**values["participants"][0], "sectors": ["MIL"]}
    party = laid_over(claim, values, because=lambda field: "set by anna")["participants"][0]
    assert (party["entity"]["name"], party["entity"]["sectors"]) == ("Southland", ["MIL"])
    assert party["reasons"][-1] == "set by anna" and len(party["reasons"]) == 2
    values["participants"][0] = {**values["participants"][0], "code": "NLD"}
    party = laid_over(claim, values, because=lambda field: "set by anna")["participants"][0]
    assert party["entity"]["name"] is None and party["entity"]["reasons"] == ["set by anna"]


def test_a_place_keeps_its_point_or_gets_an_id_of_its_own():
    claim = claims()[0]
    same = {**plain(claim)["place"], "precision": "region"}
    assert laid_over(claim, {"place": same}, because=str)["place"]["entity"]["id"] == "g1"
    other = {**same, "name": "Dunport", "country": "NLD"}
    assert laid_over(claim, {"place": other}, because=str)["place"]["entity"]["id"] == "place:NLD:Dunport"


def test_keys_compare_codes_and_not_words():
    values = plain(claims()[0])
    words = {"text": "x", "start": 1, "end": 2}
    other = {
        **values,
        "participants": [{**one, **words} for one in reversed(values["participants"])],
        "time": {**values["time"], **words},
        "contexts": list(reversed(values["contexts"])),
    }
    for field in JUDGED:
        assert key(field, values) == key(field, other)
        hash(key(field, values))
    assert key("participants", {**values, "participants": []}) != key("participants", values)
    assert key("realis", {**values, "realis": "negated"}) != key("realis", values)
