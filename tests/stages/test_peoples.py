import pytest

from regesta.stages.peoples import shares
from regesta.stages.phrases import Phrases
from tests.readings import reading

CODES = {"French": "FRA", "German": "DEU", "British": "GBR", "France": "FRA", "Germany": "DEU"}


def found(words: str) -> dict[str, list[tuple[str, str]]]:
    """Of words written `form/UPOS`: by word, the words in the report and the words that are looked up."""
    rows = "\n".join(f"{form} {form.lower()} {upos} 0 dep" for form, upos in (w.split("/") for w in words.split()))
    phrases = Phrases.of(reading(rows))
    codes = {i: CODES[phrases.form(i)] for i in range(len(phrases.reading.tokens)) if phrases.form(i) in CODES}
    return {
        phrases.form(i): [(phrases.text(one.span), one.words) for one in several.own]
        for i, several in shares(phrases, codes).items()
    }


def test_each_people_has_its_share_and_the_noun_all_of_them() -> None:
    french, german = ("French", "French ministers"), ("German ministers", "German ministers")
    assert found("French/ADJ and/CCONJ German/ADJ ministers/NOUN met/VERB") == {
        "French": [french], "German": [german], "ministers": [french, german],
    }  # fmt: skip


def test_three_peoples_and_more_words_before_the_noun() -> None:
    assert found("British/ADJ ,/PUNCT French/ADJ and/CCONJ German/PROPN foreign/ADJ ministry/NOUN officials/NOUN") == {
        "British": [("British", "British foreign ministry officials")],
        "French": [("French", "French foreign ministry officials")],
        "German": [("German foreign ministry officials", "German foreign ministry officials")],
        "officials": [
            ("British", "British foreign ministry officials"),
            ("French", "French foreign ministry officials"),
            ("German foreign ministry officials", "German foreign ministry officials"),
        ],
    }


@pytest.mark.parametrize(
    "words",
    [
        "French/ADJ ministers/NOUN met/VERB",
        "French/ADJ ,/PUNCT German/ADJ ministers/NOUN",
        "France/PROPN and/CCONJ Germany/PROPN officials/NOUN",
        "French/ADJ and/CCONJ German/ADJ agreed/VERB",
        "French/ADJ and/CCONJ French/ADJ ministers/NOUN",
        "French/ADJ ministers/NOUN and/CCONJ German/ADJ troops/NOUN",
        "French/ADJ and/CCONJ local/ADJ ministers/NOUN",
    ],
)
def test_other_phrases_are_one_party_each(words: str) -> None:
    assert found(words) == {}
