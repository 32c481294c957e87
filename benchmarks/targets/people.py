"""What people decide and type: lines of a journal, corrections, and claims as objects."""

from __future__ import annotations

import hashlib
import json
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.targets import Target
from benchmarks.targets.made import TEXT, claim


def _journal(data: bytes) -> None:
    """A journal whose lines bear the digest of whatever they hold, or hold nothing but the input."""
    from regesta.errors import DataError, RegisterError  # noqa: PLC0415
    from regesta.linking.decisions import bounds, decisions  # noqa: PLC0415
    from regesta.register import incidents  # noqa: PLC0415
    from regesta.register.folder import Folder  # noqa: PLC0415
    from regesta.register.journal import Decision, Journal  # noqa: PLC0415

    way, rest = data[:1], data[1:]
    content, head, *_ = *rest.split(b"\n\n", 1), b""
    with tempfile.TemporaryDirectory() as name:
        folder = Folder(Path(name))
        folder.journal.write_bytes(content if way == b"r" else _sealed(content, chained=way != b"s"))
        if head:
            (folder.root / "journal.head").write_bytes(head)
        journal = Journal(folder)
        before: tuple[Any, ...] | None = None
        try:
            before = journal.lines()
            journal.append(Decision("claim", "accept", "anna"), at=datetime(2024, 5, 1, tzinfo=UTC))
            assert len(journal.lines()) == len(before) + 1, "a decision is lost"
        except RegisterError as error:
            assert error.line()
        for line in before or ():
            told = (line.decision.kind, line.decision.act, line.decision.who, line.decision.why, line.at)
            assert all(isinstance(one, str) for one in told), "a decision that is not told in words"
        try:
            decided = decisions(incidents.decisions(folder))
        except DataError as error:
            assert error.line()
        else:
            bounds(decided, {"c-1": 0, "c-2": 1, "c-3": 2})


def _sealed(content: bytes, *, chained: bool) -> bytes:
    """Lines as the journal writes them; `chained` also with their numbers and the digests of the lines before."""
    lines, before = [], "0" * 64
    for number, line in enumerate(content.split(b"\n"), 1):
        tail = b',"before":"%s"' % before.encode() if chained else b""
        body = b'{"n":%d,' % number * chained + line + tail
        before = hashlib.sha256(body).hexdigest()
        lines.append(body + b',"hash":"' + before.encode() + b'"}\n')
    return b"".join(lines)


def _decisions() -> list[bytes]:
    told = '"who":"anna","at":"2024-05-01T09:30:00Z","why":""'
    accept = f'"kind":"claim","act":"accept","claim":"c-1",{told}'
    merge = f'"kind":"incident","act":"merge","claims":["c-1","c-2"],"from":[],{told}'
    split = f'"kind":"incident","act":"split","claims":["c-1"],"from":["c-2","c-3"],{told}'
    undo = f'"kind":"undo","act":"undo","undoes":"{"0" * 64}",{told}'
    head = json.dumps({"lines": 1, "hash": "0" * 64})
    whole = [
        accept,
        f"{accept}\n{merge}\n{split}\n{undo}",
        f"{merge}\n\n{head}",
        '"kind":null,"act":[],"who":5,"why":{}',
    ]
    return [b"c" + one.encode() for one in whole] + [b"s{" + accept.encode(), b"s[1", b"r{}\n\n[]"]


def _corrections(data: bytes) -> None:
    """Lines of FIELD=VALUE, or a correction as JSON: what is taken makes a claim that decodes."""
    from regesta.errors import BadValueError  # noqa: PLC0415
    from regesta.records.decode import claim_from_json  # noqa: PLC0415
    from regesta.review import notation  # noqa: PLC0415
    from regesta.review.fields import JUDGED, laid_over, plain  # noqa: PLC0415
    from regesta.review.rules import Told  # noqa: PLC0415

    values = plain(claim())
    text = data.decode("utf-8", "ignore")
    try:
        if text.startswith("{"):
            given = json.loads(text)
            if not isinstance(given, dict):
                return
        else:
            given = notation.changes(text.split("\n"), values)
        made = _rules().changes(given, Told(values, TEXT, TEXT.index("helped")))
    except (BadValueError, json.JSONDecodeError, RecursionError) as error:
        assert not isinstance(error, RecursionError) or text.startswith("{")
        return
    judged = {**values, **made}
    for name in JUDGED:
        notation.told(name, judged)
        notation.editable(name, judged)
    claim_from_json(laid_over(claim(), judged, because=lambda field: "by hand"))


