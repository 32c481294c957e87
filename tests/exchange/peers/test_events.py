import contextlib
import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesta.errors import BadValueError, CodecError
from regesta.exchange.peers.events import Event, Who, from_json, read_events, to_json, write_events

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WHO = st.builds(Who, TEXT, st.none() | st.just("MLI"), st.lists(st.just("GOV"), max_size=2).map(tuple))
COUNT = st.none() | st.integers(0, 10**6)
EVENT = st.builds(
    Event, origin=st.sampled_from(["acled", "ged"]), id=TEXT, line=st.integers(1, 10**6),
    start=st.none() | st.dates(), end=st.none() | st.dates(), types=st.lists(TEXT, max_size=2).map(tuple),
    type_words=TEXT, actors=st.lists(WHO, max_size=2).map(tuple), recipients=st.lists(WHO, max_size=2).map(tuple),
    directed=st.booleans(), country=st.none() | TEXT, place=TEXT,
    latitude=st.none() | st.floats(-90, 90), longitude=st.none() | st.floats(-180, 180), exact=st.booleans(),
    killed_low=COUNT, killed_best=COUNT, killed_high=COUNT, sources=st.lists(TEXT, max_size=2).map(tuple), text=TEXT,
)  # fmt: skip


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EVENT)
def test_every_event_comes_back_from_json(event):
    assert from_json(json.loads(json.dumps(to_json(event)))) == event


@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
def test_every_event_comes_back_from_a_file(tmp_path, ending):
    events = [
        Event(
            origin="ged",
            id="1",
            line=2,
            start=date(2024, 1, 1),
            end=date(2024, 1, 2),
            actors=(Who("A", "MLI", ("GOV",)),),
        ),
        Event(origin="ged", id="2\x1b\u202e", line=3, killed_best=0, latitude=-1.5, longitude=0.0, sources=("x", "y")),
    ]
    assert write_events(iter(events), tmp_path / f"e{ending}") == 2
    assert list(read_events(tmp_path / f"e{ending}")) == events
    if ending == ".jsonl":
        assert "\x1b" not in (tmp_path / "e.jsonl").read_text(encoding="utf-8")


def test_names_and_places_that_cannot_be_written(tmp_path):
    with pytest.raises(BadValueError, match="tells no format"):
        write_events([], tmp_path / "e.csv")
    with pytest.raises(BadValueError, match="cannot be written"):
        write_events([], tmp_path / "none" / "e.jsonl")


def test_lines_that_are_no_events_are_told(tmp_path):
    good = json.dumps(to_json(Event(origin="ged", id="1", line=2)))
    for bad in (
        "{",
        "[]",
        '{"format": "other"}',
        good.replace('"line"', '"row"'),
        good.replace('"start": null', '"start": 5'),
    ):
        (tmp_path / "e.jsonl").write_text(f"{good}\n{bad}\n")
        with pytest.raises(CodecError) as caught:
            list(read_events(tmp_path / "e.jsonl"))
        assert caught.value.where.endswith("e.jsonl:2")


def test_bytes_that_are_no_text_or_no_parquet_are_told(tmp_path):
    (tmp_path / "e.jsonl").write_bytes(b'{"a": "\xff"}\n')
    (tmp_path / "e.parquet").write_bytes(b"no parquet at all")
    for name, what in (("e.jsonl", "not JSON in UTF-8"), ("e.parquet", "not Parquet")):
        with pytest.raises(CodecError, match=what):
            list(read_events(tmp_path / name))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("latitude", '"x"'), ("latitude", "91"), ("longitude", "1e999"), ("killed_best", "1.5"), ("killed_best", "-1"),
        ("killed_best", "1" * 30), ("exact", "1"), ("types", '"ASSAULT"'), ("types", "[null]"), ("text", "null"),
        ("text", '"\\ud800"'), ("id", "[]"), ("line", "null"), ("country", "5"), ("start", '"2024"'),
        ("actors", '["A"]'), ("actors", '[{"name": "A"}]'),
        ("actors", '[{"name": "A", "code": "MLI", "sectors": "GOV"}]'),
    ],
)  # fmt: skip
def test_fields_of_another_kind_are_told(tmp_path, field, value):
    good = to_json(Event(origin="ged", id="1", line=2))
    rest = json.dumps({name: given for name, given in good.items() if name != field})
    (tmp_path / "e.jsonl").write_text(f'{rest[:-1]}, "{field}": {value}}}\n', encoding="utf-8")
    with pytest.raises(CodecError, match=field) as caught:
        list(read_events(tmp_path / "e.jsonl"))
    assert caught.value.where.endswith("e.jsonl:1")


def test_a_line_nested_without_end_is_told(tmp_path):
    (tmp_path / "e.jsonl").write_text("\n" + "[" * 100_000 + "\n")
    with pytest.raises(CodecError, match="not JSON") as caught:
        list(read_events(tmp_path / "e.jsonl"))
    assert caught.value.where.endswith("e.jsonl:2")


def test_parquet_that_is_damaged_or_of_others_is_told(tmp_path):
    path = tmp_path / "e.parquet"
    write_events([Event(origin="ged", id="1", line=2, text="words " * 50)], path)
    whole = path.read_bytes()
    for at in range(4, len(whole) - 4, 61):
        path.write_bytes(whole[:at] + b"\xff\xff\xff" + whole[at + 3 :])
        with contextlib.suppress(CodecError):
            list(read_events(path))
    pq.write_table(pa.table({"a": [1]}), path)
    with pytest.raises(CodecError, match="no event"):
        list(read_events(path))
