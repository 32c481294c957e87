"""Lemmas from edit scripts (`CASE|cut|add`), the labels of the lemma head."""

from __future__ import annotations

import functools


def apply_script(form: str, script: str) -> str:
    """The lemma that `script` makes of `form`; the form itself where the script does not fit it."""
    case, cut, add = script.split("|", 2)
    base = form if case == "k" else form.lower()
    count = int(cut)
    if count > len(base):
        return base
    return base[: len(base) - count] + add


@functools.lru_cache(maxsize=1 << 16)
def lemma_of(form: str, script: str, upos: str) -> str:
    """As `apply_script`, but a regular ending may only be cut off in one of the ways English cuts it off.

    The head now and then picks the script of a neighbouring ending ("killed" as "kily"). Where what it makes of a verb
    in -ed or -ing or a noun in -s is none of the forms that spelling allows, the likeliest of those is taken.
    """
    lemma, lower = apply_script(form, script), form.lower()
    if upos == "VERB" and lower in _SHORT:
        return _SHORT[lower]
    allowed: tuple[str, ...] = ()
    if upos in ("VERB", "AUX"):
        ending = next((e for e in ("ed", "ing") if lower.endswith(e) and len(lower) - len(e) >= _STEM), "")
        ending = "" if lower.endswith(("cked", "cking")) else ending
        allowed = _verbs(lower.removesuffix(ending), ending) if ending else ()
    elif upos == "NOUN" and lower.endswith("s") and len(lower) > _STEM:
        allowed = _nouns(lower)
    if upos == "VERB" and allowed and lemma.lower() == lower and lower not in _WHOLE:
        return allowed[0]
    if upos == "NOUN" and lemma.lower() == lower and lower.endswith("ies") and lower not in _PLURAL:
        return allowed[0] if allowed else lemma
    # A lemma that is longer ("mislead") or of another stem ("index") is no wrong cut.
    kept = max(_STEM, len(lower) - (3 if upos == "NOUN" else 4))
    cut = len(lemma) < len(lower) and lemma.lower().startswith(lower[:kept])
    return allowed[0] if allowed and cut and lemma.lower() not in allowed else lemma


#: Past forms in -ed too short to be judged by their ending.
_SHORT = {
    "fled": "flee", "led": "lead", "fed": "feed", "bled": "bleed", "bred": "breed", "sped": "speed", "shed": "shed",
}  # fmt: skip
#: Verbs that end in -ed or -ing themselves; of all others such a form is no lemma.
_WHOLE = frozenset(
    "need feed heed seed weed speed embed succeed proceed exceed shred bleed breed bring swing cling fling string "
    "sting spring wring sling".split()
)
#: Nouns in -ie; of all others in -ies the singular ends in -y, or is the form itself ("series").
_IN_IE = frozenset("movie cookie tie lie pie die calorie prairie genie zombie rookie selfie necktie auntie".split())
#: Nouns in -ies that are their own lemma in the treebanks; of the others in -ies there 1 in 100 is.
_PLURAL = frozenset("series species twenties thirties forties fifties sixties seventies eighties nineties".split())
#: Letters of a stem below which a word is too short to judge by its ending ("led", "king").
_STEM = 3
_DOUBLED = frozenset("bdgklmnprtvz")
_WITH_E = frozenset("cgsuvz")
#: Ends of stems that no verb has without -e: resume, restore, declare, require, decide, provide, unite, create.
_SURELY_WITH_E = ("sum", "stor", "clar", "quir", "cid", "vid", "unit", "creat")


def _verbs(stem: str, ending: str) -> tuple[str, ...]:
    """The verbs that a stem may stand for, the likeliest first."""
    if ending == "ed" and stem.endswith("i"):
        return (stem[:-1] + "y", stem + "e")
    if ending == "ed" and stem.endswith("e"):
        return (stem + "e", stem)
    if ending == "ing" and stem.endswith("y"):
        return (stem, stem[:-1] + "ie")
    if stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
        return (stem, stem[:-1]) if stem[-1] in "lz" else (stem[:-1], stem)
    if stem.endswith("ss"):
        return (stem, stem[:-1])
    if stem.endswith(_SURELY_WITH_E):
        return (stem + "e",)
    mute = stem[-1] in _WITH_E and stem[-2:] not in ("ss", "ng", "us")
    return (stem + "e", stem) if mute else (stem, stem + "e")


def _nouns(form: str) -> tuple[str, ...]:
    """The singulars that a plural in -s may have, the likeliest first; the form itself for nouns that have none."""
    if form.endswith("ies"):
        return (form[:-1],) if form[:-1] in _IN_IE else (form[:-3] + "y", form)
    if form.endswith(("ches", "shes", "sses", "xes", "zes")):
        return (form[:-2], form[:-1], form, form[:-2] + "is")
    extra = (form[:-3] + "f", form[:-3] + "fe") if form.endswith("ves") else ()
    return (form[:-1], form, form[:-2] if form.endswith("es") else form, form[:-2] + "is", *extra)
