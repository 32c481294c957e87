"""What a happening becomes in the field's event tables, cell by cell where a rule decides."""

from datetime import date

import pytest

from regesta.exchange.happenings import happening
from regesta.exchange.profiles import acled, gdelt, ged, icews, polecat
from regesta.exchange.tables import NOT_ACTUAL, NOT_ASSERTED, LeftOut
from tests.exchange.making import (
    ATTACK,
    BARE,
    DENIED,
    MARCH,
    PLAN,
    SECOND,
    VISIT,
    claim,
    killed,
    party,
    place,
    time,
)

BOTH = happening([ATTACK, SECOND])


def row(module, one, index=0):
    columns = module.EVENT_COLUMNS if module is gdelt else module.COLUMNS
    rows = gdelt.event_rows(one) if module is gdelt else module.rows(one)
    assert not isinstance(rows, LeftOut), rows
    assert all(len(cells) == len(columns) for cells in rows)
    return dict(zip((column.name for column in columns), rows[index], strict=True))


@pytest.mark.parametrize(("one", "reason"), [(PLAN, NOT_ACTUAL), (DENIED, NOT_ASSERTED)])
@pytest.mark.parametrize("mapped", [icews.rows, gdelt.event_rows, acled.rows, ged.rows])
def test_what_is_not_told_as_fact_has_no_row(mapped, one, reason):
    assert mapped(happening([one])) == LeftOut(reason)


# ------------------------------------------------------------------ acled


def test_acled_takes_the_words_of_acled():
    found = row(acled, BOTH)
    assert found["event_id_cnty"] == f"RGS-{BOTH.id[2:]}"
    assert (found["event_date"], found["year"], found["time_precision"]) == (date(2024, 3, 19), 2024, 1)
    assert (found["event_type"], found["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (found["actor1"], found["inter1"]) == ("Northland", "External/Other forces")
    assert (found["actor2"], found["inter2"], found["civilian_targeting"]) == (
        "villagers",
        "Civilians",
        "Civilian targeting",
    )
    assert found["interaction"] == "External/Other forces-Civilians"
    assert (found["iso"], found["region"], found["country"], found["location"]) == (
        "466",
        "Western Africa",
        "Mali",
        "Gao",
    )
    assert (found["geo_precision"], found["fatalities"], found["source"]) == (1, 10, "Own Wire")


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (claim(participants=[party("actor", "a", "MLI", "MIL"), party("recipient", "b", "MLI", "REB")]), "Battles"),
        (claim(participants=[party("recipient", "b", "MLI", "CVL")]), "Violence against civilians"),
        (claim(participants=[party("actor", "a", "MLI", "CVL"), party("recipient", "b", "MLI", "CVL")]), "Riots"),
        (claim(mode="destroy"), "Strategic developments"),
        (claim("PROTEST", mode="riot"), "Riots"),
        (claim("RETREAT", mode="ceasefire"), "Strategic developments"),
        (claim("COERCE", mode="arrest"), "Strategic developments"),
        (claim("COERCE", mode="censor"), None),
        (claim("AID"), None),
        (claim("PROTEST", mode="strike"), None),
    ],
)
def test_acled_types(one, kind):
    found = acled.rows(happening([one]))
    assert found == LeftOut(acled.NO_COUNTERPART) if kind is None else found[0][5] == kind


def test_acled_says_what_is_not_known_by_nothing():
    found = row(acled, happening([MARCH]))
    assert (found["event_type"], found["sub_event_type"], found["inter1"]) == ("Protests", None, "Protesters")
    assert found["event_date"] is None and found["fatalities"] is None and found["geo_precision"] is None
    assert found["tags"] == "crowd size=at least 500"


@pytest.mark.parametrize(
    ("when", "cells"),
    [
        (time("2024-05-06", "2024-05-13", "week"), (date(2024, 5, 6), 2024, 2)),
        (time("2024-05-01", "2024-06-01", "month"), (date(2024, 5, 1), 2024, 3)),
        (time("2024-01-01", "2025-01-01", "year"), (None, 2024, None)),
        (time("2020-01-01", "2030-01-01", "decade"), (None, None, None)),
        (time("2023-12-31", "2024-01-01"), (date(2023, 12, 31), 2023, 1)),
        (None, (None, None, None)),
    ],
)
def test_acled_dates_are_no_finer_than_told(when, cells):
    found = row(acled, happening([claim(time=when)]))
    assert (found["event_date"], found["year"], found["time_precision"]) == cells


