"""Label sets of the heads, in the order the network knows them. The manifest repeats them; a mismatch is refused."""

from __future__ import annotations

EVENTS = (
    "-", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
REALIS = ("actual", "future", "hypothetical", "negated")
CERTAINTY = ("certain", "probable", "possible")
STANCE = ("asserts", "denies", "doubts")
QUOTATION = ("direct", "indirect", "mixed")
NER = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-GPE", "I-GPE", "B-TIME", "I-TIME")
TIMEX = ("O", "B", "I")
PREDICATE = ("-", "P")
#: Arcs from an event trigger; several may hold between two words, so each has its own probability.
EVENT_ARCS = ("actor", "recipient", "speaker", "cue", "place", "time", "figure")
#: PropBank arcs from a predicate; index 0 is "no arc". R- is a word that stands for an argument told elsewhere
#: ("which"), C- the rest of one that is told in two parts, ARGM-PRR the noun that a light verb goes with.
ROLE_ARCS = (
    "-", "ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-TMP", "ARGM-LOC", "ARGM-NEG", "ARGM-MOD", "ARGM-ADV",
    "ARGM-MNR", "ARGM-DIS", "ARGM-CAU", "ARGM-PRP", "ARGM-DIR", "ARGM-GOL", "ARGM-EXT", "ARGM-PRD", "ARGM-ADJ",
    "ARGM-LVB", "ARGM-COM", "ARGM-PRR", "R-ARG0", "R-ARG1", "C-ARG1", "R-ARGM-LOC", "R-ARGM-TMP",
)  # fmt: skip
#: What a participant's home may be beside a word of the window: told nowhere, or in another part of the report.
NO_HOME = ("unknown", "elsewhere")
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)  # fmt: skip
