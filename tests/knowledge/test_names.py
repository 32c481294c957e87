from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.knowledge.names import fold, key_of, keys_at, skeleton, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erdoğan", "Erdogan"),
        ("Dağlıq", "Daglıq"),
        ("Łukasz", "Lukasz"),
        ("Sana'a", "Sanaa"),
        ("El-Sisi", "al-Sisi"),
        ("the Kremlin", "Kremlin"),
        ("St. Lucia", "Saint Lucia"),
        ("Cote d'Ivoire", "Côte d’Ivoire"),
        ("U.N.", "UN"),
        ("U.S", "US"),
    ],
)
def test_same_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_acronyms_are_not_words() -> None:
    assert key_of("US") == "^us" != key_of("us")
    assert key_of("WHO") == "^who" != key_of("who")


def test_titled_acronyms_are_tried() -> None:
    assert "^nato" in keys_at(tokens("Nato"), 0, 1)
    assert "^pace" not in keys_at(tokens("Pace"), 0, 1)
    assert "^is" not in keys_at(tokens("Is"), 0, 1)


def test_possessives_are_marked_and_cut() -> None:
    first, second = tokens("Azerbaijan's army")
    assert (first.text, first.owner, second.owner) == ("Azerbaijan", True, False)
    assert tokens("the rebels' camp")[1].owner


@pytest.mark.parametrize(
    ("one", "other"),
    [("Andrei Kozyrev", "Andrey Kozyrev"), ("Muammar Gaddafi", "Moammar Gadafi"), ("Boris Tadić", "Boris Tadic")],
)
def test_skeletons_agree(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


def test_short_names_have_no_skeleton() -> None:
    assert skeleton("Hu") == skeleton("Li Na") == ""


@given(st.text(max_size=60))
def test_tokens_stand_where_they_say(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        assert token.fold
        end = token.end


@given(st.text(max_size=30))
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