# ------------------------------------------------------------------ ged


def test_ged_deaths_and_places():
    found = row(ged, BOTH)
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == (3, "Northland", "Civilians")
    assert (found["low"], found["best"], found["high"]) == (10, 10, None)
    assert (found["deaths_civilians"], found["deaths_unknown"], found["deaths_a"]) == (10, None, None)
    assert (found["where_prec"], found["geom_wkt"]) == (1, "POINT (-0.04 16.27)")
    assert (found["country_id"], found["region"], found["gwnoa"], found["gwnob"]) == ("432", "Africa", "220", None)
    assert (found["date_start"], found["date_end"], found["date_prec"]) == (date(2024, 3, 19), date(2024, 3, 19), 1)
    assert (found["source_original"], found["number_of_sources"]) == ("the mayor", 1)
    assert found["dyad_name"] == "Northland - Civilians"


@pytest.mark.parametrize("figures", [[], [killed(0, 0)], [killed(3, 3, "wounded")]])
def test_ged_wants_a_death(figures):
    assert ged.rows(happening([claim(figures=figures)])) == LeftOut(ged.NOT_DEADLY)


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [("MIL", "REB", 1), ("REB", "CRM", 2), ("REB", "CVL", 3), ("GOV", "MIL", 1), ("MIL", "UNK", None)],
)
def test_ged_type_of_violence(first, second, kind):
    people = [party("actor", "a", "MLI", first), party("recipient", "b", "MLI", second)]
    assert row(ged, happening([claim(participants=people, figures=[killed(1, 1)])]))["type_of_violence"] == kind


@pytest.mark.parametrize(
    ("when", "precision"),
    [
        (("2024-05-01", "2024-05-02"), 1), (("2024-05-01", "2024-05-04"), 2), (("2024-05-01", "2024-05-08"), 3),
        (("2024-05-01", "2024-06-01"), 4), (("2024-01-01", "2025-01-01"), 5), (("2020-01-01", "2025-01-01"), None),
    ],
)  # fmt: skip
def test_ged_time_precision(when, precision):
    assert row(ged, happening([claim(time=time(*when), figures=[killed(1, 1)])]))["date_prec"] == precision


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-89.75, -179.75, 1), (89.9, 179.9, 259200), (90.0, 180.0, 259200), (0.25, 0.25, 129961), (-0.1, -0.1, 129240)],
)
def test_cells_of_prio_grid(latitude, longitude, cell):
    assert ged.cell_of(latitude, longitude) == cell


# ------------------------------------------------------------------ polecat


def test_polecat_keeps_types_parties_and_contexts():
    found = row(polecat, BOTH)
    assert found["Event ID"] == f"r-one_{BOTH.id}"
    assert (found["Event Type"], found["Event Mode"], found["Quad Code"]) == ("ASSAULT", "aerial", "MATERIAL CONFLICT")
    assert (found["Actor Name"], found["Actor Country"], found["Actor COW"]) == ("Northland", "FRA", "220")
    assert (found["Recipient Sectors"], found["Recipient Name Raw"]) == ("CVL", "villagers")
    assert (found["City"], found["Country"], found["GeoNames ID"]) == ("Gao", "MLI", "2457161")
    assert found["Intensity"] is None and found["Publication Date"] == date(2024, 3, 20)


def test_polecat_puts_several_parties_in_step():
    people = [party("actor", "A; the first", "USA", "GOV", "MIL"), party("actor", "UN"), party("actor", "B", "ROU")]
    found = row(polecat, happening([claim("CONSULT", participants=people)]))
    assert (found["Actor Name"], found["Actor Country"]) == ("A, the first;UN;B", "USA;;ROU")
    assert (found["Primary Actor Sector"], found["Actor Sectors"]) == ("GOV;;", "GOV|MIL;;")


