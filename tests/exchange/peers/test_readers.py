from datetime import date

import pytest

from regesta.errors import BadValueError, DataError, MissingPathError
from regesta.exchange.peers.events import Event, Who
from regesta.exchange.peers.readers import events_of, reader_of, recognised, sound
from regesta.exchange.peers.reading import Fault
from tests.exchange.peers.conftest import ACLED, GED, ICEWS, POLECAT, ROWS


def read(path, name=None):
    return list(sound(events_of(path, name)))


def test_acled(table):
    [one] = read(table("acled"))
    assert (one.origin, one.id, one.line, one.directed) == ("acled", "MLI1", 2, False)
    assert (one.start, one.end) == (date(2024, 3, 19), date(2024, 3, 20))
    assert one.types == ("ASSAULT",) and one.type_words == "Explosions/Remote violence / Air/drone strike"
    assert one.actors == (Who("Military Forces of France (2017-)", "FRA", ("MIL",)),)
    assert [who.name for who in one.recipients] == ["Civilians (Mali)", "Farmers (Mali)", "Labor Group"]
    assert one.recipients[0] == Who("Civilians (Mali)", "MLI", ("CVL",))
    assert (one.country, one.place, one.exact, one.killed_best) == ("MLI", "Gao", True, 10)
    assert one.sources == ("Wire A", "Wire B") and one.text == 'Planes hit "Gao",\nten died'


def test_ged(table):
    [one] = read(table("ged"))
    assert (one.killed_low, one.killed_best, one.killed_high) == (10, 10, 12)
    assert one.actors == (Who("Government of France", "FRA", ("GOV",)),) and one.directed
    assert one.recipients == (Who("Civilians", None, ("CVL",)),)
    assert (one.start, one.end, one.country, one.place) == (date(2024, 3, 19), date(2024, 3, 20), "MLI", "Gao town")


def test_polecat(table):
    [one] = read(table("polecat"))
    assert one.types == ("ASSAULT",) and one.type_words == "ASSAULT / aerial"
    assert one.actors == (Who("France", "FRA", ("MIL", "GOV")), Who("United Nations", None, ("IGO",)))
    assert one.recipients == (Who("villagers", "MLI", ("CVL",)),) and one.exact


def test_icews(table):
    [one] = read(table("icews"))
    assert one.types == ("ASSAULT",) and one.type_words == "195 Employ aerial weapons"
    assert one.actors == (Who("Air Force (France)", "FRA", ("MIL",)),)
    assert one.recipients == (Who("Villager (Mali)", "MLI", ("CVL", "SOC")),)


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_line_ends_and_columns_to_spare_do_no_harm(table, name, end):
    [one] = read(table(name))
    [other] = read(table(name, bom=True, extra=("Headline", ""), end=end))
    assert one == other


@pytest.mark.parametrize("name", ROWS)
def test_a_table_of_a_header_alone_has_no_events(table, name):
    path = table(name)
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n\n", encoding="utf-8")
    assert read(path) == []


def test_both_styles_of_dates(table):
    for text in ("2024-03-19", "19 March 2024", "19-Mar-2024", "2024-03-19T12:00:00Z"):
        [one] = read(table("acled", {**ACLED, "event_date": text}))
        assert one.start == date(2024, 3, 19), text
    for text in ("03/04/2024", "2024-02-30", "soon"):
        with pytest.raises(DataError, match="event_date"):
            read(table("acled", {**ACLED, "event_date": text}))


@pytest.mark.parametrize(("precision", "first", "end"), [("2", date(2024, 3, 13), date(2024, 3, 26)),
                                                         ("3", date(2024, 2, 18), date(2024, 4, 19))])  # fmt: skip
def test_a_date_known_to_the_week_or_month_is_a_span(table, precision, first, end):
    [one] = read(table("acled", {**ACLED, "time_precision": precision}))
    assert (one.start, one.end) == (first, end)


def test_a_candidate_release_without_a_header(table):
    path = table("ged", GED, {**GED, "id": "500002"}, header=False)
    assert [(one.id, one.line) for one in read(path)] == [("500001", 1), ("500002", 2)]
    assert [one.id for one in read(path, "ged")] == ["500001", "500002"]


def test_names_of_columns_that_differ(table, tmp_path):
    path = table("polecat")
    path.write_text(
        path.read_text(encoding="utf-8").replace("Event ID", "event_id").replace("Intensity", "Event Intensity")
    )
    assert read(path)[0].id == "2024-1_7"


def test_columns_left_out_of_a_download(table):
    [one] = read(table("acled", without=("admin3", "tags", "timestamp")))
    assert one.id == "MLI1"


