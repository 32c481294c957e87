from __future__ import annotations

import pytest

from regesta.records.spans import Span
from regesta.stages.marks import quoted
from regesta.stages.quotes import attributions
from regesta.stages.reporting import VERBS, stems
from tests.readings import reading

INSERTED = """
Ships ship NOUN 7 nsubj
, , PUNCT 4 punct
Torvald Torvald PROPN 4 nsubj
said say VERB 7 parataxis
, , PUNCT 4 punct
have have AUX 7 aux
left leave VERB 0 root
"""
ACCORDING = """
According accord VERB 3 case
to to ADP 1 fixed
Northland Northland PROPN 6 obl
, , PUNCT 3 punct
ships ship NOUN 6 nsubj
left leave VERB 0 root
"""
RELATIVE = """
Torvald Torvald PROPN 0 root
who who PRON 3 nsubj
warned warn VERB 1 acl:relcl
that that SCONJ 6 mark
ships ship NOUN 6 nsubj
left leave VERB 3 ccomp
"""
VOWED = """
Leaders leader NOUN 2 nsubj
vowed vowe VERB 0 root
to to PART 4 mark
stay stay VERB 2 xcomp
"""
QUOTED = """
" " PUNCT 3 punct
We we PRON 3 nsubj
stay stay VERB 6 ccomp
" " PUNCT 3 punct
, , PUNCT 6 punct
said say VERB 0 root
Torvald Torvald PROPN 6 nsubj

" " PUNCT 3 punct
We we PRON 3 nsubj
answer answer VERB 0 root
soon soon ADV 3 advmod
" " PUNCT 3 punct
"""
RAIN = """
It it PRON 2 nsubj
said say VERB 0 root
rain rain NOUN 4 nsubj
fell fall VERB 2 ccomp
"""


@pytest.mark.parametrize(
    ("rows", "speaker", "content", "kind"),
    [
        (INSERTED, "Torvald", ["Ships", "have left"], "indirect"),
        (ACCORDING, "Northland", ["ships left"], "indirect"),
        (RELATIVE, "Torvald", ["that ships left"], "indirect"),
        (VOWED, "Leaders", ["to stay"], "indirect"),
        (QUOTED, "Torvald", [" We stay ", " We answer soon "], "direct"),
    ],
)
def test_who_said_what(rows: str, speaker: str, content: list[str], kind: str) -> None:
    made = reading(rows)
    (one,) = attributions(made)
    text = made.report.text
    assert one.speaker.of(text) == speaker
    assert [span.of(text).strip() for span in one.content] == [words.strip() for words in content]
    assert one.quotation == kind


def test_words_that_stand_for_nobody_say_nothing() -> None:
    assert attributions(reading(RAIN)) == ()


def test_a_speaker_of_the_model_alone_counts() -> None:
    rows = "Troops troop NOUN 2 nsubj\nfell fall VERB 0 root\nsources source NOUN 2 obl\n"
    (one,) = attributions(reading(rows, triggers=[(1, "RETREAT")], arcs=[(1, 2, "speaker")]))
    assert one.speaker_head == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “we stay” and “go”.", ["we stay", "go"]),
        ('He said "we stay" and "go".', ["we stay", "go"]),
        ("“We stay.\n“We answer.”", ["We stay.", "We answer."]),
        ("“We stay.\nNothing more.", []),
        ("It's nobody's.", []),
        ("", []),
    ],
)
def test_marks(text: str, found: list[str]) -> None:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    assert [span.of(text) for span in quoted(text, lines)] == found


@pytest.mark.parametrize("form", ["denied", "adding", "planned", "vowed", "says", "argues", "urging", "replies"])
def test_forms_lead_to_their_verb(form: str) -> None:
    assert any(stem in VERBS for stem in stems(form))
