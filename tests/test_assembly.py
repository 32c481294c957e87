import pytest

from regesta.assembly import Tally, country_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Turkey", "TUR"), ("turkey", "TUR"), ("UK", "GBR"), ("United States", "USA"), ("Georgia", "GEO"), ("uk", None),
        ("Hezbollah", None), ("", None), ("TUR", None),
    ],
)  # fmt: skip
def test_countries_by_name(name, code):
    assert country_of(name) == code


def test_the_rate_is_of_reports_read():
    assert Tally(read=10, seconds=2.0).rate == 5.0
    assert Tally().rate == 0.0
