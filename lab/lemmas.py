"""Lemmas as edit scripts: a small closed set of labels that a token head can learn.

A script is `CASE|cut|add`: lower-case the form first (`l`) or keep it (`k`), cut that many characters from its end, add
the string. Irregular forms get their own scripts ("was" -> `l|3|be`), which is what makes the set closed but not tiny.
"""

from __future__ import annotations

from regesta.model.lemmas import apply_script

__all__ = ["apply_script", "script_of"]


def script_of(form: str, lemma: str) -> str:
    """The script that turns `form` into `lemma`; keeps the form's case where the lemma has it."""
    case = "k" if lemma and form[: len(lemma)] == lemma[: len(form)] and form != form.lower() else "l"
    base = form if case == "k" else form.lower()
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    return f"{case}|{len(base) - shared}|{lemma[shared:]}"
