import pytest

from regesta.records.claims import Party, Unlinked
from regesta.records.spans import Span
from regesta.stages.restrictions import Kind, checked


def parties(actor: str, recipient: str) -> list[Party]:
    return [
        Party(role, "x", Span(0, 1), code, (), Unlinked("none"), ())
        for role, code in (("actor", actor), ("recipient", recipient))
    ]


def test_a_ban_on_foreigners_is_a_sanction_and_one_at_home_coercion() -> None:
    assert checked("COERCE", "ban", "ban", parties("DEU", "IRN")).event == "SANCTION"
    assert checked("SANCTION", None, "ban", parties("DEU", "DEU")).event == "COERCE"
    assert "foreign" in checked("COERCE", "ban", "ban", parties("DEU", "IRN")).why


@pytest.mark.parametrize(
    ("event", "lemma", "codes"),
    [
        ("COERCE", "ban", ("DEU", "DEU")),
        ("COERCE", "arrest", ("DEU", "IRN")),
        ("REJECT", "ban", ("DEU", "IRN")),
        ("COERCE", "ban", ("DEU", "---")),
    ],
)
def test_everything_else_stays_as_the_model_said(event: str, lemma: str, codes: tuple[str, str]) -> None:
    assert checked(event, "ban", lemma, parties(*codes)) == Kind(event, "ban")
