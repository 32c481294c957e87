"""The lexicon is well formed, and the bundle's list of senses is made of it."""

from pathlib import Path

import pytest

from lab import senses as lexicon
from lab.senses import HOME, forms, senses
from regesta.model import labels
from regesta.model.bundle import shipped
from regesta.model.senses import NONE, SENSES, number_of, read_senses


def test_the_bundle_has_what_the_lexicon_gives() -> None:
    assert read_senses(shipped() / "senses.tsv") == senses()


def test_every_type_has_its_words() -> None:
    assert {path.stem for path in HOME.glob("*.tsv")} == set(labels.EVENTS[1:])
    for path in HOME.glob("*.tsv"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert len(lines) >= 400, path
        assert len(lines) == len({line.rsplit("\t", 1)[0] for line in lines}), f"{path}: a word twice"


def test_forms_are_those_of_the_dictionary() -> None:
    assert forms("seize", "VERB") >= {"seize", "seizes", "seized", "seizing"}
    assert forms("walkout", "NOUN") >= {"walkout", "walkouts"}
    assert forms("deescalate", "VERB") >= {"deescalate", "deescalated"}


def test_sure_types_come_first_and_as_many_as_there_is_room_for(tmp_path: Path) -> None:
    for number, event in enumerate(labels.EVENTS[1:]):
        grade = "strong" if number == len(labels.EVENTS) - 2 else "weak"
        (tmp_path / f"{event}.tsv").write_text(f"# a comment\nstrike\tn\t{grade}\n")
    found = senses(tmp_path)["strikes"]
    assert len(found) == SENSES
    assert found[0] == number_of("ASSAULT", sure=True)
    assert found[1] == number_of("AGREE", sure=False)
    assert set(found) != set(NONE)


@pytest.mark.parametrize("line", ["strike\tn", "strike\tx\tweak", "strike\tn\tsure"])
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    for event in labels.EVENTS[1:]:
        (tmp_path / f"{event}.tsv").write_text(f"{line}\n")
    with pytest.raises(ValueError, match=r"AGREE\.tsv:1"):
        lexicon.senses(tmp_path)
