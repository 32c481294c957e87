from datetime import date

import networkx

from regesta.exchange.profile import Options
from regesta.exchange.profiles.gexf import NO_PAIR, write
from regesta.exchange.tables import NOT_ACTUAL, NOT_ASSERTED
from tests.exchange.making import ALL, ATTACK, SECOND, VISIT, answer, time


def graph(tmp_path, *claims):
    tally = write(answer(*claims), tmp_path, Options())
    return networkx.read_gexf(tmp_path / "network.gexf", version="1.3"), tally


def by_label(network):
    return {data["label"]: name for name, data in network.nodes(data=True)}


def test_parties_are_nodes_and_dyads_are_edges(tmp_path):
    network, tally = graph(tmp_path, *ALL)
    nodes = by_label(network)
    assert set(nodes) == {"Northland", "villagers", "A", "B"}
    assert network.nodes[nodes["Northland"]]["code"] == "FRA"
    edges = {(one, other): data for one, other, data in network.edges(data=True)}
    attack = edges[nodes["Northland"], nodes["villagers"]]
    assert (attack["event"], attack["weight"], attack["claims"], attack["undated"]) == ("ASSAULT", 1.0, 2, 0)
    assert attack["spells"] == [("2024-03-19", "2024-03-19")]
    assert edges[nodes["A"], nodes["B"]]["spells"] == [("2024-05-01", "2024-05-31")]
    assert tally.left_out == {NO_PAIR: 2, NOT_ACTUAL: 1, NOT_ASSERTED: 1}


def test_one_edge_for_each_type_with_a_spell_for_each_time(tmp_path):
    later = {**SECOND, "claim_id": "c-3", "time": time("2024-04-01", "2024-04-02")}
    undated = {**SECOND, "claim_id": "c-4", "time": None}
    other = {**SECOND, "claim_id": "c-5", "event": "THREATEN"}
    network, tally = graph(tmp_path, ATTACK, later, undated, other)
    assert tally.rows == {"network.gexf": 2}
    found = {data["event"]: data for *_, data in network.edges(data=True)}
    assert set(found) == {"ASSAULT", "THREATEN"}
    assert found["ASSAULT"]["weight"] == 3.0 and found["ASSAULT"]["undated"] == 1
    days = [start for start, _ in found["ASSAULT"]["spells"]]
    assert days == sorted(days) and [date.fromisoformat(day).month for day in days] == [3, 4]


def test_an_edge_without_a_time_has_no_spell(tmp_path):
    network, _ = graph(tmp_path, {**VISIT, "time": None})
    [(_, _, data)] = network.edges(data=True)
    assert "spells" not in data and data["undated"] == 1
