"""Which language a text is in, and whether this version reads it (English only)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from regesta.records.outcomes import Reason
from regesta.text.listing import listed
from regesta.text.refusals import Refusal

#: Letters below which no guess is made: shorter texts in Latin script count as English.
MIN_LETTERS = 60
#: Characters looked at: the identifier is stable from a few hundred on, and time grows with length.
SAMPLE = 1500
#: Share of English function words from which a text is English without asking the identifier: news English has 0.30 to
#: 0.45; other languages that share "in", "a", "he", "do" stay below 0.12. Names in bulk fool identifiers, not this.
ENGLISH_SHARE = 0.20
#: Share of letters outside the Latin script from which even a short text is not English.
FOREIGN_SHARE = 0.5

_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = listed(
    """
    the of and to in that is was for on it with as by at from his he be has had have are were which their they an
    this but not who its after said will been would when there or she her about more than into over also up out if
    what
    """
)

NAMES = {
    code: name
    for code, _, name in (
        entry.partition(" ")
        for entry in """af Afrikaans;am Amharic;an Aragonese;ar Arabic;as Assamese;az Azerbaijani;be Belarusian;
    bg Bulgarian;bn Bengali;br Breton;bs Bosnian;ca Catalan;cs Czech;cy Welsh;da Danish;de German;dz Dzongkha;el Greek;
    en English;eo Esperanto;es Spanish;et Estonian;eu Basque;fa Persian;fi Finnish;fo Faroese;fr French;ga Irish;
    gl Galician;gu Gujarati;he Hebrew;hi Hindi;hr Croatian;ht Haitian;hu Hungarian;hy Armenian;id Indonesian;
    is Icelandic;it Italian;ja Japanese;jv Javanese;ka Georgian;kk Kazakh;km Khmer;kn Kannada;ko Korean;ku Kurdish;
    ky Kyrgyz;la Latin;lb Luxembourgish;lo Lao;lt Lithuanian;lv Latvian;mg Malagasy;mk Macedonian;ml Malayalam;
    mn Mongolian;mr Marathi;ms Malay;mt Maltese;nb Norwegian;ne Nepali;nl Dutch;nn Norwegian;no Norwegian;oc Occitan;
    or Odia;pa Punjabi;pl Polish;ps Pashto;pt Portuguese;qu Quechua;ro Romanian;ru Russian;rw Kinyarwanda;
    se Northern Sami;si Sinhala;sk Slovak;sl Slovene;sq Albanian;sr Serbian;sv Swedish;sw Swahili;ta Tamil;te Telugu;
    th Thai;tl Tagalog;tr Turkish;ug Uyghur;uk Ukrainian;ur Urdu;vi Vietnamese;vo Volapük;wa Walloon;xh Xhosa;
    zh Chinese;zu Zulu""".replace("\n", " ").split(";")
        for entry in (" ".join(entry.split()),)
    )
}


@dataclass(frozen=True, slots=True)
class Language:
    """ISO 639-1 code and how it was found: `words` (function words), `identifier`, `short` (too little to tell)."""

    code: str
    why: str

    @property
    def name(self) -> str:
        """The language's English name."""
        return NAMES.get(self.code, self.code)


def language(text: str) -> Language:
    """The language most of `text` is in."""
    sample = text[:SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if words and sum(word in _FUNCTION_WORDS for word in words) >= ENGLISH_SHARE * len(words):
        return Language("en", "words")
    letters = sum(map(len, words))
    foreign = sum(1 for word in words for letter in word if letter > "\u024f")
    if letters < MIN_LETTERS and foreign <= FOREIGN_SHARE * letters:
        return Language("en", "short")
    import py3langid  # noqa: PLC0415  (loads its table on first use; English texts never need it)

    return Language(str(py3langid.classify(sample)[0]), "identifier")


def refuse_other_than_english(text: str) -> Refusal | Language:
    """The language of `text` when it is English, else a `LANGUAGE` refusal that names it."""
    found = language(text)
    if found.code == "en":
        return found
    return Refusal(Reason.LANGUAGE, f"the text is {found.name}; this version reads English only")
