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
    criticise criticize declare decry defend demand denounce deny deplore deride describe detail discuss dismiss dispute
    disavow doubt emphasise emphasize endorse envisage expect explain express favor favour fear highlight imply laud
    lament lambast lambaste mention mock note oppose outline plan pledge praise predict prefer promise propose
    protest question rebuke recall recommend reject renounce report request reveal ridicule slam stress suggest
    tout underline underscore urge voice welcome
    """
)
#: Verbs that tell what something is called or held to be ("called the deal a mistake", "saw it as a threat").
WITH_NAME = listed(
    """
    brand call consider deem depict describe dub label portray regard see view
    """
)
#: Verbs whose object with this preposition is what was said or thought ("called for a ceasefire").
WITH_PREPOSITION = {
    "apologise": "for", "apologize": "for", "boast": "of", "call": "for", "comment": "on", "complain": "about",
    "disagree": "with", "hint": "at", "insist": "on", "object": "to", "plead": "for", "push": "for", "speak": "of",
    "think": "of", "warn": "of", "worry": "about",
}  # fmt: skip
#: Verbs with a that-clause that report nobody's words.
SILENT = listed("appear cause ensure happen help let make mean prove require seem show turn")
#: Nouns whose clause is what somebody said, thought or wanted.
NOUNS = listed(
    """
    accusation admission agreement allegation announcement argument assertion assurance belief bid call charge claim
    comment complaint concern conclusion decision declaration demand desire determination estimate expectation fear
    hint hope idea insistence intention notion offer opinion plan pledge plea prediction promise proposal refusal remark
    report request statement suggestion suspicion testimony threat view vow warning willingness wish
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
