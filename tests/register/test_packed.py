"""The rows of some segments out of a pack's file."""

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from regesta.register.packed import Packed

SCHEMA = pa.schema([("segment", pa.string()), ("number", pa.int64()), ("later", pa.string())])
NAMES = ("a", "a", "b", "c", "c", "c", "e", "f")


@pytest.fixture
def packed(tmp_path):
    """Parts of three rows, so that `c` stands in two of them; a column that came later is missing."""
    path = tmp_path / "pack.parquet"
    table = pa.table({"number": list(range(len(NAMES))), "segment": list(NAMES)})
    pq.write_table(table, path, row_group_size=3)
    return Packed(str(path))


@pytest.mark.parametrize(
    ("segments", "numbers"),
    [
        (["a"], [0, 1]),
        (["c"], [3, 4, 5]),
        (["b", "f"], [2, 7]),
        (["d"], []),
        ([], []),
        (list("abcdef"), list(range(8))),
    ],
)
@pytest.mark.parametrize("threads", [True, False])
def test_rows_of_segments(packed, segments, numbers, threads):
    found = packed.rows(segments, SCHEMA, threads=threads)
    assert found.schema.equals(SCHEMA)
    assert found["number"].to_pylist() == numbers
    assert found["later"].null_count == len(numbers)


def test_only_parts_that_may_hold_them_are_read(packed, monkeypatch):
    read = []
    whole = pq.ParquetFile.read_row_group

    def counted(file, part, **given):
        read.append(part)
        return whole(file, part, **given)

    monkeypatch.setattr(pq.ParquetFile, "read_row_group", counted)
    assert packed.rows(["c"], SCHEMA, wanted=pc.field("number") > 3, threads=False)["number"].to_pylist() == [4, 5]
    assert read == [1]


def test_a_file_without_statistics_is_read_whole(tmp_path):
    path = tmp_path / "pack.parquet"
    pq.write_table(pa.table({"segment": ["b", "a"], "number": [1, 2]}), path, row_group_size=1, write_statistics=False)
    assert Packed(str(path)).rows(["a"], SCHEMA, threads=False)["number"].to_pylist() == [2]


def test_one_that_was_taken_away(packed, tmp_path):
    (tmp_path / "pack.parquet").unlink()
    with pytest.raises(FileNotFoundError):
        packed.rows(["a"], SCHEMA, threads=False)
