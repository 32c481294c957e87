"""Golden stories: the same events told by three desks, read by the model and linked; see stories/README.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from regesta.assembly.reading import read_into
from regesta.assembly.registers import link_register, open_register
from regesta.config import settings

STORIES = Path(__file__).parent / "stories"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Every incident, with the outlets and the words that tell it."""
    place = tmp_path_factory.mktemp("stories")
    with (place / "reports.jsonl").open("w", encoding="utf-8") as file:
        for path in sorted(STORIES.glob("*.json")):
            story = json.loads(path.read_text(encoding="utf-8"))
            for report in story["reports"]:
                url = f"https://example.org/{path.stem}/{report['source'].replace(' ', '-')}"
                file.write(json.dumps({**report, "url": url}) + "\n")
    read_into(place / "register", [place / "reports.jsonl"], settings(), listener=lambda *_: None)
    link_register(place / "register")
    with open_register(place / "register") as register:
        return [register.incident(row["incident_id"]) for row in register.incidents()]


def incident(told: list[dict[str, Any]], story: str, event: str) -> dict[str, Any]:
    """The incident of a type that the most reports of a story tell."""

    def fits(one: dict[str, Any]) -> bool:
        return one["event"] == event and all(f"/{story}/" in t["report"]["url"] for t in one["tellings"])

    return max((one for one in told if fits(one)), key=lambda one: (one["reports"], one["claims"]))


def test_stories_are_never_mixed(told: list[dict[str, Any]]) -> None:
    for one in told:
        assert len({telling["report"]["url"].split("/")[3] for telling in one["tellings"]}) == 1, one["incident_id"]


@pytest.mark.parametrize(
    ("story", "day", "actor", "desks"),
    # At least so many: how many desks come together depends on how the bundle reads them. Those of su24 are not joined
    # by what the bundle that ships reads in them, and of Abqaiq the tellings that name the Houthis stay apart from
    # those that name Iran, of which all three desks have one.
    [("abqaiq", "2019-09-14", "IRN", 3), ("kunduz", "2015-10-03", "USA", 2)],
)
def test_the_desks_tell_the_attack(told: list[dict[str, Any]], story: str, day: str, actor: str, desks: int) -> None:
    found = incident(told, story, "ASSAULT")
    assert found["reports"] == found["sources"] >= desks
    assert found["time"] == {"from": day, "to": found["time"]["to"], "precision": "day"}
    assert actor in found["actors"]


def test_tolls_that_differ_are_a_range(told: list[dict[str, Any]]) -> None:
    killed = next(one for one in incident(told, "kunduz", "ASSAULT")["figures"] if one["measure"] == "killed")
    assert killed["low"] <= 22 <= killed["best"] <= killed["high"] == 42


def test_a_denial_stands_against_somewhere(told: list[dict[str, Any]]) -> None:
    against = {voice for one in told if one["event"] == "ASSAULT" for voice in one["against"]}
    assert "IRN GOV" in against
