"""Bytes to characters, with the name of the charset and why it was chosen.

Order: byte-order mark, the container's word (HTTP), the document's word (`<meta charset>`, XML declaration), strict
UTF-8, then statistics over a short list of charsets. A guess is only taken when it decodes every byte and leaves no
control characters. What fits nothing is refused, never patched: offsets and quotations must be those of the source.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from regesta.records.outcomes import Reason
from regesta.text.refusals import Refusal

#: Share of NUL bytes above which data is no text. One in a thousand is far above typing accidents and far below any
#: program, picture or archive seen.
MAX_NULS = 0.001
#: Share of other control bytes above which data is no text (same reasoning; terminal logs with colours stay below).
MAX_CONTROLS = 0.02
#: Bytes looked at for a charset declaration: the HTML standard looks at 1,024, real pages need more.
DECLARED_WITHIN = 4096
#: Bytes given to the statistical guess: enough for a stable answer, and it keeps a 20 MB file fast.
GUESS_SAMPLE = 65_536
#: Broken UTF-8 sequences that are replaced in web pages, one in so many bytes; plain text gets none.
LENIENT_ONE_IN = 1000

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS = tuple(mark for mark, _ in _BOMS)
_MAGIC = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x7fELF", b"MZ\x90", b"\x1f\x8b", b"BZh",
          b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"PAR1", b"{\\rtf")  # fmt: skip
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.I,
)
#: Codecs that are character sets of documents; Python also knows `unicode_escape`, `idna`, `utf-7` and the like.
_CHARSET = re.compile(
    r"utf-(?:8|16|32)(?:-[lb]e)?|ascii|iso8859-\d+|cp\d+|koi8-[rut]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*|hz|"
    r"johab|tis-620|ptcp154|kz1048"
)
#: Single-byte charsets that web servers announce by habit: valid UTF-8 with accents overrules them.
_HABITUAL = re.compile(r"ascii|iso8859-1|iso8859-15|cp1252")
_GUESSED = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r", "cp437",
            "cp850", "mac_roman", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"]  # fmt: skip
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b\0")) + b"\x7f"
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the charset they were read with, and why that one.

    `why` is one of `bom`, `declared`, `meta`, `utf-8`, `pattern` (UTF-16 without mark) or `guess`.
    """

    text: str
    charset: str
    why: str


def looks_binary(data: bytes) -> bool:
    """Whether bytes without a byte-order mark are no text: a known magic number, many NULs or many control bytes."""
    if data.startswith(_MAGIC):
        return True
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return False
    sample = data[:GUESS_SAMPLE]
    if not sample or _utf16_pattern(sample):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return sample.count(0) > MAX_NULS * len(sample) or controls > MAX_CONTROLS * len(sample)


def decode(data: bytes, *, declared: str = "", lenient: bool = False) -> Decoded | Refusal:
    """Characters of `data`. Never raises.

    Args:
        data: the bytes of one document.
        declared: charset named by the container; "" if none.
        lenient: for web pages, whose offsets do not matter: a few broken bytes of UTF-8 become U+FFFD.

    Returns:
        `Decoded`, whose text holds no NUL and no lone surrogate (single NULs become U+FFFD, one for one), or a
        `Refusal` with `BINARY` or `ENCODING`.
    """
    if looks_binary(data):
        return Refusal(Reason.BINARY, "the bytes are no text; give the article's text, HTML, feed or archive")
    if data.startswith(_MARKS):
        marked = _marked(data)
        return marked or Refusal(Reason.ENCODING, "the bytes do not keep to their byte-order mark; save as UTF-8")
    found = _unmarked_utf16(data) or _named(data, declared) or _plain_utf8(data, lenient=lenient)
    if found is None:
        broken = _broken_utf8(data)
        if broken:
            return Refusal(Reason.ENCODING, broken)
        found = _guess(data)
    if found is None:
        return Refusal(Reason.ENCODING, "no charset fits every byte; save the text as UTF-8")
    return Decoded(_replaced(found.text), found.charset, found.why)


