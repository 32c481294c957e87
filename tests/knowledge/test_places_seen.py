from __future__ import annotations

from regesta.knowledge.places_seen import places_seen
from tests.readings import reading

KNOWN = {"New Haven", "Laurel", "Laurel County", "England", "Sri Lanka", "Georgian", "Dunholt"}


class Names:
    def is_place(self, name: str) -> bool:
        return name in KNOWN


def seen(words: str, *mentions: tuple[int, int, str], adjectives: str = "") -> list[str]:
    rows = "\n".join(f"{w} {w} {'ADJ' if w in adjectives.split() else 'PROPN'} 0 root" for w in words.split())
    made = reading(rows, mentions=mentions)
    return [span.of(made.report.text) for span in places_seen(made, Names())]


def test_pieces_of_one_known_name_are_one_place() -> None:
    assert seen("in New Haven", (1, 2, "GPE"), (2, 3, "GPE")) == ["New Haven"]
    assert seen("in Laurel County", (1, 2, "GPE")) == ["Laurel County"]


def test_neighbours_that_are_no_name_stay_apart() -> None:
    assert seen("Dunholt England", (0, 1, "GPE"), (1, 2, "GPE")) == ["Dunholt", "England"]


def test_adjectives_are_no_places() -> None:
    assert seen("Georgian troops", (0, 1, "GPE"), adjectives="Georgian") == []


def test_the_place_that_a_body_is_called_after() -> None:
    assert seen("Laurel County Court", (0, 3, "ORG")) == ["Laurel County"]
    assert seen("Bank of England", (0, 3, "ORG")) == ["England"]
    assert seen("Laurel Brothers", (0, 2, "ORG")) == []
