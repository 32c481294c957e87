"""Who the tables of others name: the country inside a name such as `Military Forces of Mali (2021-)`."""

from __future__ import annotations

import re

from regesta.exchange import countries
from regesta.exchange.peers.events import Who

#: `Military Forces of X (2000-2011) Special Unit`, `Government of X`, `Police Forces of X`.
_OF = re.compile(
    r"(?P<what>Military Forces|Police Forces|Government|Government and Military|Armed Forces)\s+of\s+"
    r"(?P<country>[^()]+?)\s*(?:\(|$)",
    re.I,
)
#: `Civilians (X)`, `Protesters (X)`, `Rioters (X)`.
_IN = re.compile(r"(?P<what>Civilians|Protesters|Rioters)\s*\((?P<country>[^()]+)\)", re.I)
_FORMER = re.compile(r"Government of (?P<country>.+)", re.I)
_SECTORS = {
    "military forces": ("MIL",), "police forces": ("COP",), "government": ("GOV",), "government and military": ("GOV",),
    "armed forces": ("MIL",), "civilians": ("CVL",), "protesters": ("CVL",), "rioters": ("CVL",),
}  # fmt: skip


def who(name: str) -> Who | None:
    """A name with the country and sector that it says itself; None for an empty one."""
    name = name.strip()
    if not name:
        return None
    # `Government of Russia (Soviet Union)` names one state in two ways.
    if (found := _FORMER.fullmatch(name)) and (code := countries.iso3(found["country"], "name")):
        return Who(name, code, ("GOV",))
    for pattern in (_OF, _IN):
        if found := pattern.search(name):
            return Who(name, countries.iso3(found["country"], "name"), _SECTORS[found["what"].lower()])
    return Who(name, countries.iso3(name, "name"), ("CVL",) if name.lower() == "civilians" else ())


def all_of(names: str, between: str = ";") -> tuple[Who, ...]:
    """Several names in one cell."""
    return tuple(found for part in names.split(between) if (found := who(part)))
