"""Who backs an assault helps it: "Turkey backed Azerbaijan's assault" is AID (codebook, section 2)."""

from __future__ import annotations

from collections.abc import Mapping

from regesta.stages.phrases import Phrases

#: Verbs that say help with a deed; with words alone ("praised the assault") it is SUPPORT.
_BACK = frozenset({"back"})


def backs_a_deed(phrases: Phrases, trigger: int, events: Mapping[int, str]) -> bool:
    """Whether a verb of backing has an assault for its object.

    Args:
        phrases: the report's words.
        trigger: the verb.
        events: types by trigger word.
    """
    if phrases.token(trigger).lemma.lower() not in _BACK:
        return False
    objects = (c for c in phrases.children[trigger] if phrases.token(c).deprel in ("obj", "nsubj:pass"))
    return any(events.get(word) == "ASSAULT" for word in objects)
