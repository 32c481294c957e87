import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.errors import BadValueError
from regesta.records.codec import claim_to_json
from regesta.review.fields import key, plain
from regesta.review.notation import NAMES, change, changes, editable, told
from regesta.review.rules import Told
from tests.shelf import RULES, STORY, span, story_claims
from tests.shelf import told as report

REPORT = report()
STORIES = [plain(claim_to_json(one, report=REPORT)) for one in story_claims(REPORT)]
VALUES = STORIES[0]

READ = [
    ("event", "AID", "event", "AID"),
    ("mode", "-", "mode", None),
    ("contexts", "military economic", "contexts", ["military", "economic"]),
    ("contexts", "", "contexts", []),
    ("time", "2020-05", "time", {"from": "2020-05-01", "to": "2020-06-01", "precision": "month"}),
    ("time", "2020", "time", {"from": "2020-01-01", "to": "2021-01-01", "precision": "year"}),
    ("time", "2020-05-03..2020-05-09 week", "time", {"from": "2020-05-03", "to": "2020-05-10", "precision": "week"}),
    ("time", '2020-05-03 "May 2020"', "time",
     {"from": "2020-05-03", "to": "2020-05-04", "precision": "day", "text": "May 2020"}),
    ("time", "-", "time", None),
    ("place", "Port Arthur, NLD", "place", {"name": "Port Arthur", "country": "NLD"}),
    ("place", "NLD", "place", {"name": "NLD", "country": "NLD"}),
    ("place", "Dunport", "place", {"name": "Dunport", "country": None}),
    ("figures", "killed 12", "figures", [{"measure": "killed", "low": 12.0, "high": 12.0}]),
    ("figures", "killed ..50; money 1,000,000.. unit=dollars", "figures",
     [{"measure": "killed", "low": None, "high": 50.0},
      {"measure": "money", "low": 1e6, "high": None, "unit": "dollars"}]),
    ("figures", 'killed 24..99 "dozens; or more" qualifier="at least"', "figures",
     [{"measure": "killed", "low": 24.0, "high": 99.0, "qualifier": "at least", "text": "dozens; or more"}]),
    ("voice", 'NLD GOV "officials" "said" denies direct; NATO', "attribution",
     [{"stance": "denies", "quotation": "direct", "code": "NLD", "sectors": ["GOV"], "text": "officials",
       "cue": "said"}, {"code": "NATO", "sectors": []}]),
    ("place", '{"name": "A, B", "country": null}', "place", {"name": "A, B", "country": None}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "field", "value"), READ)
def test_what_is_typed(name, text, field, value):
    assert change(name, text, VALUES) == (field, value)


def test_a_role_leaves_the_other_role_alone():
    field, value = change("actor", 'SLD MIL "Southland"; ---', VALUES)
    assert field == "participants"
    assert [(one["role"], one["code"]) for one in value] == [("actor", "SLD"), ("actor", "---"), ("recipient", "WLD")]
    assert value[2] == VALUES["participants"][1]
    assert change("recipient", "-", VALUES)[1] == [VALUES["participants"][0]]


def test_several_fields_are_read_one_after_the_other():
    found = changes(["actor=SLD", "recipient = NLD", "event=ASSAULT"], VALUES)
    assert [(one["role"], one["code"]) for one in found["participants"]] == [("actor", "SLD"), ("recipient", "NLD")]
    assert found["event"] == "ASSAULT"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("event", "no FIELD=VALUE"),
        ("colour=red", "no field 'colour'"),
        ("actor=[1", "no JSON"),
        ('actor=NLD "open', "left open"),
        ('actor="words"', "no code"),
        ('voice="words" "said"', "no code"),
        ("participants=NLD", "set actor or recipient"),
        ("time=soon", "no year, month or day"),
        ("time=2020..2021", "no precision"),
        ('time="May"', "no days"),
        ("figures=many", "no figure"),
        ("figures=killed many", "no figure"),
        ("figures=killed ..", "no figure"),
        ("figures=killed 3 colour=red", "no figure"),
    ],
)
def test_what_cannot_be_read_is_told(given, told):
    with pytest.raises(BadValueError) as found:
        changes([given], VALUES)
    assert told in found.value.line() and found.value.mend


@pytest.mark.parametrize("values", STORIES)
@pytest.mark.parametrize("name", NAMES)
def test_a_field_as_it_is_typed_changes_nothing(values, name):
    """What a coder is shown for editing, sent back as it is, is no correction."""
    field, value = change(name, editable(name, values), values)
    made = RULES.changes({field: value}, Told(values, STORY, span(STORY, "helped").start))
    assert field not in made or key(field, made) == key(field, values)


@settings(deadline=None)
@given(st.text(max_size=30), st.sampled_from(NAMES))
def test_anything_typed_is_read_or_told(text, name):
    try:
        field, value = change(name, text, VALUES)
        RULES.changes({field: value}, Told(VALUES, STORY, 0))
    except BadValueError as error:
        assert error.line()


def test_values_in_words_are_harmless():
    hostile = {**VALUES, "place": {**VALUES["place"], "text": "\x1b[2J\u202ehere", "name": "a\nb"}}
    assert told("place", hostile) == 'a b, WLD "[2Jhere"'
    assert [told(name, VALUES) for name in ("event", "mode", "actor", "time", "place")] == [
        "AID", "-", 'NLD GOV "Northland"', '2020-05 (month) "May 2020"', 'Dunport, WLD "Dunport"',
    ]  # fmt: skip
    assert told("participants", VALUES) == 'NLD GOV "Northland" > WLD GOV "Westland"'
    assert told("figures", STORIES[1]) == "killed 12 people"


def test_json_nested_without_end_is_told():
    with pytest.raises(BadValueError, match="no JSON"):
        change("place", "[" * 100_000, VALUES)
