"""What a number about an event measures: killed, wounded, missing and so on (codebook section 9), from lemmas."""

from __future__ import annotations

#: Measures of nouns that are no persons.
NOT_PEOPLE = frozenset({"weapons", "money"})


def measure_of(noun: str, verb: str, event: str = "") -> str | None:
    """The measure that a counted noun and the verb over it tell, both as lemmas; None when they tell none.

    `measure_of("person", "kill")` is killed, `measure_of("troop", "deploy")` troops, `measure_of("death", "")` killed.
    The noun wins where it tells by itself what was counted; people of any kind take their measure from the verb, and
    from verbs that say it only of one type of event ("held" in COERCE) where that is given.
    """
    return _measure(noun.lower().strip(), verb.lower().strip(), event)


def measures(verb: str) -> bool:
    """Whether a lemma says by itself what was done to people: kill, wound, arrest, displace, abduct."""
    return _of_verb(verb) in ("killed", "wounded", "detained", "displaced", "hostages") and verb not in _WEAK


def is_people(noun: str) -> bool:
    """Whether a noun, as a lemma, counts persons of any kind."""
    measure = _of_noun(noun)
    return measure is not None and measure not in NOT_PEOPLE


def counts_a_toll(noun: str) -> bool:
    """Whether a noun, as a lemma, is itself what was done to people: a death, an arrest, a kidnapping."""
    return _of_noun(noun) in ("killed", "wounded", "casualties", "missing", "detained", "hostages")


def _of_noun(noun: str) -> str | None:
    """The measure of a noun, also of a plural that was taken for no noun and so kept its ending."""
    bases = (noun, noun.removesuffix("s"), f"{noun.removesuffix('ies')}y")
    return next((MEASURE_NOUNS[base] for base in bases if base in MEASURE_NOUNS), None)


def _of_verb(verb: str, event: str = "") -> str | None:
    """The measure of a verb, also of one whose lemma is a participle or has lost its last letter ("massacr")."""
    table = EVENT_VERBS.get(event, {})
    stem = verb.removesuffix(next((ending for ending in ("ed", "ing") if verb.endswith(ending)), ""))
    bases = (verb, stem, f"{stem}e")
    return next((found for base in bases if (found := table.get(base) or MEASURE_VERBS.get(base))), None)


#: Verbs that say it only together with a noun.
_WEAK = frozenset(["claim", "lose", "hold", "leave", "burn", "treat", "hang", "capture", "escape", "round", "shelter"])


#: Types of event in which nobody comes to harm: who "held" a vigil or the centre of a town is not in custody.
_WEAK_IN = frozenset({"PROTEST", "MOBILIZE"})
#: Nouns that say what had been done to people before this event.
_HELD = frozenset(
    """
    detainee prisoner inmate suspect captive internee refugee idp evacuee migrant deportee asylum-seeker exile returnee
    hostage abductee
    """.split()
)


def _measure(noun: str, verb: str, event: str) -> str | None:
    from_noun = _of_noun(noun)
    from_verb = _of_verb(verb, event)
    if from_noun not in (None, "people", "troops", "protesters"):
        # Prisoners who were killed count among the killed.
        return from_verb if noun.removesuffix("s") in _HELD and measures(verb) else from_noun
    if from_verb and event in _WEAK_IN and verb in _WEAK:
        from_verb = None
    if from_verb and (from_verb not in ("troops", "protesters") or from_noun in (None, from_verb, "people")):
        return from_verb if from_verb != "troops" or from_noun == "troops" else None
    return from_noun if from_noun in ("troops", "protesters") else None


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {word: measure for measure, words in rows.items() for word in words.split()}


MEASURE_NOUNS = _table(
    {
        "killed": "death dead fatality life killing body corpse martyr slain funeral",
        # Who was killed or wounded, when the words do not say which.
        "casualties": "casualty",
        "wounded": "injury wounded injured wound",
        "missing": "missing disappearance disappeared",
        "detained": "detainee arrest prisoner inmate suspect captive detention pow internee",
        "displaced": "refugee displaced idp evacuee migrant deportee asylum-seeker exile returnee",
        "hostages": "hostage abductee kidnapping abduction",
        "protesters": "protester protestor demonstrator marcher rioter striker demonstration picket activist",
        "troops": "troop soldier peacekeeper marine paratrooper serviceman conscript reservist policeman"
         " personnel trooper"
        " brigade battalion contractor mercenary fighter rebel militant gunman insurgent policewoman guard"
         " commando adviser"
        " advisor airman sailor recruit volunteer",
        "weapons": "missile rocket tank drone rifle bomb shell warhead grenade mine gun mortar howitzer"
         " aircraft jet helicopter"
        " warplane warship submarine launcher munition ammunition round weapon projectile torpedo"
         " bomber frigate"
        " destroyer armored-vehicle carrier explosive uav interceptor artillery cartridge ship vessel",
        "money": "dollar euro pound ruble rouble yen yuan rupee dinar riyal franc peso lira money aid ransom"
         " reward fine grant loan",
        "people": "person people civilian man woman child villager resident worker student journalist other"
         " passenger victim"
        " citizen national member pilgrim teacher doctor nurse official employee boy girl family local"
         " foreigner officer"
        " inhabitant muslim christian jew police crew pupil monk priest tourist demonstrators Palestinian Israeli",
    }
)  # fmt: skip
MEASURE_VERBS = _table(
    {
        "killed": "kill die dead massacre slaughter murder execute behead decapitate perish slay assassinate lynch gun"
        " drown claim lose martyr succumb hang",
        "wounded": "wound injure hurt maim hospitalize hospitalise burn treat",
        "missing": "vanish disappear miss",
        "detained": "arrest detain imprison jail hold capture round intern apprehend sentence incarcerate"
         " convict",
        "displaced": "displace flee evacuate uproot expel deport resettle shelter escape leave",
        "hostages": "abduct kidnap snatch hostage",
        "protesters": "protest march demonstrate rally riot gather strike picket attend",
        "troops": "deploy mass mobilize mobilise station withdraw send redeploy amass conscript garrison"
         " dispatch move pull train",
    }
)  # fmt: skip
#: Verbs that say it of one type of event alone, from the triggers of our annotated training reports that stand over
#: figures, where at least four of five of one verb have the same measure.
EVENT_VERBS = {
    "COERCE": _table(
        {
            "detained": "hold take seize catch custody keep transfer",
            "displaced": "drive force cross move leave fly deportation expulsion",
        }
    ),
    "RETREAT": _table({"detained": "free release liberate let exchange hand"}),
    "ASSAULT": _table(
        {"hostages": "hold seize take hijack carry hostage", "killed": "execution assassination shoot bomb"}
    ),
}
