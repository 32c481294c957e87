from __future__ import annotations

import sqlite3

import pytest

from regesta.errors import RegisterError
from regesta.fetch.state import Note, State

NOTE = Note(
    "http://a.example/", 5.0, "http://b.example/", "text/html", "utf-8", '"1"', "Mon", "abc", b"x", "s", "", 200
)


def test_notes_last(tmp_path):
    first = State(tmp_path / "feeds")
    assert first.page(NOTE.url) is None and first.host("a.example") == (0.0, 0)
    first.keep(Note(NOTE.url, 1.0))
    first.keep(NOTE)
    first.keep_host("a.example", 7.5, 3)
    first.close()
    second = State(tmp_path / "feeds")
    assert second.page(NOTE.url) == NOTE and second.host("a.example") == (7.5, 3)
    second.close()


def test_two_calls_at_once(tmp_path):
    one, other = State(tmp_path), State(tmp_path)
    one.keep(NOTE)
    assert other.page(NOTE.url) == NOTE
    one.close()
    other.close()


def test_a_damaged_file_is_told(tmp_path):
    (tmp_path / "state.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(RegisterError, match="delete it"):
        State(tmp_path)


def test_a_file_of_another_version_is_begun_anew(tmp_path):
    other = sqlite3.connect(tmp_path / "state.sqlite")
    other.executescript("CREATE TABLE pages (x); PRAGMA user_version = 99")
    other.close()
    state = State(tmp_path)
    state.keep(NOTE)
    assert state.page(NOTE.url) == NOTE
    state.close()
