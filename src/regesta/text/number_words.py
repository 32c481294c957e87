"""Word tables of `numbers`: number words, vague plurals with their bounds, qualifiers, currencies, units, labels."""

from __future__ import annotations


def listed(words: str) -> tuple[str, ...]:
    """The words of a table written as one string."""
    return tuple(words.split())


Bounds = tuple[float | None, float | None, str | None]

DOZEN = 12.0
SMALL = {
    word: number
    for number, word in enumerate(
        listed(
"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
" sixteen seventeen eighteen nineteen twenty"
))
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}  # fmt: skip
SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7, "mn": 1e6, "bn": 1e9,
    "tn": 1e12, "m": 1e6, "k": 1e3,
}  # fmt: skip
#: Bounds of vague plurals: codebook section 9 for the first four, its pattern for the rest. "Several hundred" is told
#: as hundreds: so in all 42 places of our annotated training reports.
VAGUE: dict[str, tuple[float, float]] = {
    "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2000, 9999), "tens": (20, 99),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999), "millions": (2e6, 9_999_999),
    "tens of millions": (2e7, 99_999_999), "hundreds of millions": (2e8, 999_999_999), "billions": (2e9, 9_999_999_999),
    "tens of billions": (2e10, 99_999_999_999), "hundreds of billions": (2e11, 999_999_999_999),
    "dozens of thousands": (24_000, 99_999), "several hundred": (200, 999), "several thousand": (2000, 9999),
    "several dozen": (24, 99), "a few hundred": (200, 999), "a few thousand": (2000, 9999), "a few dozen": (24, 99),
    "several million": (2e6, 9_999_999), "a couple of": (2, 2), "a handful of": (3, 7), "several": (3, 9),
    "a few": (2, 6), "a couple of hundred": (200, 200),
    "several tens of thousands": (20_000, 99_999), "several hundreds": (200, 999),
}  # fmt: skip
#: What the words before a number make of it.
QUALIFIERS = {
    words: sense
    for sense, many in {
        "about": "about|around|some|approximately|roughly|nearly|almost|close to|an"
        " estimated|estimated|circa|ca.|more or less"
        "|in the region of|just about|an average of|an additional|approaching|as much as or near|just under|just over",
        "at least": "at least|no fewer than|no less than|not less than|a minimum of|minimum of|at the very least",
        "over": "more than|over|above|upwards of|upward of|in excess of|well over|well more"
        " than|exceeding|greater than",
        "up to": "up to|as many as|as much as|at most|no more than|not more than|a maximum of|maximum of|a"
        " total of up to",
        "under": "under|less than|fewer than|below",
    }.items()
    for words in many.split("|")
}
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₴": "UAH", "₪": "ILS"}
CURRENCIES = {
    "dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds sterling": "GBP", "pounds": "GBP",
    "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rubles": "RUB", "roubles": "RUB", "ruble": "RUB", "rupees": "INR",
    "rupee": "INR",
    "riyals": "SAR", "dirhams": "AED", "dinars": "IQD", "rials": "IRR", "shekels": "ILS", "liras": "TRY", "lira": "TRY",
    "francs": "CHF", "pesos": "MXN", "hryvnia": "UAH", "hryvnias": "UAH", "rand": "ZAR", "naira": "NGN",
    "shillings": "KES",
    "zlotys": "PLN", "kronor": "SEK", "kroner": "NOK", "baht": "THB", "afghanis": "AFN", "won": "KRW", "marks": "DEM",
}  # fmt: skip
UNITS = {
    form: unit
    for unit, forms in {
        "second": "second seconds", "minute": "minute minutes mins", "hour": "hour hours hrs hour-long",
        "day": "day days", "week": "week weeks", "month": "month months", "year": "year years",
        "decade": "decade decades", "km": "km kms kilometer kilometers kilometre kilometres", "mile": "mile miles",
        "m": "meter meters metre metres", "ft": "foot feet ft", "tonne": "ton tons tonne tonnes",
        "kg": "kg kilograms kilogram kilos kilo kgs",
        "lb": "lb lbs", "ha": "hectare hectares", "acre": "acre acres", "barrel": "barrel barrels bpd",
        "mw": "megawatt megawatts mw gw kw",
        "degree": "degrees degree", "litre": "liters litres gallons", "km2": "sq", "kt": "kilotons megatons",
        "mph": "mph kph knots", "cm": "cm mm inch inches", "times": "times time", "magnitude": "magnitude",
    }.items()
    for form in forms.split()
}  # fmt: skip
LABELS = (
    "Resolution", "Article", "Articles", "Section", "Chapter", "Phase", "Highway", "Route", "Flight", "No",
    "Number", "Page",
    "Unit", "Protocol", "Title", "Group", "Channel", "Level", "Division", "World War", "Agenda", "Type",
    "Paragraph", "Class",
    "Day", "Week", "Part", "Camp", "Gate", "Zone", "Room", "Order", "Law", "Decree", "Bill", "Proposition",
    "Block", "Apollo",
    "Boeing", "Airbus", "Vision", "Interstate", "Pier", "Area", "Model", "resolution", "article", "section",
    "phase", "number",
)  # fmt: skip
MONTHS = listed(
    "January February March April May June July August September October November December Jan Feb Mar"
    " Apr Jun Jul Aug Sept Sep Oct Nov Dec"
)
