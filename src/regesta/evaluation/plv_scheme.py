"""Our types in the older scheme of the PLV set: which of its roots a word tells, given our type and realis of it.

The set was coded by CAMEO's cue categories under PLOVER's earlier names; our codebook follows PLOVER of 2021 with
rulings of its own. Three things differ, and a reader who codes by ours would lose those rows for no fault of reading:

- What is meant, planned or feared is a type of its own there: aid to come is AGREE, an attack to come THREATEN, aid
  that was not given SANCTION (PLOVER manual 0.8, sections 2.3 and 3.1; the table of modalities published with Hu et
  al., ACL 2024). Here it is the type with a realis (codebook, section 4). What is hypothetical goes with what is to
  come: the manual's example of THREATEN is "ASSAULT + hypothetical".
- Some codes of CAMEO stand under another root here; they are told by their words (`_MOVED`).
- CONCEDE and RETREAT are one root there, YIELD, and count as material cooperation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from regesta.evaluation.bootstrap import FloatArray
from regesta.model import labels

QUADS: Mapping[str, str] = {
    root: quad
    for quad, roots in {
        "verbal cooperation": "AGREE CONSULT SUPPORT",
        "material cooperation": "COOPERATE AID YIELD",
        "verbal conflict": "REQUEST ACCUSE REJECT THREATEN",
        "material conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
    }.items()
    for root in roots.split()
}
ROOTS = tuple(QUADS)
QUAD_NAMES = tuple(dict.fromkeys(QUADS.values()))
#: The root of a type whose name has changed, whatever its words.
OLDER: Mapping[str, str] = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}

#: What becomes of a root by its quad class: when it is to come, and when it did not happen.
_TO_COME = {"verbal cooperation": "AGREE", "material cooperation": "AGREE", "material conflict": "THREATEN"}
_DID_NOT = {
    "verbal cooperation": "REJECT", "material cooperation": "SANCTION",
    "verbal conflict": "AGREE", "material conflict": "YIELD",
}  # fmt: skip

#: (our type, beginnings of words, root there), from CAMEO's manual and the table from CAMEO to PLOVER of 2021. The two
#: do not agree on blockades and on sanctions imposed: there the set's published training half says which it follows.
_MOVED = (
    # 035, express intent to yield (PLOVER manual, section 3.1, has the verbs).
    ("CONCEDE", r"agree|offer|promis|willing|read(?:y|iness)|pledg|vow|commit|inten[dt]|plan|prepared", "AGREE"),
    ("CONCEDE", r"apolog|regret|forgiv", "SUPPORT"),  # 055, 056
    ("SANCTION", r"convict|sentenc|guilty|fine[ds]?$", "ACCUSE"),  # 116, find guilty or liable
    ("SANCTION", r"sanction|embargo|boycott", "COERCE"),  # 163, impose embargo, boycott or sanctions
    ("COERCE", r"blockad|besieg|siege|occup", "ASSAULT"),  # 191, impose blockade; 192, occupy territory
)
_PATTERNS = tuple((event, re.compile(words), root) for event, words, root in _MOVED)
#: Troops sent to keep the peace are AID there (074, provide military protection or peacekeeping), and MOBILIZE here.
_PEACE = re.compile(r"peace-?keep")


def roots_of(forms: Sequence[str], votes: FloatArray, realis: FloatArray) -> dict[str, float]:
    """What a sentence's votes for our types are worth in roots.

    Args:
        forms: its N words, in lower case.
        votes: of each word for each type, (N, types of `labels.EVENTS` without the first, no event).
        realis: probability of each realis at each word, (N, `labels.REALIS`).

    Returns:
        The sum of votes by root; roots without any are left out.
    """
    peace = any(_PEACE.match(form) for form in forms)
    out: dict[str, float] = {}
    for word, number in np.argwhere(votes > 0).tolist():
        root = _root(forms[word], labels.EVENTS[1 + number], peace=peace)
        for name, share in zip(labels.REALIS, realis[word].tolist(), strict=True):
            told = _told(root, name)
            out[told] = out.get(told, 0.0) + float(votes[word, number]) * share
    return out


def _root(form: str, event: str, *, peace: bool) -> str:
    """The root of a type told as done, by the word that tells it."""
    if peace and event == "MOBILIZE":
        return "AID"
    moved = (root for type_, pattern, root in _PATTERNS if type_ == event and pattern.match(form))
    return next(moved, OLDER.get(event, event))


def _told(root: str, realis: str) -> str:
    """The root of what is told so."""
    if realis in ("future", "hypothetical"):
        return _TO_COME.get(QUADS[root], root)
    return _DID_NOT[QUADS[root]] if realis == "negated" else root
