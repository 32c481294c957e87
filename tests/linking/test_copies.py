from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.linking.copies import LEAST, RUN, copies, groups, runs, shared

WIRE = " ".join(f"w{n} stood by gate{n % 7} and saw crate{n} leave for port{n % 11}." for n in range(40))
OTHER = " ".join(f"v{n} wrote of hall{n % 5} where vote{n} was taken by bench{n % 3}." for n in range(40))


def test_a_cut_with_another_head_is_a_copy():
    cut = "Update: crates leave\n\nGENEVA (Agency) - " + WIRE[: len(WIRE) // 3]
    (pair,) = copies([WIRE, OTHER, cut])
    assert (pair.first, pair.second) == (0, 2)
    assert pair.share > 0.8


def test_light_edits_are_a_copy_and_other_words_are_none():
    edited = WIRE.replace(" and saw", " who saw", 8)
    assert groups([WIRE, edited, OTHER]) == [0, 0, 2]


def test_a_shared_quotation_is_no_copy():
    quote = " ".join(WIRE.split()[: LEAST // 2])
    assert groups([WIRE, f"{OTHER} {quote}"]) == [0, 1]


def test_copies_of_copies_are_one_group():
    half = len(WIRE) // 2
    assert groups([WIRE[:half], WIRE, WIRE[half:]]) == [0, 0, 0]


def test_short_texts_have_no_runs():
    assert len(runs("too short")) == 0
    assert shared(runs("too short"), runs(WIRE)) == 0.0
    assert len(runs("one two three four")) == 1
    assert RUN == 4


@settings(deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_texts_does_not_matter(order):
    texts = [WIRE, WIRE[: len(WIRE) // 2], OTHER, f"Desk. {OTHER}", "alone"]
    placed = groups([texts[n] for n in order])
    together = {frozenset(order[n] for n in range(5) if placed[n] == group) for group in placed}
    assert together == {frozenset({0, 1}), frozenset({2, 3}), frozenset({4})}
