"""Which documents train and measure each stage, and how often each is seen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lab.corpora import claims, conllu, entities, ewt, gleaned, gum, wikiwars
from lab.corpora.run_on import run_on
from lab.documents import Document
from regesta.model.bundle import shipped

__all__ = ["Document", "Sets", "load"]

#: Words from which a report counts as long: more than one window.
LONG = 200
#: Reports of our own of the third round end in one of these letters.
THIRD = tuple(f"-{letter}" for letter in "defghijklmnopqrstuv")
#: Those of the fourth round, about civil and domestic news.
FOURTH = tuple(f"-w{letter}" for letter in "abcdefghijklmn")
#: Those of the fifth round: parties told elsewhere, nouns and everyday verbs as triggers, aid, small figures.
FIFTH = tuple(f"-x{letter}" for letter in "abcdefghijklmn")
#: The tales of the sixth round, about rare words, have one of these in their names.
SIXTH = tuple(f"-y{letter}-" for letter in "abcdefghi")
#: Words from which a report of Wikinews is an interview of many pages, with hardly a claim.
INTERVIEW = 2_000
#: Stages of nothing but treebanks, with the number of times that they see EWT four times and GUM twice.
TREEBANKS = {"syntax": 1, "clauses": 2, "phrases": 2}
#: Stages whose reports have the syntax that a checkpoint of the run sees in them (`lab.parse.teach`).
TUTORS = {"chorus": "tutor"}


@dataclass(frozen=True, slots=True)
class Sets:
    """Training documents with repeats, development documents by name, and the documents that decide label sets."""

    train: list[tuple[list[Document], int]]
    dev: dict[str, list[Document]]
    syntax: list[Document]


def load(data: Path, stage: str, run: Path) -> Sets:
    """Everything a stage needs. Test splits are never read here."""
    web, works = data / "ud_ewt/ud_ewt-train-rebuilt.conllu", data / "ud_gum/ud_gum-train-rebuilt.conllu"
    english = _ewt(data, web, "train")
    english_dev = _ewt(data, data / "ud_ewt/en_ewt-ud-dev.conllu", "dev")
    genres = conllu.documents(works, "gum", genres=conllu.FREE_GENRES)
    genres_dev = conllu.documents(data / "ud_gum/en_gum-ud-dev.conllu", "gum", genres=conllu.FREE_GENRES)
    for docs in (genres, genres_dev):
        gum.add_coreference(docs, data / "gum_coref/ontogum_conll")
    names = entities.documents(data / "gmb/ner_dataset.csv", count=500, stride=7)
    names_dev = entities.documents(data / "gmb/ner_dataset.csv", count=20, stride=150, offset=3)
    syntax = english + genres
    dev = {"ewt": english_dev, "gum": genres_dev, "gmb-entities": names_dev}
    wars = wikiwars.documents(data / "wikiwars/wikiwars-tagged")
    dev["wikiwars"] = wikiwars.documents(data / "wikiwars/wikiwars-tagged", held_out=True)
    if stage == "corpora":
        return Sets([(english, 5), (genres, 5), (wars, 2), (names, 1)], dev, syntax)
    mails, pages = run_on(english, web), run_on(genres, works)
    if stage in TREEBANKS:
        return Sets([(mails, 4 * TREEBANKS[stage]), (pages, 2 * TREEBANKS[stage])], dev, syntax)
    told, dev["claims"] = claims.documents(data, run, TUTORS.get(stage))
    # Long reports are the rarer and the harder ones.
    long = [doc for doc in told if len(doc.words) > LONG]
    own = _told_in(told, "own")
    third = [doc for doc in own if doc.id.rpartition(":")[0].endswith(THIRD)]
    fourth = [doc for doc in own if doc.id.rpartition(":")[0].endswith(FOURTH)]
    fifth = [doc for doc in own if doc.id.rpartition(":")[0].endswith(FIFTH)]
    tales = _told_in(told, "tale")
    sixth = [doc for doc in tales if any(part in doc.id for part in SIXTH)]
    radio = _told_in(told, "gmb")
    wire = [doc for doc in _told_in(told, "wikinews") if len(doc.words) < INTERVIEW]
    desk = _told_in(told, "qanom", "re3d")
    telex = _told_in(told, "muc4")
    streets = _told_in(told, "cnc")
    rehearsal = [(english, 2), (genres, 1), (wars, 1)]
    once = [(told, 1), (long, 1), (wire, 1), (english, 1), (genres, 1), (wars, 1), (names[::4], 1)]
    everything = [*once, (told, 1)]
    mixes: dict[str, list[tuple[list[Document], int]]] = {
        "claims": [(told, 6), (english, 1), (genres, 2), (wars, 1), (names, 1)],
        "refine": [(told, 3), (english, 1)],
        "deepen": [(told, 3), (english, 1)],
        # A quarter of the treebank keeps the syntax in practice.
        "settle": [(told, 2), (long, 1), (english[::4], 1)],
        "finish": [(told, 2), (long, 1), (english[::4], 1)],
        "renew": [(told, 3), (long, 1), *rehearsal, (names, 1)],
        "polish": [(told, 2), (own, 3), (wire, 3), (long, 1), *rehearsal, (names[::2], 1)],
        "extend": [(told, 1), (own, 3), (long, 2), *rehearsal, (names[::2], 1)],
        "ripen": [(told, 2), (own, 2), (tales, 3), (long, 1), (english, 1), (genres, 1), (wars, 1), (names[::4], 1)],
        # What no stage has seen yet is seen more often.
        "season": [(told, 1), (own, 1), (third, 3), (wire, 2), (long, 1), (english[::2], 1), (genres[::2], 1),
                   (wars, 1), (names[::4], 1)],
        "widen": [(told, 1), (third, 1), (fourth, 3), (wire, 3), (english, 1), (genres[::2], 1), (wars, 1),
                  (names[::4], 1)],
        "ground": [(told, 1), (long, 1), (fifth, 3), (fourth, 1), (wire, 1), (english, 1), (genres[::2], 1), (wars, 1),
                   (names[::4], 1)],
        "glean": [*everything],
        "vary": [*everything],
        "sense": [*everything],
        "drill": [*once, (sixth, 3)],
        "hone": [*once, (sixth, 1), (english, 1)],
        "stray": [*once, (sixth, 1)],
        # The Meaning Bank counts twice: most of what the stage before had not seen.
        "radio": [*once, (radio, 1)],
        "relay": [*once, (radio, 1)],
        "bend": [*once, (wire, 1)],
        "desk": [*once, (wire, 1), (desk, 3), (telex, 1)],
        "level": [(told, 1), (wire, 1), (desk, 2), (english, 2), (genres, 2), (wars, 1), (names[::4], 1)],
        "flow": [(told, 1), (wire, 1), (desk, 1), (streets, 1), (mails, 8), (english, 2), (pages, 4), (genres, 1),
                 (wars, 2), (names[::4], 1)],
        "press": [(told, 1), (desk, 1), (streets, 1), (mails, 4), (pages, 2), (wars, 1), (names[::4], 1)],
        "chorus": [(told, 1), (desk, 1), (streets, 1), (mails, 4), (pages, 2), (wars, 1), (names[::4], 1)],
        "crown": [(told, 1), (mails, 6), (pages, 4), (wars, 1), (names[::4], 1)],
    }  # fmt: skip
    if stage == "glean":
        mixes[stage].append((gleaned.documents(data, shipped()), 1))
    return Sets(mixes[stage], dev, syntax)


def _told_in(told: list[Document], *corpora: str) -> list[Document]:
    """Of annotated reports those of some corpora, as block ids call them."""
    return [doc for doc in told if doc.id.startswith(tuple(f"claims:{corpus}-" for corpus in corpora))]


def _ewt(data: Path, path: Path, split: str) -> list[Document]:
    docs = conllu.documents(path, "ewt")
    ewt.add_propbank(docs, data / "propbank_ewt/ewt_srl_merged.conll")
    ewt.add_factuality(docs, data / "uds_ih2" / f"{split}.jsonl")
    return docs
