from dataclasses import replace
from datetime import date

import pytest

from regesta.knowledge.actors import Actors
from regesta.knowledge.calendar import resolve_time
from regesta.knowledge.places import Place, PlaceContext
from regesta.ontology import scheme
from regesta.ontology.cues import Cues
from regesta.records.claims import Claim, Unlinked
from regesta.records.dates import Interval
from regesta.records.readings import Reading
from regesta.records.spans import Span
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

    def with_container(self, text: str, span: Span) -> str:
        return span.of(text)

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


POLICE = """
Turkish Turkish ADJ 2 amod
talks talk NOUN 3 nsubj
failed fail VERB 0 root
in in ADP 5 case
Paris Paris PROPN 3 obl

Police police NOUN 2 nsubj
arrested arrest VERB 0 root
them they PRON 2 obj
"""


def test_whose_police_they_are_says_the_model_before_the_country_nearby() -> None:
    made = reading(
        POLICE, triggers=[(6, "COERCE")], arcs=[(6, 5, "actor")], homes=[(5, 4, 0.7), (5, 0, 0.2)], mentions=[]
    )
    (claim,) = claims(made)
    assert claim.participants[0].code == "FRA"
    assert any("belongs to 'Paris'" in reason for reason in claim.participants[0].reasons)


def test_a_plural_pronoun_stands_for_each_member_of_the_group() -> None:
    made = reading(
        POLICE, triggers=[(6, "COERCE")], arcs=[(6, 7, "recipient")], homes=[(7, 0, 0.45), (7, 4, 0.5)], links=[(7, 4)]
    )
    (claim,) = claims(made)
    assert sorted(p.code for p in claim.participants) == ["FRA", "TUR"]


def test_drones_have_one_owner() -> None:
    rows = POLICE.replace("them they PRON", "drones drone NOUN")
    made = reading(rows, triggers=[(6, "COERCE")], arcs=[(6, 7, "recipient")], homes=[(7, 0, 0.45), (7, 4, 0.5)])
    (claim,) = claims(made)
    assert [p.code for p in claim.participants] == ["FRA"]


def test_people_whom_the_report_gives_no_country_stay_unknown() -> None:
    made = reading(POLICE, triggers=[(6, "COERCE")], arcs=[(6, 5, "actor")], homes=[(5, -1, 0.8)])
    (claim,) = claims(made)
    assert claim.participants[0].code == "---"
    assert claim.participants[0].sectors == ("COP",)


def test_slogans_against_a_country_are_meant_for_it() -> None:
    rows = """
Crowds crowd NOUN 2 nsubj
chanted chant VERB 0 root
anti-Turkish anti-Turkish ADJ 4 amod
slogans slogan NOUN 2 obj
"""
    made = reading(rows, triggers=[(1, "PROTEST")], arcs=[(1, 2, "recipient")])
    (claim,) = claims(made)
    assert claim.participants[0].code == "TUR"


STORY = """
Rebels rebel NOUN 2 nsubj
attacked attack VERB 0 root
on on ADP 5 case
10 10 NUM 5 nummod
March March PROPN 2 obl
2012 2012 NUM 5 nmod
. . PUNCT 2 punct

Troops troop NOUN 2 nsubj
left leave VERB 0 root
two two NUM 4 nummod
days day NOUN 2 obl:unmarked
later later ADV 4 advmod
. . PUNCT 2 punct
"""


def test_a_time_counted_from_the_story_finds_the_date_before_it() -> None:
    made = reading(
        STORY,
        triggers=[(8, "RETREAT")],
        arcs=[(8, 7, "actor"), (8, 10, "time")],
        mentions=[(3, 6, "TIMEX"), (9, 11, "TIMEX")],
    )
    (claim,) = claims(made, date(2012, 3, 20))
    assert claim.time is not None and claim.time.text == "two days later"
    assert isinstance(claim.time.interval, Interval)
    assert claim.time.interval.start == date(2012, 3, 12)


def test_a_later_date_is_not_taken_for_an_earlier_deed() -> None:
    made = reading(
        STORY,
        triggers=[(1, "ASSAULT")],
        arcs=[(1, 0, "actor"), (1, 10, "time")],
        mentions=[(9, 11, "TIMEX")],
    )
    (claim,) = claims(made, date(2012, 3, 20))
    assert claim.time is None


def test_a_place_in_no_gazetteer_has_the_country_that_the_report_gives_it() -> None:
    rows = """
Turkish Turkish ADJ 2 amod
rebels rebel NOUN 3 nsubj
stormed storm VERB 0 root
a a DET 5 det
village village NOUN 3 obj
"""
    made = reading(rows, triggers=[(2, "ASSAULT")], arcs=[(2, 1, "actor"), (2, 4, "place")], homes=[(4, 0, 0.9)])
    (claim,) = claims(made)
    assert claim.place is not None and claim.place.country == "TUR"
    assert isinstance(claim.place.entity, Unlinked)
    assert "belongs to 'Turkish'" in claim.place.entity.reason


