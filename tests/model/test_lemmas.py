import pytest

from regesta.model.lemmas import apply_script, lemma_of


@pytest.mark.parametrize(
    ("form", "script", "lemma"),
    [("killed", "l|2|", "kill"), ("was", "l|3|be", "be"), ("Turkey", "k|0|", "Turkey"), ("Attacks", "l|1|", "attack")],
)
def test_scripts(form: str, script: str, lemma: str) -> None:
    assert apply_script(form, script) == lemma


def test_a_script_that_cuts_more_than_there_is_leaves_the_form() -> None:
    assert apply_script("a", "l|3|be") == "a"


@pytest.mark.parametrize(
    ("form", "script", "upos", "lemma"),
    [
        ("killed", "l|2|y", "VERB", "kill"),
        ("seized", "l|3|", "VERB", "seize"),
        ("planned", "l|2|e", "VERB", "plan"),
        ("denied", "l|2|", "VERB", "deny"),
        ("arming", "l|4|m", "VERB", "arm"),
        ("countries", "l|1|", "NOUN", "country"),
        ("countries", "l|0|", "NOUN", "country"),
        ("movies", "l|3|y", "NOUN", "movie"),
        ("gained", "l|0|", "VERB", "gain"),
        ("proceed", "l|0|", "VERB", "proceed"),
        ("resumed", "l|2|", "VERB", "resume"),
        ("troops", "l|3|", "NOUN", "troop"),
        ("agreed", "l|3|", "VERB", "agree"),
        ("fled", "l|1|", "VERB", "flee"),
    ],
)
def test_a_regular_ending_is_cut_off_as_spelling_allows(form: str, script: str, upos: str, lemma: str) -> None:
    assert lemma_of(form, script, upos) == lemma


@pytest.mark.parametrize(
    ("form", "script", "upos", "lemma"),
    [
        ("led", "l|2|ead", "VERB", "lead"),
        ("series", "l|0|", "NOUN", "series"),
        ("men", "l|2|an", "NOUN", "man"),
        ("wives", "l|3|fe", "NOUN", "wife"),
        ("United", "k|0|", "PROPN", "United"),
        ("proceed", "l|0|", "VERB", "proceed"),
        ("resumed", "l|2|", "VERB", "resume"),
        ("dying", "l|4|ie", "VERB", "die"),
        ("misled", "l|2|ead", "VERB", "mislead"),
        ("embed", "l|0|", "VERB", "embed"),
        ("gassed", "l|3|", "VERB", "gas"),
        ("indices", "l|4|ex", "NOUN", "index"),
        ("axes", "l|2|is", "NOUN", "axis"),
    ],
)
def test_other_words_keep_what_the_head_says(form: str, script: str, upos: str, lemma: str) -> None:
    assert lemma_of(form, script, upos) == lemma
