from __future__ import annotations

from dataclasses import replace

import pytest

from regesta.records.reports import PartKind
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
SEEMS = """
It it PRON 2 nsubj
seemed seem VERB 0 root
that that SCONJ 5 mark
rain rain NOUN 5 nsubj
fell fall VERB 2 ccomp
"""
THINK = """
I I PRON 2 nsubj
think think VERB 0 root
rain rain NOUN 4 nsubj
fell fall VERB 2 ccomp
"""
MINISTRY = """
It it PRON 2 nsubj
said say VERB 0 root
rain rain NOUN 4 nsubj
fell fall VERB 2 ccomp
"""
CALLED_FOR = """
Torvald Torvald PROPN 2 nsubj
called call VERB 0 root
for for ADP 5 case
a a DET 5 det
truce truce NOUN 2 obl
"""
CALLED = """
Torvald Torvald PROPN 2 nsubj
called call VERB 0 root
it it PRON 2 obj
a a DET 5 det
mistake mistake NOUN 2 xcomp
"""
SAW_AS = """
Torvald Torvald PROPN 2 nsubj
saw see VERB 0 root
talks talk NOUN 2 obj
as as ADP 5 case
lost loss NOUN 2 obl
"""
CRITICISED = """
Torvald Torvald PROPN 2 nsubj
criticised criticise VERB 0 root
the the DET 4 det
plan plan NOUN 2 obj
"""
INVITED = """
Torvald Torvald PROPN 2 nsubj
invited invite VERB 0 root
ministers minister NOUN 2 obj
to to PART 5 mark
come come VERB 2 advcl
"""
JOINED = """
Torvald Torvald PROPN 2 nsubj
said say VERB 0 root
it it PRON 4 nsubj
rained rain VERB 2 ccomp
but but CCONJ 6 cc
noted note VERB 4 conj
ships ship NOUN 8 nsubj
left leave VERB 6 ccomp
"""
WRONG_TREE = """
According accord VERB 0 root
to to ADP 1 fixed
Northland Northland PROPN 1 nsubj
, , PUNCT 3 punct
ships ship NOUN 6 nsubj
left leave VERB 1 ccomp
"""
FRAMED_LAST = """
Ships ship NOUN 2 nsubj
left leave VERB 0 root
, , PUNCT 2 punct
according accord VERB 2 advcl
to to ADP 4 fixed
a a DET 8 det
news news NOUN 8 compound
agency agency NOUN 4 obj
in in ADP 10 case
Northland Northland PROPN 8 nmod
"""
ASKED_FIRST = """
Asked ask VERB 8 advcl
about about ADP 3 case
it it PRON 1 obl
, , PUNCT 1 punct
Torvald Torvald PROPN 6 nsubj
said say VERB 0 root
ships ship NOUN 9 nsubj
had have AUX 9 aux
left leave VERB 6 ccomp
"""
POINTING = """
Ships ship NOUN 2 nsubj
left leave VERB 5 ccomp
, , PUNCT 5 punct
Torvald Torvald PROPN 5 nsubj
said say VERB 0 root
, , PUNCT 7 punct
pointing point VERB 2 advcl
there there ADV 7 advmod
"""
ADDING = """
Torvald Torvald PROPN 2 nsubj
said say VERB 0 root
ships ship NOUN 4 nsubj
left leave VERB 2 ccomp
, , PUNCT 6 punct
adding add VERB 4 advcl
nothing nothing PRON 6 obj
"""
HAILED = """
Torvald Torvald PROPN 2 nsubj
hailed hail VERB 0 root
the the DET 4 det
plan plan NOUN 2 obj
as as ADP 8 case
a a DET 8 det
“ “ PUNCT 8 punct
step step NOUN 2 obl
” ” PUNCT 8 punct
that that PRON 13 obj
nobody nobody PRON 13 nsubj
had have AUX 13 aux
hoped hope VERB 8 acl:relcl
for for ADP 13 obl
"""
TURN = """
HALE Hale PROPN 5 vocative
: : PUNCT 1 punct
Ships ship NOUN 5 nsubj
have have AUX 5 aux
left leave VERB 0 root
now now ADV 5 advmod
"""


@pytest.mark.parametrize(
    ("rows", "speaker", "content", "kind"),
    [
        (INSERTED, "Torvald", ["Ships", "have left"], "indirect"),
        (ACCORDING, "Northland", ["ships left"], "indirect"),
        (RELATIVE, "who", ["that ships left"], "indirect"),
        (VOWED, "Leaders", ["to stay"], "indirect"),
        (MINISTRY, "It", ["rain fell"], "indirect"),
        (CALLED_FOR, "Torvald", ["for a truce"], "indirect"),
        (CALLED, "Torvald", ["it a mistake"], "indirect"),
        (SAW_AS, "Torvald", ["talks as lost"], "indirect"),
        (CRITICISED, "Torvald", ["the plan"], "indirect"),
        (INVITED, "Torvald", ["to come"], "indirect"),
        (WRONG_TREE, "Northland", ["ships left"], "indirect"),
        (FRAMED_LAST, "a news agency in Northland", ["Ships left"], "indirect"),
        (ASKED_FIRST, "Torvald", ["ships had left"], "indirect"),
        (POINTING, "Torvald", ["Ships left"], "indirect"),
        (ADDING, "Torvald", ["ships left"], "indirect"),
        (HAILED, "Torvald", ["the plan as a “ step ” that nobody had hoped for"], "mixed"),
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


@pytest.mark.parametrize("rows", [SEEMS, THINK])
def test_words_that_stand_for_nobody_say_nothing(rows: str) -> None:
    assert attributions(reading(rows)) == ()


def test_a_name_before_a_colon_speaks_in_a_title_and_where_others_take_turns() -> None:
    alone = reading(TURN)
    assert attributions(alone) == ()  # a dateline looks so too
    title = replace(alone, sentences=(replace(alone.sentences[0], part=PartKind.TITLE),))
    (one,) = attributions(title)
    assert (one.speaker.of(title.report.text), one.content[0].of(title.report.text)) == ("HALE", "Ships have left now")
    made = reading(TURN + "\n" + TURN.replace("HALE", "TORVALD"))
    assert [one.speaker.of(made.report.text) for one in attributions(made)] == ["HALE", "TORVALD"]


def test_what_is_noted_next_is_no_part_of_what_was_said() -> None:
    made = reading(JOINED)
    first = attributions(made)[0]
    assert [span.of(made.report.text) for span in first.content] == ["it rained"]


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
        ("''We stay,'' he said. ''It's ours.''", ["We stay,", "It's ours."]),
        ("''We stay.\n''We answer.''", ["We stay.", "We answer."]),
        ("``We stay'' and ‘‘go’’.", ["We stay", "go"]),
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
