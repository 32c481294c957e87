from dataclasses import replace
from datetime import date

from regesta.knowledge.actors import Actors
from regesta.knowledge.calendar import resolve_time
from regesta.knowledge.places import Place, PlaceContext
from regesta.ontology import scheme
from regesta.ontology.cues import Cues
from regesta.records.claims import Claim, Unlinked
from regesta.records.dates import Interval
from regesta.records.readings import Reading
from regesta.stages.extract import Extract
from regesta.stages.resolve import Resolve
from tests.readings import reading

ACTORS = Actors.load()
COUNTRIES = frozenset({"TUR", "AZE", "IRQ", "FRA"})


class OneTown:
    """A gazetteer of one town."""

    def resolve(self, words: str, context: PlaceContext) -> Place | Unlinked:
        if "Mosul" not in words:
            return Unlinked("not in the gazetteer")
        return Place("place:IRQ:mosul", "Mosul", "IRQ", 36.3, 43.1, "town", 10.0, 0.9, ("the only one",))

    def country_of_place(self, name: str) -> str | None:
        return "IRQ" if name == "Mosul" else None


def claims(made: Reading, published: date | None = None) -> tuple[Claim, ...]:
    made = replace(made, report=replace(made.report, published=published))
    accounts = Extract(Cues.of(scheme.load()))([made])
    return Resolve(ACTORS, ACTORS, OneTown(), resolve_time, COUNTRIES)(accounts)[0].claims


TWO = """
Turkish Turkish ADJ 2 amod
officials official NOUN 3 nsubj
met meet VERB 0 root
envoys envoy NOUN 3 obj
on on ADP 6 case
Monday Monday PROPN 3 obl
. . PUNCT 3 punct

Officials official NOUN 2 nsubj
criticised criticise VERB 0 root
it it PRON 2 obj
. . PUNCT 2 punct
"""


def test_codes_come_from_the_words_and_else_from_the_same_head_elsewhere() -> None:
    made = reading(
        TWO, triggers=[(2, "CONSULT"), (8, "ACCUSE")], arcs=[(2, 1, "actor"), (8, 7, "actor")], mentions=[(0, 1, "GPE")]
    )
    first, second = claims(made)
    assert first.participants[0].code == "TUR"
    assert second.participants[0].code == "TUR"
    assert any("elsewhere" in reason for reason in second.participants[0].reasons)


def test_a_weekday_needs_a_publication_date() -> None:
    made = reading(TWO, triggers=[(2, "CONSULT")], arcs=[(2, 1, "actor"), (2, 5, "time")])
    (dated,) = claims(made, date(2024, 3, 20))
    assert dated.time is not None and isinstance(dated.time.interval, Interval)
    assert dated.time.interval.start == date(2024, 3, 18)
    (undated,) = claims(made)
    assert undated.time is not None and isinstance(undated.time.interval, Unlinked)


def test_people_without_a_country_belong_where_it_happened() -> None:
    rows = """
Gunmen gunman NOUN 2 nsubj
killed kill VERB 0 root
villagers villager NOUN 2 obj
near near ADP 5 case
Mosul Mosul PROPN 2 obl
"""
    made = reading(
        rows,
        triggers=[(1, "ASSAULT")],
        arcs=[(1, 0, "actor"), (1, 2, "recipient"), (1, 4, "place")],
        mentions=[(4, 5, "LOC")],
    )
    (claim,) = claims(made)
    assert [(p.role, p.code) for p in claim.participants] == [("actor", "IRQ"), ("recipient", "IRQ")]
    assert claim.place is not None and claim.place.country == "IRQ"
    assert claim.evidence.quote == made.report.text


def test_nothing_is_forced_onto_an_unknown_party() -> None:
    rows = """
It it PRON 2 nsubj
attacked attack VERB 0 root
them they PRON 2 obj
"""
    made = reading(rows, triggers=[(1, "ASSAULT")], arcs=[(1, 0, "actor"), (1, 2, "recipient")])
    (claim,) = claims(made)
    assert {p.code for p in claim.participants} == {"---"}
    assert all(isinstance(p.entity, Unlinked) for p in claim.participants)


def test_ids_do_not_depend_on_scores() -> None:
    made = reading(TWO, triggers=[(2, "CONSULT")], arcs=[(2, 1, "actor")])
    weaker = replace(made, triggers=tuple(replace(t, score=0.6) for t in made.triggers))
    assert claims(made)[0].id == claims(weaker)[0].id
