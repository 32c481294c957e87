from datetime import date
from typing import Any

import pytest

from regesta.linking.river import link
from regesta.linking.scorer import shipped
from regesta.records.incidents import Incident
from tests.claimrows import article, row, voice

TEXT = (
    "Southland accused Northland of bringing down a plane on Monday. Northland denied that its jets had struck it. "
    "Northland shelled Dunport."
)


def rows(*, denied: str = "ASSAULT", day: date = date(2020, 5, 4), doer: str = "NLD") -> list[dict[str, Any]]:
    return [
        row("c-1", "r-1", TEXT, "bringing down", voices=(voice("SLD"),)),
        row("c-2", "r-1", TEXT, "struck", event=denied, day=day, actor=doer, ordinal=1,
            voices=(voice("NLD", "denies"),)),
    ]  # fmt: skip


def incidents(claims: list[dict[str, Any]]) -> tuple[Incident, ...]:
    return link(claims, [article("r-1", TEXT)], shipped()).incidents


def test_a_denial_and_what_it_answers_are_one_incident_however_they_are_worded() -> None:
    assert len(incidents(rows())) == 1


@pytest.mark.parametrize(
    "other",
    [rows(denied="COERCE"), rows(day=date(2020, 6, 20)), rows(doer="WLD")],
    ids=["another type", "another day", "another doer"],
)
def test_a_denial_of_something_else_is_not(other: list[dict[str, object]]) -> None:
    assert len(incidents(other)) == 2


def test_two_tellings_that_nobody_denies_are_judged_by_their_words() -> None:
    told = rows()
    told[1]["attribution"] = [voice("NLD", "asserts")]
    assert len(incidents(told)) == 2
