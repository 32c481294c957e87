"""What stands in a register: once each, the latest reading, the newest version, nothing half-written."""

import shutil
from dataclasses import replace

import pyarrow.parquet as pq
import pytest

from regesta.records.claims import Entry
from regesta.records.outcomes import Reason, Rejection
from regesta.register.compaction import compact
from regesta.register.segments import known_inputs, stored_captures
from tests.hand import TEXT, bare_claim, capture, report

ONE, TWO = "Northland helped Westland in 2020.", "Southland helped Eastland."


def ids(register, **filters):
    return [row["claim_id"] for row in register.claims(**filters).dicts()]


def test_a_new_register_is_empty(desk):
    with desk.open() as register:
        assert len(register.claims()) == len(register.reports()) == len(register.rejections()) == 0
        assert register.counts()["claims"] == 0


def test_what_was_read_is_not_read_again(desk):
    batch = [capture(ONE), capture(TWO, origin="b.txt")]
    assert [written.claims for written in desk.take(batch)] == [2]
    assert desk.take(batch) == []
    with desk.open() as register:
        assert len(ids(register)) == 2


def test_copies_are_one_report(desk):
    desk.take([capture(ONE), capture(ONE, origin="copy.txt")])
    with desk.open() as register:
        assert len(register.reports()) == len(ids(register)) == 1


def test_the_same_article_at_two_places_of_an_archive_is_two_reports(desk):
    desk.take([capture(ONE, origin="a.warc#1", url="http://a/x"), capture(ONE, origin="a.warc#2", url="http://b/x")])
    with desk.open() as register:
        assert len(register.reports()) == 2


def test_another_engine_supersedes_a_report_as_a_whole(desk):
    desk.take([capture(ONE), capture(TWO, origin="b.txt")])
    before = desk.open().claims().to_arrow()
    desk.take([capture(ONE)], engine="better")
    with desk.open() as register:
        assert register.claims().to_arrow().equals(before)
        assert sorted(register.reports().to_arrow().column("run").to_pylist()) == [1, 2]
    assert desk.take([capture(TWO, origin="b.txt")], engine="code") == []


def test_what_is_known_of_an_input_is_its_latest_outcome(desk):
    batch = [capture(ONE), Rejection("b.txt", "capture", Reason.EMPTY, "the file is empty")]
    runs = []
    for engine in ("code", "better", "code"):
        desk.take(batch, engine=engine)
        with desk.open() as register:
            assert len(register.reports()) == len(register.rejections()) == 1
        known = known_inputs(desk.folder)
        assert sorted(refused for _, refused in known.values()) == [False, True]
        (run_id,) = {run_id for run_id, _ in known.values()}
        runs.append(run_id)
    # Read by the first engine again, as the second one's outcome stood.
    assert runs[0] == runs[2] != runs[1]
    compact(desk.folder)
    assert {run_id for run_id, _ in known_inputs(desk.folder).values()} == {runs[2]}


def test_changed_bytes_are_a_new_version(desk):
    desk.take([capture(ONE)])
    desk.take([capture(TWO)])
    with desk.open() as register:
        assert [row["title"] for row in register.reports()] == [TWO]
        assert len(ids(register)) == 1
        assert len(ids(register, all_versions=True)) == 2
        assert register.counts()["earlier_versions"] == 1


def test_an_old_version_read_again_does_not_come_back(desk):
    desk.take([capture(ONE)])
    desk.take([capture(TWO)])
    desk.take([capture(ONE)], engine="better")
    with desk.open() as register:
        assert [row["title"] for row in register.reports()] == [TWO]


@pytest.mark.parametrize(
    ("origin", "url", "versions"),
    [
        ("rows.jsonl#id-7", "", True),
        ("rows.jsonl#row 7", "", False),
        ("feed.xml#entry 7", "", False),
        ("rows.jsonl#row 7", "https://own.example/a/1", True),
        ("rows.jsonl#row 7", "https://own.example/", False),
        ("a.warc.gz#urn:uuid:1", "https://own.example/a/1", True),
    ],
)
def test_what_counts_as_a_version(desk, origin, url, versions):
    desk.take([capture(ONE, origin=origin, url=url)])
    desk.take([capture(TWO, origin=origin, url=url)])
    with desk.open() as register:
        assert len(ids(register)) == (1 if versions else 2)


def test_a_rejection_stands_until_the_input_is_read(desk):
    gone = Rejection("a.txt", "capture", Reason.TRUNCATED, "breaks off")
    desk.take([gone, capture(" ", origin="empty.txt")])
    assert desk.take([gone, capture(" ", origin="empty.txt")]) == []
    with desk.open() as register:
        assert [(row["origin"], row["reason"]) for row in register.rejections()] == [
            ("a.txt", "truncated"),
            ("empty.txt", "empty"),
        ]
    desk.take([capture(ONE)])
    with desk.open() as register:
        assert [row["origin"] for row in register.rejections()] == ["empty.txt"]


def test_a_broken_new_version_does_not_hide_a_report(desk):
    desk.take([capture(ONE)])
    desk.take([capture(" ")])
    with desk.open() as register:
        assert len(ids(register)) == 1
        assert len(register.rejections()) == 1


def test_two_processes_at_once_give_each_claim_once(desk, tmp_path):
    """Both began before either had written."""
    twin = shutil.copytree(desk.folder.root, tmp_path / "twin")
    desk.take([capture(ONE)], [capture(TWO, origin="b.txt")])
    type(desk)(twin).take([capture(ONE), capture(TWO, origin="b.txt")])
    for path in (twin / "segments").iterdir():
        shutil.copy(path, desk.folder.segments)
    with desk.open() as register:
        assert len(ids(register)) == 2


@pytest.mark.parametrize("missing", ["reports", "half"])
def test_half_a_segment_is_not_read(desk, missing):
    desk.take([capture(ONE)])
    [written] = desk.take([capture(TWO, origin="b.txt")])
    if missing == "reports":
        written.path.unlink()
    else:
        written.path.rename(written.path.with_name(f".tmp-1-{written.path.name}"))
    with desk.open() as register:
        assert len(ids(register)) == 1
    assert [again.path.name[7:] for again in desk.take([capture(TWO, origin="b.txt")])] == [written.path.name[7:]]
    with desk.open() as register:
        assert len(ids(register)) == 2


def test_the_same_inputs_give_the_same_bytes(desk, tmp_path):
    other = type(desk)(tmp_path / "other")
    batch = [capture(ONE), capture(TWO, origin="b.txt"), capture(" ", origin="c.txt")]
    desk.take(batch)
    other.take(batch)
    for path in sorted(desk.folder.segments.iterdir()):
        assert path.read_bytes() == (other.folder.segments / path.name).read_bytes()


def test_captures_are_kept_as_received(desk):
    given = capture(ONE, url="http://own.example/a")
    desk.take([given])
    [path] = desk.folder.captures.glob("*.parquet")
    [row] = pq.read_table(path).to_pylist()
    assert (row["data"], row["sha256"], row["capture_url"]) == (given.data, given.sha256, given.url)
    assert stored_captures(desk.folder) == {given.sha256}


def test_lone_surrogates_are_kept_as_one_character(desk):
    of = report(TEXT + " \ud83d\ude00")
    desk.put(Entry(of, (replace(bare_claim(of), trigger="\ud800"),)))
    with desk.open() as register:
        assert len(register.text(of.id)) == len(of.text)
        assert next(iter(register.claims())).claim.trigger == "\ufffd"
