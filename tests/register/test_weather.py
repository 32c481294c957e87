"""Full disks, folders that may not be written, two readers at once, clocks that go backwards, damaged files."""

import errno
import os
import time

import pyarrow.parquet as pq
import pytest

from regesta.errors import RegisterError
from regesta.records.runs import Run
from regesta.register.folder import TEMPORARY, create_folder, run_notes, start_run, sweep
from regesta.register.register import Register
from regesta.register.segments import known_inputs, stored_captures, write_segment
from regesta.scale.batches import Intake
from tests.hand import TinyRecipe, capture

RUN = Run("a", "b", "c", "d")
FIRST, SECOND = capture("Northland helped Westland.", origin="1"), capture("Eastland helped Southland.", origin="2")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_what_the_disk_refuses_is_one_line_and_no_damage(desk, monkeypatch, code):
    desk.take([FIRST])

    def refuse(*_, **__):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(pq, "write_table", refuse)
        with pytest.raises(RegisterError, match=os.strerror(code)) as caught:
            desk.take([SECOND])
    assert "run it again" in caught.value.mend
    with desk.open() as register:
        assert len(register.claims()) == 1
    assert not list(desk.folder.segments.glob(f"{TEMPORARY}*"))
    desk.take([SECOND])
    with desk.open() as register:
        assert len(register.claims()) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a limit for a process of its own")
def test_a_disk_that_fills_up_in_the_middle_of_a_file(desk, tmp_path):
    import resource  # noqa: PLC0415

    child = os.fork()
    if child == 0:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
            desk.take([FIRST])
        except RegisterError as error:
            os._exit(7 if "cannot be written" in error.what else 1)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    desk.take([FIRST])
    with desk.open() as register:
        assert len(register.claims()) == 1


def test_a_run_that_was_killed_while_it_began_has_no_note(desk):
    number = start_run(desk.folder, RUN)
    (desk.folder.runs / f"{number + 1:06d}.json").touch()
    assert [note["run"] for note in run_notes(desk.folder)] == [number]
    with desk.open() as register:
        assert register.last_run()["run"] == number
    assert start_run(desk.folder, RUN) == number + 2
    (desk.folder.runs / f"{number + 1:06d}.json").write_text("{half")
    with pytest.raises(RegisterError, match="note of a run"):
        list(run_notes(desk.folder))


def test_two_readers_at_once_double_nothing(desk):
    # Both ask what is there before either has written, and begin a run.
    intakes = [Intake(known_inputs(desk.folder), set(), RUN.id) for _ in range(2)]
    numbers = [start_run(desk.folder, RUN) for _ in intakes]
    for number, intake in zip(numbers, intakes, strict=True):
        for batch in intake.batches([FIRST, SECOND]):
            outcomes = TinyRecipe()()([one.item for one in batch])
            write_segment(desk.folder, run=number, run_id=RUN.id, batch=batch, outcomes=outcomes)
    with desk.open() as register:
        assert len(register.claims()) == len(list(register.reports())) == 2
    assert len(stored_captures(desk.folder)) == 2


@pytest.mark.parametrize("hours", [-30, 30])
def test_a_clock_that_jumps_loses_nothing(desk, monkeypatch, hours):
    now = time.time()
    desk.take([FIRST])
    monkeypatch.setattr(time, "time", lambda: now + 3600 * hours)
    sweep(desk.folder)
    desk.take([FIRST, SECOND], engine="newer")
    with desk.open() as register:
        assert len(register.claims()) == 2


def test_a_temporary_file_that_goes_away_meanwhile(desk, monkeypatch):
    old = desk.folder.segments / f"{TEMPORARY}1-a"
    old.touch()
    os.utime(old, (0, 0))
    stat = type(old).stat

    def gone(path, **more):
        found = stat(path, **more)
        if path == old:
            path.unlink()
        return found

    monkeypatch.setattr(type(old), "stat", gone)
    sweep(desk.folder)
    assert not os.path.lexists(old)


@pytest.mark.parametrize("table", ["claims", "reports", "rejections"])
@pytest.mark.parametrize("damage", [b"", b"PAR1 and no more", None])
def test_a_damaged_segment_is_named(desk, table, damage):
    (written,) = desk.take([FIRST])
    path = written.path.with_name(written.path.name.replace("reports", table))
    if damage is None and table != "reports":
        path.unlink()
    else:
        path.write_bytes(damage or b"")
    if table == "claims":
        with pytest.raises(RegisterError), Register(desk.folder.root) as register:
            register.claims()
        return
    with pytest.raises(RegisterError, match=r"damaged.*parquet"):
        Register(desk.folder.root)
    with pytest.raises(RegisterError, match=r"damaged.*parquet"):
        known_inputs(desk.folder)


def test_a_damaged_pack_of_captures_is_named(desk):
    desk.take([FIRST])
    (pack,) = desk.folder.captures.iterdir()
    pack.write_bytes(pack.read_bytes()[:50])
    with pytest.raises(RegisterError, match="captures is damaged"):
        stored_captures(desk.folder)


def test_the_same_folder_made_twice_is_one(tmp_path):
    assert create_folder(tmp_path / "r", version="1") == create_folder(tmp_path / "r", version="2")
