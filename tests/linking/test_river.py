from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.linking.decisions import Decision
from regesta.linking.river import link
from regesta.linking.scorer import shipped
from tests.claimrows import DUNPORT, article, row, shelling


def groups(linked):
    return sorted(sorted(one.claims) for one in linked.incidents)


def of(linked, claim):
    return next(one for one in linked.incidents if claim in one.claims)


def test_one_happening_is_one_incident_and_another_day_another():
    rows, articles = shelling()
    linked = link(rows, articles, shipped())
    assert groups(linked) == [["c-1", "c-2", "c-3"], ["c-4"]]
    found = of(linked, "c-1")
    assert (found.reports, found.sources, found.stated, found.denied) == (3, 3, 2, 1)
    assert found.voices_for == ("SLD GOV", "report")
    assert found.voices_against == ("NLD GOV",)
    assert [(one.measure, one.low, one.best, one.high) for one in found.figures] == [("killed", 12.0, 12.0, 19.0)]
    assert found.place is not None
    assert found.place.name == "Dunport"


def test_a_plan_and_a_report_are_one_incident_and_stay_what_they_are():
    rows, articles = shelling()
    text = "Northland will shell Dunport on Monday, its general warned."
    rows.append(row("c-0", "r-0", text, "shell", where=DUNPORT, realis="future", published=date(2020, 5, 3)))
    found = of(link(rows, [*articles, article("r-0", text, published=date(2020, 5, 3))], shipped()), "c-0")
    assert {"c-0", "c-1"} <= set(found.claims)
    assert dict(found.realis) == {"actual": 3, "future": 1, "hypothetical": 0, "negated": 0}


def test_every_claim_is_in_one_incident():
    rows, articles = shelling()
    linked = link(rows, articles, shipped())
    assert [member.claim_id for member in linked.members] == ["c-1", "c-2", "c-3", "c-4"]
    assert {member.incident_id for member in linked.members} == {one.id for one in linked.incidents}


@settings(max_examples=25, deadline=None)
@given(st.randoms())
def test_the_order_of_claims_and_reports_does_not_matter(chance):
    rows, articles = shelling()
    expected = link(rows, articles, shipped())
    chance.shuffle(rows)
    chance.shuffle(articles)
    assert link(rows, articles, shipped()) == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.sets(st.sampled_from(["c-1", "c-2", "c-3", "c-4"]), min_size=2))))
def test_the_last_decision_always_holds(decided):
    rows, articles = shelling()
    said = [Decision("merge" if merge else "split", tuple(sorted(claims))) for merge, claims in decided]
    linked = link(rows, articles, shipped(), said)
    if said:
        last, home = said[-1], {claim: one.id for one in linked.incidents for claim in one.claims}
        homes = {home[claim] for claim in last.claims}
        assert len(homes) == (1 if last.act == "merge" else len(last.claims))


def test_a_decision_is_told_among_the_reasons():
    rows, articles = shelling()
    decided = [Decision("merge", ("c-1", "c-4"), "anna", "2024-01-01", "one night")]
    assert "merged by anna 2024-01-01 one night" in of(link(rows, articles, shipped(), decided), "c-4").reasons


def test_the_id_stays_when_a_later_report_tells_it_again():
    rows, articles = shelling()
    assert of(link(rows[:1], articles[:1], shipped()), "c-1").id == of(link(rows, articles, shipped()), "c-1").id


def test_copies_count_as_one_source_whatever_the_outlet():
    body = " ".join(f"Then unit {n} moved past farm {n} towards the bridge of mill {n}." for n in range(12))
    text = f"Northland shelled Dunport on Monday, killing 12 people. {body}"
    rows = [row(f"c-{n}", f"r-{n}", text[:55], "shelled", where=DUNPORT) for n in range(3)]
    articles = [article(f"r-{n}", f"Head {n}\n\n{text}", source=f"Outlet {n}") for n in range(3)]
    (found,) = link(rows, articles, shipped()).incidents
    assert (found.reports, found.sources) == (3, 1)
    assert "2 of the reports are near copies of others" in found.reasons


def test_people_may_tell_copies_apart():
    body = " ".join(f"Then unit {n} moved past farm {n} towards the bridge of mill {n}." for n in range(12))
    text = f"Northland shelled Dunport on Monday, killing 12 people. {body}"
    rows = [row(f"c-{n}", f"r-{n}", text[:55], "shelled", where=DUNPORT) for n in range(3)]
    articles = [article(f"r-{n}", text) for n in range(3)]
    linked = link(rows, articles, shipped(), [Decision("split", ("c-0", "c-2"))])
    assert groups(linked) in ([["c-0", "c-1"], ["c-2"]], [["c-0"], ["c-1", "c-2"]])


def test_a_group_that_a_person_made_of_two_days_still_takes_others():
    rows, articles = shelling()
    decided = [Decision("merge", ("c-1", "c-4"))]
    assert {"c-1", "c-2", "c-4"} <= set(of(link(rows, articles, shipped(), decided), "c-4").claims)


def test_reports_of_one_outlet_are_one_source():
    rows, articles = shelling()
    same = [replace(one, source="The Wire") for one in articles]
    assert of(link(rows, same, shipped()), "c-1").sources == 1


def test_nothing_links_to_nothing():
    linked = link([], [], shipped())
    assert linked.incidents == linked.members == ()
