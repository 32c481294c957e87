import pytest

from regesta.assembly import knowledge
from regesta.knowledge.codes import Knowledge
from regesta.knowledge.gazetteer import compile_to
from regesta.knowledge.overlay import lay_over
from regesta.knowledge.own import read_own
from regesta.knowledge.places import Places
from tests.knowledge.test_places import SOURCES, town_rows


@pytest.fixture(scope="session")
def small_gazetteer(tmp_path_factory):
    target = tmp_path_factory.mktemp("gazetteer") / "places.sqlite"
    compile_to(target, sources=SOURCES, towns=town_rows())
    return target


@pytest.fixture(autouse=True)
def _small(monkeypatch, small_gazetteer):
    def knowing(settings, *, tell=None):
        own = read_own(settings.knowledge)
        return lay_over(Knowledge.load(), own), Places.open(small_gazetteer, own)

    monkeypatch.setattr(knowledge, "knowing", knowing)


@pytest.fixture
def tables(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "actors.tsv").write_text(
        "# source: our desk\nnames\tcode\tkind\tsectors\nBlue Brigade\tUSA\tgroup\tREB\nJoe Biden\tUSA\tperson\tGOV\n"
    )
    (folder / "places.tsv").write_text(
        "names\tcountry\tlatitude\tlongitude\tsource\nCamp Dunholt;Mosul\tIRQ\t36.1\t43.0\ta map\n"
    )
    (folder / "worldview.tsv").write_text("# source: my convention\nname\tcountry\nCrimea\tRUS\n")
    return folder


def test_check_says_what_is_new_and_what_is_shadowed(regesta, tables):
    code, out, err = regesta("knowledge", "check", tables)
    assert code == 0
    assert "actors.tsv:3 Blue Brigade, group, USA REB: new" in out
    assert "'Joe Biden' was Joe Biden [person:joe-biden]" in out
    assert "'Mosul' was Mosul at 36.340 43.120" in out
    assert "territory Crimea: UKR becomes RUS" in out
    assert "4 rows can be used, 0 faults" in err


def test_check_names_every_fault_and_how_to_mend_it(regesta, tables):
    (tables / "actors.tsv").write_text("names\tcode\tkind\tsource\nBlue\tusa\tgroup\ts\nRed\tUSA\tgang\ts\n")
    code, _, err = regesta("knowledge", "check", tables / "actors.tsv")
    assert code == 2
    assert "actors.tsv:2, code" in err
    assert "actors.tsv:3, kind" in err
    assert "write one of person organisation" in err


def test_check_of_nothing_is_one_line(regesta, tmp_path):
    for path in (tmp_path / "absent.tsv", tmp_path):
        code, out, err = regesta("knowledge", "check", path)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1


def test_find_shows_candidates_with_dates_and_the_one_taken(regesta):
    code, out, _ = regesta("knowledge", "find", "George Bush", "--date", "1990-02-01")
    assert code == 0
    assert "who       USA GOV, George H. W. Bush" in out
    assert "president (2001-01-20 to 2009-01-20)" in out


def test_find_reads_the_users_tables(regesta, tables):
    code, out, _ = regesta("knowledge", "find", "Mosul", "--knowledge", tables)
    assert code == 0
    assert "36.100 43.000" in out.partition("actor")[0]
    assert "your table places.tsv:2 (a map)" in out
    _, out, _ = regesta("knowledge", "find", "Simferopol", "--knowledge", tables)
    assert "Simferopol, RUS" in out


def test_find_of_an_unknown_name_is_2(regesta):
    code, _, err = regesta("knowledge", "find", "Qwertzuiop Asdfghjkl")
    assert code == 2
    assert "nothing bears this name" in err