def test_a_length_of_time_before_an_event_ends_where_the_event_begins() -> None:
    rows = """
Troops troop NOUN 2 nsubj
attacked attack VERB 0 root
in in ADP 4 case
September September PROPN 2 obl
2023 2023 NUM 4 nmod
following follow VERB 9 case
a a DET 9 det
nine-month nine-month ADJ 9 amod
blockade blockade NOUN 2 obl
"""
    made = reading(
        rows,
        triggers=[(1, "ASSAULT"), (8, "COERCE")],
        arcs=[(1, 0, "actor"), (1, 3, "time"), (8, 7, "time")],
        mentions=[(3, 5, "TIMEX"), (7, 8, "TIMEX")],
    )
    _, blockade = claims(made, date(2024, 3, 20))
    assert blockade.time is not None and isinstance(blockade.time.interval, Interval)
    assert (blockade.time.interval.start, blockade.time.interval.end) == (date(2022, 12, 1), date(2023, 9, 1))


def test_a_wrong_parse_does_not_part_a_length_of_time_from_the_event_that_ended_it() -> None:
    rows = """
Troops troop NOUN 2 nsubj
advanced advance VERB 0 root
and and CCONJ 4 cc
launched launch VERB 2 conj
assaults assault NOUN 4 obj
in in ADP 7 case
2023 2023 NUM 5 nmod
following follow VERB 10 case
nine-month nine-month ADJ 10 amod
blockades blockade NOUN 2 obl
"""
    made = reading(
        rows,
        triggers=[(1, "MOBILIZE"), (4, "ASSAULT"), (9, "COERCE")],
        arcs=[(1, 0, "actor"), (4, 6, "time"), (9, 8, "time")],
        mentions=[(6, 7, "TIMEX"), (8, 9, "TIMEX")],
    )
    blockade = claims(made, date(2024, 3, 20))[-1]
    assert blockade.time is not None and isinstance(blockade.time.interval, Interval)
    assert (blockade.time.interval.start, blockade.time.interval.end) == (date(2022, 4, 1), date(2023, 1, 1))


def test_another_doers_deed_does_not_lend_its_time() -> None:
    rows = """
Turkey Turkey PROPN 2 nsubj
armed arm VERB 0 root
Azerbaijan Azerbaijan PROPN 2 obj
in in ADP 5 case
2020 2020 NUM 2 obl
. . PUNCT 2 punct

{0} {0} PROPN 2 nsubj
armed arm VERB 0 root
Azerbaijan Azerbaijan PROPN 2 obj
. . PUNCT 2 punct
"""
    times = {}
    for name in ("France", "Turkey"):
        made = reading(
            rows.format(name),
            triggers=[(1, "AID"), (7, "AID")],
            arcs=[(1, 0, "actor"), (1, 2, "recipient"), (1, 4, "time"), (7, 6, "actor"), (7, 8, "recipient")],
            mentions=[(4, 5, "TIMEX")],
        )
        times[name] = claims(made, date(2024, 3, 20))[1].time
    assert times["France"] is None
    assert times["Turkey"] is not None


APART = """
They they PRON 2 nsubj
resigned resign VERB 0 root
on on ADP 4 case
Sunday Sunday PROPN 2 obl
{number} {number} NUM 6 nummod
{unit} {unit} NOUN 9 obl
after after SCONJ 9 mark
troops troop NOUN 9 nsubj
attacked attack VERB 2 advcl
"""


@pytest.mark.parametrize(
    ("number", "unit", "day"), [("two", "days", 15), ("two", "hours", 17), ("a", "day", 16), ("one", "day", 16)]
)
def test_a_length_between_two_events_counts_from_the_one_that_is_dated(number: str, unit: str, day: int) -> None:
    made = reading(
        APART.format(number=number, unit=unit),
        triggers=[(8, "ASSAULT")],
        arcs=[(8, 7, "actor"), (8, 5, "time")],
        mentions=[(3, 4, "TIMEX"), (4, 6, "TIMEX")],
    )
    (attack,) = claims(made, date(2024, 3, 20))
    assert attack.time is not None and isinstance(attack.time.interval, Interval)
    assert attack.time.interval.start == date(2024, 3, day)