def test_polecat_realis_is_a_context_and_negation_has_no_row():
    assert row(polecat, happening([PLAN]))["Contexts"] == "future"
    assert polecat.rows(happening([claim("AID", realis="negated")])) == LeftOut(polecat.NEGATED)
    assert row(polecat, happening([VISIT]))["Event Date"] is None


# ------------------------------------------------------------------ icews, gdelt


def test_icews_codes():
    found = row(icews, BOTH)
    assert (found["CAMEO Code"], found["Intensity"], found["Event Text"]) == ("195", -10.0, "force from the air")
    assert (found["Source Name"], found["Source Sectors"], found["Source Country"]) == (
        "Northland",
        "Military",
        "France",
    )
    assert (found["Target Country"], found["Country"], found["City"]) == ("Mali", "Mali", "Gao")


def test_each_with_each_and_reciprocal_parties_in_order():
    many = [*(party("actor", name, "FRA") for name in "ab"), *(party("recipient", name, "MLI") for name in "cd")]
    pairs = [(cells[2], cells[8]) for cells in icews.rows(happening([claim(participants=many)]))]
    assert pairs == [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")]
    met = [party("actor", name, "FRA") for name in "abc"]
    pairs = [(cells[2], cells[8]) for cells in icews.rows(happening([claim("CONSULT", participants=met)]))]
    assert pairs == [("a", "b"), ("a", "c"), ("b", "c")]
    [alone] = icews.rows(happening([BARE]))
    assert alone[2] is None and alone[8] is None


def test_gdelt_codes_and_places():
    found = row(gdelt, happening([VISIT]))
    assert (found["Actor1Code"], found["Actor1CountryCode"], found["Actor1Type1Code"]) == ("USAGOV", "USA", "GOV")
    assert (found["Actor2Code"], found["Actor2CountryCode"]) == ("ROMGOV", "ROM")
    assert (found["EventCode"], found["EventBaseCode"], found["EventRootCode"], found["QuadClass"]) == (
        "042",
        "042",
        "04",
        1,
    )
    assert (found["SQLDATE"], found["MonthYear"], found["Year"]) == (None, "202405", "2024")
    assert found["DATEADDED"] == "20240320000000"
    attack = row(gdelt, BOTH)
    assert (attack["SQLDATE"], attack["ActionGeo_Type"], attack["ActionGeo_CountryCode"]) == ("20240319", 4, "ML")
    assert attack["ActionGeo_Fullname"] == "Gao, Mali" and attack["NumMentions"] == 2 and attack["NumArticles"] == 1
    country = row(gdelt, happening([{**VISIT, "place": place("Romania", "ROU", 46.0, 25.0, "country")}]))
    assert (country["ActionGeo_Type"], country["ActionGeo_ADM1Code"]) == (1, "RO")
    assert country["ActionGeo_Fullname"] == "Romania"


def test_gdelt_bodies_have_a_type_and_no_country():
    one = happening(
        [claim(participants=[party("actor", "rebels", "IMG", "REB"), party("recipient", "x", "---", "REL")])]
    )
    found = row(gdelt, one)
    assert (found["Actor1Code"], found["Actor1Type1Code"], found["Actor1Type2Code"]) == ("IMGREB", "IMG", "REB")
    assert found["Actor2Code"] is None and found["Actor2Name"] == "X"


def test_gdelt_mentions_hold_the_claims():
    rows = gdelt.mention_rows(BOTH)
    columns = [column.name for column in gdelt.MENTION_COLUMNS]
    first = dict(zip(columns, rows[0], strict=True))
    assert [cells[-1] for cells in rows] == [ATTACK["claim_id"], "c-second"]
    assert first["GLOBALEVENTID"] == row(gdelt, BOTH)["GLOBALEVENTID"] < 2**53
    assert (first["ActionCharOffset"], first["Actor1CharOffset"], first["Confidence"]) == (7, 3, 75)
    assert (first["MentionIdentifier"], first["MentionType"]) == ("https://wire.example/1", 1)
