"""The notation annotations are written in. The lab is not part of the wheel, so these run in a clone only."""

import itertools

import pytest

annotate = pytest.importorskip("lab.annotate")

TEXT = "Police in Ruritania said the rebels killed five people. He denied it. The army said nothing."
STARTS = [0, TEXT.index("He denied"), TEXT.index("The army"), len(TEXT) + 1]
SOURCE = annotate.Source(TEXT, [(start, end - 1) for start, end in itertools.pairwise(STARTS)])


def line(text: str) -> dict:
    return annotate.compile_line(SOURCE, text)


def test_a_line_becomes_offsets() -> None:
    claim = line(
        "S1 | ASSAULT/firearms | killed | a: rebels = IMG REB | r: five people = --- CVL"
        " | by: Police = --- COP ; said | f: killed 5 5 - = five people | ce: probable | opt"
    )
    assert claim["event"] == "ASSAULT"
    assert claim["mode"] == "firearms"
    span = claim["trigger"]
    assert TEXT[span["start"] : span["end"]] == "killed"
    assert [TEXT[p["start"] : p["end"]] for p in claim["participants"]] == ["rebels", "five people"]
    hop = claim["attribution"][0]
    assert (hop["code"], hop["sectors"], hop["stance"], hop["quotation"]) == ("---", ["COP"], "asserts", "indirect")
    assert TEXT[hop["cue"]["start"] : hop["cue"]["end"]] == "said"
    assert (claim["certainty"], claim["weight"]) == ("probable", "optional")


def test_whole_words_are_preferred_to_letters_inside_a_word() -> None:
    span = line("S2 | REJECT | denied | a: He = --- ")["participants"][0]
    assert TEXT[span["start"] : span["end"]] == "He"


def test_words_are_looked_for_behind_before_ahead_and_inside_the_report_only() -> None:
    behind = line("S2 | REJECT | denied | r: rebels = IMG REB")["participants"][0]
    assert behind["start"] == TEXT.index("rebels")
    claims, starts, faults = annotate.compile_lines(SOURCE, ["--- S3", "S3 | REQUEST | said | a: rebels = IMG REB"])
    assert (claims, starts) == ([], [0, 2])
    assert "not in the text" in faults[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("S9 | ASSAULT | killed", "want S<number>"),
        ("S1 | WAR | killed", "event"),
        ("S1 | ASSAULT | denied", "not in sentence"),
        ("S1 | ASSAULT | killed | a: rebels", "CODE"),
        ("S1 | ASSAULT | killed | a: rebels = IMG XYZ", "sector"),
        ("S1 | ASSAULT | killed | t: five = 2020-01-02..2020-01-01 day", "time"),
        ("S1 | ASSAULT | killed | z: what", "unknown field"),
    ],
)
def test_faults_say_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(annotate.AnnotationError, match=message):
        line(text)
