import pytest

from regesta.errors import BadValueError
from regesta.ontology import scheme
from regesta.records.codec import claim_to_json
from regesta.review.fields import JUDGED, plain
from regesta.review.rules import Told
from tests.shelf import RULES, STORY, span, story_claims, told

REPORT = told()


def values(number=0):
    return plain(claim_to_json(story_claims(REPORT)[number], report=REPORT))


def changes(given, *, of=None):
    return RULES.changes(given, Told(of or values(), STORY, span(STORY, "helped").start))


RIGHT = [
    ({"event": "SANCTION"}, {"event": "SANCTION"}),
    ({"mode": None}, {}),
    ({"event": "ASSAULT", "mode": "aerial"}, {"event": "ASSAULT", "mode": "aerial"}),
    ({"contexts": ["health", "health", "military"]}, {"contexts": ["health", "military"]}),
    ({"realis": "negated", "certainty": "possible"}, {"realis": "negated", "certainty": "possible"}),
    ({"realis": "actual"}, {}),
    ({"time": None, "place": None}, {"time": None, "place": None}),
    ({"attribution": [], "figures": []}, {}),
]


@pytest.mark.parametrize(("given", "made"), RIGHT)
def test_values_of_the_codebook(given, made):
    assert changes(given) == made


def test_every_event_with_every_mode_and_context_is_right():
    for event in scheme.load().events:
        for mode in event.modes:
            assert changes({"event": event.name, "mode": mode.name})["mode"] == mode.name
    names = [context.name for context in scheme.load().contexts]
    assert changes({"contexts": names})["contexts"] == names


def test_a_mode_that_the_new_type_has_not_goes():
    of = {**values(), "event": "ASSAULT", "mode": "aerial"}
    assert changes({"event": "AID"}, of=of) == {"event": "AID", "mode": None}
    assert changes({"event": "ASSAULT"}, of=of) == {}
    with pytest.raises(BadValueError, match="AID has no mode 'aerial'"):
        changes({"event": "AID", "mode": "aerial"})


def test_a_party_takes_the_words_of_the_one_it_replaces():
    made = changes({"participants": [{"role": "actor", "code": "SLD", "sectors": ["MIL"]}]})["participants"]
    assert made == [{"role": "actor", "text": "Northland", "start": 14, "end": 23, "code": "SLD", "sectors": ["MIL"]}]


def test_a_party_takes_the_nearest_words_it_is_given_or_none():
    given = [{"role": "actor", "code": "---", "text": "officials"}, {"role": "recipient", "code": "ELD"}]
    first, second = changes({"participants": given}, of=values(2))["participants"]
    assert (first["text"], STORY[first["start"] : first["end"]]) == ("officials", "officials")
    at = span(STORY, "helped").start
    assert (second["text"], second["start"], second["end"]) == ("", at, at)


def test_voice_time_place_and_figures():
    made = changes(
        {
            "attribution": [{"code": "NATO", "text": "officials", "cue": "said", "stance": "doubts"}],
            "time": {"from": "2020-05-01", "to": "2020-05-08", "precision": "week"},
            "place": {"name": "Dunport", "country": "WLD"},
            "figures": [{"measure": "wounded", "low": 3, "high": 3, "unit": "people"}],
        }
    )
    assert made["attribution"][0]["quotation"] == "indirect" and made["attribution"][0]["sectors"] == []
    assert made["time"]["text"] == "May 2020"
    assert "place" not in made  # the same place, with the point it had
    assert made["figures"][0]["low"] == 3.0 and made["figures"][0]["qualifier"] is None


def test_what_is_given_back_as_it_was_needs_no_leave():
    odd = {**values(), "participants": [{**values()["participants"][0], "code": "XQX"}]}
    assert changes({name: odd[name] for name in JUDGED}, of=odd) == {}
    kept = [*odd["participants"], {"role": "recipient", "code": "ELD"}]
    assert changes({"participants": kept}, of=odd)["participants"][0]["code"] == "XQX"


