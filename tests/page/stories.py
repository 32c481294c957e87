"""Reports written for the page's tests: one happening told four ways, and a report that attacks its reader.

Countries XAA and XBB are codes that ISO 3166 leaves to its users; nothing here happened.
"""

from __future__ import annotations

from typing import Any

HOSTILE_TITLE = "<img src=x onerror=alert(1)> shelling </script><script>alert(2)</script>"
HOSTILE_TEXT = (
    f"{HOSTILE_TITLE}\n\n"
    "XAA forces <b onclick=alert(3)>shelled</b> \u202egnp.exe the \u0645\u062f\u064a\u0646\u0629 market \U0001f4a5 of "
    "{{constructor}} on Monday, javascript:alert(4) said.\x07"
)

_TELLINGS = (
    (
        "Dawn Gazette",
        "2024-03-03",
        "Shells hit Northford market\n\nXAA forces shelled the market of Northford on Saturday, killing 4 people, "
        "the town's mayor said.",
        "shelled",
        ("killed", 4, 4, None, "4"),
        ("asserts", "the town's mayor", "XBB", ["GOV"]),
    ),
    (
        "Evening Post",
        "2024-03-03",
        "Five dead in Northford\n\nFive people died when XAA artillery shelled Northford's market, XBB's army said.",
        "shelled",
        ("killed", 5, 5, None, "Five"),
        ("asserts", "XBB's army", "XBB", ["MIL"]),
    ),
    (
        "Harbour Radio",
        "2024-03-04",
        "Market shelled\n\nShells shelled a market in Northford. Several people were killed.",
        "shelled",
        ("killed", 3, 9, "several", "Several"),
        None,
    ),
    (
        "Capital Wire",
        "2024-03-04",
        "XAA denies shelling\n\nXAA's ministry of defence denied that its forces had shelled Northford.",
        "shelled",
        None,
        ("denies", "XAA's ministry of defence", "XAA", ["GOV", "MIL"]),
    ),
)


def _words(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def _last(text: str, words: str) -> dict[str, Any]:
    start = text.rindex(words)
    return {"text": words, "start": start, "end": start + len(words)}


def _party(text: str, words: str, code: str, sectors: list[str]) -> dict[str, Any]:
    entity = {"id": None, "name": None, "code": code, "sectors": sectors, "score": None, "reasons": ["written by hand"]}
    return {**_words(text, words), "code": code, "sectors": sectors, "entity": entity, "reasons": ["written by hand"]}


def _claim(number: str, report: dict[str, Any], text: str, trigger: str, **fields: Any) -> dict[str, Any]:
    start = text.index("\n\n") + 2
    return {
        "claim_id": f"c-{number}",
        "report": report,
        "event": "ASSAULT",
        "mode": "heavy-weapons",
        "contexts": ["military"],
        "trigger": _last(text, trigger),
        "participants": [],
        "realis": "actual",
        "certainty": "certain",
        "attribution": [],
        "time": None,
        "place": None,
        "figures": [],
        "evidence": {"start": start, "end": len(text), "quote": text[start:]},
        "score": 0.9,
        "reasons": [{"field": "event", "reason": "written by hand"}],
        **fields,
    }


def _head(number: str, text: str, published: str, source: str, url: str = "") -> dict[str, Any]:
    title = text.split("\n\n")[0]
    return {"id": f"r-{number}", "title": title, "published": published, "source": source, "url": url}


def tellings() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(report with its text, claim) four times, all of one happening."""
    found = []
    for index, (source, published, text, trigger, figure, voice) in enumerate(_TELLINGS):
        number = f"{index + 1:016x}"
        report = _head(number, text, published, source, f"https://news.example/{index}")
        figures = (
            [
                dict(
                    zip(("measure", "low", "high", "qualifier"), figure[:4], strict=True),
                    unit="people",
                    **_words(text, figure[4]),
                )
            ]
            if figure
            else []
        )
        attribution = []
        if voice:
            stance, words, code, sectors = voice
            attribution = [
                {**_party(text, words, code, sectors), "cue": "said", "stance": stance, "quotation": "indirect"}
            ]
        participants = [{"role": "actor", **_party(text, "XAA", "XAA", ["MIL"])}] if "XAA" in text else []
        place = {
            **_words(text, "Northford"),
            "name": "Northford",
            "country": "XBB",
            "latitude": 12.5,
            "longitude": 30.25,
            "precision": "town",
            "reason": None,
            "entity": {"id": None, "name": "Northford", "score": None, "reasons": []},
        }
        time = {
            "text": "on Saturday",
            "start": 0,
            "end": 0,
            "from": "2024-03-02",
            "to": "2024-03-03",
            "precision": "day",
            "reason": None,
        }
        claim = _claim(
            number,
            report,
            text,
            trigger,
            figures=figures,
            attribution=attribution,
            participants=participants,
            place=place,
            time=time if index != 2 else None,
        )
        found.append(({**report, "text": text}, claim))
    return found


def hostile() -> tuple[dict[str, Any], dict[str, Any]]:
    """A report whose every field tries to be more than text, and a claim of it."""
    report = _head("00000000000000ff", HOSTILE_TEXT, "2024-03-05", "<svg/onload=alert(5)>", "javascript:alert(6)")
    text = HOSTILE_TEXT
    claim = _claim(
        "00000000000000ff",
        report,
        text,
        "shelled",
        participants=[
            {"role": "actor", **_party(text, "XAA forces", "XAA", ["MIL"])},
            {"role": "recipient", **_party(text, "\u0645\u062f\u064a\u0646\u0629 market", "XBB", ["CVL"])},
        ],
        attribution=[
            {
                **_party(text, "javascript:alert(4)", "---", []),
                "cue": "said",
                "stance": "asserts",
                "quotation": "direct",
            }
        ],
    )
    return {**report, "text": text}, claim
