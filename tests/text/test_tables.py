from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.records.outcomes import Reason
from regesta.text.refusals import Refusal
from regesta.text.tables import Header, header_of, table_rows

HEAD = "id,title,text\r\n"


def rows(data: bytes) -> list[tuple[int, object]]:
    return [
        (number, row.reason if isinstance(row, Refusal) else row) for number, row in table_rows(io.BytesIO(data), data)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title,text\n", Header(("title", "text"), ",")),
        ("\ufeffDate;Headline;Body\r\nx", Header(("date", "headline", "body"), ";")),
        ("url\ttext", Header(("url", "text"), "\t")),
        ('"title","text"\n', Header(("title", "text"), ",")),
        ("text\n", None),
        ("title,date\n", None),
        ("text,text\n", None),
        ("text,colour\n", None),
        ("The army left, the text says, on Tuesday.\n", None),
        ("", None),
        ("\n\n", None),
        ("a\rb,text,title", None),
        ("text," + "x" * 3000, None),
    ],
)
def test_which_first_lines_name_the_columns_of_a_table_of_reports(text: str, expected: Header | None) -> None:
    assert header_of(text) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_that_spreadsheets_write(encoding: str) -> None:
    data = (HEAD + '1,Málaga,"The army left.\r\nIt came, back."\r\n\r\n2,,"He said ""no""."\r\n').encode(encoding)
    assert rows(data) == [
        (1, {"id": "1", "title": "Málaga", "text": "The army left.\r\nIt came, back."}),
        (3, {"id": "2", "text": 'He said "no".'}),
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HEAD.encode(), []),
        (b"\n\n" + HEAD.encode() + b"1,,a\n", [(1, {"id": "1", "text": "a"})]),
        (
            HEAD.encode() + b"1,a\n2,b,c,d\n3,,e",
            [(1, {"id": "1", "title": "a"}), (2, Reason.MALFORMED), (3, {"id": "3", "text": "e"})],
        ),
        (HEAD.encode() + b'1,,a\n2,,"never closed\n3,,b\n', [(1, {"id": "1", "text": "a"}), (4, Reason.MALFORMED)]),
        (b"\xff\xfe" + HEAD.encode("utf-16-le") + b"1", [(1, Reason.ENCODING)]),
        (b"title,colour\nx,y\n", [(1, Reason.MALFORMED)]),
        (HEAD.encode() + b"1,,a\n" + b"x" * 21_000_000, [(1, {"id": "1", "text": "a"}), (2, Reason.MALFORMED)]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_what_stands_before_it_is_given(data: bytes, expected: list[object]) -> None:
    assert rows(data) == expected


def test_bytes_of_another_encoding_after_the_head_end_the_table() -> None:
    data = HEAD.encode() + b"1,,a\n" * 100_000 + b"2,,\xe9\n"
    found = list(table_rows(io.BytesIO(data), data[:16_384]))
    last = found[-1][1]
    assert isinstance(last, Refusal) and last.reason is Reason.ENCODING
    assert len(found) > 1


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)] * 3), max_size=8
    )
)
def test_what_a_spreadsheet_writes_comes_back(table: list[tuple[str, str, str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("id", "title", "text"), *table])
    data = file.getvalue().encode()
    names = ("id", "title", "text")
    expected = [
        {n: v for n, v in zip(names, row, strict=True) if v.strip()} for row in table if any(v.strip() for v in row)
    ]
    assert [row for _, row in table_rows(io.BytesIO(data), data)] == expected
