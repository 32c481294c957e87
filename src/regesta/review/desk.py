"""A coder's desk: claims as the coder sees them, and decisions about them into the journal.

Blind: what a coder sees is what was read and what the coder decided, never what others did. Only `adjudicate` and the
lists made for it look at all coders.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from regesta.errors import BadValueError
from regesta.records.codec import claim_id
from regesta.records.spans import Span
from regesta.register.journal import Decision, Line
from regesta.register.register import Register
from regesta.review.anchors import anchor_at
from regesta.review.carry import Carried, Thread, carry
from regesta.review.fields import kept, plain
from regesta.review.holdings import Holdings
from regesta.review.missed import free_ordinal, missed, ordinal_of
from regesta.review.rules import Rules, Told
from regesta.review.seen import Seen, seen_by
from regesta.review.state import (
    ACCEPT,
    ADD,
    ADJUDICATION,
    CLAIM,
    CORRECT,
    INCIDENT,
    MERGE,
    REJECT,
    SPLIT,
    UNDO,
    Judgement,
    counting,
    judgement,
    judgements_of,
)

#: What can be decided about a claim that is there.
ACTS = (ACCEPT, CORRECT, REJECT)


class Desk:
    """Decisions about the claims of a register.

    Args:
        register: where they stand.
        rules: what a correction may say.
        now: the clock; this room reads none.
    """

    def __init__(self, register: Register, rules: Rules, now: Callable[[], datetime]) -> None:
        self._register, self._rules, self._now = register, rules, now
        self._lines: tuple[Line, ...] = ()
        self._carried = Carried({}, ())
        self.claims = Holdings(register)
        self.rankings: dict[Any, Any] = {}
        self.renew()

    def renew(self) -> None:
        """Takes in what others have decided since."""
        self._lines = self._register.journal.lines()
        self._carried = carry(self._register.engine, self._lines)

    @property
    def register(self) -> Register:
        """The register."""
        return self._register

    @property
    def lines(self) -> tuple[Line, ...]:
        """The journal as it was when last looked at, with what was decided here."""
        return self._lines

    @property
    def carried(self) -> Carried:
        """Every decision at its place."""
        return self._carried

    def seen(self, coder: str, id_: str) -> Seen:
        """A claim as a coder sees it, by its id or the beginning of one.

        Raises:
            BadValueError: there is no such claim, or more than one.
        """
        thread, own = self._thread(coder, id_)
        return seen_by(own, self._base(thread), self._report(thread)["text"])

    def decide(
        self, coder: str, id_: str, act: str, *, changes: Mapping[str, Any] | None = None, why: str = ""
    ) -> Line:
        """Accepts, corrects or rejects a claim.

        Args:
            coder: who decides.
            id_: the claim's id, or the beginning of one.
            act: `accept`, `correct` or `reject`.
            changes: for `correct`, the fields with their new values (docs/review.md).
            why: in the coder's words.

        Raises:
            BadValueError: there is no such claim or act, or a value is none of the codebook's.
            RegisterError: the journal cannot be written.
        """
        if act not in ACTS:
            raise BadValueError(f"no decision {act!r}", where="act", mend="one of " + " ".join((*ACTS, UNDO)))
        if (act == CORRECT) != bool(changes):
            mend = "give the fields to correct, as FIELD=VALUE" if act == CORRECT else "to change fields, correct"
            raise BadValueError(f"{act} {'without' if act == CORRECT else 'with'} changes", where="changes", mend=mend)
        thread, own = self._thread(coder, id_)
        return self._write(thread, own, CLAIM, act, coder, changes or {}, why)

    def undo(self, coder: str, id_: str = "", *, why: str = "") -> Line:
        """Takes back the coder's last decision, or the last one about a claim; what stood before it stands again.

        Raises:
            BadValueError: there is no decision to take back.
        """
        mine = [line for line in counting(self._lines) if line.decision.who == coder]
        if id_:
            thread, _ = self._thread(coder, id_)
            numbers = {line.number for line in thread.lines}
            mine = [
                line
                for line in mine
                if line.number in numbers or thread.claim_id in line.decision.body.get("claims", ())
            ]
        if not mine:
            raise BadValueError(f"{coder} has decided nothing that could be taken back", where=id_ or "undo")
        last = mine[-1]
        body = {
            name: last.decision.body[name]
            for name in ("claim", "anchor", "claims", "from")
            if name in last.decision.body
        }
        # Whoever reads decisions about incidents reads no other acts than these two under their kind.
        kind = last.decision.kind if last.decision.kind != INCIDENT else UNDO
        return self._append(Decision(kind, UNDO, coder, why, {**body, "undoes": last.hash}), None)

    def adjudicate(
        self, coder: str, id_: str, act: str, *, changes: Mapping[str, Any] | None = None, like: str = "", why: str = ""
    ) -> Line:
        """Settles what stands of a claim, whatever its coders decided.

        Args:
            coder: who settles.
            id_: the claim's id, or the beginning of one.
            act: as for `decide`; `accept` takes the claim as it was read.
            changes: corrections, on top of those of `like`.
            like: the coder whose judgement is taken over.
            why: in the adjudicator's words.
        """
        if act not in ACTS:
            raise BadValueError(f"no decision {act!r}", where="act", mend="one of " + " ".join(ACTS))
        thread = self.claims.find(id_, self._carried)
        judged = judgements_of(counting(thread.lines)).get(like)
        if like and judged is None:
            raise BadValueError(f"{like!r} did not judge this claim", where="like")
        if judged is not None and judged.rejected and act != REJECT:
            raise BadValueError(f"{like!r} rejected it", where="like", mend="reject it, or leave --like out")
        settled = [line for line in counting(thread.lines) if line.decision.kind == ADJUDICATION]
        # What an earlier adjudication said is replaced as a whole: its corrections are taken back to what was read.
        read = plain(self._base(thread))
        new = {field: read[field] for line in settled for field in line.decision.body.get("new", {})}
        new |= {field: one.value for field, one in judged.corrections.items()} if judged else {}
        return self._write(thread, judged, ADJUDICATION, act, coder, changes or {}, why, on=new)

    def add(
        self, coder: str, report: str, trigger: tuple[int, int], event: str, *,
        changes: Mapping[str, Any] | None = None, why: str = "",
    ) -> Line:  # fmt: skip
        """Adds a claim that the reading missed.

        Args:
            coder: who adds it.
            report: the report's id.
            trigger: half-open code points of its words in the report's text.
            event: its type.
            changes: its other fields.
            why: in the coder's words.

        Raises:
            BadValueError: the words are in no part that claims come from, a value is none of the codebook's, or the
                claim is there already.
        """
        row, (start, end) = self.claims.report(report), trigger
        read, span = missed(row, start, end), Span(start, end)
        told = Told(plain(read), row["text"], start)
        values = {**told.values, **self._rules.changes({**(changes or {}), "event": event}, told)}
        ordinal = free_ordinal(self.claims, self._carried, row["report_id"], span, values)
        id_ = claim_id(row["report_id"], span, event, ordinal)
        body = {
            "claim": id_, "anchor": anchor_at(row, span, ordinal).to_json(), "read": read, "old": {}, "new": values,
        }  # fmt: skip
        return self._append(Decision(CLAIM, ADD, coder, why, body), None)

    def incident(self, coder: str, act: str, ids: Sequence[str], *, parted: Sequence[str] = (), why: str = "") -> Line:
        """Says that claims tell of one happening (`merge`), or that they do not (`split`).

        Args:
            coder: who decides.
            act: `merge` or `split`.
            ids: the claims, by their ids or beginnings of these.
            parted: of a split, the claims that `ids` do not belong to; without them no two of `ids` belong together.
            why: in the coder's words.

        Raises:
            BadValueError: there is no such act or claim, or there are fewer than two claims.
        """
        if act not in (MERGE, SPLIT):
            raise BadValueError(f"no decision {act!r}", where="act", mend=f"{MERGE} or {SPLIT}")
        if act == MERGE:
            ids, parted = [*ids, *parted], ()
        claims = self._ids(ids)
        others = [id_ for id_ in self._ids(parted) if id_ not in claims]
        if len(claims) + len(others) < 2:
            raise BadValueError(f"{act} is about two claims or more", where="with", mend="name the other claims")
        body = {"claims": claims, "from": others} if others else {"claims": claims}
        return self._append(Decision(INCIDENT, act, coder, why, body), None)

    def _ids(self, ids: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(self.claims.find(id_, self._carried).claim_id for id_ in ids))

    def judgements(self) -> list[tuple[Thread, dict[str, Judgement]]]:
        """Every claim that somebody judged, with the judgement of each coder."""
        found = [(thread, judgements_of(counting(thread.lines))) for thread in self._carried.threads.values()]
        return [(thread, judged) for thread, judged in found if judged]

    def _write(
        self, thread: Thread, own: Judgement | None, kind: str, act: str, coder: str,
        changes: Mapping[str, Any], why: str, on: Mapping[str, Any] | None = None,
    ) -> Line:  # fmt: skip
        """A decision on top of a judgement, with what it changes and what was there before."""
        base = self._base(thread)
        read = plain(base)
        before = {**read, **on} if on is not None else (own.values if own else read)
        row = self._report(thread)
        new = {**(on or {}), **self._rules.changes(changes, Told(before, row["text"], thread.trigger.start))}
        if act == CORRECT and not new:
            raise BadValueError("nothing would change", where="changes", mend="accept it, or give other values")
        body = {
            "claim": thread.claim_id,
            "anchor": anchor_at(row, thread.trigger, ordinal_of(thread, base["event"])).to_json(),
            "read": kept(base),
            "old": {field: before[field] for field in new},
            "new": new,
        }
        return self._append(Decision(kind, CORRECT if new and act == ACCEPT else act, coder, why, body), thread)

    def _append(self, decision: Decision, thread: Thread | None) -> Line:
        """Writes a decision and puts it to its claim, where it is known without looking through the journal again."""
        line = self._register.journal.append(decision, at=self._now())
        if thread is not None and line.number == len(self._lines) + 1:
            self._lines = (*self._lines, line)
            self._carried.threads[thread.key] = replace(thread, lines=(*thread.lines, line))
        else:
            self.renew()
        return line

    def _thread(self, coder: str, id_: str) -> tuple[Thread, Judgement | None]:
        """A claim with all decisions about it, and what a coder's own come to."""
        thread = self.claims.find(id_, self._carried)
        own = [line for line in counting(thread.lines) if line.decision.who == coder and line.decision.kind == CLAIM]
        return thread, judgement(own)

    def _base(self, thread: Thread) -> dict[str, Any]:
        return self.claims.read([thread])[0]

    def _report(self, thread: Thread) -> dict[str, Any]:
        return self._register.engine.report(thread.seat["segment"], thread.seat["report_id"])
