"""Crosswalks of codes: countries and CAMEO."""

import re
from importlib.resources import files

import pytest

from regesta.exchange import cameo, countries
from regesta.ontology import scheme


def rows(name):
    lines = files("regesta.exchange").joinpath(f"data/{name}").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_every_country_has_well_formed_and_single_codes():
    table = rows("countries.tsv")
    assert len(table) > 240 and {len(row) for row in table} == {9}
    for index, pattern in enumerate(("[A-Z]{3}", "[A-Z]{2}", r"\d{3}|", "[A-Z]{2}|", r"\d{1,3}|", r"\d{1,3}|")):
        assert all(re.fullmatch(pattern, row[index]) for row in table), index
    for index in (0, 1, 2, 3):
        values = [row[index] for row in table if row[index]]
        assert len(values) == len(set(values)), index
    assert {row[8] for row in table} == {"Africa", "Americas", "Asia", "Europe", "Middle East", ""}


KNOWN = [
    ("UKR", "UA", "804", "UP", "369", "369"), ("DEU", "DE", "276", "GM", "255", "260"),
    ("GBR", "GB", "826", "UK", "200", "200"), ("SRB", "RS", "688", "RI", "345", "340"),
    ("YEM", "YE", "887", "YM", "679", "678"), ("KOS", "XK", "", "KV", "347", "347"), ("PSE", "PS", "275", "WE", "", ""),
    ("MCO", "MC", "492", "MN", "221", ""),
]  # fmt: skip


@pytest.mark.parametrize("codes", KNOWN)
def test_codes_that_are_known(codes):
    found = countries.country(codes[0])
    assert (found.iso3, found.iso2, found.number, found.fips, found.cow, found.gw) == codes


def test_what_is_no_country_has_no_codes():
    assert countries.country("UN") is None and countries.country("---") is None and countries.country(None) is None


@pytest.mark.parametrize(
    ("value", "kind", "code"),
    [
        ("DR Congo (Zaire)", "name", "COD"), ("Côte d'Ivoire", "name", "CIV"), ("Yemen (North Yemen)", "name", "YEM"),
        ("russia", "name", "RUS"), ("Atlantis", "name", None), ("4", "number", "AFG"), ("365", "cow", "RUS"),
        ("260", "gw", "DEU"), ("ROM", "cameo", "ROU"), ("XKX", "iso3", "KOS"), ("", "name", None),
        ("us", "iso2", "USA"),
    ],
)  # fmt: skip
def test_reading_a_country(value, kind, code):
    assert countries.iso3(value, kind) == code


def test_every_type_and_mode_has_a_code_and_the_code_means_the_type_again():
    table = {(row[0], row[1]) for row in rows("cameo.tsv")}
    for event in scheme.load().events:
        assert (event.name, "-") in table
        for mode in (None, *(mode.name for mode in event.modes)):
            code = cameo.code_of(event.name, mode)
            assert re.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}", code.code) and -10 <= code.goldstein <= 10
            assert mode is None or (event.name, mode) in table, (event.name, mode)
    modes = {(e.name, m.name) for e in scheme.load().events for m in e.modes} | {
        (e.name, "-") for e in scheme.load().events
    }
    assert table <= modes, table - modes


#: Codes whose usual reading is another type, each with its reason: CAMEO puts these acts elsewhere than PLOVER does.
ELSEWHERE = {("RETREAT", "resign"), ("ASSAULT", "destroy")}


@pytest.mark.parametrize(
    ("event", "mode"), [(e.name, m) for e in scheme.load().events for m in (None, *(mode.name for mode in e.modes))]
)
def test_back_to_plover(event, mode):
    back = cameo.event_of(cameo.code_of(event, mode).code)
    assert (back != event) == ((event, mode) in ELSEWHERE), back


def test_codes_without_a_type():
    assert cameo.event_of("010") is None and cameo.event_of("1823") == "ASSAULT" and cameo.event_of("99") is None
    assert [cameo.code_of(e, None).quad for e in ("CONSULT", "AID", "ACCUSE", "PROTEST")] == [1, 2, 3, 4]
