from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.errors import KnowledgeError
from regesta.knowledge.actors import Actors, Phrase
from regesta.knowledge.codes import Knowledge
from regesta.knowledge.overlay import lay_over
from regesta.knowledge.own import NOTHING, OWN_RANK, OwnActor, read_own, read_row, read_table
from regesta.knowledge.sources import Row
from regesta.records.claims import Link

ACTORS = """# source: our desk
names	code	kind	sectors	from	to	office
Blue Brigade;BLUB	USA	group	REB	2019
Ada Brask;A. Brask	NOR	person	GOV	2020	2022-05	foreign minister
Ada Brask	NATO	person		2022-06		spokesperson
"""
VIEW = "# source: my convention\nname\tcountry\tsectors\nKosovo\tSRB\tPRE\nCrimea\tRUS\n"


def written(folder: Path, **tables: str) -> Path:
    for name, text in tables.items():
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


def actors_of(folder: Path) -> Actors:
    return Actors(lay_over(Knowledge.load(), read_own(folder)))


def test_no_folder_is_nothing(tmp_path: Path) -> None:
    assert read_own(None) == read_own(tmp_path / "absent") == read_own(tmp_path) == NOTHING


def test_an_actor_of_the_users_is_found_and_says_so(tmp_path: Path) -> None:
    found = actors_of(written(tmp_path, actors=ACTORS)).resolve(Phrase("the Blue Brigade"))
    assert (found.code, found.sectors) == ("USA", ("REB",))
    assert isinstance(found.entity, Link)
    assert found.entity.id == "own:group:blue-brigade:USA"
    assert found.entity.reasons[-1] == "by your table actors.tsv:3 (our desk)"


def test_offices_in_several_rows_are_one_person(tmp_path: Path) -> None:
    actors = actors_of(written(tmp_path, actors=ACTORS))
    day = {date(2021, 1, 1): ("NOR", ("GOV",)), date(2023, 1, 1): ("NATO", ())}
    for at, expected in day.items():
        found = actors.resolve(Phrase("Ada Brask"), at)
        assert (found.code, found.sectors) == expected
    assert actors.resolve(Phrase("Brask"), date(2021, 1, 1)).code == "NOR"


def test_a_row_takes_the_place_of_what_ships(tmp_path: Path) -> None:
    table = "names\tcode\tkind\tsource\nEmmanuel Macron\tCHE\tperson\ta test\n"
    found = actors_of(written(tmp_path, mine=table)).resolve(Phrase("Emmanuel Macron"), date(2020, 1, 1))
    assert found.code == "CHE"


def test_a_worldview_moves_a_country_with_its_people_and_police(tmp_path: Path) -> None:
    actors = actors_of(written(tmp_path, worldview=VIEW))
    kosovo = actors.resolve(Phrase("Kosovo"), acts=False)
    assert (kosovo.code, kosovo.sectors) == ("SRB", ("PRE",))
    assert any("worldview.tsv:3" in reason for reason in kosovo.reasons)
    assert actors.resolve(Phrase("Kosovo police")).code == "SRB"
    assert actors.resolve(Phrase("Crimea"), acts=False).code == "RUS"
    assert actors.resolve(Phrase("Ukraine"), acts=False).code == "UKR"


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    first = read_own(written(tmp_path, actors=ACTORS)).digest
    assert first == read_own(tmp_path).digest != ""
    assert read_own(written(tmp_path, actors=ACTORS.replace("2019", "2018"))).digest != first


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("names\tcode\tkind\tsource\nBlue\tusa\tgroup\ts\n", "t.tsv:2, code"),
        ("names\tcode\tkind\tsource\nBlue\tUSA\tgang\ts\n", "t.tsv:2, kind"),
        ("names\tcode\tkind\tsource\n;\tUSA\tgroup\ts\n", "t.tsv:2, names"),
        ("names\tcode\tkind\nBlue\tUSA\tgroup\n", "t.tsv:2, source"),
        ("names\tcode\tkind\tsource\nBlue\tUSA\tgroup\ts\tmore\n", "t.tsv:2, end of line"),
        ("names\tcode\tkind\tsource\tfrom\nBlue\tUSA\tgroup\ts\t2020-13\n", "t.tsv:2, from"),
        ("names\tcode\tkind\tsource\tfrom\tto\nBlue\tUSA\tgroup\ts\t2020\t2019\n", "t.tsv:2, to"),
        ("names\tcode\tkind\tsource\tsectors\nBlue\tUSA\tgroup\ts\tREBEL\n", "t.tsv:2, sectors"),
        ("names\tcode\tcolour\n", "not a column: 'colour'"),
        ("names\tcode\n", "the column 'kind' is missing"),
        ("# only remarks\n", "no line of column names"),
        ("names\tcountry\tlatitude\tlongitude\tsource\nX\tGBR\t99\t1\ts\n", "t.tsv:2, latitude"),
        ("names\tcountry\tlatitude\tlongitude\tsource\nX\tGBR\tnan\t1\ts\n", "t.tsv:2, latitude"),
        ("names\tcountry\tlatitude\tlongitude\tprecision\tsource\nX\tGBR\t9\t1\tcity\ts\n", "t.tsv:2, precision"),
    ],
)
def test_faults_name_file_line_column_and_mend(tmp_path: Path, text: str, says: str) -> None:
    (fault, *_) = read_table(written(tmp_path, t=text) / "t.tsv").faults
    assert says in fault.line()
    assert fault.mend
    with pytest.raises(KnowledgeError):
        read_own(tmp_path)


def test_one_fault_hides_no_other_row(tmp_path: Path) -> None:
    text = "names\tcode\tkind\tsource\nBlue\tusa\tgroup\ts\nRed\tUSA\tgroup\ts\nGreen\tUSA\tgang\ts\n"
    table = read_table(written(tmp_path, t=text) / "t.tsv")
    assert (len(table.rows), len(table.faults)) == (1, 2)


def test_bytes_that_are_no_text_are_one_fault(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_bytes(b"names\tcode\tkind\n\xff\xfe\tUSA\tgroup\n")
    with pytest.raises(KnowledgeError, match=r"t\.tsv:2"):
        read_own(tmp_path)


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_row_is_read_or_refused(cells: list[str]) -> None:
    row = Row("t.tsv", 2, [cell.replace("\t", " ") for cell in cells], {"source": "s"})
    try:
        item = read_row(row, ("names", "code", "kind", "sectors", "from", "to", "office"))
    except KnowledgeError as fault:
        assert fault.mend
    else:
        assert isinstance(item, OwnActor)
        assert all(item.names)


def test_own_entries_outrank_reviewed_ones(tmp_path: Path) -> None:
    own = read_own(written(tmp_path, actors=ACTORS))
    assert {actor.entity.rank for actor in own.actors} == {OWN_RANK}


def test_an_end_beyond_the_calendar_is_open(tmp_path: Path) -> None:
    table = "names\tcode\tkind\tfrom\tto\tsource\nBlue Brigade\tUSA\tgroup\t2019\t9999\tus\n"
    (actor,) = read_own(written(tmp_path, actors=table)).actors
    assert (actor.entity.spells[0].start, actor.entity.spells[0].end) == ("2019-01-01", "")