def clean(text: str) -> str:
    """`text` without NULs and lone surrogates (each becomes U+FFFD): JSON escapes can smuggle both in.

    A surrogate pair written as two escapes is one character and stays.
    """
    if not _SURROGATE.search(text):
        return _replaced(text)
    return _replaced(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def _replaced(text: str) -> str:
    text = text.replace("\0", "\ufffd")
    return _SURROGATE.sub("\ufffd", text) if _SURROGATE.search(text) else text


def _strict(data: bytes, charset: str, why: str) -> Decoded | None:
    try:
        return Decoded(data.decode(charset), charset, why)
    except (UnicodeError, LookupError):
        return None


def marked_charset(data: bytes) -> tuple[str, int] | None:
    """The charset that a byte-order mark says, and the length of the mark; None without one."""
    return next(((charset, len(mark)) for mark, charset in _BOMS if data.startswith(mark)), None)


def _marked(data: bytes) -> Decoded | None:
    mark = marked_charset(data)
    found = _strict(data[mark[1] :], mark[0], "bom") if mark else None
    return None if found is None else Decoded(_replaced(found.text), found.charset, "bom")


def _unmarked_utf16(data: bytes) -> Decoded | None:
    pattern = _utf16_pattern(data[:GUESS_SAMPLE])
    return _strict(data, pattern, "pattern") if pattern else None


def _utf16_pattern(sample: bytes) -> str:
    """UTF-16 without a mark: Latin letters leave every other byte NUL."""
    half = len(sample) // 2
    if half < 8 or 0 not in sample[:64]:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.02 * half else ""


def _named(data: bytes, declared: str) -> Decoded | None:
    match = _DECLARED.search(data, 0, DECLARED_WITHIN)
    meta = (match[1] or match[2]).decode("ascii") if match else ""
    for name, why in ((declared, "declared"), (meta, "meta")):
        charset = _canonical(name)
        if not charset or charset.startswith(("utf-16", "utf-32")):
            continue  # without a mark or pattern, a UTF-16 label is a mistake: the bytes around it are ASCII
        if _HABITUAL.fullmatch(charset):
            found = _strict(data, "utf-8", "utf-8") or _strict(data, "cp1252", why)
        else:
            found = _strict(data, charset, why)
        if found is not None and not _C1.search(found.text):
            return found
    return None


def _canonical(name: str) -> str:
    try:
        charset = codecs.lookup(name.strip().strip("\"'")).name if name and name.isascii() else ""
    except (LookupError, ValueError):
        return ""
    return charset if _CHARSET.fullmatch(charset) else ""


def _plain_utf8(data: bytes, *, lenient: bool) -> Decoded | None:
    found = _strict(data, "utf-8", "utf-8")
    if found is None and lenient:
        text = data.decode("utf-8", "replace")
        whole = sum(1 for c in text[:GUESS_SAMPLE] if c > "\x7f" and c != "\ufffd")
        if whole and text.count("\ufffd") <= 1 + len(data) / LENIENT_ONE_IN:
            return Decoded(text, "utf-8", "utf-8")
    return found


def _broken_utf8(data: bytes) -> str:
    """The particulars when the bytes are UTF-8 but for a few: a guess would turn every accent into rubbish."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text[:GUESS_SAMPLE] if c > "\x7f" and c != "\ufffd")
    if whole <= broken:
        return ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"UTF-8 but for {broken} broken sequences, the first at byte {error.start}; mend or re-save the file"
    return ""


def _guess(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (60 ms to import, and few files need it)

    best = from_bytes(data[:GUESS_SAMPLE], cp_isolation=_GUESSED, enable_fallback=False).best()
    if best is None:
        return None
    found = _strict(data, best.encoding, "guess")
    return None if found is None or _C1.search(found.text) else found
