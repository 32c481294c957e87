import pytest

from regesta.linking.words import bag, cosine, stem, table


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("attacked", "attacks"), ("bombing", "bombed"), ("explosion", "explode"), ("resignation", "resigned"),
        ("shot", "shooting"), ("struck", "strikes"), ("killed", "killing"), ("arrested", "arrests"),
        ("announced", "announcement"), ("withdrew", "withdrawal"), ("condemned", "condemning"), ("died", "deaths"),
    ],
)  # fmt: skip
def test_forms_of_one_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("arrest", "rest"), ("meeting", "metal")])
def test_other_words_do_not(one, other):
    assert stem(one) != stem(other)


def test_rare_words_tell_more():
    known = table()
    assert known.weight("Kunduz") > known.weight("president") > known.weight("the") >= 0
    assert known.weight("a word that nobody wrote") == max(known.weight("zzzz"), 0)


def test_kin_words_are_nearer_than_others():
    known = table()
    assert known.kin("arrested", "detained") > known.kin("arrested", "signed")
    assert known.kin("zzzz", "arrested") == 0.0
    assert known.kin("zzzz", "zzzz") == 1.0


def test_bags_compare():
    one, other = bag("Shells hit Dunport harbour".split()), bag("Dunport harbour was hit by shells".split())
    assert cosine(one, other) == pytest.approx(1.0)
    assert cosine(one, bag("Parliament votes".split())) == 0.0
    assert cosine({}, one) == 0.0
    assert bag(["the", "of"]) == {}
