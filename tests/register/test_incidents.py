from datetime import date

import pytest

from regesta.errors import BadValueError
from regesta.linking.river import Article, link
from regesta.linking.scorer import shipped
from regesta.records.incidents import Linked
from regesta.register.incidents import decisions, read_incidents, state_of, write_incidents
from tests.hand import capture

TEXT = "Aid\n\nNorthland helped Southland in 2020. Westland helped Eastland in 2019."
AGAIN = "More aid\n\nOfficials said that Northland helped Southland in 2020."


def linked(desk, *, linker="l"):
    with desk.open() as register:
        claims, reports = register.linkable()
        found = link(claims, [Article(*one) for one in reports], shipped())
        write_incidents(desk.folder, found, state=register.state(), linker=linker)
    return found


@pytest.fixture
def told(desk):
    desk.take([capture(TEXT, origin="a.txt"), capture(AGAIN, origin="b.txt")])
    linked(desk)
    return desk


def test_nothing_is_linked_yet(desk):
    desk.take([capture(TEXT)])
    with desk.open() as register:
        found = register.incidents()
        assert len(found) == 0
        assert "nothing is linked yet" in found.reason
        with pytest.raises(BadValueError, match="no incident"):
            register.incident("i-1")


def test_incidents_come_back_as_they_were_made(told):
    with told.open() as register:
        found = register.incidents()
        assert found.reason == ""
        rows = list(found)
        assert sum(row["claims"] for row in rows) == 3
        assert rows[0]["time"] == {"from": "2019-01-01", "to": "2020-01-01", "precision": "year"}
        assert {row["event"] for row in rows} == {"AID"}
        assert "Incidents".lower() in found.title()
        assert found.to_arrow().num_rows == len(rows)
        assert "<script" not in found._repr_html_()


def test_the_filters_are_those_of_claims(told):
    with told.open() as register:
        assert len(register.incidents(actor="westland")) == 1
        assert len(register.incidents(since="2020")) == len(register.incidents(actor="NLD"))
        assert len(register.incidents(actor="ELD")) == 0
        assert len(register.incidents(sources=99)) == 0
        assert len(register.incidents(disputed=True)) == 0
        assert len(register.incidents(limit=1)) == 1
        with pytest.raises(BadValueError, match="no filter"):
            register.incidents(colour="red")


def test_an_incident_side_by_side(told):
    with told.open() as register:
        (row,) = register.incidents(actor="westland")
        shown = register.incident(row["incident_id"][:8])
        assert shown["incident_id"] == row["incident_id"]
        (telling,) = shown["tellings"]
        (claim,) = telling["claims"]
        assert claim["claim_id"] == row["claim_ids"][0]
        assert telling["copies"] == []
        assert register.incident_of(claim["claim_id"]) == row["incident_id"]
        assert register.incident_of("c-none") is None


def test_incidents_of_an_older_register_are_known_for_it(told):
    told.take([capture("News\n\nEastland helped Westland in 2021.", origin="c.txt")])
    with told.open() as register:
        assert "has changed" in register.incidents().reason
    linked(told)
    with told.open() as register:
        assert register.incidents().reason == ""
    assert len(list((told.folder.root / "incidents").glob("*.incidents.parquet"))) == 1


def test_a_decision_makes_them_old(told):
    with told.folder.journal.open("a", encoding="utf-8") as file:
        file.write('{"kind": "claim", "act": "accept"}\n')
    with told.open() as register:
        assert register.unlinked() == ""
    with told.folder.journal.open("a", encoding="utf-8") as file:
        file.write('{"kind": "incident", "act": "merge", "claims": ["c-1", "c-2"]}\n{"kind": "incid')
    assert len(decisions(told.folder)) == 1
    with told.open() as register:
        assert "has changed" in register.unlinked()


def test_segments_in_another_order_are_the_same_state():
    assert state_of(["b", "a"], []) == state_of(["a", "b"], [])
    assert state_of(["a"], []) != state_of(["a"], [{"kind": "incident"}])


def test_the_same_register_gives_the_same_bytes(told):
    (path,) = (told.folder.root / "incidents").glob("*.incidents.parquet")
    before = path.read_bytes()
    linked(told)
    assert path.read_bytes() == before


def test_a_set_without_its_members_is_not_read(told):
    (members,) = (told.folder.root / "incidents").glob("*.members.parquet")
    members.unlink()
    assert read_incidents(told.folder) is None


def test_no_claims_no_incidents(desk):
    write_incidents(desk.folder, Linked((), ()), state="s", linker="l")
    found = read_incidents(desk.folder)
    assert found is not None
    assert (found.incidents.num_rows, found.state, found.linker) == (0, "s", "l")


def test_publication_orders_reports(desk):
    desk.take([capture(TEXT, origin="a.txt")], published=date(2021, 1, 1))
    with desk.open() as register:
        _, reports = register.linkable()
    assert reports[0][3] == date(2021, 1, 1)


def test_a_decision_that_was_taken_back_leaves_the_incidents_current(told):
    decided = '{"kind":"incident","act":"merge","claims":["c-1","c-2"],"at":"2024-01-01","hash":"h1"}\n'
    back = '{"kind":"undo","act":"undo","claims":["c-1","c-2"],"undoes":"h1","hash":"h2"}\n'
    told.folder.journal.write_text(decided)
    assert len(decisions(told.folder)) == 1
    told.folder.journal.write_text(decided + back)
    assert decisions(told.folder) == []
    with told.open() as register:
        assert register.unlinked() == ""


def test_lines_that_take_back_nothing_take_back_nothing(desk):
    merge = '{"kind": "incident", "act": "merge", "claims": ["c-1", "c-2"], "hash": ["x"]}'
    desk.folder.journal.write_text(
        f'{{"undoes": ["x"]}}\n{{"undoes": {{}}}}\n{"[" * 5000}\n{merge}\n', encoding="utf-8"
    )
    assert [line["act"] for line in decisions(desk.folder)] == ["merge"]
