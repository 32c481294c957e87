"""The engine of a server answers what the other one answers, from many threads, and not for ever."""

import time
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from regesta.errors import TooLongError
from regesta.register.filters import Filter
from tests.hand import capture


@pytest.fixture(scope="module")
def held(filled):
    with filled.open(held=True) as register:
        yield register


def test_both_engines_answer_alike(filled, held):
    with filled.open() as register:
        assert held.claims().to_arrow().equals(register.claims().to_arrow())
        assert held.reports().to_arrow().equals(register.reports().to_arrow())
        assert held.rejections().to_arrow().equals(register.rejections().to_arrow())
        assert held.counts() == register.counts()
        for name in ("facets", "timeline", "places", "network", "actors", "figures", "heads"):
            assert getattr(held.questions, name)(Filter()) == getattr(register.questions, name)(Filter()), name


def test_an_empty_register_answers(desk):
    with desk.open(held=True) as register:
        assert register.counts()["claims"] == len(register.claims()) == 0
        assert register.questions.facets(Filter()).total == 0
        assert register.questions.page(Filter()).items == ()


def test_superseded_and_earlier_claims_are_as_elsewhere(desk):
    desk.take([capture("Northland helped Westland in 2020.")])
    desk.take([capture("Southland helped Eastland.")])
    with desk.open(held=True) as register:
        assert len(register.claims()) == 1
        assert len(register.claims(all_versions=True)) == 2


def test_many_threads_ask_at_once(held):
    whole = held.questions.facets(Filter())
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: (held.questions.facets(Filter()), len(held.claims())), range(40)))
    assert found == [(whole, 10)] * 40


def test_a_question_out_of_time_is_stopped_and_the_next_one_answered(held):
    slow = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE hash(a.range, b.range) = 7"
    began = time.monotonic()
    with pytest.raises(TooLongError), held.within(0.1):
        held._engine.rows(slow)
    assert time.monotonic() - began < 5
    with pytest.raises(TooLongError), held.within(0.01):
        time.sleep(0.1)
        held._engine.rows("SELECT 1")
    assert held._engine.rows("SELECT 1") == [(1,)]


def test_time_is_given_to_one_thread_alone(held):
    with held.within(0.01), ThreadPoolExecutor(1) as other:
        time.sleep(0.1)
        assert other.submit(held._engine.rows, "SELECT 1").result() == [(1,)]


def test_the_engine_reads_no_files_and_stays_so(held, filled):
    file = next(filled.folder.segments.glob("*.claims.parquet"))
    for sql in (f"SELECT * FROM read_parquet('{file}')", "COPY claims TO '/tmp/x.csv'", "SET threads = 99"):
        with pytest.raises(duckdb.Error):
            held._engine.rows(sql)
