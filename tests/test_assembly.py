from pathlib import Path

import pytest

from regesta.assembly import Tally, country_of, gazetteer, outcomes, run_of
from regesta.config import Settings
from regesta.knowledge import gazetteer as compiled


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Turkey", "TUR"), ("turkey", "TUR"), ("UK", "GBR"), ("United States", "USA"), ("Georgia", "GEO"), ("uk", None),
        ("Hezbollah", None), ("", None), ("TUR", None),
    ],
)  # fmt: skip
def test_countries_by_name(name, code):
    assert country_of(name) == code


def test_the_rate_is_of_reports_read():
    assert Tally(read=10, seconds=2.0).rate == 5.0
    assert Tally().rate == 0.0


def test_the_gazetteer_is_not_compiled_without_a_word(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(compiled, "ensure", lambda target, **_: made.append(target) or target)
    lines = []
    path = gazetteer(tmp_path / "cache", tell=lines.append)
    assert made == [path]
    [line] = lines
    assert str(tmp_path / "cache") in line and "gazetteer" in line
    monkeypatch.setattr(compiled, "is_compiled", lambda *_, **__: True)
    gazetteer(tmp_path / "cache", tell=lines.append)
    assert len(lines) == 1


def test_nothing_to_read_loads_nothing():
    assert list(outcomes([], Settings(model=Path("none")))) == []


def test_a_changed_table_of_the_users_is_another_run(tmp_path):
    def knowledge() -> str:
        return run_of(Settings(knowledge=tmp_path)).knowledge

    none = knowledge()
    assert none == run_of(Settings()).knowledge
    table = tmp_path / "actors.tsv"
    table.write_text("names\tcode\tkind\tsource\nBlue Brigade\tUSA\tgroup\tours\n")
    one = knowledge()
    table.write_text("names\tcode\tkind\tsource\nBlue Brigade\tCAN\tgroup\tours\n")
    assert len({none, one, knowledge()}) == 3
