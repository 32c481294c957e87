"""Cells of tables that people open in spreadsheets: no text may become a formula there.

A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP ASVS 5, 1.2.10); numbers and
dates stay as they are. Characters that steer a terminal or turn the direction of the writing are left out. Raw cells
are verbatim, for programs.
"""

from __future__ import annotations

import re
from typing import Any

from regesta.register.wording import harmless

#: Several values in one cell.
BETWEEN = "; "
#: First characters that make a cell a formula, also behind spaces and in full-width form.
FORMULA = frozenset("=+-@\t\r\0\uff1d\uff0b\uff0d\uff20")
_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def cell(value: Any, *, raw: bool) -> Any:
    """A value as a cell; lone surrogates, which no UTF-8 file can hold, are question marks in either mode."""
    if not isinstance(value, str):
        return value
    value = value.encode("utf-8", "replace").decode("utf-8")
    if raw:
        return value
    value = harmless(value)
    return f"'{value}" if is_formula(value) else value


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return text.lstrip(" ")[:1] in FORMULA if text.strip(" ") else False


def one_line(text: str) -> str:
    """The text without tabs and line ends, for tables whose readers know no quotes."""
    return _BREAKS.sub(" ", text)
