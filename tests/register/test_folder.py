import json
import os

import pytest

from regesta.errors import MissingPathError, RegisterError
from regesta.records.runs import Run
from regesta.register.folder import create_folder, open_folder, start_run, sweep, temporary

RUN = Run("a", "b", "c", "d")


def test_a_new_register_opens(tmp_path):
    root = tmp_path / "deep" / "register"
    assert create_folder(root, version="1").root == open_folder(root).root
    assert json.loads((root / "register.json").read_text()) == {"format": 1, "made_by": "regesta 1"}
    assert (root / "journal.jsonl").read_bytes() == b""


def test_creation_cut_short_is_taken_up_again(tmp_path):
    create_folder(tmp_path / "r", version="1")
    (tmp_path / "r" / "register.json").unlink()
    create_folder(tmp_path / "r", version="1")
    open_folder(tmp_path / "r")


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(RegisterError, match="other things"):
        create_folder(tmp_path, version="1")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_is_no_register(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(RegisterError):
        create_folder(tmp_path / "file", version="1")
    with pytest.raises(RegisterError, match="no register"):
        open_folder(tmp_path / "file")


def test_what_cannot_be_opened(tmp_path):
    with pytest.raises(MissingPathError, match="regesta read"):
        open_folder(tmp_path / "none")
    with pytest.raises(RegisterError, match="no register"):
        open_folder(tmp_path)


@pytest.mark.parametrize("head", ['{"format": 99}', "{}", "[]", "half", ""])
def test_a_foreign_head_is_refused(tmp_path, head):
    create_folder(tmp_path / "r", version="1")
    (tmp_path / "r" / "register.json").write_text(head)
    with pytest.raises(RegisterError):
        open_folder(tmp_path / "r")


def test_runs_are_numbered_and_remember_what_was_asked(tmp_path):
    folder = create_folder(tmp_path / "r", version="1")
    assert [start_run(folder, RUN), start_run(folder, RUN, paths=["x"])] == [1, 2]
    note = json.loads((folder.runs / "000002.json").read_text())
    assert note["paths"] == ["x"] and note["id"] == RUN.id and note["bundle"] == "b"


def test_a_run_is_its_digests():
    assert RUN.id == Run("a", "b", "c", "d").id
    assert len({RUN.id, Run("ab", "", "c", "d").id, Run("a", "b", "c", "e").id}) == 3


def test_a_file_is_whole_or_not_there(tmp_path):
    target = tmp_path / "x.parquet"
    with pytest.raises(ZeroDivisionError), temporary(target) as beside:
        beside.write_bytes(b"half")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
    with temporary(target) as beside:
        beside.write_bytes(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [target]


def test_two_writers_of_one_file_do_not_share_a_temporary_name(tmp_path):
    target = tmp_path / "file"
    with temporary(target) as one, temporary(target) as other:
        assert one != other
        one.write_text("same")
        other.write_text("same")
    assert target.read_text() == "same"
    assert list(tmp_path.iterdir()) == [target]


def test_only_old_temporary_files_are_swept(tmp_path):
    folder = create_folder(tmp_path / "r", version="1")
    old, new = folder.segments / ".tmp-1-a.parquet", folder.segments / ".tmp-2-b.parquet"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    sweep(folder)
    assert not old.exists() and new.exists()
