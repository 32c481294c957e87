import pytest

from regesta.model.lemmas import apply_script


@pytest.mark.parametrize(
    ("form", "script", "lemma"),
    [("killed", "l|2|", "kill"), ("was", "l|3|be", "be"), ("Turkey", "k|0|", "Turkey"), ("Attacks", "l|1|", "attack")],
)
def test_scripts(form: str, script: str, lemma: str) -> None:
    assert apply_script(form, script) == lemma


def test_a_script_that_cuts_more_than_there_is_leaves_the_form() -> None:
    assert apply_script("a", "l|3|be") == "a"
