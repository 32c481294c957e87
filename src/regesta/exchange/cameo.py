"""Codes of CAMEO for types and modes of PLOVER, and back; the table (`data/cameo.tsv`) names its sources."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: The PLOVER type that the root of a CAMEO code means most of the time, and the roots' branches that mean another.
#: Longest beginning first wins. From the definitions of the two schemes; a code for which PLOVER has no type (public
#: statements, 01) is None.
_BACK = {
    "01": None, "015": None, "016": "REJECT", "018": "SUPPORT", "019": "SUPPORT",
    "02": "REQUEST", "03": "AGREE", "035": "CONCEDE", "034": "CONCEDE", "04": "CONSULT",
    "05": "SUPPORT", "055": "CONCEDE", "056": "CONCEDE", "06": "COOPERATE", "07": "AID",
    "08": "RETREAT", "081": "CONCEDE", "082": "CONCEDE", "083": "CONCEDE", "0831": "RETREAT", "085": "CONCEDE",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "116": "SANCTION", "12": "REJECT", "13": "THREATEN",
    "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT",
    "191": "COERCE", "175": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Code:
    """A CAMEO code: `goldstein` is -10 to 10; `words` are ours."""

    code: str
    goldstein: float
    words: str

    @property
    def root(self) -> str:
        """The first two digits."""
        return self.code[:2]

    @property
    def base(self) -> str:
        """The first three digits."""
        return self.code[:3]

    @property
    def quad(self) -> int:
        """GDELT's class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
        root = int(self.root)
        return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


@cache
def _table() -> dict[tuple[str, str], Code]:
    text = files("regesta.exchange").joinpath("data/cameo.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {(event, mode): Code(code, float(scale), words) for event, mode, code, scale, words in rows}


def code_of(event: str, mode: str | None) -> Code:
    """The code for a type and mode; KeyError for a type that PLOVER does not have."""
    table = _table()
    return table.get((event, mode or "-")) or table[event, "-"]


def event_of(code: str) -> str | None:
    """The PLOVER type that a CAMEO code means most of the time, or None when it has none."""
    code = code.strip()
    return next((_BACK[code[:length]] for length in range(len(code), 1, -1) if code[:length] in _BACK), None)
