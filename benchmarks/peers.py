"""Regesta beside others on the same sentences: `python -m benchmarks.peers --petrarch2 FOLDER --petrarch2-python FILE`.

Sentences a second in one thread: the median of some rounds, by the processor's time and in brackets by the clock, then
the first round, before which no word of them has been seen. Each runs in a process of its own, and the rounds of all go
in turn, so that what else the machine does hits all alike. Loading is not counted. They do not do the same work:

- Regesta's whole pipeline from bytes to claims, each sentence a report of its own, and twenty joined into one;
- PETRARCH2 (`--petrarch2-python`: a Python 2.7 with python-dateutil) and UniversalPetrarch (`--universal`,
  `--universal-python`: one with networkx 1.11): events of sentences whose parses are given;
- spaCy without a model (`--spacy-python`): tokens;
- an encoder of the size that NGEC reads with: of ahalterman/NGEC, NGEC/event_class.py loads paraphrase-mpnet-base-v2,
  and ngec_process.py roberta-base-squad2 and en_core_web_trf, each 12 layers of 768 with 12 heads. This one is
  `torch.nn.TransformerEncoder` of that size with random weights: what one such pass costs, and nothing else.

The sentences are the records that openeventdata/petrarch2 ships with parses, read from its checkout; where a checkout
of openeventdata/UniversalPetrarch is named too, those whose words are the same in both. Peers that are not named are
left out. No network is used, and nothing is written into a checkout.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import mean, median
from subprocess import PIPE, Popen
from typing import NamedTuple

#: By the name of a set, its files below the modules: PETRARCH2's with trees, UniversalPetrarch's with UDPipe's parses.
FILES = {
    "unit tests": (
        "data/text/PETR.UnitTest.records.xml",
        "data/text/PETR.UnitTest.records.parsing_parsed_udpipe_2.0.xml",
    ),
    "agency": ("data/text/GigaWord.sample.PETR.xml", "data/text/GigaWord.sample.PETR_parsed.xml"),
}
#: Sentences of a joined report.
JOINED = 20


@dataclass(frozen=True, slots=True)
class Sentence:
    """One record: `date` as YYYYMMDD, `parses` by the kind of the peer that takes them."""

    id: str
    date: str
    text: str
    parses: dict[str, str]


@dataclass(frozen=True, slots=True)
class Took:
    """One round over a set: seconds by the clock and of the processor, what came out, how often it failed."""

    clock: float
    work: float
    out: int
    failed: int


#: One round over the set of a name.
Turn = Callable[[str], Took]
Sets = dict[str, list[Sentence]]
#: By the names of subject and set.
Rounds = dict[tuple[str, str], list[Took]]


class Subject(NamedTuple):
    """A row of the table; instead of a turn there may be the reason why it is left out."""

    name: str
    does: str
    unit: str
    turn: Turn | str


def records(path: Path, kind: str) -> dict[str, Sentence]:
    """The first record of each id in a file of PETRARCH's form, where it has words and a parse."""
    found: dict[str, Sentence] = {}
    for record in ET.parse(path).getroot().iter("Sentence"):
        id_, parse = record.get("id", "").replace("-", "_"), record.findtext("Parse", "")
        text = " ".join(record.findtext("Text", "").split())
        if text and parse.strip():
            found.setdefault(id_, Sentence(id_, record.get("date", ""), text, {kind: parse}))
    return found


def paired(petrarch2: Path, universal: Path | None) -> Sets:
    """The records that both have in the same words, with both parses; without the second, all of the first."""
    sets: Sets = {}
    for name, (trees, graphs) in FILES.items():
        found = records(petrarch2 / trees, "petrarch2")
        if universal:
            others = records(universal / graphs, "universal")
            same = [(one, others[id_]) for id_, one in found.items() if id_ in others and others[id_].text == one.text]
            sets[name] = [replace(one, parses=one.parses | other.parses) for one, other in same]
        else:
            sets[name] = [*found.values()]
    return sets


