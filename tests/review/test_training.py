import hashlib
import json

import pytest

from lab.standoff import read
from regesta.errors import BadValueError
from regesta.exchange.training import write
from regesta.records.claims import Entry
from regesta.review.training import blocks, label_studio, prodigy
from tests.shelf import STORY, claim, told


@pytest.fixture
def judged(shelf, story):
    """Helped is corrected, shelled rejected, denied judged by nobody."""
    desk = shelf.desk()
    desk.decide("anna", story[0], "correct", changes={"realis": "future"})
    desk.decide("anna", story[1], "reject")
    return story


def test_stand_off_annotations_are_those_of_the_lab(shelf, judged, tmp_path):
    assert write(shelf.register(), tmp_path / "gold", form="standoff") == f"1 reports in {tmp_path / 'gold'}"
    (path,) = (tmp_path / "gold").iterdir()
    block = read(path)
    assert (block.id, block.published, block.starts) == (told().id, "2024-03-20", (0,))
    assert block.text_sha256 == hashlib.sha256(STORY.encode()).hexdigest()
    helped, denied = block.claims
    assert (helped["event"], helped["realis"], helped["weight"]) == ("AID", "future", "core")
    assert STORY[helped["trigger"]["start"] : helped["trigger"]["end"]] == "helped"
    assert helped["participants"][0] == {"role": "actor", "start": 14, "end": 23, "code": "NLD", "sectors": ["GOV"]}
    assert (denied["event"], denied["weight"]) == ("REJECT", "optional")
    assert "Northland" not in path.read_text()


def test_a_cue_has_its_place_again(shelf):
    of = told()
    shelf.put(Entry(of, (claim(of, "helped", "AID", voice="officials"),)))
    shelf.desk().decide("anna", next(iter(shelf.rows())), "accept")
    ((_, (_, made)),) = blocks(shelf.register())
    cue = made["attribution"][0]["cue"]
    assert STORY[cue["start"] : cue["end"]] == "said"


def test_reports_that_nobody_judged_are_no_training_data(shelf, story):
    register = shelf.register()
    assert (list(blocks(register)), list(prodigy(register)), list(label_studio(register))) == ([], [], [])


def test_disputed_claims_are_left_out_until_they_are_settled(shelf, judged):
    desk = shelf.desk()
    desk.decide("bob", judged[0], "reject")
    assert [task["meta"]["claim_id"] for task in prodigy(shelf.register())] == [judged[1]]
    desk.adjudicate("lead", judged[0], "accept", like="anna")
    assert len(list(prodigy(shelf.register()))) == 2


def test_tasks_of_prodigy(shelf, judged, tmp_path):
    assert write(shelf.register(), tmp_path / "tasks.jsonl", form="prodigy").startswith("2 claims")
    tasks = [json.loads(line) for line in (tmp_path / "tasks.jsonl").read_text().splitlines()]
    answers = {task["meta"]["claim_id"]: task["answer"] for task in tasks}
    assert answers == {judged[0]: "accept", judged[1]: "reject"}
    helped = next(task for task in tasks if task["answer"] == "accept")
    marked = [(helped["text"][one["start"] : one["end"]], one["label"]) for one in helped["spans"]]
    assert marked == [("Northland", "ACTOR"), ("helped", "AID"), ("Westland", "RECIPIENT"), ("Dunport", "PLACE"),
                      ("May 2020", "TIME")]  # fmt: skip
    assert (helped["meta"]["realis"], helped["meta"]["state"]) == ("future", "corrected")


def test_tasks_of_label_studio(shelf, judged, tmp_path):
    write(shelf.register(), tmp_path / "tasks.json", form="labelstudio")
    tasks = json.loads((tmp_path / "tasks.json").read_text())
    assert len(tasks) == 2
    results = {task["data"]["claim_id"]: task["annotations"][0]["result"] for task in tasks}
    assert results[judged[1]] == []
    for result in results[judged[0]]:
        value = result["value"]
        text = next(task["data"]["text"] for task in tasks if task["data"]["claim_id"] == judged[0])
        assert text[value["start"] : value["end"]] == value["text"]
        assert (result["from_name"], result["to_name"], result["type"]) == ("label", "text", "labels")


def test_offsets_fit_in_any_script(shelf):
    of = told("سلام\n\n🕊️ Northland 🕊️ helped Westland. قال")
    shelf.put(Entry(of, (claim(of, "helped", "AID", actor="Northland"),)))
    shelf.desk().decide("anna", next(iter(shelf.rows())), "accept")
    (task,) = prodigy(shelf.register())
    assert [task["text"][one["start"] : one["end"]] for one in task["spans"]] == ["Northland", "helped"]


def test_what_cannot_be_written_is_told(shelf, judged, tmp_path):
    with pytest.raises(BadValueError, match="no form 'xml'"):
        write(shelf.register(), tmp_path / "x", form="xml")
    with pytest.raises(BadValueError, match="cannot be written"):
        write(shelf.register(), tmp_path / "none" / "x.jsonl", form="prodigy")
    assert not (tmp_path / "x").exists()