@cache
def _rules() -> Any:
    from regesta.assembly.codes import review_rules  # noqa: PLC0415

    return review_rules()


def _typed() -> list[bytes]:
    lines = (
        "event=ASSAULT", "mode=-", "realis=negated", "certainty=probable", 'contexts=military economic', "time=2020-05",
        "actor=TUR GOV \"Northland\"; USA", "recipient=-", 'voice=SYR GOV "officials" "said" denies direct', "place=SYR",
        "time=2020-05-03..2020-05-09 week", "place=Homs, SYR", 'figures=killed 24..99 "12 people" qualifier="at least"; wounded 3',
        '{"place": {"name": "Homs", "country": "SYR", "latitude": 34.7, "longitude": 36.7, "precision": "town"}}',
        '{"participants": [{"role": "actor", "code": "USA", "sectors": [], "text": "Northland", "start": 0, "end": 9}]}',
        '{"figures": [{"measure": "killed", "low": 1, "high": 2}], "time": null, "mode": null, "contexts": []}',
        'place={"name": "Homs", "country": null}', 'time={"from": "2020-05-01", "to": "2020-06-01", "precision": "month"}',
    )  # fmt: skip
    return [*(line.encode() for line in lines), "\n".join(lines[:9]).encode()]


def _claims(data: bytes) -> None:
    """A claim as an object: what is taken comes back as it is."""
    from regesta.errors import CodecError  # noqa: PLC0415
    from regesta.records.codec import claim_to_json  # noqa: PLC0415
    from regesta.records.decode import claim_from_json  # noqa: PLC0415
    from regesta.records.reports import Part, PartKind, Report  # noqa: PLC0415
    from regesta.records.spans import Span  # noqa: PLC0415

    try:
        found = claim_from_json(json.loads(data.decode("utf-8", "ignore")))
    except CodecError as error:
        assert error.line()
        return
    except (ValueError, RecursionError):
        return
    spans = [found.trigger_span, found.evidence.span, *(party.span for party in found.participants)]
    if all(span.end <= len(TEXT) for span in spans):
        report = Report(found.report_id, TEXT, (Part(PartKind.BODY, Span(0, len(TEXT))),), "", None, "", "en", "", "", "", "a", "0")  # fmt: skip
        again = claim_from_json(claim_to_json(found, report=report))
        assert repr(again) == repr(found), "a claim does not come back"


def _codec(data: bytes) -> None:
    """A claim with words of the input in it: to JSON, to a row, and back."""
    from regesta.records.claims import Claim, Entry, Evidence, Unlinked, When, Where  # noqa: PLC0415
    from regesta.records.codec import claim_to_json, json_line  # noqa: PLC0415
    from regesta.records.decode import claim_from_json  # noqa: PLC0415
    from regesta.records.reports import Part, PartKind, Report  # noqa: PLC0415
    from regesta.records.spans import Span  # noqa: PLC0415
    from regesta.register.schema import CLAIMS, Place, claim_row, table  # noqa: PLC0415

    text = data.decode("utf-8", "ignore") or "a"
    span = Span(0, len(text))
    report = Report("r-0", text, (Part(PartKind.BODY, span),), text, None, "", "en", text, text, text, text, "0")
    unlinked = Unlinked(text)
    where = Where(text, span, text, None, None, None, None, unlinked)
    claim = Claim(
        "c-0", "r-0", "AID", None, (text,), text, span, (), "actual", "certain", (), When(text, span, unlinked), where,
        (), Evidence(span, text), 0.5, ((text, text),),
    )  # fmt: skip
    value = claim_to_json(claim, report=report)
    json_line(value)
    assert claim_from_json(value) == claim, "a claim does not come back from JSON"
    (row,) = table([claim_row(claim, Entry(report, (claim,)), Place(1, "n", "s"), 0)], CLAIMS).to_pylist()
    assert row["evidence"]["quote"] == text, "a claim does not come back from its row"


TARGETS = {
    "journal": Target(_journal, _decisions),
    "corrections": Target(_corrections, _typed),
    "claims": Target(
        _claims, lambda: [json.dumps(claim()).encode(), json.dumps(claim(time=None, place=None)).encode()]
    ),
    "codec": Target(_codec, lambda: [TEXT.encode(), "Łódź \U0001f600 \u202e\x1b[2J".encode()]),
}
