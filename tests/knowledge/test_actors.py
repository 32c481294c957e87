from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.errors import KnowledgeError
from regesta.knowledge.actors import Actors, Phrase
from regesta.knowledge.codes import Knowledge
from regesta.records.claims import Link, Unlinked

ACTORS = Actors.load()
ACTS = {"yes": True, "no": False, "-": None}


def table() -> list[list[str]]:
    lines = (Path(__file__).parent / "actor_phrases.tsv").read_text(encoding="utf-8").splitlines()
    return [[*line.split("\t"), ""][:5] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("words", "day", "acts", "code", "sectors"), table(), ids=lambda v: str(v)[:40])
def test_phrases(words: str, day: str, acts: str, code: str, sectors: str) -> None:
    found = ACTORS.resolve(Phrase(words), date.fromisoformat(day) if day else None, acts=ACTS[acts])
    assert (found.code, " ".join(found.sectors)) == (code, sectors), found.reasons


def test_reasons_are_given_for_every_code() -> None:
    for words, *_ in table():
        found = ACTORS.resolve(Phrase(words))
        assert found.reasons or (found.code == "---" and not found.sectors), words


def test_context_country_only_for_roles() -> None:
    assert ACTORS.resolve(Phrase("police", context_country="KEN")).code == "KEN"
    assert ACTORS.resolve(Phrase("the government", context_country="KEN")).code == "KEN"
    assert ACTORS.resolve(Phrase("Ugandan police", context_country="KEN")).code == "UGA"
    assert ACTORS.resolve(Phrase("Frankie Plumley", context_country="KEN")).code == "---"
    assert ACTORS.resolve(Phrase("European leaders", context_country="KEN")).code == "---"


def test_a_family_name_by_the_earlier_full_name() -> None:
    known = {"clinton": "Hillary Clinton"}
    found = ACTORS.resolve(Phrase("Clinton", known=known), date(2010, 5, 1))
    assert isinstance(found.entity, Link)
    assert found.entity.name == "Hillary Clinton"


def test_the_office_is_the_one_of_the_day() -> None:
    day = {date(2003, 1, 1): ("NOR", ()), date(2010, 1, 1): ("NOR", ("GOV",)), date(2018, 1, 1): ("NATO", ())}
    for at, (code, sectors) in day.items():
        found = ACTORS.resolve(Phrase("Jens Stoltenberg"), at)
        assert found.code == code
        assert found.sectors in (sectors, ("ELI",))


@pytest.mark.parametrize(
    ("words", "year", "among", "code"),
    [
        ("Santos", 2012, ("COL", "PER"), "COL"),
        ("Santos", 2012, ("AGO",), "AGO"),
        ("Fox", 2005, ("VEN", "MEX"), "MEX"),
        ("Fox", 2005, ("NPL",), "---"),  # a family name alone, and nobody of it is at home there
        ("President Santos", 2012, ("NPL",), "AGO"),  # a title makes a person of it
        ("Congress", 2012, ("MEX",), "---"),
        ("Congress", 2012, ("MEX", "USA"), "---"),  # the Mexican one
        ("Congress", 2012, ("USA", "MEX"), "USA"),
        ("Arar leaders", 2007, ("CAN", "SYR"), "---"),  # a family name, though a town of Saudi Arabia too
        ("Nine leaders", 2007, ("PRT",), "---"),
        ("the National Action Party", 2005, ("TUR",), "---"),
        ("the Popular Front", 2013, ("TUN",), "---"),
        ("Hezbollah", 2013, ("NPL",), "LBN"),  # known everywhere
        ("al-Qaida", 2013, ("USA",), "IMG"),  # an entry that is hardly known is not preferred for its country
    ],
)
def test_of_namesakes_the_one_of_a_country_of_the_report_is_meant(
    words: str, year: int, among: tuple[str, ...], code: str
) -> None:
    found = ACTORS.resolve(Phrase(words, among=among), date(year, 6, 1), acts=True)
    assert found.code == code, found.reasons


def test_gazetteer_is_asked_for_unknown_places() -> None:
    class Towns:
        def country_of_place(self, name: str) -> str | None:
            return "SYR" if name == "Ain Zubba" else None

    actors = Actors(Knowledge.load(), places=Towns())
    assert actors.resolve(Phrase("Ain Zubba residents")).code == "SYR"
    assert actors.resolve(Phrase("Ain Zubba"), acts=False).code == "SYR"
    assert actors.resolve(Phrase("Ain Zubba")).code == "---"


def test_unknown_is_said_not_forced() -> None:
    for words in ("", "they", "Quillon Brask", "the 3 of 5", "…"):
        found = ACTORS.resolve(Phrase(words))
        assert found.code == "---"
        assert isinstance(found.entity, Unlinked)


def test_head_word_chooses_the_part() -> None:
    assert ACTORS.resolve(Phrase("In Baghdad, Turkish officials", head="officials")).code == "TUR"


def test_names_in_a_text() -> None:
    text = "Troops of the Democratic Republic of the Congo and Rwanda met UN envoys in Goma."
    found = {text[start:end]: code for start, end, code in ACTORS.names_in(text)}
    assert found["Democratic Republic of the Congo"] == "COD"
    assert found["Rwanda"] == "RWA"
    assert found["UN"] == "UN"


def test_capitals_make_no_names_of_everyday_words() -> None:
    text = "THE LEFT AND THE UNION SAY WHO MUST PLAN TALKS WITH THE FMLN IN EL SALVADOR."
    assert [text[start:end] for start, end, _ in ACTORS.names_in(text)] == ["FMLN", "EL SALVADOR"]
    assert ACTORS.resolve(Phrase("THE ARMED FORCES", context_country="SLV")).code == "SLV"
    assert ACTORS.resolve(Phrase("WHO")).code == "WHO"


def test_a_title_makes_a_person_of_a_town_without_a_day_too() -> None:
    assert ACTORS.resolve(Phrase("Secretary Kerry"), acts=True).code == "USA"


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    found = ACTORS.resolve(Phrase(text, context_country="FRA"), date(2020, 1, 1), acts=True)
    assert found.code
    spans = ACTORS.names_in(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_it_is_fast() -> None:
    rows = table()
    begun = process_time()
    for words, *_ in rows:
        ACTORS.resolve(Phrase(words), date(2010, 1, 1))
    assert (process_time() - begun) / len(rows) < 0.002  # ten times the aim, for a busy machine


def test_a_foreign_file_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="E202"):
        Knowledge("something else\n")
