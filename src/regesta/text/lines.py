"""What a single line or short paragraph of a news report is: byline, date line, caption, promotion, or body.

The same rules serve plain text and the paragraphs of web pages. They are conservative: a paragraph that is not plainly
something else is body, because what is called promotion is never read for claims.
"""

from __future__ import annotations

import re
from datetime import date

from regesta.records.reports import PartKind
from regesta.text.dates import publication_date

#: Code points. Longer paragraphs are told prose, whatever word they begin with.
MAX_BYLINE, MAX_CAPTION, MAX_PROMOTION, MAX_BIOGRAPHY = 160, 400, 300, 500

_NAME = (
    r"(?:[^\W\d_a-z][\w.'’-]{0,30}|de|da|dos|du|von|van|der|den|bin|bint|ibn|al|el|la|le|and|for|of|in|at|the|with|"
    r"&|,|;|/|\|)"
)
_BYLINE = re.compile(
    rf"(?:by|By|BY)[ \t]+{_NAME}(?:[ \t]*{_NAME}){{0,20}}"
    r"|(?i:authors?|writers?|reporters?|correspondents?|(?:written|reported|story|words|text) by)[ \t]*:[ \t]*\S.{1,99}"
    r"|\(?(?i:(?:additional |further )?(?:reporting|writing|editing|edited|written|compiled|translated)"
    r"(?: and (?:writing|editing))? by)[ \t].{2,140}"
)
_CAPTION = re.compile(
    r"(?i:file photos?|photos?|photographs?|images?|pictures?|captions?|maps?|graphics?|file image|in pictures)"
    r"[ \t]*[:|–—-][ \t]*\S|FILE[ \t]*[–—-][ \t]*\S"
)
#: These open ordinary sentences, too; without a full stop they are captions.
_CAPTION_LIKE = re.compile(
    r"(?i:maps?|photos?|photographs?|images?|pictures?|graphics?|charts?)[ \t]+"
    r"(?:showing|shows|credit|by|courtesy|via|taken|released)\b"
)
#: A line that ends with its photographer is a caption.
_CREDIT = re.compile(
    r"[\[(](?:AP|Reuters|REUTERS|AFP|EPA|Photo|Image|Getty|Xinhua|TASS|File)[^\])]{0,80}[\])]\.?\Z"
    r"|[\[(][^\])]{1,80}/(?:AP|AFP|EPA|Reuters|REUTERS|TASS|Getty Images)[\])]\.?\Z"
    r"|(?:REUTERS|AFP|EPA|Getty Images)/[A-Z][\w .'’-]{1,40}\Z|/(?:AFP|AP|REUTERS|Getty Images)\Z"
)
#: Openings of lines that speak to the reader about the outlet. Each must be unlikely to open a told sentence.
_PROMOTION = re.compile(
    "|".join(
        (
            r"read (?:more|also|next|the (?:full|original|whole))|(?:also read|see also|watch also)\b",
            r"more (?:on this|from|stories|news)\b|for more (?:news|information|stories|on this)\b",
            r"related(?: (?:stories|articles?|coverage|links|news|topics|content))?[ \t]*:?\Z",
            r"(?:related|recommended)(?: \w+)?[ \t]*:|(?:watch|read|correction|tags?|topics?)[ \t]*:",
            r"follow (?:us|our)\b|follow .{1,60} on (?:twitter|x|facebook|instagram|telegram|whatsapp)\b",
            r"(?:like|join|find) (?:us|our)(?: \w+){0,3} (?:on|at)\b|share (?:this|on|via)\b",
            r"(?:subscribe|sign up|click here|tap here|donate)\b|download (?:the|our)\b|support (?:us|our)\b",
            r"get (?:the|our) (?:latest|free|app|newsletter)\b|(?:advertisement|sponsored(?: content)?)[ \t]*:?\Z",
            r"©|\(c\) |copyright (?:©|\(c\)|\d)|all rights reserved|reprinted with\b|republished\b",
            r"this (?:article|story|report|piece|material) (?:was|is|has been|may|originally|first)\b.{0,40}"
            r"\b(?:published|appeared|reproduced|reprinted|translated|updated|corrected|part of)\b",
            r"(?:the )?views expressed\b|listen to\b.{0,60}podcast|have a (?:news )?tip\b|send us\b",
            r"editor['’]s note[ \t]*:|comments?[ \t]*\Z|our (?:standards|newsletter)\b",
        )
    ),
    re.I,
)
_PROFESSION = (
    r"(?:editor|correspondent|reporter|journalist|writer|columnist|author|analyst|fellow|professor|lecturer|researcher|"
    r"contributor|producer|photographer|blogger|freelancer|director of|host|chief)"
)
_BIOGRAPHY = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]{0,30}(?: [\w.'’-]{1,30}){0,4}) "
    rf"(?:is|was|covers|writes|reports|works|has been)\b.{{0,200}}?\b{_PROFESSION}",
    re.S,
)
_REACH = re.compile(
    r"\bfollow (?:him|her|them|on|@)|@\w{3,}|\b(?:can|may) be (?:reached|contacted|followed|found) (?:at|on|by|via)\b"
    r"|\btwitter\b|\be-?mail\b|\b(?:his|her) (?:latest )?book\b",
    re.I,
)
#: A told paragraph may end with a credit, too; a caption is one sentence.
_NEXT_SENTENCE = re.compile(r"[a-z\d][.!?][\"”’]? +[\"“‘]?[A-Z]")
_SEPARATOR = re.compile(r"[,|·•–—-][ \t]+")
_FULL_STOP = re.compile(r"[.!?][\"”’')\]]{0,2}\Z")

_PLACE = r"[A-Z][A-Z'’.\-]{1,24}(?:[ /][A-Z(][A-Z'’.\-)]{0,24}){0,4}"
_ANY_PLACE = r"[A-Z][\w'’.\-]{1,24}(?:[ /][A-Z][\w'’.\-]{0,24}){0,3}"
_REGION = r"(?:,[ ][A-Z][\w.'’-]{1,20}(?:[ ][A-Z][\w.'’-]{1,20}){0,2})"
_WHEN = r"(?:,?[ ](?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}(?:,[ ]\d{4})?|\d{1,2}[ ][A-Z][a-z]{2,8}\.?(?:[ ]\d{4})?))"
_AGENCY = r"(?:[ ]?[\[(](?:[A-Z][\w./&’'-]{1,24}(?:[ ][A-Z]?[\w./&’'-]{1,24}){0,3})[\])])"
_DASH = r"[ ]?(?:--?|–|—|―)[ \t]+"
_WIRE = re.compile(
    rf"(?:{_PLACE}{_REGION}?{_WHEN}?{_AGENCY}?{_DASH}"
    rf"|{_ANY_PLACE}{_REGION}?(?:{_WHEN}{_AGENCY}?|{_AGENCY}){_DASH}"
    rf"|{_PLACE}{_REGION}?{_WHEN}?{_AGENCY}?:[ \t]+)(?=[\"“‘'(\[A-Z0-9])"
)


def ends_sentence(line: str) -> bool:
    """Whether a line closes with a full stop, question or exclamation mark (closing quotes may follow it)."""
    return _FULL_STOP.search(line.rstrip()[-8:]) is not None


def line_date(line: str) -> date | None:
    """The date of a line that is nothing but a date, perhaps with its weekday, its hour or "Published:"."""
    return publication_date(line.strip("()[]|·• \t")) if len(line) <= 80 else None


def line_kind(line: str) -> PartKind:
    """What a line or paragraph is: `BYLINE`, `DATELINE`, `CAPTION`, `PROMOTION`, or `BODY` where nothing else is plain.

    Args:
        line: the words without white space at their ends.
    """
    if len(line) > MAX_BIOGRAPHY:
        return PartKind.BODY
    if line_date(line):
        return PartKind.DATELINE
    if len(line) <= MAX_BYLINE and _is_byline(line):
        return PartKind.BYLINE
    if len(line) <= MAX_CAPTION and _is_caption(line):
        return PartKind.CAPTION
    if len(line) <= MAX_PROMOTION and _PROMOTION.match(line.lstrip("*-–—•►▶>[( \t")):
        return PartKind.PROMOTION
    return PartKind.PROMOTION if is_biography(line) else PartKind.BODY


def is_biography(line: str, *, author: str = "") -> bool:
    """Whether a paragraph tells who the author is: a profession and a way to reach them, or the byline's own name."""
    match = _BIOGRAPHY.match(line) if len(line) <= MAX_BIOGRAPHY else None
    if match is None:
        return False
    return bool(_REACH.search(line)) or (
        bool(author) and match["name"].split(" ", 2)[0] in author and match["name"] in author
    )


def opens_list(line: str) -> bool:
    """Whether a promotion line only heads others ("Related stories:", "Read more")."""
    return len(line) <= 40 and not ends_sentence(line)


def wire_dateline(paragraph: str) -> int:
    """Length of the place and agency that open a wire story (`GENEVA (AP) —`, `KYIV, March 3 -`); 0 if there is none.

    White space after the dash is counted, so that the rest begins with its first word.
    """
    match = _WIRE.match(paragraph)
    return match.end() if match else 0


def _is_byline(line: str) -> bool:
    for separator in _SEPARATOR.finditer(line):
        if publication_date(line[separator.end() :]):
            line = line[: separator.start()]
            break
    match = _BYLINE.match(line)
    return match is not None and not line[match.end() :].strip(" .)|")


def _is_caption(line: str) -> bool:
    credit = _CREDIT.search(line)
    if _CAPTION.match(line) or (credit and not _NEXT_SENTENCE.search(line, 0, credit.start())):
        return True
    return _CAPTION_LIKE.match(line) is not None and not ends_sentence(line)
