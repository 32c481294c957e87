import pytest

from regesta.errors import BadValueError
from regesta.register.filters import Filter
from regesta.register.network import MOST, Edge, Part


def test_who_does_what_to_whom(many):
    found = many.questions.network(Filter())
    assert [(node.code, node.name, node.count) for node in found.nodes] == [
        ("NLD", "Northland", 5),
        ("WLD", "Westland", 4),
        ("SLD", "Southland", 3),
        ("ELD", "Eastland", 2),
        ("IMG", "IMG", 1),
    ]
    assert Edge("NLD", "WLD", "material_cooperation", 2, {"AID": 2}) in found.edges
    assert Edge("NLD", "NLD", "material_cooperation", 1, {"AID": 1}) in found.edges
    assert sum(edge.count for edge in found.edges) == 8
    assert (found.without, found.more) == (2, 0)


def test_the_busiest_nodes_and_the_edges_between_them(many):
    found = many.questions.network(Filter(), limit=2)
    assert [node.code for node in found.nodes] == ["NLD", "WLD"]
    assert all({edge.source, edge.target} <= {"NLD", "WLD"} for edge in found.edges)
    assert found.more == len(many.questions.network(Filter()).edges) - len(found.edges) > 0


@pytest.mark.parametrize("limit", [0, MOST + 1])
def test_the_number_of_nodes_has_bounds(many, limit):
    with pytest.raises(BadValueError):
        many.questions.network(Filter(), limit=limit)


def test_who_takes_part(many):
    found = many.questions.actors(Filter())
    assert found.items[0] == Part("NLD", "Northland", 4, 2, 0)
    assert Part("IMG", "Hezbollah", 1, 0, 0) in found.items
    assert "---" not in {part.code for part in found.items}


def test_pages_of_who_takes_part(many):
    whole = many.questions.actors(Filter()).items
    found, after = [], None
    while True:
        page = many.questions.actors(Filter(), limit=2, after=after)
        found += page.items
        if (after := page.next) is None:
            break
    assert tuple(found) == whole
