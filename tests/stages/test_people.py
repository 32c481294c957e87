import time

from regesta.knowledge.names import key_of
from regesta.stages.people import Cast, _short_forms
from regesta.stages.phrases import Phrases
from tests.readings import reading

ROWS = """
Serbian Serbian ADJ 2 amod
President President PROPN 4 compound
Ana Ana PROPN 4 compound
Markova Markova PROPN 5 nsubj
met meet VERB 0 root
Swiss Swiss ADJ 7 amod
envoys envoy NOUN 5 obj

Envoys envoy NOUN 0 root
from from ADP 3 case
Bern Bern PROPN 1 nmod
"""


class Names:
    """A scanner of three names and a gazetteer of one town."""

    def names_in(self, text: str) -> list[tuple[int, int, str]]:
        known = {"Serbian": "SRB", "Swiss": "CHE", "NATO": "NATO"}
        return sorted((text.index(n), text.index(n) + len(n), code) for n, code in known.items() if n in text)

    def country_of_place(self, name: str) -> str | None:
        return "CHE" if name == "Bern" else None


def cast() -> Cast:
    made = reading(ROWS, mentions=[(2, 4, "PER"), (9, 10, "LOC")])
    return Cast.of(Phrases.of(made), Names(), Names(), frozenset({"SRB", "CHE"}))


def test_countries_come_from_names_and_from_places() -> None:
    assert cast().by_sentence == (("SRB", "CHE"), ("CHE",))
    assert cast().dominant == ("CHE", "SRB")
    assert cast().home()[0] == "CHE"


def test_the_fullest_mention_of_a_person_is_kept_by_surname() -> None:
    assert cast().fullest["markova"] == "Serbian President Ana Markova"


def test_a_bare_head_finds_the_mention_that_carries_a_name() -> None:
    assert cast().same_head("envoy", 7) == "Swiss envoys"
    assert cast().same_head("minister", 7) is None


def test_what_is_ethnic_swiss_need_not_be_switzerlands() -> None:
    rows = "ethnic ethnic ADJ 2 amod\nSwiss Swiss ADJ 3 amod\nenclave enclave NOUN 0 root"
    made = Cast.of(Phrases.of(reading(rows)), Names(), Names(), frozenset({"CHE"}))
    assert made.same_head("enclave", 9) is None
    plain = Cast.of(Phrases.of(reading(rows.replace("ethnic ", "other ", 1))), Names(), Names(), frozenset({"CHE"}))
    assert plain.same_head("enclave", 9) is not None


def test_a_short_form_that_the_report_explains_stands_for_the_whole_name() -> None:
    text = "The National Trade Council (NTC) met. The NTC is new."
    assert _short_forms(text) == {key_of("NTC"): "National Trade Council"}


def test_brackets_after_other_words_are_no_short_form() -> None:
    assert _short_forms("Chairman of the National Trade Council (NTC) said so.") == {
        key_of("NTC"): "National Trade Council"
    }
    assert _short_forms("The New York Times (AP) said so. Angela Merkel (CDU) agreed.") == {}


def test_tokens_inside_known_names_carry_their_code() -> None:
    assert cast().code_at == {0: "SRB", 5: "CHE", 9: "CHE"}


def test_long_runs_of_letters_are_soon_done_with() -> None:
    began = time.process_time()
    _short_forms("A" * 200_000 + " " + "A-" * 100_000)
    assert time.process_time() - began < 2.0


def test_a_family_name_told_in_full_is_no_town() -> None:
    rows = """
President President PROPN 2 compound
Carl Carl PROPN 3 compound
Bern Bern PROPN 4 nsubj
left leave VERB 0 root

Bern Bern PROPN 2 nsubj
resigned resign VERB 0 root
"""
    made = reading(rows, mentions=[(0, 3, "PER"), (4, 5, "LOC")])
    found = Cast.of(Phrases.of(made), Names(), Names(), frozenset({"CHE"}))
    assert 4 in found.people
    assert found.by_sentence == ((), ())
