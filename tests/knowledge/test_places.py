from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.errors import KnowledgeError
from regesta.knowledge.gazetteer import compile_to, digest, distance_km, ensure
from regesta.knowledge.gazetteer_names import fold, loosen
from regesta.knowledge.places import Place, PlaceContext, Places, countries_by_frequency
from regesta.records.claims import Unlinked
from regesta.records.spans import Span

SOURCES = Path(__file__).parents[2] / "knowledge-sources"
NOWHERE = PlaceContext()

TOWNS = [
    ("Baghdad", "IQ", "07", 33.34, 44.4, 7_216_000, ["Bagdad"]),
    ("Mosul", "IQ", "15", 36.34, 43.12, 1_739_000, ["Al Mawşil"]),
    ("Damascus", "SY", "13", 33.51, 36.29, 1_569_000, ["Dimashq"]),
    ("‘Ayn ‘Īsá", "SY", "04", 36.39, 38.86, 4_000, []),
    ("Ar Raqqah", "SY", "04", 35.95, 39.01, 531_000, ["Raqqa", "Rakka"]),
    ("Al Qāmishlī", "SY", "07", 37.05, 41.23, 184_000, []),
    ("Mazār-e Sharīf", "AF", "30", 36.71, 67.11, 469_000, ["Mazar-e-Sharif", "Mazar-i-Sharif"]),
    ("Kandahār", "AF", "23", 31.61, 65.71, 391_000, ["Kandahar"]),
    ("Tarinkot", "AF", "39", 32.63, 65.87, 10_000, []),
    ("Niamey", "NE", "08", 13.51, 2.11, 1_000_000, []),
    ("Krasnohorivka", "UA", "05", 48.01, 37.51, 14_600, []),
    ("Kyiv", "UA", "12", 50.45, 30.52, 2_952_000, ["Kiev", "Kijów"]),
    ("Simferopol", "UA", "11", 44.95, 34.1, 336_000, []),
    ("Alexandria", "EG", "06", 31.2, 29.92, 5_263_000, ["Iskandariya"]),
    ("Alexandria", "US", "LA", 31.31, -92.45, 47_000, []),
    ("Alexandria", "US", "VA", 38.8, -77.05, 159_000, []),
    ("Baton Rouge", "US", "LA", 30.44, -91.19, 227_000, []),
    ("Pineville", "US", "LA", 31.32, -92.43, 14_000, []),
    ("Paris", "FR", "11", 48.85, 2.35, 2_138_000, []),
    ("Paris", "US", "TX", 33.66, -95.56, 25_000, []),
    ("Springfield", "US", "MO", 37.22, -93.3, 170_000, []),
    ("Springfield", "US", "IL", 39.8, -89.64, 114_000, []),
    ("Wichita", "US", "KS", 37.69, -97.34, 390_000, []),
    ("Cox’s Bāzār", "BD", "84", 21.44, 92.01, 82_000, ["Cox's Bazar"]),
    ("Ankara", "TR", "68", 39.92, 32.85, 3_517_000, []),
    ("Pristina", "XK", "", 42.67, 21.17, 200_000, []),
    ("Quorndon", "GB", "ENG", 52.75, -1.17, 5_000, []),
    ("Geneva", "CH", "GE", 46.2, 6.15, 202_000, ["Genève"]),
    ("Geneva", "US", "IL", 41.89, -88.31, 22_000, []),
]


