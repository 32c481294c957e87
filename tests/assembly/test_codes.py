import pytest

from regesta.assembly.codes import country_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Turkey", "TUR"), ("turkey", "TUR"), ("UK", "GBR"), ("United States", "USA"), ("Georgia", "GEO"), ("uk", None),
        ("Hezbollah", None), ("", None), ("TUR", None),
    ],
)  # fmt: skip
def test_countries_by_name(name, code):
    assert country_of(name) == code
