"""The scheme that ships: its sets are the codebook's, exactly; its entries are complete and its cues well formed."""

from __future__ import annotations

import re

import pytest

from regesta.errors import KnowledgeError
from regesta.ontology.scheme import QUADS, Scheme, _event, load

QUAD_OF = {
    "verbal cooperation": "AGREE CONSULT SUPPORT CONCEDE",
    "material cooperation": "COOPERATE AID RETREAT",
    "verbal conflict": "REQUEST ACCUSE REJECT THREATEN",
    "material conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
CONTEXTS = (
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic "
    "legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity "
    "inequality diplomatic territory peacekeeping health asylum migration disasters natural_resource environment "
    "technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking"
)
SECTORS = "GOV MIL COP JUD LEG PTY OPP REB PRM SPY UAF CRM BUS CVL EDU JRN LAB MED REF REL SOC ELI AGR PRE UNK"
CUE = re.compile(r"~?[a-z0-9àâäéèêëïôöûüç][a-z0-9àâäéèêëïôöûüç' -]*\*?")


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load()


def test_types_and_quads_are_the_codebook_s(scheme: Scheme) -> None:
    found = {quad: {e.name for e in scheme.events if e.quad == quad} for quad in QUADS}
    assert found == {quad: set(names.split()) for quad, names in QUAD_OF.items()}
    assert len(scheme.events) == 16


@pytest.mark.parametrize("name", sorted(" ".join(QUAD_OF.values()).split()))
def test_modes_are_the_codebook_s(scheme: Scheme, name: str) -> None:
    assert sorted(mode.name for mode in scheme.event(name).modes) == sorted(MODES.get(name, "").split())


def test_contexts_are_the_codebook_s_in_its_order(scheme: Scheme) -> None:
    assert [context.name for context in scheme.contexts] == CONTEXTS.split()


def test_sectors_are_the_codebook_s_in_its_order(scheme: Scheme) -> None:
    assert [code for code, _ in scheme.sectors] == SECTORS.split()


def test_everything_is_defined_and_the_source_named(scheme: Scheme) -> None:
    assert "PLOVER draft 0.8" in scheme.version
    assert all(len(e.definition) > 20 and len(e.not_when) > 20 for e in scheme.events)
    assert all(len(c.definition) > 20 and c.cues for c in scheme.contexts)
    assert all(len(definition) > 10 for _, definition in scheme.sectors)


def test_cues_are_lower_case_and_stand_once_in_a_mode(scheme: Scheme) -> None:
    lists = [mode.cues for event in scheme.events for mode in event.modes] + [c.cues for c in scheme.contexts]
    for cues in lists:
        assert cues and len(set(cues)) == len(cues), cues
        assert all(CUE.fullmatch(cue) for cue in cues), [cue for cue in cues if not CUE.fullmatch(cue)]


def test_an_event_that_is_not_there(scheme: Scheme) -> None:
    with pytest.raises(KeyError):
        scheme.event("DANCE")


def test_an_unknown_quad_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="quad 'both'"):
        _event("AGREE", {"quad": "both", "definition": "x", "not_when": "y"})
