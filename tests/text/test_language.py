from __future__ import annotations

import pytest

from regesta.records.outcomes import Reason
from regesta.text.language import language, refuse_other_than_english
from regesta.text.refusals import Refusal

GERMAN = (
    "Die Armee hat am Dienstag zwei Dörfer an der Grenze verlassen, "
    "nachdem beide Seiten einen Monat lang verhandelt hatten."
)
FRENCH = (
    "Le président a déclaré mardi que les soldats avaient quitté deux villages "
    "près de la frontière après un mois de pourparlers."
)
UKRAINIAN = (
    "Президент заявив у вівторок, що військо залишило два села біля кордону після місяця переговорів із повстанцями."
)


@pytest.mark.parametrize(("text", "name"), [(GERMAN, "German"), (FRENCH, "French"), (UKRAINIAN, "Ukrainian")])
def test_other_languages_are_named(text: str, name: str) -> None:
    found = refuse_other_than_english(text)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.LANGUAGE
    assert name in found.detail


def test_english_with_many_foreign_names() -> None:
    text = (
        "Ministrul Ștefănescu of the Camera Deputaților met Przewodniczący Wałęsa "
        "and was told that the talks in Łódź had failed."
    )
    assert language(text).code == "en"


def test_too_short_to_tell_is_english_in_latin_script_only() -> None:
    assert language("Army leaves").why == "short"
    assert language("12.5").code == "en"
    assert language("Войска ушли").code != "en"
