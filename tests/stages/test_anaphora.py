from regesta.stages.anaphora import Anaphora
from regesta.stages.phrases import Phrases
from tests.readings import reading

ROWS = """
President President PROPN 3 compound
Ana Ana PROPN 3 compound
Brnabić Brnabić PROPN 4 nsubj
met meet VERB 0 root
envoys envoy NOUN 4 obj

She she PRON 2 nsubj
thanked thank VERB 0 root
the the DET 4 det
group group NOUN 2 obj

It it PRON 2 nsubj
left leave VERB 0 root
"""


def anaphora(**kwargs: object) -> tuple[Phrases, Anaphora]:
    phrases = Phrases.of(reading(ROWS, **kwargs))  # type: ignore[arg-type]
    return phrases, Anaphora.of(phrases)


def words(phrases: Phrases, found: Anaphora, head: int) -> str | None:
    span, _ = found.stands_for(head, None)
    return None if span is None else phrases.text(span)


def test_the_models_link_is_followed_to_a_name() -> None:
    phrases, found = anaphora(links=[(5, 2)])
    assert words(phrases, found, 5) == "President Ana Brnabić"


def test_links_are_followed_through_descriptions() -> None:
    phrases, found = anaphora(links=[(9, 8), (8, 4)])
    assert words(phrases, found, 9) == "envoys"


def test_without_a_link_a_person_pronoun_takes_the_nearest_named_subject() -> None:
    phrases, found = anaphora(mentions=[(1, 3, "PER")])
    assert words(phrases, found, 5) == "President Ana Brnabić"


def test_a_name_stands_for_itself() -> None:
    phrases, found = anaphora()
    assert words(phrases, found, 2) is None


def test_first_persons_are_the_speaker() -> None:
    rows = "We we PRON 2 nsubj\nagreed agree VERB 0 root"
    phrases = Phrases.of(reading(rows))
    span = phrases.mention(0)
    assert Anaphora.of(phrases).stands_for(0, span)[0] == span
    assert Anaphora.of(phrases).stands_for(0, None)[0] is None


def test_a_person_pronoun_stands_for_no_body_whatever_the_link_says() -> None:
    phrases, found = anaphora(links=[(5, 4)], mentions=[(0, 3, "PER"), (4, 5, "ORG")])
    assert words(phrases, found, 5) == "President Ana Brnabić"
