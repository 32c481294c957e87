import pytest

from regesta.records.outcomes import Reason, Rejection
from regesta.scale.batches import BATCH, BATCH_BYTES, Intake, chunks, key_of, lineage_of
from tests.hand import capture


def intake(known=None):
    return Intake(known or {}, set(), "n-1")


def test_batches_keep_the_order_and_number_the_stream():
    stream = [capture(f"text {n}", origin=f"{n}.txt") for n in range(2 * BATCH + 1)]
    batches = list(intake().batches(stream))
    assert [len(batch) for batch in batches] == [BATCH, BATCH, 1]
    assert [taken.ordinal for batch in batches for taken in batch] == list(range(len(stream)))
    assert [taken.item for batch in batches for taken in batch] == stream


def test_large_captures_make_small_batches():
    stream = [capture("x" * (BATCH_BYTES // 2 + n), origin=f"{n}.txt") for n in range(4)]
    assert [len(batch) for batch in chunks(stream)] == [2, 2]


def test_the_stream_is_drawn_as_it_is_used():
    drawn = []

    def stream():
        for n in range(100):
            drawn.append(n)
            yield capture(str(n), origin=f"{n}.txt")

    next(intake().batches(stream()))
    assert len(drawn) == BATCH


def test_what_is_known_is_counted_and_left_out():
    read, refused, older, new = (capture(text, origin=f"{text}.txt") for text in ("read", "refused", "older", "new"))
    known = {key_of(read): ("n-1", False), key_of(refused): ("n-1", True), key_of(older): ("n-0", False)}
    taking = intake(known)
    [batch] = taking.batches([read, refused, older, new, new])
    assert [taken.item for taken in batch] == [older, new]
    assert (taking.skipped, taking.refused) == (2, 1)


def test_bytes_are_kept_once():
    taking = Intake({}, {capture("old").sha256}, "n-1")
    stream = [
        capture("old"),
        capture("new", origin="x#1"),
        capture("new", origin="x#2"),
        Rejection("b", "capture", Reason.BINARY, ""),
    ]
    [batch] = taking.batches(stream)
    assert [taken.keep for taken in batch] == [False, True, False, False]


def test_keys():
    assert key_of(capture("a", origin="x.txt")) == key_of(capture("a", origin="y.txt"))
    assert key_of(capture("a", origin="x#1")) != key_of(capture("a", origin="x#2"))
    one, other = (Rejection(f"{name}.txt", "capture", Reason.BINARY, "") for name in "ab")
    assert key_of(one) != key_of(other)
    assert key_of(one) != key_of(Rejection("a.txt", "capture", Reason.TRUNCATED, ""))


@pytest.mark.parametrize("url", ["https://[half", "https://own.example/\n", "https://own.example"])
def test_an_odd_address_names_no_lineage(url):
    assert lineage_of(capture("a", origin="w#1", url=url)) == lineage_of(capture("a", origin="w#1"))


def test_a_path_is_the_same_however_it_is_written(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert lineage_of(capture("a", origin="x.txt")) == lineage_of(capture("a", origin=str(tmp_path / "x.txt")))


def test_what_was_fetched_is_the_same_from_every_folder(monkeypatch, tmp_path):
    page, failed = (
        capture("a", origin="https://own.example/a", url="https://own.example/moved"),
        Rejection("https://own.example/a", "fetch", Reason.UNREADABLE, ""),
    )
    entry = capture("b", origin="https://own.example/feed#entry one", url="")
    here = [(lineage_of(item), key_of(item)) for item in (page, failed, entry)]
    monkeypatch.chdir(tmp_path)
    assert [(lineage_of(item), key_of(item)) for item in (page, failed, entry)] == here
    assert lineage_of(page) == lineage_of(failed) == "url:https://own.example/a"
    assert lineage_of(capture("c", origin="feed.xml#g1", url="https://own.example/a")) == lineage_of(page)
