"""Archives: bombs of every kind that is read, archives in archives, lying headers, and kinds that are not read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache

import pyarrow as pa

from benchmarks.traps import STORY, Trap, cuts

_PAGE = (
    f"<html><head><title>Talks</title></head><body><h1>Talks</h1><p>{STORY}</p><p>{STORY}</p></body></html>".encode()
)
#: Bytes that the bombs unpack to: far above every limit, and made in a second.
_BOMB = 400_000_000


def record(body: bytes = _PAGE, *, headers: str = "", length: str = "", warc: str = "", number: int = 1) -> bytes:
    """A WARC response; what its headers say may be a lie."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
        f"WARC-Target-URI: http://a.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n{warc}"
        f"Content-Length: {length or len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@cache
def bomb(bits: int = 31) -> bytes:
    """Zeros, packed by zlib in the form that `bits` names."""
    engine = zlib.compressobj(9, zlib.DEFLATED, bits)
    block = bytes(1 << 20)
    return b"".join([*(engine.compress(block) for _ in range(_BOMB >> 20)), engine.flush()])


def traps() -> Iterator[Trap]:
    """Archives."""
    yield from _gzip()
    yield from _zip()
    yield from _warc()
    yield from _encoded()
    yield from _unread()


def _gzip() -> Iterator[Trap]:
    story = gzip.compress(STORY.encode())
    cases = {
        "bomb": bomb, "bomb-twice": lambda: gzip.compress(bomb()), "bomb-html": lambda: gzip.compress(_PAGE) + bomb(),
        "in-gzip": lambda: gzip.compress(story), "zip-in": lambda: gzip.compress(packed({"a": b"x"})),
        "empty-members": lambda: gzip.compress(b"") * 200_000, "many-members": lambda: gzip.compress(b"a") * 100_000,
        "padded": lambda: story + bytes(5_000_000), "garbage-after": lambda: story + b"garbage" * 1000,
        "name": lambda: b"\x1f\x8b\x08\x08\0\0\0\0\0\3" + b"n" * 15_000_000, "extra": lambda: b"\x1f\x8b\x08\x04\0\0\0\0\0\3\xff\xff" + b"x" * 99,
        "method": lambda: b"\x1f\x8b\x07" + story[3:], "flags": lambda: b"\x1f\x8b\x08\xff" + story[4:], "magic": lambda: b"\x1f\x8b",
        "sum": lambda: story[:-8] + b"\0" * 8, "length": lambda: story[:-4] + b"\xff" * 4, "under-ratio": _under_ratio,
    }  # fmt: skip
    for name, make in cases.items():
        yield Trap("gzip", f"{name}.txt.gz", make)
    yield from cuts("truncated", "gzip", "gz", lambda: gzip.compress(bytes(range(256)) * 20 + STORY.encode() * 50), 12)


def _under_ratio() -> bytes:
    """Lines that unpack to just under the ratio that counts as a bomb."""
    line = b'{"text": "' + b"Northland helped Westland. " * 40 + b'"}\n'
    return gzip.compress(line * 60_000)


