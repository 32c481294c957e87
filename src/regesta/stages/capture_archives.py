"""Web archives: WARC files, and WACZ files that hold some."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from typing import IO

from regesta.records.outcomes import Reason, Rejection
from regesta.stages.captured import STAGE, Found, capture_of, rejection
from regesta.text.archives import warc_pages
from regesta.text.bounded import READ_METHODS, BombError, BoundedStream, gunzip, open_zip
from regesta.text.refusals import Refusal

#: Entries of a WACZ file.
MAX_MEMBERS = 10_000


def warc(stream: BoundedStream, origin: str) -> Found:
    """The pages of a WARC file; a rejection for one that has none, so that no input ends without an outcome."""
    empty = True
    for page in warc_pages(stream):
        empty = False
        if isinstance(page, Refusal):
            yield rejection(origin, page)
        elif isinstance(page.body, Refusal):
            yield Rejection(f"{origin}#{page.member}", STAGE, page.body.reason, page.body.detail)
        elif not page.body.strip():
            yield Rejection(f"{origin}#{page.member}", STAGE, Reason.EMPTY, "the response has no body")
        else:
            yield capture_of(
                page.body, f"{origin}#{page.member}",
                media_type="text/html", url=page.url, charset=page.charset, received=page.received,
            )  # fmt: skip
    if empty:
        yield Rejection(origin, STAGE, Reason.NO_ARTICLE, "the archive holds no HTML response that came (status 2xx)")


def wacz(file: IO[bytes], origin: str) -> Found:
    """The pages of the WARC files in a WACZ file."""
    try:
        archive = open_zip(file)
    except BombError as error:
        yield Rejection(origin, STAGE, Reason.TOO_LARGE, str(error))
        return
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, OverflowError):
        yield Rejection(origin, STAGE, Reason.TRUNCATED, "the zip file has no directory: it breaks off; fetch it again")
        return
    infos = archive.infolist()
    members = [i for i in infos if i.filename.startswith("archive/") and i.filename.endswith((".warc", ".warc.gz"))]
    if len(infos) > MAX_MEMBERS:
        yield Rejection(
            origin, STAGE, Reason.TOO_LARGE, f"{len(infos)} entries in the zip file; the limit is {MAX_MEMBERS}"
        )
    elif sum(info.compress_size for info in members) > file.seek(0, os.SEEK_END):
        yield Rejection(
            origin, STAGE, Reason.TOO_LARGE, "the entries of the zip file are more than the file: they overlap"
        )
    elif not members:
        yield Rejection(
            origin, STAGE, Reason.BINARY, "a zip file that is no WACZ: it has no archive/*.warc.gz; unpack it"
        )
    else:
        for info in members:
            yield from _wacz_member(archive, info, f"{origin}#{info.filename}")


def _wacz_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: str) -> Found:
    if info.compress_type not in READ_METHODS:
        yield Rejection(origin, STAGE, Reason.MALFORMED, "packed in a way that WACZ does not allow; pack it anew")
        return
    try:
        with archive.open(info) as member:
            size = max(1, info.compress_size)
            stream = BoundedStream(member, packed_size=size)
            yield from warc(gunzip(stream, packed_size=size) if info.filename.endswith(".gz") else stream, origin)
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        yield Rejection(origin, STAGE, Reason.MALFORMED, f"the entry cannot be unpacked: {error}"[:200])
