"""Short forms that end in a full stop, sorted by what may follow them. Shared by the sentence and token splitters.

The lists are facts of English news style, gathered by hand: titles and ranks, months and weekdays, company forms,
American states and street words. The dot belongs to the word in all of them.
"""

from __future__ import annotations

from regesta.text.listing import listed

#: Stand before a name or number: a sentence practically never ends on them.
BEFORE_NAMES = listed(
    """
    Mr Mrs Ms Messrs Mx Dr Drs Prof Rev Fr Hon Gen Lt Col Sgt Capt Cpl Maj Cmdr Comdr Adm Brig Pvt Pfc Sen Sens
    Rep Reps Gov Govs Pres Supt Insp Det Amb Msgr St Ste Sts Ft Mt vs Vs v viz cf ca approx Attn Atty Asst Ass't
    Gens Cols Lts Profs Sgts Capts Dep Dir Sec Mme Mlle e.g i.e E.g I.e
    """
)

#: Stand before a number or name, but are also ordinary words or may end a sentence.
BEFORE_NUMBERS = listed(
    """
    No Nos Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Art Arts
    Fig Figs Vol Vols Ch Chap Para Paras pp p Op Ref Ext ext Tel tel
    """
)

#: May stand inside or at the end of a sentence.
AT_THE_END = listed(
    """
    Inc Ltd Co Cos Corp Bros Jr Sr Esq etc al et Ave Blvd Rd Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan
    Ky La Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Mass Que Ont dept Dept Univ
    Assn Intl Mfg est Est oz lb lbs yrs mins hrs sq Ph Sc Plc dist Dist a.k.a Esp esp incl Bldg Conf Spec info co
    """
)

ALL = BEFORE_NAMES | BEFORE_NUMBERS | AT_THE_END

#: Ordinary words when they end a sentence: there the dot is a full stop.
ORDINARY = listed("No Sat Sun Mar Art Mon Ill Miss Mass Wash Del Ore Ext ext info La co Ref Para et al p pp est")
