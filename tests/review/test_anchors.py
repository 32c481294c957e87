import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regesta.records.spans import Span
from regesta.review.anchors import Anchor, context, find, nearest, occurrences
from tests.shelf import STORY, span

WORDS = st.lists(st.sampled_from("the army said it shelled a town near Ostrava and güney قال 🕊️".split()), max_size=60)
TEXTS = WORDS.map(" ".join)


def again(text, span_, near=0):
    exact, prefix, suffix = context(STORY, span_)
    return find(text, exact, prefix=prefix, suffix=suffix, near=near)


@pytest.mark.parametrize("words", ["helped", "killed", "denied", "Northland", "anybody"])
def test_words_are_found_where_they_were(words):
    assert again(STORY, span(STORY, words)) == span(STORY, words)


def test_the_same_words_elsewhere_are_told_apart_by_context():
    second = span(STORY, "helped", 1)
    assert again(STORY, second, near=0) == second


def test_of_equal_places_the_nearest_is_taken():
    text = "They said so.\n\n" * 3
    places = occurrences(text, "said")
    exact, prefix, suffix = context(text, places[1])
    assert find(text, exact, prefix=prefix, suffix=suffix, near=places[1].start) == places[1]


def test_wider_white_space_is_the_same_text():
    wide = STORY.replace(" ", "\n   ")
    found = again(wide, span(STORY, "helped"))
    assert found is not None and found.of(wide) == "helped"


def test_words_alone_prove_nothing():
    assert (
        again("Somebody else helped, and that was all that happened there on that day.", span(STORY, "helped")) is None
    )
    assert again("Nothing of the kind.", span(STORY, "helped")) is None


def test_half_of_the_context_is_enough():
    text = STORY.replace("Northland helped", "The northern state helped")
    assert again(text, span(STORY, "helped")) == span(text, "helped")


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS, st.data())
def test_text_before_and_behind_moves_an_anchor_and_does_not_lose_it(before, middle, behind, other, data):
    """What stands far away may change at will: the anchor moves by as much as its paragraph does."""
    assume(middle)
    text = f"{before}\n\n{'x' * 32} {middle} {'y' * 32}\n\n{behind}"
    base = len(before) + 2 + 33
    word = data.draw(st.sampled_from(middle.split()))
    at = Span(base + middle.index(word), base + middle.index(word) + len(word))
    assume(at in occurrences(text, word))
    exact, prefix, suffix = context(text, at)
    assert find(text, exact, prefix=prefix, suffix=suffix, near=at.start) == at
    moved = f"{other}\n\n" + text[len(before) + 2 :]
    by = len(other) - len(before)
    found = find(moved, exact, prefix=prefix, suffix=suffix, near=at.start + by)
    assert found == Span(at.start + by, at.end + by)


@settings(deadline=None)
@given(TEXTS, st.text(max_size=8), st.integers(-5, 400))
def test_what_is_found_reads_the_same(text, words, near):
    found = nearest(text, words, near)
    if found is None:
        assert not words.split() or words not in text.split()
    else:
        assert found.of(text).split() == words.split()


def test_no_part_of_a_longer_word():
    assert [one.start for one in occurrences("aid raids aid", "aid")] == [0, 10]


def test_json_and_back():
    anchor = Anchor("r-1", "000001-a", "key", "path:a", "helped", "before ", " behind", 7, 13, 2)
    assert Anchor.from_json(anchor.to_json()) == anchor
    with pytest.raises(TypeError):
        Anchor.from_json({"report": "r-1"})
