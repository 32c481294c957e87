"""The filters that came with the page; the older ones stand in test_questions."""

import pytest

from regesta.errors import BadValueError
from regesta.register.filters import Filter, narrow, several

FOUND = [
    ({"actor": ["SLD", "Eastland"]}, 3),
    ({"actor": ()}, 10),
    ({"either": "ELD"}, 3),
    ({"either": ["Westland", "Atlantis"]}, 5),
    ({"event": ["AID", "reject"]}, 10),
    ({"event": ["reject"]}, 1),
    ({"quad": "verbal_conflict"}, 1),
    ({"quad": "verbal conflict,material-cooperation"}, 10),
    ({"realis": "actual,negated"}, 10),
    ({"realis": ["negated"]}, 1),
    ({"certainty": "probable"}, 1),
    ({"certainty": ["certain", "PROBABLE"]}, 10),
    ({"place": "Eastland, ELD"}, 1),
    ({"place": "Eastland, NLD"}, 0),
    ({"place": ["Atlantis", "the coast"]}, 1),
    ({"country": "eastland"}, 1),
    ({"country": "eld,nld"}, 1),
    ({"country": "NLD"}, 0),
    ({"source": "own wire"}, 10),
    ({"source": ""}, 0),
    ({"measure": "weapons"}, 1),
    ({"measure": "killed,weapons"}, 1),
    ({"measure": "killed"}, 0),
    ({"bbox": "-3,1,-2,2"}, 1),
    ({"bbox": "-2.5,1.5,-2.5,1.5"}, 1),
    ({"bbox": "170,-90,-170,90"}, 0),
    ({"bbox": "170,-90,0,90"}, 1),
    ({"score": 0.75}, 9),
    ({"score": 1.0}, 0),
    ({"text": ["denied", "in 1950"]}, 4),
    ({"text": "HARBOUR"}, 2),
    ({"report": ["r-", "x"]}, 10),
    ({"review": "open"}, 10),
    ({"review": ["accepted", "rejected"]}, 0),
    ({"since": "2021"}, 1),
    ({"since": "2021", "dated": "event"}, 1),
    ({"since": "2021-05", "until": "2021-05", "dated": "publication"}, 2),
    ({"since": "2024-03-20", "dated": "publication"}, 1),
    ({"since": "2024-03-21", "dated": "publication"}, 0),
]


@pytest.mark.parametrize(("filters", "count"), FOUND)
def test_filters(many, filters, count):
    assert len(many.claims(**filters)) == count
    assert many.questions.count(Filter(**filters)) == count


def test_claims_by_their_ids(many):
    ids = [row["claim_id"] for row in many.claims().dicts()]
    assert len(many.claims(ids=ids[:2])) == len(many.claims(ids=",".join(ids[:2]))) == 2
    assert len(many.claims(ids=ids[0][:9])) == 0


@pytest.mark.parametrize(
    ("filters", "where"),
    [
        ({"quad": "cooperation"}, "quad"),
        ({"certainty": ["certain", "sure"]}, "certainty"),
        ({"country": "Erewhon"}, "country"),
        ({"bbox": "1,2,3"}, "bbox"),
        ({"bbox": "0,0,nan,1"}, "bbox"),
        ({"bbox": "0,2,1,1"}, "bbox"),
        ({"bbox": "0,0,181,1"}, "bbox"),
        ({"score": 1.5}, "score"),
        ({"score": float("nan")}, "score"),
        ({"measure": "lorries"}, "measure"),
        ({"review": "done"}, "review"),
        ({"dated": "reading"}, "dated"),
        ({"event": " , "}, "event"),
        ({"actor": ["NLD", "?"]}, "actor"),
        ({"either": " "}, "actor"),
        ({"actor": ["NLD"] * 101}, "actor"),
    ],
)
def test_a_value_that_cannot_be_read_names_its_filter(many, filters, where):
    with pytest.raises(BadValueError) as caught:
        many.claims(**filters)
    assert caught.value.where == where


def test_values_stand_apart_in_sequences_or_between_commas():
    assert several(None) == several(()) == []
    assert several("a, b") == ["a, b"]
    assert several(["a", "b,c "], commas=True) == ["a", "b", "c"]


def test_a_question_is_told_in_words():
    assert Filter(actor=["TUR", "SYR"], event="AID", score=0.5, all_versions=True).told() == (
        "actor TUR or SYR, event AID, score 0.5"
    )


def test_conditions_can_be_left_out():
    where = narrow(Filter(event="AID", text="x"), country_of=lambda _: None)
    assert where.values() == ["AID", "x"]
    assert where.values(without=["text"]) == where.values_of("event") == ["AID"]
    assert "event" not in where.sql(without=["event"])
