from regesta.register.reasons import reasons
from tests.hand import full_claim, report


def test_every_field_with_what_decided_it(many):
    row = many.claim(full_claim(report()).id)
    found = {(one.field, one.value): one.reasons for one in reasons(row)}
    assert found[("event", "AID")] == ("the model, 0.75",)
    assert found[("realis", "actual")] == ("past tense",)
    assert found[("actor", "Southland")] == ("'Southland' names a state", "linked to Southland: its name")
    assert found[("voice", "Officials of Northland")][-1] == "not linked: no entry of that name"
    assert found[("time", "May 2020")] == ("month",)
    assert found[("place", "Eastland")] == ("linked to Eastland: only one",)
    assert ("score", "0.75") in found
