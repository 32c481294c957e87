from regesta.register import mapping
from regesta.register.filters import Filter
from regesta.register.mapping import Spot


def test_places_with_points_and_what_has_none(many):
    found = many.questions.places(Filter())
    assert found.items == (Spot("Eastland", "ELD", 1.5, -2.5, "country", 1, {"material_cooperation": 1}),)
    assert (found.without_place, found.without_point, found.more) == (8, 1, 0)


def test_the_busiest_are_kept(many, monkeypatch):
    monkeypatch.setattr(mapping, "MOST", 0)
    found = many.questions.places(Filter())
    assert (found.items, found.more) == ((), 1)