def town_rows() -> list[dict[str, object]]:
    return [
        {"geonameid": n, "name": name, "countrycode": code, "admin1code": admin, "latitude": lat, "longitude": lon,
         "population": people, "alternatenames": others}
        for n, (name, code, admin, lat, lon, people, others) in enumerate(TOWNS, 1)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gazetteer") / "places.sqlite"
    compile_to(path, sources=SOURCES, towns=town_rows())
    return path


@pytest.fixture(scope="module")
def places(file: Path) -> Places:
    return Places.open(file)


def resolved(places: Places, words: str, context: PlaceContext = NOWHERE) -> Place:
    found = places.resolve(words, context)
    assert isinstance(found, Place), found
    assert found.reasons
    return found


@pytest.mark.parametrize(
    ("words", "name", "country", "precision"),
    [
        ("Baghdad", "Baghdad", "IRQ", "town"),
        ("in Niamey, Niger's capital", "Niamey", "NER", "town"),
        ("the northern city of Mazar-e-Sharif", "Mazār-e Sharīf", "AFG", "town"),
        ("Ain Issa, Syria", "‘Ayn ‘Īsá", "SYR", "town"),
        ("the Iraqi city of Mosul", "Mosul", "IRQ", "town"),
        ("the Red Sea port town of Ain Issa, Syria", "‘Ayn ‘Īsá", "SYR", "town"),
        ("the Mosul city of Iraq", "Mosul", "IRQ", "town"),
        ("the Darfur region of Sudan", "Darfur", "SDN", "region"),
        ("Syria's Raqqa", "Ar Raqqah", "SYR", "town"),
        ("al-Raqqa, Syria", "Ar Raqqah", "SYR", "town"),
        ("Alexandria, La.", "Alexandria", "USA", "town"),
        ("Cox's Bazar", "Cox’s Bāzār", "BGD", "town"),
        ("Kiev", "Kyiv", "UKR", "town"),
        ("Syria", "Syria", "SYR", "country"),
        ("Syrian territory", "Syria", "SYR", "country"),
        ("Niger's capital", "Niamey", "NER", "town"),
        ("the Turkish capital", "Ankara", "TUR", "town"),
        ("West Bank", "West Bank", "PSE", "region"),
        ("Golan Heights", "Golan Heights", "SYR", "region"),
        ("Crimea", "Crimea", "UKR", "region"),
        ("Western Sahara", "Western Sahara", "ESH", "country"),
        ("Kosovo", "Kosovo", "KOS", "country"),
        ("Nagorno-Karabakh", "Nagorno-Karabakh", "AZE", "region"),
        ("the U.S. state of Georgia", "Georgia", "USA", "region"),
        ("Georgia", "Georgia", "GEO", "country"),
        ("Iraq's western Anbar province", "Anbar", "IRQ", "region"),
        ("Kandahar airport", "Kandahār", "AFG", "point"),
        ("Rapides Parish", "Rapides Parish", "USA", "district"),
        ("the Green Zone", "Green Zone", "IRQ", "district"),
    ],
)
def test_words_resolve(places: Places, words: str, name: str, country: str, precision: str) -> None:
    found = resolved(places, words)
    assert (found.name, found.country, found.precision) == (name, country, precision)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Xyzzyville", "not in the gazetteer"),
        ("Wichita Drive", "street"),
        ("Fort Qwerty", "not in the gazetteer"),
        ("the capital", "no name"),
        ("a remote village", "no name"),
        ("", "no name"),
    ],
)
def test_unknown_stays_unlinked(places: Places, words: str, reason: str) -> None:
    found = places.resolve(words, NOWHERE)
    assert isinstance(found, Unlinked)
    assert reason in found.reason


def test_part_of_a_country_is_a_region_moved_that_way(places: Places) -> None:
    whole, part = resolved(places, "Afghanistan"), resolved(places, "southern Afghanistan")
    assert part.precision == "region"
    assert part.country == "AFG"
    assert part.latitude < whole.latitude
    assert part.radius_km < whole.radius_km


def test_adjective_and_kind_hold_the_place(places: Places) -> None:
    found = resolved(places, "southern Afghan province of Uruzgan")
    assert (found.country, found.precision) == ("AFG", "region")
    assert distance_km((found.latitude, found.longitude), (32.9, 66.0)) < 60


def test_offset_gives_a_point_with_radius(places: Places) -> None:
    town, found = resolved(places, "Krasnohorivka"), resolved(places, "10 km south of Krasnohorivka")
    assert found.precision == "point"
    assert distance_km((town.latitude, town.longitude), (found.latitude, found.longitude)) == pytest.approx(10, abs=0.2)
    assert found.latitude < town.latitude
    assert found.radius_km == 5.0


