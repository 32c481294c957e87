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
#: Verbs whose infinitive is what is promised, wanted or asked for ("vowed to stay", "invited them to come").
WITH_INFINITIVE = listed(
    """
    advise agree ask beg call claim decline demand encourage expect hope implore instruct intend invite
    offer order plan pledge press promise propose recommend refuse request swear tell threaten urge vow want warn
    wish
    """
)
#: Verbs whose object is what was said or thought ("denied the charge", "criticised the plan"), or what a judgement is
#: about: reporting verbs, and verbs that tell no clause.
WITH_OBJECT = listed(
    """
    acknowledge admit advocate allege announce applaud approve back bemoan blast cite claim condemn confirm
    criticise criticize declare decry defend demand denounce deny deplore deride describe detail disavow discuss
    dismiss dispute doubt echo emphasise emphasize endorse envisage expect explain express favor favour fear
    highlight imply lambast lambaste lament laud mention mock note oppose outline plan pledge praise predict prefer
    promise propose protest question rebuke recall recommend reiterate reject renounce repeat report request reveal
    ridicule say slam stress suggest tell tout tweet underline underscore urge voice welcome write
    """
)
#: Verbs that tell what something is called or held to be ("called the deal a mistake", "saw it as a threat").
WITH_NAME = listed(
    """
    blast brand call cast characterise characterize condemn consider criticise criticize decry deem denounce depict
    deride describe dismiss dub hail label mock paint portray praise regard see slam view
    """
)
#: Verbs whose object with one of these prepositions is what was said or thought ("called for a ceasefire").
WITH_PREPOSITION = {
    verb: listed(prepositions)
    for verb, prepositions in {
        "accuse": "of", "apologise": "for", "apologize": "for", "ask": "for about", "boast": "of about", "call": "for",
        "comment": "on about", "complain": "about of", "disagree": "with", "hint": "at", "insist": "on",
        "joke": "about", "object": "to", "plead": "for", "point": "to", "push": "for", "refer": "to", "reply": "to",
        "respond": "to", "speak": "of", "talk": "about of", "think": "of about", "warn": "of about",
        "worry": "about over",
    }.items()
}  # fmt: skip
#: Verbs that go on with something else beside what was said ("..., adding that ...", "..., referring to ...").
GOING_ON = VERBS | listed("refer")
#: Verbs with a that-clause that report nobody's words.
SILENT = listed("appear cause ensure happen help let make mean prove require seem show turn")
#: Nouns whose clause is what somebody said. Those of wanting ("X's plan to") are left out: of 57 such clauses in 150
#: articles of PolNeAR's training part seven were marked.
NOUNS = listed(
    """
    accusation admission allegation announcement argument assertion assurance claim comment complaint conclusion
    declaration demand insistence pledge prediction promise remark report statement suggestion testimony threat vow
    warning
    """
)
#: Adjectives whose clause is what somebody thinks.
ADJECTIVES = listed(
    "afraid aware certain concerned confident convinced doubtful hopeful optimistic sceptical skeptical sure worried"
)
#: Sources that are read or looked at rather than heard: they "show" and "find" what people say.
PAPERS = listed(
    """
    analysis book chart data document email evidence figure filing film footage image letter map memo paper photo
    photograph poll recording record report research slide statistic study survey test text transcript video
    """
)
#: Subjects whose thinking and wanting is part of what they say ("I think", "you know").
TALKING = listed("i we you")
#: Subjects of a relative clause.
RELATIVE = listed("who which that")
#: Subjects that stand for nobody; `it` does unless the syntax makes it the subject of a reporting verb.
EMPTY_SUBJECTS = listed("there that this what which")


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