def _zip() -> Iterator[Trap]:
    name, whole = "archive/a.warc.gz", gzip.compress(record())
    deflated = zipfile.ZIP_DEFLATED
    cases = {
        "bomb": lambda: packed({name: bomb()}), "bomb-deflated": lambda: packed({"archive/a.warc": bytes(_BOMB)}, deflated),
        "bomb-twice": lambda: packed({name: gzip.compress(bytes(_BOMB // 2) + record())}, deflated),
        "many": lambda: packed({f"archive/{n}.warc.gz": whole for n in range(9_000)}),
        "too-many": lambda: packed({f"archive/{n}.warc.gz": b"" for n in range(70_000)}),
        "overlapping": lambda: _overlapping(9_000), "nested": lambda: packed({"archive/a.warc": packed({name: whole})}),
        "bz2": lambda: packed({"archive/a.warc": record()}, zipfile.ZIP_BZIP2), "xz": lambda: packed({"archive/a.warc": record()}, zipfile.ZIP_LZMA),
        "bz2-bomb": lambda: packed({"archive/a.warc": bytes(_BOMB)}, zipfile.ZIP_BZIP2), "xz-dictionary": _dictionary,
        "traversal": lambda: packed({"archive/../../../tmp/a.warc.gz": whole}), "empty": lambda: packed({}), "no-wacz": lambda: packed({"a": b"b"}),
        "encrypted": lambda: _patched(packed({name: whole}), 6, 1), "method": lambda: _patched(packed({name: whole}), 8, 77),
        "directory-size": lambda: _end(packed({name: whole}), 12, 0x7FFFFFFF), "directory-place": lambda: _end(packed({name: whole}), 16, 0x7FFFFFFF),
        "long-comment": lambda: packed({name: whole})[:-2] + b"\xff\xff" + b"c" * 65535, "big-directory": _big_directory,
        "wrong-sum": lambda: _patched(packed({name: whole}), 14, 0x1234, wide=True), "magic": lambda: b"PK\3\4", "end-only": lambda: b"PK\5\6" + bytes(18),
    }  # fmt: skip
    for case, make in cases.items():
        yield Trap("zip and WACZ", f"{case}.wacz", make)
    yield from cuts("truncated", "wacz", "wacz", lambda: packed({name: whole, "datapackage.json": b"{}"}), 12)


def _patched(data: bytes, offset: int, value: int, *, wide: bool = False) -> bytes:
    """A zip file with a field changed in the local header and in the directory, where it stands two bytes later."""
    form = "<I" if wide else "<H"
    changed = bytearray(data)
    struct.pack_into(form, changed, offset, value)
    struct.pack_into(form, changed, data.index(b"PK\1\2") + offset + 2, value)
    return bytes(changed)


def _end(data: bytes, offset: int, value: int) -> bytes:
    changed = bytearray(data)
    struct.pack_into("<I", changed, data.rindex(b"PK\5\6") + offset, value)
    return bytes(changed)


def _overlapping(count: int) -> bytes:
    """Many entries that are the same bytes: the directory names one body again and again."""
    one = packed({"archive/a.warc.gz": gzip.compress(record(b"<p>" + STORY.encode() * 3000))})
    start, end = one.index(b"PK\1\2"), one.rindex(b"PK\5\6")
    directory = one[start:end] * count
    return one[:start] + directory + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), start, 0)


def _big_directory() -> bytes:
    """A directory of two hundred megabytes: two hundred thousand entries with long comments."""
    entry = (
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1000, 0, 0, 0, 0) + b"a" + b"c" * 1000
    )
    directory = entry * 60_000
    return (
        b"PK\3\4"
        + bytes(26)
        + directory
        + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 60_000, 60_000, len(directory), 30, 0)
    )


def _dictionary() -> bytes:
    """An LZMA entry that asks for a dictionary of almost 4 GB."""
    whole = packed({"archive/a.warc": record()}, zipfile.ZIP_LZMA)
    at = whole.index(b"\x5d\0\0", 30)
    return whole[: at + 1] + struct.pack("<I", 0xF0000000) + whole[at + 5 :]


def _warc() -> Iterator[Trap]:
    one = record()
    cases = {
        "length-huge": record(length="99999999999999"), "length-long": record(length="5000"), "length-short": record(length="20"),
        "length-negative": record(length="-5"), "length-words": record(length="many"), "length-digits": record(length="9" * 5000),
        "header-flood": b"WARC/1.0\r\n" + b"A: b\r\n" * 500_000 + one, "header-endless": b"WARC/1.0\r\nA: " + b"b" * 5_000_000,
        "http-flood": record(headers="A: b\r\n" * 300_000), "http-endless": record(headers="A: " + "b" * 3_000_000 + "\r\n"),
        "version": b"WARC/9.9\r\n" + one[10:], "versions": b"WARC/" * 500_000, "only-head": one[:60], "no-http": record().replace(b"HTTP/1.1", b"XXXX"),
        "status": record().replace(b"200 OK", b"9" * 400), "charset": record(headers="Content-Type: text/html; charset=" + "x" * 9000 + "\r\n"),
        "date": record().replace(b"2024-05-01T00", b"0000-99-99T99"), "address": record().replace(b"http://a.example", b"http://[::" + b"a" * 999),
        "many": b"".join(record(number=n) for n in range(1500)), "empty-many": record(b"") * 30_000, "newlines": one + b"\r\n" * 500_000 + one,
        "garbage": one + b"garbage\r\n" * 5000 + one, "surrogate-id": record(warc="X: \udcff\r\n".encode("utf-8", "surrogatepass").decode("latin-1")),
        "large": record(b"<p>" + STORY.encode() * 90_000), "too-large": record(b"<p>" + bytes(21_000_000)), "control": record().replace(b"urn:uuid:", b"\x1b[2J\n:"),
    }  # fmt: skip
    for name, data in cases.items():
        yield Trap("WARC", f"{name}.warc", lambda data=data: data)  # type: ignore[misc]
        yield Trap("WARC", f"{name}.warc.gz", lambda data=data: gzip.compress(data, 1))  # type: ignore[misc]
    yield from cuts("truncated", "warc", "warc", lambda: one * 5, 16)
    yield from cuts("truncated", "warc", "warc.gz", lambda: gzip.compress(one) * 5, 16)


