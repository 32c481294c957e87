"""Spans of syntactic words, cut as the English Web Treebank of Universal Dependencies cuts them.

Clitics stand apart (do|n't, Turkey|’s, can|not), hyphened words fall into three (nine|-|month) unless the first part
is a prefix (anti-war) or the last a suffix, abbreviations keep their dot, numbers their commas, addresses stay whole.
Nothing is lost: every character that is not white space lies in exactly one token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from regesta.records.spans import Span
from regesta.text.abbreviations import ALL, ORDINARY
from regesta.text.listing import listed

#: First parts that do not stand alone before a hyphen (annotation guidelines of the English Web Treebank).
PREFIXES = listed(
    """
    e anti pro non pre post mid re co ex semi multi over sub neo un ultra counter micro macro mega mini intra
    socio psycho arch bi tri bio eco geo cyber de extra inter para pan poly proto pseudo quasi super supra tele
    trans uni under ante a afro cross mis
    """
)

#: Last parts that do not stand alone after a hyphen (same source).
SUFFIXES = listed("wise esque ish fold gate ness less able rama fest itis ette most")

#: Short forms that leave their dot to a sentence that ends with them: 27 of 32 "etc." in the treebanks' training parts.
CUT_AT_THE_END = listed("etc Inc Corp Co Ltd Ave")

#: Units written close to a number and cut from it: "5pm", "10km".
UNITS = listed(
    """
    am pm AM PM k K m M bn Bn b B mm cm km Km kg g mg lb lbs ft mph kph kmh kW MW GW kWh Hz MHz GHz MB GB TB mb gb
    sq hrs hr min mins sec percent pc px ha
    """
)

#: Contractions written without their apostrophe, in two parts; only those that are no other word ("ill", "were").
_UNMARKED = (
    (r"(?:[dD](?:o|id|oes)|[iI]s|[wW](?:as|ere|o|ould)|[aA](?:re|i)|[hH]a(?:ve|s|d)|[cC](?:a|ould)|[sS]hould)", "nt"),
    (r"(?:[tT]hat|[wW]hat|[tT]here|[hH]ere|[wW]ho|[hH]e|[sS]he|Let)", "s"),
    (r"[iI]", "(?:m|ve)"),
    (r"(?:[yY]ou|[tT]hey)", "(?:re|ve|ll)"),
    (r"[wW]e", "ve"),
    # Before these words it is no possessive.
    (r"[iI]t", r"s(?=\s+(?:an?|the|not|so|too|really|been|my|your|our|his|her|their|that|this|what|where|why|how|in|on"
               r"|at|for|with|from|as|between|gonna|getting|called|like|worth|because|if|all|also|nothing|simply|definitely"
               r"|always|never|probably)(?![\w-]))"),
    (r"[aA]", "lot"),
    (r"[oO]ut", "ta"),
)  # fmt: skip
#: Ends of the names of files, which stay whole.
_FILE = r"(?i:pdf|docx?|xlsx?|html?|jpe?g|gif|png|txt|ppt|zip|exe|csv|url)"

_LETTER = r"[^\W\d_]"
#: Combining accents and joiners belong to the letter before them.
_WORD = rf"{_LETTER}(?:{_LETTER}|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])*+"
_CLITIC = r"(?:[sS]|[mM]|[dD]|[rR][eE]|[vV][eE]|[lL][lL])(?!\w)"


def _words(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


@cache
def _pattern() -> re.Pattern[str]:
    """The one pattern; alternatives in order of frequency where order does not decide, and all of them linear.

    Unbounded repeats are possessive or followed by what cannot be matched by them; everything else is bounded.
    """
    sure = _words([a for a in ALL if a not in ORDINARY and a not in CUT_AT_THE_END and "." not in a])
    cut = _words(CUT_AT_THE_END)
    unmarked = "|".join(first + second for first, second in _UNMARKED)
    unsure = _words([a for a in ALL if a in ORDINARY])
    alternatives = [
        # An ordinary word followed by white space or plain punctuation: four tokens of five end here.
        rf"(?!(?:cannot|gonna|wanna|gotta|gimme|lemme|{unmarked})\b)(?i:(?<!\w){_LETTER}++(?=[\s,;)\]\"”]|:(?!//)|$))",
        r"\d{1,3}+(?=\s)",
        # Addresses.
        r"(?:https?://|ftp://|www\.)[^\s<>\"“”]{0,2000}[^\s<>\"“”.,;:!?()\[\]{}'‘’]",
        r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,8}",
        r"(?:[A-Za-z0-9][\w-]{0,62}\.){1,6}(?:com|org|net|gov|edu|info|int|mil|co\.uk|ru|ua|uk|de|io|tv)(?![\w.-]{0,80}\w)",
        rf"(?<![\w.])\w[\w#%.-]{{0,60}}\.{_FILE}(?!\w)|(?<!\w)\.{_FILE}(?!\w)",
        r"(?<![\w.])(?:alt|comp|misc|rec|sci|soc|talk)\.[a-z][\w-]{0,30}(?:\.[a-z][\w-]{0,30}){0,6}(?!\w)",
        r"[@#](?=\w*[A-Za-z_])\w++",
        # Decades; short forms with a slash.
        r"(?<!\w)(?:1[0-9]|20)?\d0['’]s(?!\w)",
        r"(?<![\w/])(?i:b/[ct]|w/o?|l/c)(?![\w/])",
        # Clitics, once the word before them is cut.
        rf"(?<=[\w.)\]%])['’`]{_CLITIC}",
        r"(?<=\w)[nN]['’][tT](?!\w)",
        # Dotted short forms: U.S., a.m., Ph.D., then the listed ones, then initials inside a sentence.
        r"Ph\.D\.?",
        rf"(?:{_LETTER}\.){{1,10}}{_LETTER}(?!\w)\.?(?!\.)",
        rf"(?:{_LETTER}\.){{2,10}}",
        rf"(?:{sure})\.(?!\.)(?!\w)",
        rf"(?:{cut})\.(?!\.)(?!\w|$)",
        rf"(?:{unsure})\.(?!\.)(?=\s*[\w$£€\"“(])",
        r"[A-Z]\.(?!\.)(?=\s*[\w\"“(])",
        # Words cut inside.
        r"(?:[cC]an|CAN)(?=(?:not|NOT)(?!\w))|(?:[gG]on|[wW]an)(?=na(?!\w))|[gG]ot(?=ta(?!\w))|(?:[gG]im|[lL]em)(?=me(?!\w))",
        *(rf"(?<!\w){first}(?={second}(?!\w))" for first, second in _UNMARKED),
        rf"{_LETTER}{{1,40}}?(?=[nN]['’][tT](?!\w))",
        # Prefixed and suffixed words, words with an inner apostrophe or ampersand, other words.
        rf"(?i:{_words(PREFIXES)})-(?:(?:{_LETTER}\.){{2,6}}|\w++(?:['’](?!{_CLITIC}){_LETTER}++)*+)",
        rf"{_WORD}-(?i:{_words(SUFFIXES)})(?!\w)",
        r"[A-Z]{1,6}&[A-Z]{1,6}(?!\w)",
        rf"{_WORD}(?:['’](?!{_CLITIC}){_LETTER}++)++",
        # Money signs with letters; numbers.
        r"(?:US|[ACHNS]|NZ|HK|NT)\$",
        r"(?<!\w)['’]\d\d(?:s|(?!\d))(?!\w)|(?<!\w)['’](?:em|n|til|cause)(?!\w)",
        r"\d{4}-\d\d-\d\d(?!\d)|(?:\d-)?\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{4}(?!\d)|\d\d?-\d\d?-\d{4}(?!\d)",
        rf"(?:\d++(?:[.,:/]\d++)*+)(?=(?:{_words(UNITS)})(?!\w))",
        r"(?:(?<!\w)\+)?\d++(?:[.,:/]\d++)*+(?:st|nd|rd|th|s)?(?!\w)",
        r"(?<![\w.])\.\d++",
        r"\w(?:\w|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])*+",
        # Punctuation that stays together.
        r"(?<!\w)(?:[:;=]-?[)(DP]|\(:|\^_\^)(?!\w)",
        r"[.!?…]{2,}+|-{2,}+|([=*_~#<>+$])\1++|''|``|‘‘|’’|‘’",
        r"\S",
    ]
    return re.compile("|".join(alternatives))


def tokens(text: str, span: Span) -> list[Span]:
    """The syntactic words of `text` inside `span`, in order.

    Args:
        text: a report's text.
        span: one sentence (or any stretch): what lies outside is not looked at, so that a dot at its end is judged
            as the end of a sentence.

    Returns:
        Spans of `text` that do not overlap and together hold every character of `span` that is not white space.
    """
    words = text[span.start : span.end]
    start = span.start
    return [Span(start + m.start(), start + m.end()) for m in _pattern().finditer(words)]
