from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.linking.cluster import Clusters

COUNT = 7
PAIRS = [(a, b) for b in range(COUNT) for a in range(b)]


def run(scores, barred=(), bound=0.4):
    clusters = Clusters(COUNT, scores, barred)
    clusters.run(bound)
    return sorted(clusters.members.values())


def test_the_best_pair_joins_first_and_the_average_decides():
    assert run({(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.1, (3, 4): 0.3}) == [[0, 1, 2], [3], [4], [5], [6]]
    assert run({(0, 1): 0.9, (1, 2): 0.7}) == [[0, 1], [2], [3], [4], [5], [6]]


def test_barred_pairs_never_meet_not_even_through_others():
    found = run({(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}, barred=[(0, 2)])
    assert found == [[0, 1], [2], [3], [4], [5], [6]]


def test_a_say_on_two_clusters():
    clusters = Clusters(3, {(0, 1): 0.9, (1, 2): 0.8}, may_join=lambda one, other: 2 not in (*one, *other))
    clusters.run(0.4)
    assert sorted(clusters.members.values()) == [[0, 1], [2]]


def test_a_large_cluster_is_not_asked_for_more_than_was_compared():
    near = {pair: 0.9 for pair in PAIRS if pair[1] < 6} | {(0, 6): 0.9, (1, 6): 0.9}
    for most, groups in ((None, 2), (2, 1)):
        clusters = Clusters(COUNT, near, most=most)
        clusters.run(0.4)
        assert len(clusters.members) == groups


scores = st.dictionaries(st.sampled_from(PAIRS), st.floats(0.01, 0.99))


@settings(deadline=None)
@given(scores, st.randoms())
def test_the_order_of_pairs_does_not_matter(found, chance):
    shuffled = list(found.items())
    chance.shuffle(shuffled)
    assert run(dict(shuffled)) == run(found)


@settings(deadline=None)
@given(scores, st.lists(st.sampled_from(PAIRS), max_size=6))
def test_every_item_is_in_one_cluster_and_no_bar_is_broken(found, barred):
    members = run(found, barred)
    assert sorted(n for group in members for n in group) == list(range(COUNT))
    assert not any(a in group and b in group for a, b in barred for group in members)
