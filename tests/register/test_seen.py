"""Counting over codes gives what DuckDB counts over words, whatever is asked and however the claims came to be held."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.register.codes import small
from regesta.register.filters import Filter, narrow
from regesta.register.loading import make_index
from regesta.register.schema import LAID, table
from regesta.register.seen import Sight
from tests.register import by_sql
from tests.register.conftest import Desk
from tests.register.invented import CODES, EVENTS, NAMES, SOURCES, entry


def fill(desk, *, reports=6):
    chance = Random(7)
    for number in range(0, reports, 2):
        desk.put(entry(chance, number), entry(chance, number + 1))


def judged(register, count=12):
    """Rows as people might leave them: of every other claim the review, of some the event too."""
    keys = register._engine.rows("SELECT segment, claim_id FROM read_claims ORDER BY claim_id")
    rows = register.engine.read([(segment, id_) for segment, id_ in keys[: 2 * count : 2]]).to_pylist()
    nothing = dict.fromkeys(("by", "at", "why"))
    for number, row in enumerate(rows):
        state = ("rejected", "accepted", "corrected")[number % 3]
        row["review"] = {"state": state, **nothing, "disputed": False, "changes": []}
        if state == "corrected":
            row["event"], row["actors"] = "COERCE", ["XLD", *row["actors"]]
    return table(rows, LAID)


def plain(folder):
    fill(folder)


def indexed(folder):
    fill(folder)
    make_index(folder.folder)


def indexed_before(folder):
    """The index is of segments of which one no longer stands, and two more came later."""
    fill(folder)
    make_index(folder.folder)
    chance = Random(8)
    folder.put(entry(chance, 0))
    folder.put(entry(chance, 90))


@pytest.fixture(scope="module", params=[plain, indexed, indexed_before], ids=lambda made: made.__name__)
def made(request, tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp(request.param.__name__) / "register")
    request.param(desk)
    return desk


@pytest.fixture(scope="module")
def registers(made):
    """The same claims, some of them judged, in a server's engine and in the one that reads files."""
    with made.open(held=True) as held, made.open() as other:
        rows = judged(held)
        held._engine.lay(rows)
        other._engine.lay(rows)
        yield held, other


def some(*values):
    return st.one_of(st.none(), st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True))


ASKED = st.builds(
    Filter,
    actor=some(*CODES, "XLD", "nobody"), recipient=some(*CODES), either=some(*CODES), voice=some(*CODES, "report"),
    event=some(*EVENTS, "COERCE"), quad=some("verbal_conflict", "material_conflict", "material_cooperation"),
    realis=some("actual", "future"), certainty=some("certain"), measure=some("killed", "weapons"),
    since=st.sampled_from([None, None, "2019", "2020-02"]), until=st.sampled_from([None, None, "2020", "2038"]),
    dated=st.sampled_from([None, "publication"]), place=some(*NAMES, "NLD"), country=some("NLD", "SLD"),
    bbox=st.sampled_from([None, "0,0,10,10"]), source=some(*SOURCES), score=st.sampled_from([None, 0.5, 0.8]),
    review=some("open", "accepted", "rejected"), all_versions=st.booleans(), rejected=st.booleans(),
    text=some("lorries", "nothing of the kind"),
)  # fmt: skip


def bare(found):
    return found.total, {name: [(one.value, one.count) for one in values] for name, values in found.values.items()}


@settings(max_examples=8, deadline=None)
@given(asked=ASKED, bin_=st.sampled_from(["auto", "day", "month", "year"]), limit=st.sampled_from([None, 1, 3]))
def test_counting_over_codes_is_counting_over_words(registers, asked, bin_, limit):
    where, ask = narrow(asked, country_of=lambda name: None), registers[0]._engine.rows
    facets, timeline = bare(by_sql.facets(ask, where)), by_sql.timeline(ask, where, bin_)
    places, network = by_sql.places(ask, where), by_sql.network(ask, where, limit)
    for questions in (register.questions for register in registers):
        assert bare(questions.facets(asked)) == facets
        assert questions.timeline(asked, bin_=bin_) == timeline
        assert questions.places(asked) == places
        found = questions.network(asked, limit=limit)
        assert [(one.code, one.count) for one in found.nodes] == [(one.code, one.count) for one in network.nodes]
        assert (found.edges, found.more, found.without) == (network.edges, network.more, network.without)
        parts = questions.actors(asked, limit=500).items
        assert [(one.code, one.as_actor, one.as_recipient, one.as_voice) for one in parts] == [
            (one.code, one.as_actor, one.as_recipient, one.as_voice) for one in by_sql.actors(ask, where)
        ]


@settings(max_examples=8, deadline=None)
@given(asked=ASKED, order=st.sampled_from(["time", "score", "published"]), limit=st.sampled_from([1, 7, 50]))
def test_pages_and_their_ends_are_those_of_the_other_engine(registers, asked, order, limit):
    held, other = (register.questions for register in registers)
    assert held.count(asked) == other.count(asked)
    after = None
    for _ in range(4):
        page = held.page(asked, order=order, limit=limit, after=after)
        assert page == other.page(asked, order=order, limit=limit, after=after)
        if (after := page.next) is None:
            break


def test_a_condition_is_asked_once_and_forgotten_for_others(made):
    with made.open(held=True) as register:
        asked = []

        def find(sql, values):
            asked.append(sql)
            return register._engine.table(sql, values)

        where = narrow(Filter(event="AID"), country_of=lambda _: None)
        sight = Sight(find, kept=4 * -(-register._engine.seen(where).columns.rows // 8))
        with ThreadPoolExecutor(8) as threads:
            fits = [seen.fit() for seen in threads.map(lambda _: sight.seen(where), range(40))]
        assert all((fit == fits[0]).all() for fit in fits)
        # Two for the columns, one for each condition: newest, not rejected, the event, and all claims.
        assert len(asked) == 6
        for event in EVENTS:
            sight.seen(narrow(Filter(event=event), country_of=lambda _: None))
        assert len(sight._now._kept) <= 4


def test_what_is_laid_meanwhile_is_seen_whole_or_not_at_all(made):
    with made.open(held=True) as register:
        rows = [judged(register, 3), judged(register, 12)]
        found = set()

        def ask(_):
            return bare(register.questions.facets(Filter(event="COERCE")))[0]

        with ThreadPoolExecutor(4) as threads:
            answers = threads.map(ask, range(200))
            for number in range(20):
                register._engine.lay(rows[number % 2])
            found.update(answers)
        assert found <= {0, 1, 4}


def test_codes_take_as_few_bytes_as_there_are_values(registers):
    one = registers[0]._engine.seen(narrow(Filter(), country_of=lambda _: None)).columns.one
    assert one["event"].codes.dtype.itemsize == 1
    assert small(one["event"].codes, 300).dtype.itemsize == 2
