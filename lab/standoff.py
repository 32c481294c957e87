"""Annotation files: stand-off offsets and labels on texts that are not kept here.

`lab/annotations/ID.jsonl` holds one block: a header line (corpus, where in it, digest of the text, coder, the sentences
at which reports start, the side of our split) and one claim a line, in the shape of codebook section 11 without words.
Development blocks were coded by two coders, blind of each other: theirs lie in `first/` and `second/`, and what an
adjudicator made of both in `lab/annotations/` itself. Compile new ones with

    python -m lab.standoff DATA NOTATION... [--coder NAME] [--into first|second]

where DATA is the folder of unpacked corpora and each NOTATION a file written as `lab/annotate.py` says, named for its
block: `gmb-10872.ann` (36 sentences from number 10872 on), `wikinews-2019-037.ann` (row 37 of that year's file),
`gum-korea.ann` (a training news document), `locphr-a01dc9.ann` (a file whose name begins so),
`qanom-1767148.ann` (a report of Wikinews by its number), `re3d-uk-07.ann` (a document by its folder and line),
`muc4-dev-muc3-0006.ann` (a training document by its id), `cnc-0024.ann` (24 sentences from number 24 on),
`own-2011-03-18-libya.ann` (a report of our own in `lab/texts/`, with its date), `tale-2033-02-11-hostages.ann` (the
same of invented countries and people).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from lab.annotate import Source, compile_lines
from lab.corpora import causalnews, gmb, muc4, qanom, re3d
from regesta.records.spans import Span
from regesta.text.sentences import sentences

HOME = Path(__file__).parent / "annotations"
#: Reports that we wrote ourselves to be annotated; the only texts that are kept here.
OWN = Path(__file__).parent / "texts"
#: What the names of reports of our own begin with: `own` retells public events, in a `tale` everything is invented.
WRITTEN = ("own", "tale")
#: Sentences in one block of the Groningen Meaning Bank.
BLOCK = 36

#: Corpora whose texts are looked up by name: what reads them, and from where in the data folder.
BY_NAME = {
    "cnc": (causalnews.texts, "causalnews"),
    "qanom": (qanom.texts, "qanom"),
    "re3d": (re3d.texts, "re3d"),
    "muc4": (muc4.texts, "muc4/proc_output/doc_train"),
}

Claim = dict[str, object]


@dataclass(frozen=True, slots=True)
class Block:
    """One annotated block.

    Attributes:
        id: `gmb-NNNNN`, `wikinews-YYYY-NNN`, `gum-NAME`, `locphr-NAME`, `qanom-N`, `re3d-NAME`,
            `muc4-NAME`, `cnc-NNNN`, `own-DATE-NAME` or `tale-DATE-NAME`.
        text_sha256: digest of the text the offsets refer to.
        published: ISO date, or None where the corpus gives none.
        coder: letter of the coder, or `adjudicated`.
        split: `train` or `dev`; every `dev` block was coded twice.
        starts: code-point offsets at which reports start.
        claims: the claims, offsets in the block's text.
    """

    id: str
    text_sha256: str
    published: str | None
    coder: str
    split: str
    starts: tuple[int, ...]
    claims: tuple[Claim, ...]


@cache
def _gmb(path: Path) -> list[list[gmb.Token]]:
    return gmb.sentences(path)


@cache
def _wikinews(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(10**9)
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def _gum(path: Path) -> dict[str, str]:
    """Texts of the training news documents by the last part of their id, one sentence a line."""
    out: dict[str, str] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc id = "):
            name = line.removeprefix("# newdoc id = GUM_news_") if "_news_" in line else ""
        elif line.startswith("# text = ") and name:
            out[name] = out.get(name, "") + line.removeprefix("# text = ") + "\n"
    return out


def text_of(data: Path, block_id: str) -> tuple[str, str | None]:
    """The text of a block, rebuilt from its corpus, and its publication date if it has one."""
    corpus, _, rest = block_id.partition("-")
    if corpus in WRITTEN:
        return (OWN / f"{block_id}.txt").read_text(encoding="utf-8"), rest[:10]
    if corpus == "gmb":
        first = int(rest)
        return gmb.report_text(_gmb(data / "gmb/ner_dataset.csv")[first : first + BLOCK]), None
    if corpus in BY_NAME:
        texts, place = BY_NAME[corpus]
        return texts(data / place)[rest], None
    if corpus == "locphr":
        (path,) = (data / "locphr/eng").glob(f"*/plain/{rest}*.txt")
        return path.read_text(encoding="utf-8").replace("\r\n", "\n").strip("\n") + "\n", None
    if corpus == "gum":
        return _gum(data / "ud_gum/ud_gum-train-rebuilt.conllu")[rest], None
    year, row = rest.split("-")
    article = _wikinews(data / f"wikinews/wikinews_{year}.csv")[int(row)]
    body = article["text"].replace("\r\n", "\n").replace("\r", "\n")
    return f"{article['title']}\n\n{body}", article["date"]


def source_of(block_id: str, text: str, numbered: Path | None = None) -> Source:
    """The text with the sentences coders numbered: lines in some corpora, else given offsets or our splitting."""
    if block_id.startswith(("gmb-", "gum-", "qanom-", "cnc-")):
        return Source(text, [m.span() for m in re.finditer(r"[^\n]+", text)])
    if numbered is not None and numbered.exists():
        return Source(text, [(a, b) for a, b in json.loads(numbered.read_text(encoding="utf-8"))["sentences"]])
    spans = [s for m in re.finditer(r"[^\n]*\S[^\n]*", text) for s in sentences(text, Span(*m.span()))]
    return Source(text, [(s.start, s.end) for s in spans])


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims as a block has them: by trigger, then by type."""
    return tuple(sorted(claims, key=lambda c: (c["trigger"]["start"], str(c["event"]))))  # type: ignore[index]


def write(block: Block, folder: Path) -> None:
    """One block into its file."""
    folder.mkdir(parents=True, exist_ok=True)
    head = asdict(block)
    claims = head.pop("claims")
    lines = [json.dumps(head), *(json.dumps(c, separators=(",", ":")) for c in claims)]
    (folder / f"{block.id}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path: Path) -> Block:
    """One block from its file."""
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    head = json.loads(first)
    head["starts"] = tuple(head["starts"])
    return Block(**head, claims=tuple(json.loads(line) for line in rest))


def blocks(folder: Path = HOME) -> list[Block]:
    """All blocks of a folder, by id."""
    return [read(path) for path in sorted(folder.glob("*.jsonl"))]


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("notation", type=Path, nargs="+")
    parser.add_argument("--coder", default="A")
    parser.add_argument("--split", default="train", choices=["train", "dev"])
    parser.add_argument("--into", default=".", choices=[".", "first", "second"])
    parser.add_argument("--numbered", type=Path, help="folder with the sentence offsets the coders were shown")
    args = parser.parse_args(argv)
    bad = 0
    for path in args.notation:
        text, published = text_of(args.data, path.stem)
        source = source_of(path.stem, text, args.numbered / f"{path.stem}.json" if args.numbered else None)
        claims, starts, faults = compile_lines(source, path.read_text(encoding="utf-8").splitlines())
        for fault in faults:
            print(f"{path}: {fault}", file=sys.stderr)
        bad += len(faults)
        offsets = tuple(source.sentences[s][0] for s in starts if s < len(source.sentences))
        digest = hashlib.sha256(text.encode()).hexdigest()
        block = Block(path.stem, digest, published, args.coder, args.split, offsets, in_order(claims))
        write(block, HOME / args.into)
    print(f"{len(args.notation)} blocks, {bad} lines refused", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
