import sqlite3
from contextlib import closing

import pytest

from regesta.exchange.profile import Options
from regesta.exchange.profiles.sqlite import write
from tests.exchange.making import ALL, ATTACK, answer, hostile


@pytest.fixture
def base(tmp_path):
    assert write(answer(*ALL, hostile()), tmp_path, Options()).rows == {"claims.sqlite": len(ALL) + 1}
    with closing(sqlite3.connect(tmp_path / "claims.sqlite")) as opened:
        yield opened


def test_it_is_whole(base):
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    linked = {row[2] for table in ("claims", "parties", "contexts", "figures", "reasons")
              for row in base.execute(f"PRAGMA foreign_key_list({table})")}  # fmt: skip
    assert linked == {"reports", "claims", "entities"}


def test_everything_of_a_claim_is_there(base):
    id_ = ATTACK["claim_id"]
    row = base.execute("SELECT event, mode, time_from, time_to, latitude FROM claims WHERE claim_id = ?", [id_])
    assert row.fetchall() == [("ASSAULT", "aerial", "2024-03-19", "2024-03-20", 16.27)]
    sql = "SELECT role, text, code, sectors, entity_id, stance FROM parties WHERE claim_id = ? ORDER BY party_id"
    assert base.execute(sql, [id_]).fetchall() == [
        ("actor", "Northland", "FRA", "MIL", "country:n:FRA", None),
        ("recipient", "villagers", "MLI", "CVL", None, None),
        ("voice", "the mayor", "---", "", None, "asserts"),
    ]
    assert base.execute("SELECT measure, low, high FROM figures WHERE claim_id = ?", [id_]).fetchall() == [
        ("killed", 10, 10)
    ]
    assert base.execute("SELECT context FROM contexts WHERE claim_id = ?", [id_]).fetchall() == [("military",)]
    assert base.execute("SELECT count(*) FROM reports").fetchall() == [(7,)]
    assert base.execute("SELECT field, reason FROM reasons WHERE claim_id = ?", [id_]).fetchall() == [
        ("event", "by hand")
    ]


@pytest.mark.parametrize(
    ("asked", "found"), [("planes", 2), ("NORTHLAND AND mayor", 2), ("met NEAR may", 0), ("Mäy", 1)]
)
def test_search_by_words(base, asked, found):
    sql = "SELECT count(*) FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)"
    assert base.execute(sql, [asked]).fetchone() == (found,)


def test_a_copy_of_a_claim_is_not_twice(tmp_path):
    assert write(answer(ATTACK, ATTACK), tmp_path, Options()).rows == {"claims.sqlite": 1}
    with closing(sqlite3.connect(tmp_path / "claims.sqlite")) as base:
        assert base.execute("SELECT count(*) FROM parties").fetchone() == (3,)