def asked(kind: str, given: object, python: Path | None, sets: Sets, stack: ExitStack) -> Turn | str:
    """One of them in a process that ends with the stack; or why there is none."""
    if python is None or given is None:
        return "not named"
    place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    rows = {n: [{**asdict(s), "parse": s.parses.get(kind, "")} for s in found] for n, found in sets.items()}
    (place / "sentences.json").write_text(json.dumps(rows), encoding="utf-8")
    script, errors = Path(__file__).with_name("peer.py"), place / "errors.txt"
    words = [str(python.absolute()), "-B", str(script.resolve()), kind, str(given), "sentences.json"]
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    with errors.open("w", encoding="utf-8") as told:
        process = Popen(words, cwd=place, env=alone, stdin=PIPE, stdout=PIPE, stderr=told, text=True)
    stack.enter_context(process)
    assert process.stdin and process.stdout
    questions, answers = process.stdin, process.stdout
    if not answers.readline():
        lines = errors.read_text(encoding="utf-8").splitlines()
        return f"does not run: {lines[-1] if lines else 'it ended'}"

    def turn(name: str) -> Took:
        print(name, file=questions, flush=True)
        return Took(**json.loads(answers.readline()))

    return turn


def measured(subjects: Sequence[Subject], sets: Sets, rounds: int) -> Rounds:
    """The rounds of each subject on each set, all in turn."""
    found: Rounds = defaultdict(list)
    for _ in range(rounds):
        for subject in subjects:
            for name in sets:
                if not isinstance(subject.turn, str):
                    found[subject.name, name].append(subject.turn(name))
    return found


def rate(count: int, seconds: float) -> str:
    """So many in so many seconds, with three digits that count."""
    each = count / max(seconds, 1e-9)
    return f"{each:,.0f}" if each >= 100 else f"{each:.3g}"


def table(subjects: Sequence[Subject], sets: Sets, rounds: Rounds) -> str:
    """Sentences a second, what came out of each set, and who was left out."""
    lines = ["| | does | " + " | ".join(sets) + " | came out |", "|---|---|" + "---|" * (len(sets) + 1)]
    for one in subjects:
        cells, out = list[str](), list[str]()
        for name, sentences in sets.items():
            if isinstance(one.turn, str):
                cells.append("")
                continue
            took, many = rounds[one.name, name], len(sentences)
            work, clock, first = median(t.work for t in took), median(t.clock for t in took), took[0].work
            cells.append(f"{rate(many, work)} ({rate(many, clock)}); {rate(many, first)}")
            out.append(f"{took[-1].out:,}" + (f" (failed {took[-1].failed} times)" if took[-1].failed else ""))
        what = f"left out: {one.turn}" if isinstance(one.turn, str) else f"{one.unit}: {', '.join(out)}"
        lines.append(f"| {one.name} | {one.does} | " + " | ".join([*cells, what]) + " |")
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--limit", type=int, default=None, help="sentences of each set")
    parser.add_argument("--petrarch2", type=Path, required=True, help="its checkout, which has the sentences")
    for option in ("petrarch2-python", "universal", "universal-python", "spacy-python"):
        parser.add_argument(f"--{option}", type=Path, default=None)
    args = parser.parse_args(argv)
    petrarch2 = (args.petrarch2 / "petrarch2").resolve()
    universal = (args.universal / "UniversalPetrarch").resolve() if args.universal else None
    sets = {name: found[: args.limit] for name, found in paired(petrarch2, universal).items()}
    own = Path(sys.executable)
    whole, given = "whole pipeline, claims from raw text", "events given parses"
    cost = "one forward pass, random weights, compute cost only"
    with ExitStack() as stack:

        def process(kind: str, given: object, python: Path | None) -> Turn | str:
            return asked(kind, given, python, sets, stack)

        subjects = [
            Subject("Regesta, a sentence a report", whole, "claims", process("regesta", 1, own)),
            Subject(f"Regesta, {JOINED} sentences a report", whole, "claims", process("regesta", JOINED, own)),
            Subject("PETRARCH2", given, "events", process("petrarch2", petrarch2, args.petrarch2_python)),
            Subject("UniversalPetrarch", given, "events", process("universal", universal, args.universal_python)),
            Subject("spaCy, blank", "tokens only", "tokens", process("spacy", "", args.spacy_python)),
            Subject("an encoder of NGEC's size", cost, "pieces", process("encoder", "", own)),
        ]
        rounds = measured(subjects, sets, args.rounds)
    for name, found in sets.items():
        words, digest = mean(len(one.text.split()) for one in found), "\n".join(one.text for one in found).encode()
        print(f"{name}: {len(found)} sentences of {words:.1f} words, sha256 {hashlib.sha256(digest).hexdigest()}")
    print(
        f"Sentences a second, median of {args.rounds}: by the processor (by the clock); first round by the processor\n"
    )
    print(table(subjects, sets, rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
