"""Compaction and index change no answer, whatever the register holds and whenever they are stopped."""

import os
import shutil
import signal
import subprocess
import sys
import time

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesta.errors import RegisterError
from regesta.register import compaction
from regesta.register.compaction import compact
from regesta.register.filters import Filter
from regesta.register.folder import open_folder
from regesta.register.held import Held
from regesta.register.loading import has_index, make_index
from regesta.register.packs import layout
from regesta.register.segments import known_inputs
from tests.hand import capture
from tests.register.conftest import Desk

TEXTS = ("Northland helped Westland in 2020.", "Southland helped Eastland.", "\x00", "Westland helped Southland.")


def answers(desk, *, held=False):
    """Every row that questions see, and some that they count and order."""
    with desk.open(held=held) as register:
        ask = register.questions
        return [
            register.counts(),
            register.state(),
            known_inputs(desk.folder),
            register.reports(all_versions=True).to_arrow().to_pylist(),
            register.rejections().to_arrow().to_pylist(),
            register.claims(all_versions=True).to_arrow().to_pylist(),
            ask.page(Filter(actor="NLD", text="helped")),
            ask.timeline(Filter()),
        ]


#: A batch of inputs (which text, at which of three paths) and the engine that reads it.
BATCHES = st.lists(
    st.tuples(
        st.sampled_from(["one", "two", "three"]),
        st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from("abc")), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BATCHES, st.integers(0, 3), st.booleans())
def test_answers_are_the_same_before_and_after(tmp_path_factory, batches, packed_after, drop):
    desk = Desk(tmp_path_factory.mktemp("register") / "r")
    for number, (engine, inputs) in enumerate(batches):
        desk.take([capture(text, origin=f"{name}.txt") for text, name in inputs], engine=engine)
        if number == packed_after:
            compact(desk.folder)
            make_index(desk.folder)
    over = answers(desk, held=True)
    shutil.rmtree(desk.folder.root / "index", ignore_errors=True)
    before = answers(desk)
    assert over == before
    compact(desk.folder, drop_superseded=drop)
    make_index(desk.folder)
    compact(desk.folder, now=time.time() + 7200)
    assert answers(desk, held=True) == before


@pytest.fixture
def many(desk):
    for number in range(4):
        desk.take([capture(f"Northland helped Westland in 20{10 + number}.", origin=f"{number}.txt")])
    return desk


def test_old_files_go_after_an_hour_and_who_opened_before_goes_on(many):
    before = answers(many)
    with many.open(held=True) as register:
        assert compact(many.folder).segments == 4
        assert len(many.folder.segment_names()) == 4
        assert compact(many.folder, now=time.time() + 7200).removed == 12
        assert many.folder.segment_names() == []
        assert not register.is_stale()
        assert register.claims().to_arrow().num_rows == 4
    assert answers(many) == before


def test_packs_grow_and_the_old_ones_go(many):
    compact(many.folder)
    for number in range(5):
        many.take([capture(f"Southland helped Westland in 20{10 + number}.", origin=f"s{number}.txt")])
    before = answers(many)
    assert compact(many.folder).segments == 9
    found = layout(many.folder)
    assert (len(found.packs), len(found.idle), found.loose) == (1, 1, ())
    compact(many.folder, now=time.time() + 7200)
    assert layout(many.folder).idle == ()
    assert answers(many) == before


def indexed(desk):
    """Whether a server takes rows from an index."""
    held = Held(desk.folder)
    try:
        return held.rows("SELECT count(*) FROM duckdb_databases() WHERE database_name = 'indexed'") == [(1,)]
    finally:
        held.close()


def test_what_is_written_after_the_index_is_laid_over_it(many):
    compact(many.folder)
    make_index(many.folder)
    many.take([capture("Southland helped Eastland.", origin="new.txt")])
    # The same input read otherwise, and another version of a document.
    many.take([capture("Northland helped Westland in 2010.", origin="0.txt")], engine="other")
    many.take([capture("Westland helped Southland.", origin="1.txt")])
    assert not has_index(many.folder)
    assert indexed(many)
    over = answers(many, held=True)
    shutil.rmtree(many.folder.root / "index")
    assert not indexed(many)
    assert over == answers(many, held=True)
    with many.open(held=True) as register:
        assert (len(register.claims()), len(register.claims(all_versions=True))) == (5, 6)


