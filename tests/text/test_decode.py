from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.records.outcomes import Reason
from regesta.text.decode import Decoded, clean, decode, looks_binary
from regesta.text.refusals import Refusal

WORDS = "The café in Zürich closed on Tuesday, the owner of the house said – “for good”."

#: bytes, declared charset, expected charset, expected why
CASES = [
    (WORDS.encode(), "", "utf-8", "utf-8"),
    (codecs.BOM_UTF8 + WORDS.encode(), "", "utf-8", "bom"),
    (WORDS.encode("utf-16"), "", "utf-16-le", "bom"),
    (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "", "utf-16-be", "bom"),
    (codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"), "", "utf-32-le", "bom"),
    (WORDS.encode("utf-16-le"), "", "utf-16-le", "pattern"),
    (WORDS.encode("cp1252"), "iso-8859-1", "cp1252", "declared"),
    (WORDS.encode(), "iso-8859-1", "utf-8", "utf-8"),
    (b'<meta charset="windows-1252">' + WORDS.encode("cp1252"), "", "cp1252", "meta"),
    (b'<?xml version="1.0" encoding="windows-1252"?>' + WORDS.encode("cp1252"), "", "cp1252", "meta"),
    ("Москва".encode("cp1251"), "windows-1251", "cp1251", "declared"),
]


@pytest.mark.parametrize(("data", "declared", "charset", "why"), CASES)
def test_charset_and_why(data: bytes, declared: str, charset: str, why: str) -> None:
    found = decode(data, declared=declared)
    assert isinstance(found, Decoded)
    assert (found.charset, found.why) == (charset, why)
    assert found.text.endswith(WORDS) or found.text == "Москва"


def test_a_western_text_without_any_hint_is_guessed() -> None:
    found = decode(WORDS.replace("–", "-").encode("cp1252"))
    assert isinstance(found, Decoded)
    assert found.why == "guess"
    assert "café in Zürich" in found.text


@pytest.mark.parametrize("declared", ["unicode_escape", "utf-7", "hex", "zip", "idna", "no-such", "ü"])
def test_codecs_that_are_no_charsets_are_not_used(declared: str) -> None:
    assert decode(rb"so \ud800 it +AGE- is", declared=declared) == Decoded(r"so \ud800 it +AGE- is", "utf-8", "utf-8")


def test_broken_utf8_is_refused_with_its_place() -> None:
    found = decode("Zürich café".encode() + b"\xff")
    assert isinstance(found, Refusal)
    assert found.reason is Reason.ENCODING
    assert "byte 13" in found.detail


def test_a_web_page_may_hold_a_broken_byte() -> None:
    found = decode("Zürich café".encode() + b"\xff", lenient=True)
    assert found == Decoded("Zürich café\ufffd", "utf-8", "utf-8")


def test_bytes_that_contradict_their_mark_are_refused() -> None:
    found = decode(codecs.BOM_UTF16_LE + b"abc")
    assert isinstance(found, Refusal)
    assert found.reason is Reason.ENCODING


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7 words", bytes(range(256)) * 4, b"a\0" + b"word " * 20]
)
def test_binary_is_refused(data: bytes) -> None:
    found = decode(data)
    assert looks_binary(data)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.BINARY


def test_a_single_nul_is_replaced_one_for_one() -> None:
    found = decode(b"word " * 400 + b"\0end")
    assert isinstance(found, Decoded)
    assert found.text == "word " * 400 + "\ufffdend"


def test_clean_keeps_pairs_and_replaces_the_rest() -> None:
    assert clean("a\ud83d\ude00b\ud800c\0") == "a😀b\ufffdc\ufffd"
    assert clean("plain") == "plain"


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "iso-8859-1", "shift_jis", "utf-16", "x"]), st.booleans())
def test_decode_never_raises_and_never_lets_nuls_or_surrogates_through(
    data: bytes, declared: str, lenient: bool
) -> None:
    found = decode(data, declared=declared, lenient=lenient)
    if isinstance(found, Decoded):
        assert "\0" not in found.text
        found.text.encode()


@given(st.text(max_size=200))
def test_utf8_comes_back_as_it_went(text: str) -> None:
    found = decode(text.encode())
    assert isinstance(found, Refusal) or found.why != "utf-8" or found.text == text.replace("\0", "\ufffd")
