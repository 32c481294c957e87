"""Nouns beside a place name that say what it is."""

from __future__ import annotations

from regesta.text.number_words import listed

#: Nouns after or before a name that say what it is.
KINDS = {
    word: kind
    for kind, words in {
        "region": "province region oblast governorate state department prefecture territory canton voivodeship"
        " krai republic"
        " enclave exclave peninsula emirate wilayat provinces states regions island islands valley mountains corridor",
        "county": "county parish district borough rayon raion municipality subdistrict woreda",
        "town": "city town village hamlet settlement township suburb neighborhood neighbourhood port capital"
        " resort quarter stronghold"
        " municipality community locality outskirts slum",
        "river": "river sea ocean gulf strait bay canal lake",
        "country": "country nation kingdom republic government border",
    }.items()
    for word in words.split()
}
#: A capitalised noun that makes a name the name of a building or institution in or near the place.
FACILITIES = frozenset(
    listed(
        "university airport hospital square bridge prison dam stadium mosque church cathedral palace hotel"
        " school market station port harbour harbor base barracks airfield checkpoint crossing camp airbase"
        " plant mine refinery museum court college park cemetery embassy consulate centre center monastery"
        " temple shrine theatre theater gate tower fort fortress"
    )
)
#: A capitalised noun after a name that makes it a street, or a body which is nowhere in particular.
STREETS = frozenset(
    listed(
        "street st st. road rd rd. avenue ave ave. drive dr dr. lane boulevard blvd blvd. highway freeway"
        " parkway expressway court route way trail terrace circle plaza place alley pike turnpike crescent"
        " close row"
    )
)