def test_offset_in_miles(places: Places) -> None:
    town, found = resolved(places, "Baghdad"), resolved(places, "20 miles (32 km) northeast of Baghdad")
    assert distance_km((town.latitude, town.longitude), (found.latitude, found.longitude)) == pytest.approx(
        32.2, abs=0.3
    )
    assert found.longitude > town.longitude


def test_border_is_on_the_side_of_the_report(places: Places) -> None:
    assert resolved(places, "near the Turkish border", PlaceContext(("SYR",))).country == "SYR"
    assert resolved(places, "near the Turkish border").country == "TUR"


def test_the_capital_is_that_of_the_report(places: Places) -> None:
    assert resolved(places, "the capital", PlaceContext(("SYR",))).name == "Damascus"


def test_context_beats_people(places: Places) -> None:
    assert resolved(places, "Alexandria").country == "EGY"
    assert resolved(places, "Alexandria", PlaceContext(("USA",), ((31.32, -92.43),))).longitude == -92.45
    assert resolved(places, "Alexandria, Virginia").longitude == -77.05


def test_where_international_bodies_sit_beats_a_namesake_of_the_report(places: Places) -> None:
    assert resolved(places, "Geneva", PlaceContext(("USA",))).country == "CHE"
    assert resolved(places, "Geneva, Illinois", PlaceContext(("USA",))).country == "USA"


def test_loose_spelling_needs_the_report(places: Places) -> None:
    found = resolved(places, "Qamishli", PlaceContext(("SYR",)))
    assert found.name == "Al Qāmishlī"


def test_small_namesake_far_from_the_report_is_not_believed(places: Places) -> None:
    assert resolved(places, "Quorndon").country == "GBR"
    assert isinstance(places.resolve("Quorndon", PlaceContext(("SYR",))), Unlinked)


def test_unknown_name_in_a_known_place(places: Places) -> None:
    found = resolved(places, "Kelleyland, Syria")
    assert found.country == "SYR"
    assert "not in the gazetteer" in found.reasons[0]


def test_bare_name_to_country(places: Places) -> None:
    assert places.country_of_place("Mosul") == "IRQ"
    assert places.country_of_place("Springfield") == "USA"
    assert places.country_of_place("Xyzzyville") is None
    assert places.is_place("Paris")
    assert not places.is_place("Xyzzyville")


def test_a_report_is_read_together(places: Places) -> None:
    text = "A fire in Alexandria spread to Pineville. Baton Rouge sent help to Alexandria."
    spans = [
        Span(m, m + len(n)) for n, m in (("Alexandria", 10), ("Pineville", 31), ("Baton Rouge", 42), ("Alexandria", 67))
    ]
    assert [s.of(text) for s in spans] == ["Alexandria", "Pineville", "Baton Rouge", "Alexandria"]
    found = places.resolve_all(text, spans, NOWHERE)
    assert [p.longitude for p in found if isinstance(p, Place)] == [-92.45, -92.43, -91.19, -92.45]
    assert countries_by_frequency(found) == ("USA",)
    assert places.resolve_all(text, [], NOWHERE) == []


def test_container_after_a_mention_counts_for_all_its_mentions(places: Places) -> None:
    text = "Paris, Texas, was calm. In Paris nobody spoke."
    found = places.resolve_all(text, [Span(0, 5), Span(27, 32)], NOWHERE)
    assert [p.country for p in found if isinstance(p, Place)] == ["USA", "USA"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("Deir al-Balah", "deir al balah"), ("St. Louis", "saint louis"), ("Côte d’Ivoire", "cote divoire"),
     ("Şırnak", "sirnak"), ("Mt. Elgon", "mount elgon"), ("Łódź", "lodz")],
)  # fmt: skip
def test_folding(name: str, key: str) -> None:
    assert fold(name) == key


def test_loose_keys_level_transliteration() -> None:
    assert loosen(fold("Al Qāmishlī")) == loosen(fold("Qamishli"))
    assert loosen(fold("‘Ayn ‘Īsá")) == loosen(fold("Ain Issa"))
    assert loosen(fold("Dayr al Balaḩ")) == loosen(fold("Deir al-Balah"))


