"""One of those that `benchmarks.peers` compares, in a process of its own: `python peer.py KIND GIVEN SENTENCES`.

SENTENCES is a JSON file with sets of sentences by name. A line of standard input names a set; the answer is a line with
the seconds that it took by the clock and of the processor, how many things came out, and how often it failed. Loading
is not counted. PETRARCH2 needs Python 2.7, which knows types in comments only.
"""

import io
import json
import os
import resource
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:  # Python 2.7 has neither
    from collections.abc import Callable  # noqa: F401 (in comments)
    from typing import Any  # noqa: F401

#: Layers, width, heads and inner width of the encoder, and the size of its vocabulary.
LAYERS, WIDTH, HEADS, INNER, VOCABULARY = 12, 768, 12, 3072, 30522


def regesta(joined):
    # type: (str) -> tuple[Callable[[Any], list[Any]], Callable[[Any], int]]
    """Claims of reports of so many sentences, each a paragraph; read, annotated, extracted and resolved."""
    from dataclasses import replace  # noqa: PLC0415 (not in Python 2.7)
    from importlib.resources import files  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    from regesta.assembly.recipe import Recipe  # noqa: PLC0415
    from regesta.config import settings  # noqa: PLC0415
    from regesta.records.claims import Entry  # noqa: PLC0415
    from regesta.stages.capture import captures  # noqa: PLC0415
    from regesta.stages.captured import row_capture  # noqa: PLC0415
    from regesta.text.rows import Row  # noqa: PLC0415

    pipeline = Recipe(replace(settings(), threads=1))()
    pipeline(
        list(captures([Path(str(files("regesta").joinpath("dispatches")))]))[:1]
    )  # whatever is loaded at the first report

    def take(rows):
        # type: (Any) -> list[Any]
        parts = [rows[at : at + int(joined)] for at in range(0, len(rows), int(joined))]
        day = [part[0]["date"] for part in parts]
        days = ["-".join((one[:4], one[4:6], one[6:])) for one in day]
        texts = ["\n\n".join(row["text"] for row in part) for part in parts]
        return [row_capture(Row(text=text, published=day), "") for text, day in zip(texts, days, strict=True)]

    def code(capture):
        # type: (Any) -> int
        (entry,) = pipeline([capture])
        if not isinstance(entry, Entry):
            raise ValueError(entry)
        return len(entry.claims)

    return take, code


def petrarch(folder, module):
    # type: (str, str) -> tuple[Callable[[Any], list[Any]], Callable[[Any], int]]
    """Events of sentences with their parses, as PETRARCH2 or UniversalPetrarch codes them.

    With the configuration and the dictionaries that the checkout ships. Its reading of the file is not counted.
    """
    sys.path[0] = folder
    coder, reader, utilities = (__import__(name) for name in (module, "PETRreader", "utilities"))
    universal = hasattr(utilities, "_format_ud_parsed_str")
    tidy = utilities._format_ud_parsed_str if universal else utilities._format_parsed_str
    utilities.init_logger("PETRARCH.log", *([False] if universal else []))
    reader.parse_Config(utilities._get_data("data/config/", "PETR_config.ini"))
    coder.read_dictionaries()

    def code(taken):
        # type: (Any) -> int
        name, date, text, parse = taken
        story = {"meta": {"date": date, "source": ""}, "sents": {"0": {"content": text, "parsed": parse, "date": date}}}
        sentences = coder.do_coding({name: story})[name]["sents"]  # None where a word makes it discard the story
        return len(sentences["0"].get("events") or ()) if sentences else 0

    return (lambda rows: [(row["id"], row["date"], row["text"], tidy(row["parse"])) for row in rows]), code


def spacy(_):
    # type: (str) -> tuple[Callable[[Any], list[Any]], Callable[[Any], int]]
    """Tokens of spaCy's pipeline without components."""
    cut = __import__("spacy").blank("en")
    cut("Two governments signed an agreement on Tuesday.")
    return (lambda rows: [row["text"] for row in rows]), (lambda text: len(cut(text)))


def encoder(_):
    # type: (str) -> tuple[Callable[[Any], list[Any]], Callable[[Any], int]]
    """Word pieces that went through an encoder of random weights, in float32 on one thread."""
    import torch  # noqa: PLC0415 (only the lab needs it)
    from tokenizers import Tokenizer  # noqa: PLC0415 (not in Python 2.7)

    from regesta.model.bundle import shipped  # noqa: PLC0415

    tokenizer = Tokenizer.from_file(str(shipped() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    layer = torch.nn.TransformerEncoderLayer(WIDTH, HEADS, INNER, dropout=0.0, activation="gelu", batch_first=True)
    words = torch.nn.Embedding(VOCABULARY, WIDTH)
    layers = torch.nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False).eval()

    def code(ids):
        # type: (Any) -> int
        with torch.inference_mode():
            return int(layers(words(ids)).shape[1])

    code(torch.zeros(1, 8, dtype=torch.int64))
    return (lambda rows: [torch.tensor([tokenizer.encode(row["text"]).ids]) for row in rows]), code


def took(code, given):
    # type: (Callable[[Any], int], list[Any]) -> dict[str, Any]
    """One round over a set."""
    out, failed, began, used = 0, 0, time.time(), work()
    for one in given:
        try:
            out += code(one)
        except Exception:
            failed += 1
    return {"clock": time.time() - began, "work": work() - used, "out": out, "failed": failed}


def work():
    # type: () -> float
    """Seconds of processor time of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


KINDS = {
    "regesta": regesta,
    "petrarch2": lambda folder: petrarch(folder, "petrarch2"),
    "universal": lambda folder: petrarch(folder, "petrarch_ud"),
    "spacy": spacy,
    "encoder": encoder,
}


def main(kind, given, sentences):
    # type: (str, str, str) -> None
    """Loads, says so by an empty line, answers. What a peer itself prints goes nowhere."""
    sys.path[0] = os.devnull  # the neighbours of this file are no modules of anybody
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    take, code = KINDS[kind](given)
    with io.open(sentences, encoding="utf-8") as file:  # noqa: UP020 (Python 2.7)
        sets = {name: take(rows) for name, rows in json.load(file).items()}
    answer = ""
    while True:
        answers.write(answer + "\n")
        answers.flush()
        asked = sys.stdin.readline().strip()
        if not asked:
            return
        answer = json.dumps(took(code, sets[asked]))


if __name__ == "__main__":
    main(*sys.argv[1:4])
