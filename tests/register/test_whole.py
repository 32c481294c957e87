import pytest

from regesta.errors import RegisterError
from regesta.register import whole
from regesta.register.whole import Whole
from tests.hand import capture


@pytest.fixture
def keys(filled):
    with filled.open() as register:
        return register._engine.rows("SELECT segment, claim_id FROM claims ORDER BY hash(claim_id)")


def test_claims_come_in_the_order_of_their_keys_however_many(filled, keys, monkeypatch):
    picked = Whole(filled.folder).claims(keys)
    assert picked.column("claim_id").to_pylist() == [id_ for _, id_ in keys]
    monkeypatch.setattr(whole, "_MANY", 1)
    assert Whole(filled.folder).claims(keys).equals(picked.combine_chunks())
    assert Whole(filled.folder).claims([]).num_rows == 0


def test_only_so_much_is_kept(filled, keys):
    bounded = Whole(filled.folder, kept=1)
    assert bounded.claims(keys).equals(Whole(filled.folder).claims(keys))
    assert not bounded._kept and bounded._bytes == 0
    kept = Whole(filled.folder)
    kept.claims(keys)
    assert len(kept._kept) == 4


def test_a_segment_that_went_away_is_told(desk):
    desk.take([capture("Northland helped Westland.")])
    with desk.open() as register:
        keys = register._engine.rows("SELECT segment, claim_id FROM claims")
    desk.folder.file(keys[0][0], "claims").unlink()
    with pytest.raises(RegisterError, match="ask again"):
        Whole(desk.folder).claims(keys)
