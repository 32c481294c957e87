from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.errors import BundleError
from regesta.model import labels
from regesta.model.bundle import shipped
from regesta.model.senses import COUNT, SENSES, number_of, read_senses, write_senses

numbers = st.lists(st.integers(1, COUNT - 1), min_size=1, max_size=SENSES, unique=True)
forms = st.from_regex(r"[a-zé'-]{1,12}", fullmatch=True)


@given(st.dictionaries(forms, numbers, max_size=20))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, found: dict[str, list[int]]) -> None:
    path = tmp_path_factory.mktemp("senses") / "senses.tsv"
    padded = {form: (*some, *[0] * (SENSES - len(some))) for form, some in found.items()}
    write_senses(path, padded)
    assert read_senses(path) == padded


def test_every_type_has_two_numbers_of_its_own() -> None:
    every = [number_of(event, sure=sure) for event in labels.EVENTS[1:] for sure in (True, False)]
    assert sorted(every) == list(range(1, COUNT))


@pytest.mark.parametrize("line", ["99\tsay", "0\tsay", "1 2 3 4 5 6 7\tsay", "say", "x\tsay", "1\ta\tb"])
def test_a_damaged_list_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "senses.tsv"
    path.write_text(f"{line}\n")
    with pytest.raises(BundleError, match="senses"):
        read_senses(path)


def test_the_bundle_knows_acts_by_their_words() -> None:
    senses = read_senses(shipped() / "senses.tsv")
    assert number_of("ACCUSE", sure=True) in senses["accused"]
    assert number_of("ASSAULT", sure=True) in senses["airstrikes"]
    assert "table" not in senses or number_of("ASSAULT", sure=True) not in senses["table"]
