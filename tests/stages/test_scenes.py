from dataclasses import replace

import pytest

from regesta.records.accounts import Draft
from regesta.records.claims import Claim, When, Where
from regesta.records.spans import Span
from regesta.stages.scenes import REACH, carry
from tests.hand import full_claim, report

SHELLING = replace(full_claim(report()), event="ASSAULT", trigger_span=Span(100, 106), mode=None)


def draft(*, start: int = 300, event: str = "PROTEST", realis: str = "actual") -> Draft:
    return Draft(
        event, None, (), Span(start, start + 7), 0, 0, (), (), realis, "certain", (), None, None, (), 0.9, ()
    )  # fmt: skip


def carried(of: Draft, before: Claim, code: str = "ELD") -> tuple[When | None, Where | None, list[tuple[str, str]]]:
    reasons: list[tuple[str, str]] = []
    party = replace(SHELLING.participants[1], role="actor", code=code)
    return (*carry(of, [party], None, None, [before], reasons), reasons)


def test_another_deed_in_the_same_country_stays_where_the_story_is() -> None:
    time, place, reasons = carried(draft(), SHELLING)
    assert time is None
    assert place == SHELLING.place
    assert reasons == [("place", "the report still is where 'helped' was")]


@pytest.mark.parametrize(
    ("of", "code"),
    [
        (draft(start=SHELLING.trigger_span.end + REACH + 1), "ELD"),  # too far on
        (draft(event="ACCUSE"), "ELD"),  # words may be said anywhere
        (draft(realis="future"), "ELD"),
        (draft(), "WLD"),  # of another country
    ],
)
def test_else_a_deed_has_no_place_but_its_own(of: Draft, code: str) -> None:
    assert carried(of, SHELLING, code) == (None, None, [])


def test_the_same_event_told_again_has_the_time_and_place_it_had() -> None:
    of = draft(event="ASSAULT", start=100 + 2 * REACH)
    reasons: list[tuple[str, str]] = []
    time, place = carry(of, [SHELLING.participants[0]], None, None, [SHELLING], reasons)
    assert (time, place) == (SHELLING.time, SHELLING.place)
    assert [name for name, _ in reasons] == ["time", "place"]


def test_the_same_deed_by_somebody_else_is_another_event() -> None:
    of = draft(event="ASSAULT", start=100 + 2 * REACH)
    doer = replace(SHELLING.participants[0], code="WLD")
    assert carry(of, [doer, SHELLING.participants[1]], None, None, [SHELLING], []) == (None, None)


def test_the_attack_is_the_one_told_before_whoever_is_said_to_have_done_it() -> None:
    of = draft(event="ASSAULT", start=100 + 2 * REACH)
    doer = replace(SHELLING.participants[0], code="WLD")
    reasons: list[tuple[str, str]] = []
    assert carry(of, [doer], None, None, [SHELLING], reasons, again=True) == (SHELLING.time, SHELLING.place)
    assert reasons[0] == ("time", "carried from 'helped' earlier, which these words mean again")
    of = draft(event="COERCE", start=100 + 2 * REACH)
    assert carry(of, [doer], None, None, [SHELLING], [], again=True) == (None, None)
