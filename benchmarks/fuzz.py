"""Fuzzing of every reader: `python -m benchmarks.fuzz [--seconds 60] [--seed 0] [--target NAME] [--corpus FOLDER]`.

Guided by coverage with atheris where it is installed (`pip install atheris`), else by changing the smaller traps of
`benchmarks.traps` at random. A target takes bytes and may refuse them, but may not raise, break a law of offsets or
rows (`benchmarks.reading`), or take more than ten seconds. What fails is written into the corpus folder, or told.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path

#: Seconds that one input may take.
PATIENCE = 10
#: Bytes of an input at most: what is slow on these is told by `benchmarks.hostile`.
LONGEST = 4096


def whole(data: bytes) -> None:
    """A file of any kind, through capture, read, sentences, words, numbers and rows."""
    from benchmarks.reading import through  # noqa: PLC0415

    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        through(Path(file.name))


def _media(media: str) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        from benchmarks.reading import lawful, rows  # noqa: PLC0415
        from regesta.records.reports import Capture, Report  # noqa: PLC0415
        from regesta.stages.read import Read  # noqa: PLC0415

        item = Capture(data, "0" * 64, "a#b", media, "http://a.example/[", "utf-8", date(2024, 5, 1))
        (outcome,) = Read()([item])
        rows(item, outcome, 0)
        if isinstance(outcome, Report):
            lawful(outcome)

    return target


def feed(data: bytes) -> None:
    """The entries of a feed."""
    from regesta.text.feeds import feed_rows  # noqa: PLC0415

    list(feed_rows(b"<rss><channel><item>" + data + b"</item></channel></rss>"))


def array(data: bytes) -> None:
    """The elements of an array: those that JSON itself finds, where it finds any."""
    import json  # noqa: PLC0415

    from regesta.text.values import elements, json_value  # noqa: PLC0415

    found = [json_value(one) if isinstance(one, bytes) else one for one in elements(io.BytesIO(b"[" + data + b"]"))]
    try:
        expected = json.loads(b"[" + data + b"]")
    except (ValueError, RecursionError):
        return
    assert repr(found) == repr(expected), "an array is read otherwise"


def words(data: bytes) -> None:
    """Dates, lines, numbers and words of any text."""
    from benchmarks.reading import lawful  # noqa: PLC0415
    from regesta.records.reports import Part, PartKind, Report  # noqa: PLC0415
    from regesta.records.spans import Span  # noqa: PLC0415
    from regesta.text.dates import publication_date  # noqa: PLC0415
    from regesta.text.lines import line_kind  # noqa: PLC0415
    from regesta.text.plain import layout, normalise  # noqa: PLC0415

    text = normalise(data.decode("utf-8", "ignore").replace("\0", " "))
    publication_date(text)
    line_kind(text.strip())
    parts = layout(text).parts or (Part(PartKind.BODY, Span(0, len(text))),)
    lawful(Report("r-0", text, parts, "", None, "", "en", "", "", "", "a", "0"))


def codec(data: bytes) -> None:
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


TARGETS: dict[str, Callable[[bytes], None]] = {
    "file": whole, "text": _media("text/plain"), "page": _media("text/html"), "feed": feed, "array": array,
    "row": _media("application/x-regesta-row+json"), "words": words, "codec": codec,
}  # fmt: skip


def every(data: bytes) -> None:
    """All targets on the same bytes; the first byte names one where there are many."""
    names = list(TARGETS)
    TARGETS[names[data[0] % len(names)] if data else names[0]](data[1:])


def seeds(chance: random.Random) -> list[bytes]:
    """Small traps to begin with, cut to length."""
    from benchmarks import traps  # noqa: PLC0415

    small = ("encodings", "broken characters", "truncated", "rows", "XML entities", "not read")
    found = [trap.make()[:LONGEST] for trap in traps.every() if trap.kind in small and "deep" not in trap.name]
    chance.shuffle(found)
    return found


def changed(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """The bytes with a few changes: flipped, cut out, doubled, or taken over from another seed."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(out) + 1), chance.randint(1, 40)
        other = chance.choice(others)
        start = chance.randrange(len(other) + 1)
        acts = (b"", chance.randbytes(size), out[at : at + size] * chance.randint(1, 9), other[start : start + size])
        act = chance.randrange(len(acts))
        out[at : at + (size if act < 2 else 0)] = acts[act]
    return bytes(out[:LONGEST])


def loop(target: Callable[[bytes], None], *, seconds: float, seed: int, tell: Callable[[str], None]) -> tuple[int, int]:
    """Random changes for so long; how many inputs there were and how many failed."""
    chance = random.Random(seed)
    begun = seeds(chance)
    count = failed = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = bytes([chance.randrange(256)]) + changed(chance.choice(begun), chance, begun)
        began, count = time.process_time(), count + 1
        try:
            target(data)
            slow = time.process_time() - began > PATIENCE
        except Exception:
            tell(f"{traceback.format_exc()}on {data!r}")
            failed += 1
            continue
        if slow:
            tell(f"more than {PATIENCE} s on {data!r}")
            failed += 1
    return count, failed


def guided(target: Callable[[bytes], None], *, seconds: float, seed: int, corpus: Path) -> None:
    """Coverage-guided; does not come back, as its engine ends the process."""
    import atheris  # noqa: PLC0415

    with atheris.instrument_imports(include=["regesta", "benchmarks.reading"]):
        from benchmarks import reading  # noqa: F401, PLC0415
        from regesta.text import feeds, values  # noqa: F401, PLC0415
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(random.Random(seed))):
        (corpus / f"seed-{number:04}").write_bytes(data)
    asked = {"max_total_time": int(seconds), "seed": seed + 1, "timeout": PATIENCE, "max_len": LONGEST,
             "rss_limit_mb": 2048, "artifact_prefix": f"{corpus}/"}  # fmt: skip
    atheris.Setup([sys.argv[0], *(f"-{name}={value}" for name, value in asked.items()), str(corpus)], target)
    atheris.Fuzz()


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--target", choices=list(TARGETS), default=None)
    parser.add_argument("--corpus", type=Path, default=Path(tempfile.gettempdir(), "regesta-fuzz"))
    parser.add_argument("--unguided", action="store_true", help="random changes also where atheris is installed")
    args = parser.parse_args(argv)
    target = TARGETS[args.target] if args.target else every
    if importlib.util.find_spec("atheris") and not args.unguided:
        guided(target, seconds=args.seconds, seed=args.seed, corpus=args.corpus)
    count, failed = loop(target, seconds=args.seconds, seed=args.seed, tell=print)
    print(f"{count} inputs, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