THEIR_OWN = """
France France PROPN 2 nsubj
met meet VERB 0 root
Iraq Iraq PROPN 2 obj
. . PUNCT 2 punct

It it PRON 2 nsubj
told tell VERB 0 root
its its PRON 4 nmod:poss
{noun} {noun} NOUN 2 obj
. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("noun", "share", "code"),
    [
        ("ministry", 0.3, "FRA"),  # its own
        ("ministry", 0.9, "IRQ"),  # the model is sure of another country
        ("neighbour", 0.3, "IRQ"),  # its neighbour is of another country
    ],
)
def test_what_a_possessive_pronoun_owns_belongs_to_whom_it_stands_for(noun: str, share: float, code: str) -> None:
    made = reading(
        THEIR_OWN.format(noun=noun),
        triggers=[(5, "REQUEST")],
        arcs=[(5, 4, "actor"), (5, 7, "recipient")],
        links=[(4, 0), (6, 0)],
        homes=[(7, 2, share), (7, -1, 1 - share)],
    )
    (claim,) = claims(made)
    assert [p.code for p in claim.participants] == ["FRA", code]


EVENING = """
Police police NOUN 2 nsubj
fired fire VERB 0 root
on on ADP 4 case
Monday Monday PROPN 2 obl

{first} {first} ADP 3 case
{second} {second} DET 3 det
evening evening NOUN 5 obl
crowds crowd NOUN 5 nsubj
marched march VERB 0 root
"""


@pytest.mark.parametrize(
    ("first", "second", "day"),
    # "This evening" is the reporter's.
    [("in", "the", 4), ("in", "that", 4), ("by", "this", 8), ("the", "next", 5), ("the", "following", 5)],
)
def test_a_part_of_the_day_is_of_the_day_that_the_story_has_reached(first: str, second: str, day: int) -> None:
    made = reading(
        EVENING.format(first=first, second=second),
        triggers=[(1, "ASSAULT"), (8, "PROTEST")],
        arcs=[(1, 0, "actor"), (1, 3, "time"), (8, 7, "actor"), (8, 6, "time")],
        mentions=[(3, 4, "TIMEX"), (6, 7, "TIMEX")],
    )
    march = claims(made, date(2024, 3, 8))[1]
    assert march.time is not None and isinstance(march.time.interval, Interval)
    assert march.time.interval.start == date(2024, 3, day)


VOW = """
Ankara Ankara PROPN 2 nsubj
{said} say VERB 0 root
on on ADP 4 case
{told} {told} PROPN 2 obl
it it PRON 7 nsubj
would would AUX 7 aux
withdraw withdraw VERB 2 ccomp
on on ADP 9 case
Friday Friday PROPN 7 obl
"""


@pytest.mark.parametrize(
    ("said", "target", "day"),
    [("said", 3, date(2024, 3, 18)), ("said", 8, date(2024, 3, 22)), ("say", 3, date(2024, 3, 25))],
)
def test_a_day_that_belongs_to_the_saying_is_past_though_what_is_said_is_to_come(
    said: str, target: int, day: date
) -> None:
    made = reading(
        VOW.format(said=said, told="Monday"),
        triggers=[(6, "RETREAT")],
        arcs=[(6, 0, "actor"), (6, target, "time")],
        mentions=[(2, 4, "TIMEX"), (7, 9, "TIMEX")],
    )
    made = replace(made, triggers=(replace(made.triggers[0], realis="future"),))
    (claim,) = claims(made, date(2024, 3, 20))
    assert claim.time is not None and isinstance(claim.time.interval, Interval)
    assert claim.time.interval.start == day


JOINT = """
French French ADJ 4 amod
and and CCONJ 3 cc
German German ADJ 1 conj
ministers minister NOUN 5 nsubj
said say VERB 0 root
Turkey Turkey PROPN 7 nsubj
attacked attack VERB 5 ccomp
Iraq Iraq PROPN 7 obj
"""


@pytest.mark.parametrize("pointed", [0, 2, 3])
def test_two_peoples_before_one_noun_are_two_parties_and_the_first_of_them_speaks(pointed: int) -> None:
    made = reading(
        JOINT,
        triggers=[(4, "ACCUSE"), (6, "ASSAULT")],
        arcs=[(4, 3, "actor"), (4, pointed, "actor"), (6, 5, "actor"), (6, pointed, "speaker"), (6, 4, "cue")],
    )
    accused, attacked = claims(made)
    assert [(p.text, p.code, p.sectors) for p in accused.participants if p.role == "actor"] == [
        ("French", "FRA", ("GOV",)),
        ("German ministers", "DEU", ("GOV",)),
    ]
    assert [(voice.party.code, voice.party.sectors) for voice in attacked.attribution] == [("FRA", ("GOV",))]


DENIED = """
Turkey Turkey PROPN 2 nsubj
denied deny VERB 0 root
that that SCONJ 6 mark
{it} {it} PRON 6 nsubj
had have AUX 6 aux
attacked attack VERB 2 ccomp
Iraq Iraq PROPN 6 obj
"""


def test_a_pronoun_is_no_second_party_beside_the_one_it_stands_for() -> None:
    made = reading(
        DENIED.format(it="it"),
        triggers=[(5, "ASSAULT")],
        arcs=[(5, 0, "actor"), (5, 3, "actor"), (5, 6, "recipient")],
        links=[(3, 0)],
    )
    (claim,) = claims(made)
    assert [(p.role, p.text) for p in claim.participants] == [("actor", "Turkey"), ("recipient", "Iraq")]
