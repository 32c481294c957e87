import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.errors import CodecError
from regesta.records.claims import Entry
from regesta.records.codec import canonical, claim_id, claim_to_json, digest, entry_to_json, json_line, report_id
from regesta.records.decode import claim_from_json
from regesta.records.spans import Span
from tests.hand import bare_claim, full_claim, report


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_digest_tells_lists_of_parts_apart(one, other):
    assert (digest(one) == digest(other)) == (one == other)


def test_digest_holds_a_lone_surrogate():
    assert digest(["\ud800"]) != digest(["\ufffd"])


def test_ids_are_short_and_come_from_content():
    id_ = report_id("text", "ab", "")
    assert id_ == report_id("text", "ab")
    assert id_.startswith("r-") and len(id_) == 18
    assert len({report_id("t", "ab", "c"), report_id("ta", "b", "c"), report_id("t", "a", "bc")}) == 3


def test_claim_ids_differ_by_each_part():
    ids = {
        claim_id("r", Span(1, 2), "AID"),
        claim_id("r", Span(1, 2), "AID", 1),
        claim_id("r", Span(1, 2), "ASSAULT"),
        claim_id("r", Span(1, 3), "AID"),
        claim_id("s", Span(1, 2), "AID"),
    }
    assert len(ids) == 5


def test_claim_has_the_shape_of_the_codebook():
    of = report(url="https://own.example/a")
    [shown] = entry_to_json(Entry(of, (full_claim(of),)))
    assert shown["report"] == {
        "id": of.id, "title": "Harbour talks", "published": "2024-03-20", "source": "Own Wire", "url": "https://own.example/a",
    }  # fmt: skip
    assert shown["trigger"] == {"text": "helped", "start": of.text.index("helped"), "end": of.text.index("helped") + 6}
    actor = shown["participants"][0]
    assert (actor["role"], actor["text"], actor["code"], actor["sectors"]) == ("actor", "Southland", "SLD", ["GOV"])
    assert actor["entity"]["code"] == "SLD" and actor["entity"]["name"] == "Southland"
    assert shown["time"]["from"] == "2020-05-01" and shown["time"]["to"] == "2020-06-01"
    assert shown["time"]["precision"] == "month"
    assert shown["figures"][0]["text"] == "40 lorries"
    assert shown["attribution"][0]["cue"] == "said"
    for words in (shown["trigger"], actor, shown["time"], shown["place"], shown["figures"][0], shown["attribution"][0]):
        assert of.text[words["start"] : words["end"]] == words["text"]
    assert of.text[shown["evidence"]["start"] : shown["evidence"]["end"]] == shown["evidence"]["quote"]


def test_what_is_unresolved_says_why():
    of = report()
    shown = claim_to_json(bare_claim(of), report=of)
    assert shown["time"] == {
        "text": "later", "start": 0, "end": 0, "from": None, "to": None, "precision": None,
        "reason": "no publication date",
    }  # fmt: skip
    assert shown["place"]["reason"] == "no such place"


@pytest.mark.parametrize("make", [full_claim, bare_claim])
def test_round_trip_through_text(make):
    of = report()
    claim = make(of)
    assert claim_from_json(json.loads(json_line(claim_to_json(claim, report=of)))) == claim


def test_an_unknown_field_is_refused_with_its_path():
    shown = claim_to_json(full_claim(report()), report=report())
    shown["participants"][0]["colour"] = "red"
    with pytest.raises(CodecError, match=r"unknown.*\$\.participants\[0\]\.colour"):
        claim_from_json(shown)


FAULTS = [
    (lambda v: v.pop("event"), r"missing.*\$\.event"),
    (lambda v: v.update(score="high"), r"a number.*\$\.score"),
    (lambda v: v.update(score=True), r"a number.*\$\.score"),
    (lambda v: v["participants"][0].update(code=7), r"a string.*\$\.participants\[0\]\.code"),
    (lambda v: v["participants"][0]["sectors"].append(None), r"\$\.participants\[0\]\.sectors\[1\]"),
    (lambda v: v["participants"][0]["entity"].update(code="XXX"), r"\$\.participants\[0\]\.entity\.code"),
    (lambda v: v["participants"][0]["entity"].update(name=None), r"\$\.participants\[0\]\.entity\.id"),
    (lambda v: v["trigger"].update(start=9, end=3), r"half-open.*\$\.trigger"),
    (lambda v: v["trigger"].update(start=1.0), r"whole number.*\$\.trigger\.start"),
    (lambda v: v["time"].update(to="2020-05-01"), r"half-open interval.*\$\.time\.to"),
    (lambda v: v["time"].update({"from": "May"}), r"a day.*\$\.time\.from"),
    (lambda v: v["time"].update(precision="century"), r"precision.*\$\.time\.precision"),
    (lambda v: v["time"].update(reason="why"), r"\$\.time\.from"),
    (lambda v: v.update(attribution={}), r"an array.*\$\.attribution"),
    (lambda v: v.update(report="r-1"), r"an object.*\$\.report"),
    (lambda v: v["report"].update(published=5), r"\$\.report\.published"),
    (lambda v: v["place"].update(reason="why"), r"\$\.place\.reason"),
]


@pytest.mark.parametrize(("spoil", "message"), FAULTS)
def test_a_faulty_field_is_refused_with_its_path(spoil, message):
    shown = claim_to_json(full_claim(report()), report=report())
    spoil(shown)
    with pytest.raises(CodecError, match=message):
        claim_from_json(shown)


@pytest.mark.parametrize("score", [math.nan, math.inf, -math.inf])
def test_no_number_beyond_the_finite_is_written(score):
    of = report()
    with pytest.raises(CodecError):
        claim_to_json(replace(full_claim(of), score=score), report=of)
    with pytest.raises(CodecError):
        json_line({"score": score})


@given(st.text())
def test_a_line_is_strict_json_in_utf_8(text):
    line = json_line({"text": text + "\ud83d"})
    assert "\n" not in line
    assert json.loads(line.encode()) == {"text": text + "\ud83d"}


def test_canonical_is_ascii_and_sorted():
    assert canonical({"b": "é", "a": [1, None]}) == '{"a":[1,null],"b":"\\u00e9"}'