WRONG = [
    ({"colour": "red"}, "changes", "no field 'colour'"),
    ({"trigger": "x"}, "changes", "no field 'trigger'"),
    ({"event": "HELP"}, "event", "no such value: 'HELP'"),
    ({"event": ["AID"]}, "event", "no such value"),
    ({"mode": "aerial"}, "mode", "AID has no mode"),
    ({"mode": 3}, "mode", "expected a text"),
    ({"contexts": ["tennis"]}, "contexts[0]", "no such value: 'tennis'"),
    ({"contexts": "military"}, "contexts", "expected a list"),
    ({"realis": "maybe"}, "realis", "one of actual future hypothetical negated"),
    ({"certainty": None}, "certainty", "no such value"),
    ({"participants": [{"role": "voice", "code": "NLD"}]}, "participants[0].role", "one of actor recipient"),
    ({"participants": [{"code": "NLD"}]}, "participants[0].role", "missing"),
    ({"participants": [{"role": "actor"}]}, "participants[0].code", "missing"),
    ({"participants": [{"role": "actor", "code": "NLE"}]}, "participants[0].code", "NLD (Northland)"),
    ({"participants": [{"role": "actor", "code": "nld"}]}, "participants[0].code", "no code 'nld'"),
    ({"participants": [{"role": "actor", "code": "NLD", "sectors": ["GVO"]}]}, "participants[0].sectors[0]", "GVO"),
    ({"participants": [{"role": "actor", "code": "NLD", "text": "Atlantis"}]}, "participants[0].text", "to the letter"),
    ({"participants": [{"role": "actor", "code": "NLD", "text": "Northland", "start": 3, "end": 9}]},
     "participants[0].text", "does not stand from 3 to 9"),
    ({"participants": [{"role": "actor", "code": "NLD", "colour": 1}]}, "participants[0]", "no field 'colour'"),
    ({"participants": ["NLD"]}, "participants[0]", "expected an object"),
    ({"participants": [{"role": "actor", "code": "NLD"}] * 101}, "participants", "at most 100"),
    ({"attribution": [{"code": "NLD", "stance": "hopes"}]}, "attribution[0].stance", "asserts denies doubts"),
    ({"attribution": [{"code": "NLD", "quotation": "loud"}]}, "attribution[0].quotation", "direct indirect mixed"),
    ({"time": {"from": "2020-05-02", "to": "2020-05-02", "precision": "day"}}, "time.to", "half-open"),
    ({"time": {"from": "May", "to": "2020-05-02", "precision": "day"}}, "time.from", "YYYY-MM-DD"),
    ({"time": {"from": "2020-05-01", "to": "2020-05-02", "precision": "hour"}}, "time.precision", "day week month"),
    ({"time": "2020"}, "time", "expected an object"),
    ({"place": {"name": "", "country": None}}, "place.name", "expected a text"),
    ({"place": {"name": "Here", "country": "Northland"}}, "place.country", "alpha-3"),
    ({"place": {"name": "Here", "country": "NATO"}}, "place.country", "no country"),
    ({"place": {"name": "Here", "latitude": 91, "longitude": 0}}, "place.latitude", "91 is not from -90 to 90"),
    ({"place": {"name": "Here", "latitude": 9}}, "place.latitude", "stand together"),
    ({"place": {"name": "Here", "latitude": True, "longitude": 1}}, "place.latitude", "no number"),
    ({"place": {"name": "Here", "precision": "planet"}}, "place.precision", "point town"),
    ({"figures": [{"measure": "ships", "low": 1}]}, "figures[0].measure", "killed wounded"),
    ({"figures": [{"measure": "killed"}]}, "figures[0].low", "low or a high"),
    ({"figures": [{"measure": "killed", "low": 9, "high": 3}]}, "figures[0].low", "9 is above high 3"),
    ({"figures": [{"measure": "killed", "low": -1}]}, "figures[0].low", "-1 is not from 0"),
    ({"figures": [{"measure": "killed", "low": float("nan")}]}, "figures[0].low", "no number"),
    ({"figures": [{"measure": "killed", "low": 10**400}]}, "figures[0].low", "is not from 0"),
    ({"place": {"name": "Here", "country": ["WLD"]}}, "place.country", "no country"),
    ({"figures": [{"measure": "killed", "low": 1, "qualifier": ""}]}, "figures[0].qualifier", "expected a text"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "where", "told"), WRONG)
def test_anything_else_is_refused_with_its_place(given, where, told):
    with pytest.raises(BadValueError) as found:
        changes(given)
    assert found.value.where == where
    assert told in found.value.line()


def test_a_body_that_nobody_listed_has_its_acronym():
    made = changes({"participants": [{"role": "actor", "code": "ZZTO"}, {"role": "actor", "code": "IMG"}]})
    assert [one["code"] for one in made["participants"]] == ["ZZTO", "IMG"]


def test_the_claims_of_the_story_keep_the_rules():
    for number in range(3):
        assert changes(values(number), of={**values(number), "event": ""})["event"] == values(number)["event"]
