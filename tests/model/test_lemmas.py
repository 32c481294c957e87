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
        ("arrested", "l|1|", "VERB", "arrest"),
        ("massacred", "l|2|", "VERB", "massacre"),
        ("Shot", "l|2|", "VERB", "shoot"),
        ("held", "l|0|", "VERB", "hold"),
        ("gained", "l|0|", "VERB", "gain"),
        ("fled", "l|1|", "VERB", "flee"),
        ("gon", "l|0|", "VERB", "go"),
        ("countries", "l|1|", "NOUN", "country"),
        ("soldiers", "l|0|", "NOUN", "soldier"),
        ("women", "l|1|", "NOUN", "woman"),
        ("children", "l|0|", "NOUN", "child"),
    ],
)
def test_what_the_head_makes_of_a_verb_or_plural_must_be_in_the_dictionary(
    form: str, script: str, upos: str, lemma: str
) -> None:
    assert lemma_of(form, script, upos) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("were", "be"), ("Had", "have"), ("wo", "will"), ("’re", "be"), ("'s", "'s"), ("could", "could")],
)
def test_auxiliaries_of_one_lemma_have_it_whatever_the_head_says(form: str, lemma: str) -> None:
    assert lemma_of(form, "l|0|", "AUX") == lemma


@pytest.mark.parametrize(
    ("form", "script", "upos", "lemma"),
    [
        ("saw", "l|2|ee", "VERB", "see"),
        ("lay", "l|1|y", "VERB", "lay"),
        ("series", "l|0|", "NOUN", "series"),
        ("wives", "l|3|fe", "NOUN", "wife"),
        ("axes", "l|2|is", "NOUN", "axis"),
        ("troops", "l|1|", "NOUN", "troop"),
    ],
)
def test_of_what_the_dictionary_has_the_head_chooses(form: str, script: str, upos: str, lemma: str) -> None:
    assert lemma_of(form, script, upos) == lemma


@pytest.mark.parametrize(
    ("form", "script", "upos", "lemma"),
    [
        ("United", "k|0|", "PROPN", "United"),
        ("was", "l|3|be", "AUX", "be"),
        ("worse", "l|5|bad", "ADJ", "bad"),
        ("doxxed", "l|3|", "VERB", "dox"),
        ("Drohnes", "l|1|", "NOUN", "drohne"),
        ("police", "l|0|", "NOUN", "police"),
    ],
)
def test_of_other_words_the_head_alone_speaks(form: str, script: str, upos: str, lemma: str) -> None:
    assert lemma_of(form, script, upos) == lemma