def _encoded() -> Iterator[Trap]:
    zeros = bytes(100_000_000)
    chunks = b"1\r\na\r\n" * 2_500_000 + b"0\r\n\r\n"
    cases = {
        "gzip": lambda: ("gzip", bomb()), "deflate": lambda: ("deflate", bomb(15)), "raw-deflate": lambda: ("deflate", bomb(-15)),
        "br": lambda: ("br", pa.compress(zeros, "brotli", asbytes=True)), "zstd": lambda: ("zstd", pa.compress(zeros, "zstd", asbytes=True)),
        "gzip-gzip": lambda: ("gzip, gzip", gzip.compress(bomb())), "five": lambda: (", ".join(["gzip"] * 5), _PAGE), "lie": lambda: ("gzip", _PAGE),
        "unknown": lambda: ("x-" + "y" * 5000, _PAGE), "br-noise": lambda: ("br", bytes(range(256)) * 200), "zstd-noise": lambda: ("zstd", bytes(range(256))),
        "zstd-window": lambda: ("zstd", b"\x28\xb5\x2f\xfd\x00\xa8" + bytes(200)), "br-cut": lambda: ("br", pa.compress(_PAGE, "brotli", asbytes=True)[:-20]),
        "zstd-many": lambda: ("zstd", pa.compress(b"", "zstd", asbytes=True) * 100_000), "gzip-good": lambda: ("gzip", gzip.compress(_PAGE)),
    }  # fmt: skip
    for name, make in cases.items():
        yield Trap("HTTP encodings", f"{name}.warc", lambda make=make: _response(*make()))  # type: ignore[misc]
    for name, body in (("chunks", chunks), ("chunk-huge", b"FFFFFFFFFFFF\r\n" + _PAGE), ("chunk-words", b"zz\r\n" + _PAGE), ("chunk-minus", b"-5\r\n" + _PAGE),
                       ("chunk-open", b"5;" + b"a" * 99_999), ("chunk-zero", b"0\r\n\r\n"), ("chunk-under", b"1_0\r\n" + _PAGE)):  # fmt: skip
        yield Trap(
            "HTTP encodings", f"{name}.warc", lambda body=body: record(body, headers="Transfer-Encoding: chunked\r\n")
        )  # type: ignore[misc]


def _response(name: str, body: bytes) -> bytes:
    return record(body, headers=f"Content-Encoding: {name}\r\n")


def _unread() -> Iterator[Trap]:
    """Kinds of archive and document that are refused by their first bytes."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(STORY)
        archive.addfile(info, io.BytesIO(STORY.encode()))
    tar = out.getvalue()
    heads = {"pdf": b"%PDF-1.7\n", "png": b"\x89PNG\r\n", "jpg": b"\xff\xd8\xff\xe0", "rar": b"Rar!\x1a\7", "7z": b"7z\xbc\xaf\x27\x1c", "exe": b"MZ\x90\0",
             "doc": b"\xd0\xcf\x11\xe0", "parquet": b"PAR1", "sqlite": b"SQLite format 3\0", "rtf": b"{\\rtf1 ", "zst": b"\x28\xb5\x2f\xfd", "lz4": b"\x04\x22\x4d\x18"}  # fmt: skip
    for name, head in heads.items():
        yield Trap("not read", f"a.{name}", lambda head=head: head + STORY.encode() + bytes(range(256)) * 40)  # type: ignore[misc]
    for name, data in (
        ("tar", tar),
        ("tar.gz", gzip.compress(tar)),
        ("bz2", bz2.compress(tar)),
        ("xz", lzma.compress(tar)),
    ):
        yield Trap("not read", f"b.{name}", lambda data=data: data)  # type: ignore[misc]
    yield Trap("not read", "bomb.bz2", lambda: bz2.compress(bytes(50_000_000)))
    yield Trap("not read", "bomb.xz", lambda: lzma.compress(bytes(50_000_000)))