@pytest.mark.parametrize(
    ("name", "row", "where", "what"),
    [
        ("acled", {**ACLED, "latitude": "north"}, "acled.csv:2, latitude", "no number: 'north'"),
        ("acled", {**ACLED, "latitude": "91"}, "acled.csv:2, latitude", "no degrees: 91.0"),
        ("acled", {**ACLED, "event_id_cnty": ""}, "acled.csv:2, event_id_cnty", "is empty"),
        ("acled", {**ACLED, "fatalities": "-1"}, "acled.csv:2, fatalities", "no count: '-1'"),
        ("acled", {**ACLED, "time_precision": "9"}, "acled.csv:2, time_precision", "not 1, 2 or 3"),
        ("ged", {**GED, "date_end": "2024-03-01"}, "ged.csv:2, date_end", "is before date_start"),
        ("ged", {**GED, "best": "many"}, "ged.csv:2, best", "no number: 'many'"),
        ("polecat", {**POLECAT, "Event Type": ""}, "polecat.tsv:2, Event Type", "is empty"),
        ("icews", {**ICEWS, "CAMEO Code": "x"}, "icews.tsv:2, CAMEO Code", "no CAMEO code: 'x'"),
    ],
)
def test_a_faulty_cell_is_told_with_its_file_line_and_column(table, name, row, where, what):
    path = table(name, row, ROWS[name])
    with pytest.raises(DataError) as caught:
        read(path)
    assert where in caught.value.where and what in caught.value.what and caught.value.mend
    faults: list[Fault] = []
    assert len(list(sound(events_of(path), faults))) == 1 and len(faults) == 1


def test_a_row_that_has_slipped(table):
    path = table("acled", ACLED, ACLED)
    lines = path.read_text(encoding="utf-8").rstrip("\n") + "\nshort,row\n"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(DataError, match="2 cells, and the header has 31") as caught:
        read(path)
    assert ":6" in caught.value.where


def test_the_line_is_where_the_row_begins(table):
    assert [one.line for one in read(table("acled", ACLED, ACLED))] == [2, 4]


@pytest.mark.parametrize(("name", "lost"), [("acled", "actor1"), ("ged", "best"), ("polecat", "Actor Name")])
def test_missing_columns_are_named(table, name, lost):
    with pytest.raises(DataError, match=f"columns are missing: {lost}"):
        read(table(name, without=(lost,)), name)


def test_files_that_are_no_table(tmp_path):
    with pytest.raises(MissingPathError):
        read(tmp_path / "none.csv")
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(DataError, match="empty"):
        read(tmp_path / "empty.csv", "acled")
    (tmp_path / "latin.csv").write_bytes("event_id_cnty,événement\n".encode("latin-1"))
    with pytest.raises(DataError, match="not UTF-8: byte 0xe9"):
        read(tmp_path / "latin.csv", "acled")
    (tmp_path / "open.csv").write_text('a,"b' + "x" * 1_100_000)
    with pytest.raises(DataError, match="no table"):
        read(tmp_path / "open.csv", "acled")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(BadValueError, match="fits no table"):
        read(tmp_path / "other.csv")
    with pytest.raises(BadValueError, match="no profile 'sipri'"):
        reader_of("sipri")


@pytest.mark.parametrize("name", ROWS)
def test_a_file_is_recognised_by_its_first_line(table, name):
    assert recognised(table(name)).name == name


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("42", "CONSULT"), ("042", "CONSULT"), ("190", "ASSAULT"), ("0831", "RETREAT"), ("831", "RETREAT"),
        ("10", "REQUEST"), ("010", None),
    ],
)  # fmt: skip
def test_cameo_codes_that_lost_their_zero(table, code, event):
    [one] = read(table("icews", {**ICEWS, "CAMEO Code": code}))
    assert one.types == ((event,) if event else ())


def test_earlier_types_of_plover(table):
    [one] = read(table("polecat", {**POLECAT, "Event Type": "YIELD"}))
    assert one.types == ("CONCEDE", "RETREAT")


def test_an_apostrophe_that_guards_is_no_part_of_the_text(table):
    [one] = read(table("acled", {**ACLED, "notes": "'=1+1", "actor1": "'tis"}))
    assert isinstance(one, Event) and one.text == "=1+1" and one.actors[0].name == "'tis"


@pytest.mark.parametrize(
    ("name", "row", "column", "what"),
    [
        ("acled", {**ACLED, "fatalities": "inf"}, "fatalities", "no number"),
        ("acled", {**ACLED, "fatalities": "nan"}, "fatalities", "no number"),
        ("acled", {**ACLED, "fatalities": "1e300"}, "fatalities", "no count"),
        ("acled", {**ACLED, "event_date": "0001-01-01", "time_precision": "3"}, "event_date", "no year of an event"),
        ("ged", {**GED, "date_start": "9999-12-31", "date_end": "9999-12-31"}, "date_start", "no year of an event"),
        ("icews", {**ICEWS, "Event Date": "9999-12-31"}, "Event Date", "no year of an event"),
        ("polecat", {**POLECAT, "Event Date": "9999-12-31"}, "Event Date", "no year of an event"),
    ],
)
def test_numbers_and_years_that_nothing_can_be_reckoned_with(table, name, row, column, what):
    [fault] = events_of(table(name, row), name)
    assert isinstance(fault, Fault) and fault.column == column and what in fault.what
