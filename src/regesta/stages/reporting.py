"""Words by which reports say that somebody said, thought or wanted something. Our own lists."""

from __future__ import annotations

from regesta.text.listing import listed

#: Verbs by which somebody is said to have said, thought or wanted what their clause tells.
VERBS = listed(
    """
    accept acknowledge add admit advise affirm agree allege announce answer argue ask assert assure attest believe blame
    boast call caution charge cite claim comment complain concede conclude confess confide confirm contend continue
    convey counter credit cry declare demand deny describe detail disagree disclose dismiss dispute doubt echo emphasise
    emphasize envisage estimate exclaim expect explain express fear feel find forecast gripe guess hail hear hint hope
    imagine imply indicate inform insist intend interject joke judge know lament maintain mention muse note object
    observe opine order plan plead pledge point portray post praise predict promise pronounce propose protest quip quote
    realise realize reason reassure recall reckon recommend recount refuse reiterate relate remark remember remind
    repeat reply report request respond reveal rule say see signal speculate state stress submit suggest support surmise
    suspect swear tell testify think threaten tout tweet underline underscore urge voice vow want warn wish wonder worry
    write
    """
)
#: Of these, verbs whose infinitive is what is promised, wanted or asked for ("vowed to stay").
WITH_INFINITIVE = listed(
    """
    agree ask claim demand expect hope intend order plan pledge promise propose refuse swear tell threaten urge vow want
    wish
    """
)
#: Of these, verbs whose object is what was said or thought ("denied the charge").
WITH_OBJECT = listed(
    """
    acknowledge admit allege announce cite claim confirm declare demand deny describe dismiss dispute doubt expect
    express fear oppose plan pledge predict promise propose recommend report request reveal stress suggest support urge
    voice
    """
)
#: Verbs with a that-clause that report nobody's words.
SILENT = listed("appear cause ensure happen help let make mean prove require seem show turn")
#: Nouns whose clause is what somebody said or thought.
NOUNS = listed(
    """
    accusation admission allegation announcement argument assertion assurance belief charge claim comment complaint
    concern conclusion declaration fear hope idea opinion pledge prediction promise proposal remark report statement
    suggestion suspicion testimony threat view vow warning
    """
)
#: Adjectives whose clause is what somebody thinks.
ADJECTIVES = listed(
    "afraid aware certain concerned confident convinced doubtful hopeful optimistic sceptical skeptical sure worried"
)
#: Sources that are read rather than heard: they "show" and "find" what people say.
PAPERS = listed(
    "analysis data document email evidence figure filing letter memo paper poll record report statistic study survey"
)
EMPTY_SUBJECTS = listed("it there that this what which")


def stems(form: str) -> list[str]:
    """What a regular verb form may be a form of: `denied` of deny, `adding` of add, `planned` of plan."""
    for ending in ("ies", "ied"):
        if form.endswith(ending):
            return [form[:-3] + "y"]
    for ending in ("ing", "ed", "es", "s"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            return [stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem]
    return [form]
