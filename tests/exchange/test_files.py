import io
import json
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from regesta.errors import BadValueError
from regesta.exchange.files import write
from regesta.exchange.happenings import happening
from regesta.exchange.profile import Options
from regesta.exchange.registry import profiles
from regesta.records.decode import claim_from_json
from tests.exchange.making import ALL, ATTACK, answer

NAMES = [profile.name for profile in profiles()]


@pytest.fixture
def claims():
    return answer(*ALL)


def test_json_lines_hold_everything(claims, tmp_path):
    path = tmp_path / "out.jsonl"
    assert write("jsonl", claims, path).rows == {"claims.jsonl": len(ALL)}
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [claim_from_json(one) for one in read] == [claim_from_json(one) for one in ALL]


def test_parquet_holds_everything(claims, tmp_path):
    write("parquet", claims, tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").equals(claims.to_arrow())


def test_csv_opens_in_a_spreadsheet(claims, tmp_path):
    write("csv", claims, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfclaim_id,")
    write("csv", claims, tmp_path / "out.csv", options=Options(raw=True))
    assert (tmp_path / "out.csv").read_bytes().startswith(b"claim_id,")


def test_what_cannot_be_written_is_one_clear_line(claims, tmp_path):
    with pytest.raises(BadValueError, match="cannot be written"):
        write("csv", claims, tmp_path / "none" / "out.csv")
    with pytest.raises(BadValueError, match="cannot be written"):
        write("acled", claims, tmp_path / "none" / "out")
    with pytest.raises(BadValueError, match="is a folder"):
        write("csv", claims, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_same_claims_give_the_same_bytes(claims, tmp_path, name):
    for target in ("a", "b"):
        write(name, claims, tmp_path / target, folder=True, asked="all")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert {"datapackage.json", "CODEBOOK.md", "LOSS.md"} < set(names)
    for file in names:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes(), file


@pytest.mark.parametrize("name", NAMES)
def test_nothing_at_all_is_written_whole(tmp_path, name):
    tally = write(name, answer(), tmp_path / "out", folder=True)
    assert not sum(count for file, count in tally.rows.items() if file != "associations.json")


@pytest.mark.parametrize("name", NAMES)
def test_a_stream_gets_what_a_path_gets(claims, tmp_path, name):
    out = io.BytesIO()
    write(name, claims, out)
    if [profile.ending for profile in profiles() if profile.name == name] == [""]:
        write(name, claims, tmp_path / "folder")
        with zipfile.ZipFile(out) as archive:
            assert archive.testzip() is None
            assert sorted(archive.namelist()) == sorted(f"{name}/{p.name}" for p in (tmp_path / "folder").iterdir())
            for path in (tmp_path / "folder").iterdir():
                assert archive.read(f"{name}/{path.name}") == path.read_bytes()
    else:
        write(name, claims, tmp_path / "file")
        assert out.getvalue() == (tmp_path / "file").read_bytes()


def test_an_earlier_export_is_replaced_and_nothing_else(claims, tmp_path):
    write("acled", claims, tmp_path / "out")
    write("polecat", answer(ATTACK), tmp_path / "out")
    assert not (tmp_path / "out" / "events.csv").exists()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(BadValueError, match="no earlier export"):
        write("acled", claims, tmp_path / "out")
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BadValueError, match="is a file"):
        write("acled", claims, tmp_path / "file")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "out"]


def test_a_folder_that_cannot_take_its_place_leaves_the_old_one(claims, tmp_path, monkeypatch):
    write("acled", claims, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    rename = Path.rename

    def refuse(self, target):
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(BadValueError, match="No space left"):
        write("polecat", claims, tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failing_write_leaves_the_old_one(claims, tmp_path):
    write("csv", claims, tmp_path / "out.csv")
    before = (tmp_path / "out.csv").read_bytes()

    class Broken:
        def __len__(self):
            return 1

        def jsons(self):
            yield ATTACK
            raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError):
        write("csv", Broken(), tmp_path / "out.csv")
    with pytest.raises(RuntimeError):
        write("ged", Broken(), tmp_path / "new")
    assert (tmp_path / "out.csv").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_linked_happenings_can_be_handed_in(claims, tmp_path):
    def linked(found):
        yield happening([claim for claim in found if claim["event"] == "ASSAULT"], id_="i-1")

    tally = write("polecat", claims, tmp_path / "out", options=Options(happenings=linked))
    assert tally.rows["events.tsv"] == 1
    assert "_i-1\t" in (tmp_path / "out" / "events.tsv").read_text(encoding="utf-8")
