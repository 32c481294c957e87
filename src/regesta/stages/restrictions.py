"""SANCTION or COERCE: a ban is the one towards foreigners, the other at home (codebook section 2, "Restrictions").

Which it is shows only when the parties have codes, so the type that the model gave is checked after they were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regesta.knowledge.nominals import UNKNOWN
from regesta.records.claims import Party

#: Lemmas of restrictions. Counted on our training annotations: of 56 claims with such a trigger whose parties share a
#: code 55 are COERCE, of 72 whose parties share none 63 are SANCTION. "Block", "close", "seize" and "suspend" do not
#: follow the rule.
RESTRICTING = frozenset(["ban", "bar", "blacklist", "freeze", "outlaw", "prohibit", "restrict", "restriction"])


@dataclass(frozen=True, slots=True)
class Kind:
    """An event type with its mode, and why it is not the model's ("" where it is)."""

    event: str
    mode: str | None
    why: str = ""


def checked(event: str, mode: str | None, lemma: str, parties: Sequence[Party]) -> Kind:
    """The type of a restriction by whom it hits; any other event as it is."""
    if event not in ("SANCTION", "COERCE") or lemma not in RESTRICTING:
        return Kind(event, mode)
    actors, recipients = (
        {p.code for p in parties if p.role == role and p.code != UNKNOWN} for role in ("actor", "recipient")
    )
    if not actors or not recipients:
        return Kind(event, mode)
    wanted = "COERCE" if actors & recipients else "SANCTION"
    if wanted == event:
        return Kind(event, mode)
    where = "of the actor's own people" if wanted == "COERCE" else "of a foreign state, firm or person"
    return Kind(wanted, "restrict" if wanted == "COERCE" else None, f"a restriction {where} is {wanted}")
