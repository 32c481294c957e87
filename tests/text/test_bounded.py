from __future__ import annotations

import gzip
import io

import pytest

from regesta.records.outcomes import Reason
from regesta.text.bounded import MAX_TEXT, MAX_WORDS, BoundedStream, bounded_lines, gunzip, read_bounded, text_over
from regesta.text.refusals import Refusal


def test_a_gzip_file_of_two_members() -> None:
    assert read_bounded(gunzip(io.BytesIO(gzip.compress(b"one ") + gzip.compress(b"two")))) == b"one two"


@pytest.mark.parametrize("cut", [5, 15, 30, -4])
def test_a_cut_gzip_file(cut: int) -> None:
    found = read_bounded(gunzip(io.BytesIO(gzip.compress(bytes(range(256)) * 9)[:cut])))
    assert isinstance(found, Refusal)
    assert found.reason is Reason.TRUNCATED


def test_a_damaged_gzip_file() -> None:
    data = bytearray(gzip.compress(bytes(range(256)) * 9))
    data[-6] ^= 255
    found = read_bounded(gunzip(io.BytesIO(bytes(data))))
    assert isinstance(found, Refusal)
    assert found.reason is Reason.MALFORMED


def test_a_bomb_stops_early() -> None:
    stream = gunzip(io.BytesIO(gzip.compress(bytes(60_000_000))))
    found = read_bounded(stream, 100_000_000)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.TOO_LARGE
    assert stream.tell() < 22_000_000


def test_the_limit_is_exact() -> None:
    assert read_bounded(io.BytesIO(b"12345"), 5) == b"12345"
    assert isinstance(read_bounded(io.BytesIO(b"123456"), 5), Refusal)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("word " * MAX_WORDS, None),
        ("word " * MAX_WORDS + "word", "words"),
        ("?!" * (MAX_WORDS // 2) + "?", "words"),
        ("a" * MAX_TEXT, None),
        ("a" * MAX_TEXT + "a", "characters"),
    ],
)
def test_a_text_has_so_many_characters_and_words_at_most(text: str, told: str | None) -> None:
    found = text_over(text)
    assert (found is None) if told is None else (found is not None and told in found.detail)


def test_lines() -> None:
    found = list(bounded_lines(io.BytesIO(b"one\n\n123456789\nlast"), 6))
    assert [(number, line if isinstance(line, bytes) else line.reason) for number, line in found] == [
        (1, b"one"), (3, Reason.TOO_LARGE), (4, b"last"),
    ]  # fmt: skip


def test_a_line_longer_than_the_buffer_is_not_kept() -> None:
    found = list(bounded_lines(io.BytesIO(b"a" * 3_000_000 + b"\nlast"), 10))
    assert [isinstance(line, Refusal) for _, line in found] == [True, False]


def test_lines_of_a_cut_stream() -> None:
    lines = b"\n".join(b"line %d %d" % (n, n * 7919) for n in range(5000))
    found = list(bounded_lines(gunzip(io.BytesIO(gzip.compress(lines)[:-200]))))
    assert isinstance(found[-1][1], Refusal)
    assert all(isinstance(line, bytes) for _, line in found[:-1])


def test_the_tail_is_kept() -> None:
    stream = BoundedStream(io.BytesIO(b"abcdef"))
    while stream.read(4):
        pass
    assert (stream.tail, stream.tell()) == (b"cdef", 6)
