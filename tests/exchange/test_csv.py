import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.exchange.csv import COLUMNS, write_csv
from regesta.records.codec import claim_to_json
from regesta.register.wording import harmless
from tests.hand import bare_claim, full_claim, report


def written(*claims, raw=False):
    out = io.StringIO(newline="")
    write_csv(claims, out, raw=raw)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def claim(**changes):
    of = report()
    return {**claim_to_json(full_claim(of), report=of), **changes}


def test_one_flat_row_a_claim():
    of = report()
    [full, bare] = written(claim(), claim_to_json(bare_claim(of), report=of))
    assert tuple(full) == COLUMNS
    assert (full["actors"], full["actor_codes"], full["actor_entities"]) == ("Southland", "SLD GOV", "Southland")
    assert (full["time_from"], full["time_to"], full["time_precision"]) == ("2020-05-01", "2020-06-01", "month")
    assert full["figures"] == "weapons 40.. lorries at least"
    assert full["longitude"] == "-2.5"
    assert (bare["actors"], bare["time_from"], bare["latitude"]) == ("", "", "")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\t=1", " =1", "\r=1", "\uff1d1", "---"])
def test_no_cell_is_a_formula(cell):
    row = claim(evidence={"start": 0, "end": 1, "quote": cell})
    assert written(row)[0]["quote"] == "'" + cell
    assert written(row, raw=True)[0]["quote"] == cell


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_raw_cells_come_back_as_they_were(text):
    row = claim(evidence={"start": 0, "end": 1, "quote": text})
    assert written(row, raw=True)[0]["quote"] == text
    guarded = written(row)[0]["quote"]
    assert guarded in (harmless(text), "'" + harmless(text))
    assert guarded.lstrip(" ")[:1] not in tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def test_a_lone_surrogate_does_not_stop_the_file():
    [row] = written(claim(evidence={"start": 0, "end": 1, "quote": "a\ud800"}))
    row["quote"].encode()


def test_no_cell_steers_a_terminal():
    row = claim(evidence={"start": 0, "end": 1, "quote": "a\x1b[2J\u202eb\nc\x9b"})
    assert written(row)[0]["quote"] == "a[2Jb\nc"
    assert written(row, raw=True)[0]["quote"] == "a\x1b[2J\u202eb\nc\x9b"


def test_a_formula_behind_a_hidden_character_is_guarded():
    assert written(claim(evidence={"start": 0, "end": 1, "quote": "\u200b=1+1"}))[0]["quote"] == "'=1+1"
