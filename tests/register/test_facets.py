import pytest

from regesta.register.filters import Filter


def counts(register, name, **filters):
    return {one.value: one.count for one in register.questions.facets(Filter(**filters)).values[name]}


def test_values_are_counted(many):
    found = many.questions.facets(Filter())
    assert found.total == 10
    assert counts(many, "event") == {"AID": 9, "REJECT": 1}
    assert counts(many, "quad") == {"material_cooperation": 9, "verbal_conflict": 1}
    assert counts(many, "actor")["NLD"] == 4
    assert counts(many, "voice") == {"---": 1, "report": 9}
    assert counts(many, "country") == {"ELD": 1}
    assert counts(many, "place") == {"Eastland, ELD": 1, "the coast": 1}
    assert counts(many, "source") == {"Own Wire": 10}
    assert counts(many, "year") == {"2019": 2, "2020": 3, "2021": 1, "1950": 1}
    assert counts(many, "measure") == {"weapons": 1}
    assert counts(many, "review") == {"open": 10}


def test_labels_are_for_people(many):
    found = many.questions.facets(Filter()).values
    assert {one.value: one.label for one in found["actor"]}["NLD"] == "Northland"
    assert {one.value: one.label for one in found["voice"]}["report"] == "the report itself"
    assert {one.value: one.label for one in found["place"]} == {"Eastland, ELD": "Eastland", "the coast": "the coast"}
    assert {one.value: one.label for one in found["quad"]}["verbal_conflict"] == "verbal conflict"


FILTERS = [
    {"actor": "NLD"},
    {"actor": ["NLD", "SLD"], "recipient": "WLD"},
    {"event": "REJECT", "place": "the coast"},
    {"since": "2020", "actor": "NLD", "text": "helped"},
    {"since": "2021", "dated": "publication", "review": "open"},
    {"voice": "report", "measure": "weapons"},
    {
        "country": "ELD",
        "source": "Own Wire",
        "certainty": "probable",
        "realis": "actual",
        "quad": "material_cooperation",
    },
    {"either": "ELD", "score": 0.5, "bbox": "-180,-90,180,90"},
]
OWN = {"year": ("since", "until"), "actor": ("actor",), "recipient": ("recipient",), "event": ("event",),
       "place": ("place",), "voice": ("voice",), "measure": ("measure",), "review": ("review",), "quad": ("quad",),
       "country": ("country",), "source": ("source",), "certainty": ("certainty",), "realis": ("realis",)}  # fmt: skip


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_every_facet_leaves_out_its_own_filter_and_holds_the_others(many, filters):
    found = many.questions.facets(Filter(**filters))
    assert found.total == many.questions.count(Filter(**filters))
    for name, own in OWN.items():
        rest = {key: value for key, value in filters.items() if key not in own}
        alone = many.questions.facets(Filter(**rest)).values[name]
        assert found.values[name] == alone, name


def test_a_value_put_back_into_its_filter_finds_what_was_counted(many):
    for name, values in many.questions.facets(Filter()).values.items():
        for one in values:
            filters = {"since": one.value, "until": one.value} if name == "year" else {name: one.value}
            assert many.questions.count(Filter(**filters)) == one.count, (name, one)


def test_a_year_may_be_that_of_publication(many):
    assert counts(many, "year", dated="publication") == {"2019": 2, "2020": 3, "2021": 2, "1950": 1, "2024": 1}