@given(words=st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_no_words_crash(places: Places, words: str) -> None:
    found = places.resolve(words, NOWHERE)
    assert isinstance(found, Place) or found.reason


PIECES = (
    "the",
    "Kandahar",
    ",",
    "of",
    "in",
    "10 km",
    "south",
    "Syrian",
    "'s",
    "Al",
    "-",
    "border",
    "Fort",
    "D.C.",
    "and",
    "La.",
)


@given(words=st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=200, deadline=None)
def test_no_mixture_of_known_words_crashes(places: Places, words: list[str]) -> None:
    found = places.resolve(" ".join(words), PlaceContext(("SYR", "USA"), ((35.0, 38.0),)))
    assert isinstance(found, Unlinked) or -90 <= found.latitude <= 90


def test_strange_words_do_not_crash(places: Places) -> None:
    for words in (
        "'s",
        ",,,,",
        "-",
        "()",
        "A",
        "10 km",
        "of of of",
        "Syria's",
        "’",
        "Al-",
        "1 2 3",
        "X" * 500,
        "and Syria and",
    ):
        places.resolve(words, NOWHERE)


def test_look_up_is_quick(places: Places) -> None:
    begun = time.process_time()
    for _ in range(200):
        places.resolve("in Niamey, Niger's capital", NOWHERE)
    assert (time.process_time() - begun) / 200 < 0.005


def test_compiled_once_and_again_when_the_sources_change(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for table in SOURCES.glob("places_*.tsv"):
        (sources / table.name).write_bytes(table.read_bytes())
    before = digest(sources)
    view = sources / "places_worldview.tsv"
    view.write_text(view.read_text(encoding="utf-8") + "city\tNowhere\tXX\tUKR\tnote\n", encoding="utf-8")
    assert digest(sources) != before


def test_worldview_is_the_users(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for table in SOURCES.glob("places_*.tsv"):
        (sources / table.name).write_bytes(table.read_bytes())
    view = sources / "places_worldview.tsv"
    view.write_text("city\tSimferopol\tUA\tRUS\tanother view\n", encoding="utf-8")
    path = tmp_path / "x.sqlite"
    compile_to(path, sources=sources, towns=town_rows())
    assert resolved(Places.open(path), "Simferopol").country == "RUS"
    assert not list(tmp_path.glob("*.part"))


def test_fresh_file_is_not_compiled_again(file: Path) -> None:
    stamp = file.stat().st_mtime_ns
    assert ensure(file, sources=SOURCES) == file
    assert file.stat().st_mtime_ns == stamp


def test_broken_table_and_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="missing"):
        digest(tmp_path)
    (tmp_path / "no.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(KnowledgeError, match="not a compiled gazetteer"):
        Places.open(tmp_path / "no.sqlite")
    sqlite3.connect(tmp_path / "empty.sqlite").close()
    with pytest.raises(KnowledgeError):
        Places.open(tmp_path / "empty.sqlite")


def test_every_own_row_has_a_point_on_earth(file: Path) -> None:
    base = sqlite3.connect(file)
    rows = base.execute("SELECT name, code, lat, lon, radius FROM place WHERE id < 0").fetchall()
    base.close()
    assert len(rows) > 8000
    for name, code, lat, lon, radius in rows:
        assert -90 <= lat <= 90, name
        assert -180 <= lon <= 180, name
        assert radius > 0, name
        assert code == "" or (len(code) == 3 and code.isupper()), name


def test_a_namesake_elsewhere_is_not_meant_when_the_words_say_where(places: Places) -> None:
    text = "Fighters took the town of Palma in the north of Mozambique on Monday."
    start = text.index("the town")
    words = places.with_container(text, Span(start, start + len("the town of Palma")))
    assert words == "the town of Palma in the north of Mozambique"
    found = places.resolve(words, PlaceContext())
    assert isinstance(found, Place)
    assert found.country == "MOZ"
    assert "Palma is not in the gazetteer" in found.reasons[0]


def test_a_wider_place_is_not_taken_from_the_next_words(places: Places) -> None:
    text = "They met in Geneva in May."
    start = text.index("Geneva")
    assert places.with_container(text, Span(start, start + len("Geneva"))) == "Geneva"
