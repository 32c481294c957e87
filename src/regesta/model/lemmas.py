"""Lemmas from edit scripts (`CASE|cut|add`), the labels of the lemma head."""

from __future__ import annotations


def apply_script(form: str, script: str) -> str:
    """The lemma that `script` makes of `form`; the form itself where the script does not fit it."""
    case, cut, add = script.split("|", 2)
    base = form if case == "k" else form.lower()
    count = int(cut)
    if count > len(base):
        return base
    return base[: len(base) - count] + add
