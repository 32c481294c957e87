from __future__ import annotations

import gzip
import zlib

import pytest

from regesta.records.outcomes import Reason
from regesta.text.encodings import undo_encodings
from regesta.text.refusals import Refusal

BODY = b"<p>The army left the village.</p>" * 20


def raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(data) + engine.flush()


CHUNKED = b"5\r\n" + BODY[:5] + b"\r\n" + b"%x;ext=1\r\n" % (len(BODY) - 5) + BODY[5:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("data", "transfer", "content"),
    [
        (BODY, "", ""),
        (BODY, "", "identity"),
        (gzip.compress(BODY), "", "gzip"),
        (BODY, "", "gzip"),
        (zlib.compress(BODY), "", "deflate"),
        (raw_deflate(BODY), "", "deflate"),
        (gzip.compress(zlib.compress(BODY)), "", "deflate, gzip"),
        (CHUNKED, "chunked", ""),
        (BODY, "chunked", ""),
    ],
)
def test_undone(data: bytes, transfer: str, content: str) -> None:
    assert undo_encodings(data, transfer=transfer, content=content) == BODY


@pytest.mark.parametrize(
    ("data", "content", "reason"),
    [
        (zlib.compress(bytes(25_000_000)), "deflate", Reason.TOO_LARGE),
        (gzip.compress(BODY)[:-20], "gzip", Reason.TRUNCATED),
        (b"\x1f\x8bjunk", "gzip", Reason.MALFORMED),
        (b"\xff\xffjunk", "br", Reason.MALFORMED),
        (BODY, "rot13", Reason.UNREADABLE),
        (BODY, "gzip, gzip, gzip", Reason.TOO_LARGE),
    ],
)
def test_refused(data: bytes, content: str, reason: Reason) -> None:
    found = undo_encodings(data, transfer="", content=content)
    assert isinstance(found, Refusal)
    assert found.reason is reason
