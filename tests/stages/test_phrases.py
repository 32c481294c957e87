from regesta.stages.phrases import Phrases
from tests.readings import reading

ROWS = """
During during ADP 3 case
a a DET 3 det
visit visit NOUN 7 obl
Azerbaijan Azerbaijan PROPN 6 nmod:poss
's 's PART 4 case
minister minister NOUN 7 nsubj
thanked thank VERB 0 root
officials official NOUN 7 obj
of of ADP 10 case
Turkey Turkey PROPN 8 nmod
who who PRON 12 nsubj
sent send VERB 8 acl:relcl
arms arm NOUN 12 obj
"""


def test_mentions_keep_modifiers_and_drop_clauses_and_prepositions() -> None:
    phrases = Phrases.of(reading(ROWS))
    assert phrases.text(phrases.mention(5)) == "Azerbaijan 's minister"
    assert phrases.text(phrases.mention(7)) == "officials of Turkey"
    assert phrases.text(phrases.mention(2)) == "a visit"


def test_tree_walks() -> None:
    phrases = Phrases.of(reading(ROWS))
    assert list(phrases.ancestors(9)) == [7, 6]
    assert phrases.child(6, "nsubj") == 5
    assert phrases.child(6, "iobj") is None
    assert phrases.heads_of([3, 4, 5]) == (5,)


def test_coordination_gives_every_member() -> None:
    rows = """
Russia Russia PROPN 4 nsubj
and and CCONJ 3 cc
China China PROPN 1 conj
vetoed veto VERB 0 root
it it PRON 4 obj
"""
    phrases = Phrases.of(reading(rows))
    assert phrases.members(2) == phrases.members(0) == (0, 2)
    assert phrases.text(phrases.mention(0)) == "Russia"


def test_particles_belong_to_the_trigger() -> None:
    rows = """
They they PRON 2 nsubj
shot shoot VERB 0 root
down down ADP 2 compound:prt
a a DET 5 det
plane plane NOUN 2 obj
"""
    phrases = Phrases.of(reading(rows))
    assert phrases.text(phrases.trigger(1)) == "shot down"


def test_a_passive_says_whom_the_deed_is_done_to() -> None:
    rows = """
Rebels rebel NOUN 3 nsubj:pass
were be AUX 3 aux:pass
arrested arrest VERB 0 root
by by ADP 5 case
police police NOUN 3 obl:agent
"""
    assert Phrases.of(reading(rows)).undergoers(2) == (0,)


def test_a_bare_participle_is_done_to_its_noun_unless_it_has_an_object_of_its_own() -> None:
    rows = """
men man NOUN 0 root
killed kill VERB 1 acl
in in ADP 4 case
Basra Basra PROPN 2 obl
"""
    assert Phrases.of(reading(rows)).undergoers(1) == (0,)
    rows = """
men man NOUN 0 root
armed arm VERB 1 acl
guards guard NOUN 2 obj
"""
    assert Phrases.of(reading(rows)).undergoers(1) == ()


def test_an_infinitive_is_no_participle() -> None:
    rows = """
troops troop NOUN 0 root
to to PART 3 mark
fight fight VERB 1 acl
"""
    assert Phrases.of(reading(rows)).undergoers(2) == ()


def test_a_verb_that_a_wrong_parse_puts_into_a_phrase_ends_it() -> None:
    phrases = Phrases.of(
        reading(
            """
            Ministers minister NOUN 0 root
            of of ADP 3 case
            Poland Poland PROPN 1 nmod
            who who PRON 5 nsubj
            protested protest VERB 3 dep
            """
        )
    )
    assert phrases.text(phrases.mention(0)) == "Ministers of Poland"
