"""Country codes of the tables that profiles write and read: ISO, FIPS, Correlates of War, Gleditsch and Ward, CAMEO.

The table (`data/countries.tsv`) names its sources and holds today's codes and those of states that are no more; it has
no dates, so a number that a code had in another time (Germany's 255 before 1945) is read as today's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from regesta.register.matching import fold

#: Where CAMEO's three letters are not ISO 3166's.
_CAMEO = {"ROU": "ROM", "TLS": "TMP"}
#: Other ways in which files of the field write a country, folded.
_ALSO = {
    "occupied palestinian territory": "PSE",
    "palestinian territory occupied": "PSE",
    "czechia": "CZE",
    "burma": "MMR",
    "myanmar burma": "MMR",
    "timor leste": "TLS",
    "turkiye": "TUR",
    "swaziland": "SWZ",
    "kingdom of eswatini swaziland": "SWZ",
    "united states of america": "USA",
    "usa": "USA",
    "uk": "GBR",
    "dr congo zaire": "COD",
    "dr congo": "COD",
    "congo": "COG",
    "zaire": "COD",
    "russia soviet union": "RUS",
    "russian federation": "RUS",
    "yemen north yemen": "YEM",
    "cambodia kampuchea": "KHM",
    "bosnia herzegovina": "BIH",
    "serbia yugoslavia": "SRB",
    "macedonia": "MKD",
    "north macedonia": "MKD",
    "cote d ivoire": "CIV",
    "democratic republic of the congo": "COD",
    "vietnam north vietnam": "VNM",
    "zimbabwe rhodesia": "ZWE",
    "madagascar malagasy": "MDG",
    "iran islamic republic of": "IRN",
    "syrian arab republic": "SYR",
    "viet nam": "VNM",
    "korea north": "PRK",
    "korea south": "KOR",
    "the gambia": "GMB",
    "the bahamas": "BHS",
    "cabo verde": "CPV",
    "vatican": "VAT",
    "holy see": "VAT",
}


@dataclass(frozen=True, slots=True)
class Country:
    """A country's codes and names; "" where it has none."""

    iso3: str
    iso2: str
    number: str
    fips: str
    cow: str
    gw: str
    name: str
    acled_region: str
    ged_region: str

    @property
    def cameo(self) -> str:
        """The three letters of CAMEO."""
        return _CAMEO.get(self.iso3, self.iso3)


@cache
def _table() -> dict[str, Country]:
    text = files("regesta.exchange").joinpath("data/countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: Country(*row) for row in rows}


def country(iso3: str | None) -> Country | None:
    """The country of an ISO 3166 alpha-3 code, `KOS` for Kosovo; None for what is no country."""
    return _table().get(iso3) if iso3 else None


@cache
def _readings() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {name: {} for name in ("name", "iso2", "number", "cow", "gw", "cameo")}
    for row in _table().values():
        found["name"].setdefault(fold(row.name).strip(), row.iso3)
        for name in ("iso2", "number", "cow", "gw", "cameo"):
            if value := getattr(row, name):
                # States that are no more stand last in their number: today's country has it.
                gone = row.iso3 in ("CSK", "DDR", "SUN", "YUG")
                found[name] = {value: row.iso3, **found[name]} if gone else {**found[name], value: row.iso3}
    found["name"].update(_ALSO)
    return found


def iso3(value: str, kind: str) -> str | None:
    """The alpha-3 code that a file's value means, or None.

    Args:
        value: as the file writes it.
        kind: `name`, `iso2`, `iso3`, `number`, `cow`, `gw` or `cameo`.
    """
    value = value.strip()
    if kind == "iso3":
        return {"XKX": "KOS", "XKO": "KOS"}.get(value.upper(), value.upper()) if len(value) == 3 else None
    if kind == "name":
        return _readings()["name"].get(fold(value).strip())
    return _readings()[kind].get(value.zfill(3) if kind == "number" else value.upper())