def test_an_index_with_a_segment_that_is_gone_is_passed_over(many):
    make_index(many.folder)
    gone = many.folder.segment_names()[0]
    for table in ("reports", "rejections", "claims"):
        many.folder.file(gone, table).unlink()
    assert not indexed(many)
    with many.open(held=True) as register:
        assert len(register.claims()) == 3


def test_an_index_that_is_damaged_inside_costs_time_only(many):
    make_index(many.folder)
    before = answers(many)
    many.take([capture("Southland helped Eastland.", origin="new.txt")])
    file = next((many.folder.root / "index").glob("*.duckdb"))
    with duckdb.connect(str(file)) as index:
        index.execute("DROP TABLE rejections")
    with many.open(held=True) as register:
        assert len(register.claims()) == 5
    assert answers(many) != before


def test_a_damaged_index_is_passed_over(many):
    make_index(many.folder)
    before = answers(many)
    next((many.folder.root / "index").glob("*.duckdb")).write_bytes(b"no database")
    assert answers(many) == before


def test_a_damaged_note_is_told(many):
    compact(many.folder)
    next(many.folder.packs.glob("*.json")).write_text("{")
    with pytest.raises(RegisterError, match="note cannot be read"):
        many.open()


def test_superseded_claims_are_left_out_when_asked(desk):
    desk.take([capture("Northland helped Westland in 2020.")])
    desk.take([capture("Northland helped Westland in 2020.")], engine="other")
    before = answers(desk)
    assert compact(desk.folder, drop_superseded=True).dropped == 1
    assert answers(desk) == before


def test_a_packed_register_is_refused_by_who_knows_no_packs(many):
    compact(many.folder)
    assert '"format":2' in (many.folder.root / "register.json").read_text().replace(" ", "")
    assert open_folder(many.folder.root) == many.folder


#: Compacts each register in a process of its own, which dies at its Nth rename: after a file of the pack, the head, the
#: note, the index. The processes are forked before a thread exists, as loading the libraries anew would take most of
#: the time. Prints how each ended.
KILLED = """
import os, pathlib, signal, sys
from regesta.register.folder import open_folder
from regesta.register.held import Held
from regesta.register import compaction
from regesta.register.compaction import compact
from regesta.register.loading import make_index

def replace(self, to):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, to)

real = pathlib.Path.replace
for left, root in enumerate(sys.argv[1:]):
    child = os.fork()
    if not child:
        pathlib.Path.replace = replace
        folder = open_folder(pathlib.Path(root))
        compact(folder)
        make_index(folder)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no kill -9 here")
def test_killed_at_any_moment_nothing_is_lost_or_doubled(many):
    before, root = answers(many), many.folder.root
    desks = []
    for moment in range(7):
        desks.append(Desk(shutil.copytree(root, root.with_name(f"killed-{moment}"))))
    paths = [str(desk.folder.root) for desk in desks]
    done = subprocess.run([sys.executable, "-c", KILLED, *paths], check=True, capture_output=True, text=True)
    assert [int(line) for line in done.stdout.split()] == [*[-signal.SIGKILL] * 6, 0]
    for moment, desk in enumerate(desks):
        assert answers(desk) == before, moment
        compact(desk.folder)
        make_index(desk.folder)
        assert len(layout(desk.folder).packs) == 1
        assert has_index(desk.folder)
    assert answers(desks[3]) == answers(desks[5]) == before


def test_parts_of_a_pack_are_full(desk, monkeypatch):
    monkeypatch.setattr(compaction, "_PART", 3)
    for text in ("Northland helped Westland in 2020. Southland helped Eastland.", "Westland helped Southland."):
        desk.take([capture(text)])
        desk.take([capture(f"{text} Northland helped Southland. Eastland helped Westland.")])
    compact(desk.folder)
    about = pq.read_metadata(desk.folder.packs / "000001.claims.parquet")
    rows = [about.row_group(part).num_rows for part in range(about.num_row_groups)]
    assert sum(rows) > 3 and set(rows[:-1]) == {3} and 0 < rows[-1] <= 3
