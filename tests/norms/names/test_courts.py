"""Whose rulings control where, and that the courts are those of courts-db."""

import pytest
from courts_db import courts as listed

from comity.norms.names.courts import all_courts, circuit_of, controls, court, forum_of
from comity.norms.names.governments import all_governments
from comity.norms.names.reference.build import CITATIONS

LISTED = {one["id"].strip(): one for one in listed}
KNOWN = all_governments()


@pytest.mark.parametrize(
    ("ruling", "forum", "level", "state", "expected"),
    [
        ("scotus", "ca3", "federal", None, True),
        ("scotus", "cal", "state", "ca", True),
        ("ca3", "paed", "federal", None, True),
        ("ca3", "ca3", "federal", None, True),
        ("ca3", "ca2", "federal", None, False),
        ("ca2", "vtd", "federal", None, True),  # courts-db would say ca1
        ("ca1", "vtd", "federal", None, False),
        ("cadc", "dcd", "federal", None, True),
        ("cafc", "uscfc", "federal", None, True),
        ("cafc", "nysd", "federal", None, False),
        ("ca9", "cal", "federal", None, False),  # a state court is not in the circuit
        ("cal", "cand", "state", "ca", True),
        ("cal", "nysd", "state", "ca", True),
        ("cal", "cand", "local", "ca", True),
        ("cal", "cand", "federal", None, False),
        ("cal", "nysd", "state", "ny", False),
        ("ilnd", "ilnd", "federal", None, False),
        ("calctapp", "cal", "state", "ca", False),
        ("nyappdiv", "ny", "state", "ny", False),
    ],
)
def test_controls(ruling, forum, level, state, expected):
    assert controls(ruling, forum, level, state) is expected


def test_a_court_that_does_not_exist_is_none_and_its_circuit_an_error():
    assert court("ca14") is None
    with pytest.raises(KeyError):
        circuit_of("ca14")
    with pytest.raises(KeyError):
        controls("ca14", "nysd", "federal", None)


@pytest.mark.parametrize(
    ("short", "forum"),
    [
        ("chicago-il", "ilnd"),
        ("il", "ca7"),
        ("nj", "njd"),
        ("new-york-city-ny", "ca2"),
        ("louisville-ky", "kywd"),
        ("burlington-vt", "vtd"),
        ("dc", "dcd"),
        ("pr", "prd"),
        ("san-juan-pr", "prd"),
        ("vi", "vid"),
        ("gu", "gud"),
        ("mp", "nmid"),
        ("as", "amsamoa"),
        ("us-doj-ojp", "cadc"),
        ("us", "cadc"),
    ],
)
def test_forum_of(short, forum):
    assert forum_of(KNOWN[short]) == forum


def test_every_court_is_in_courts_db_with_its_citation():
    for one in all_courts().values():
        assert one.citation == CITATIONS.get(one.id, LISTED[one.id]["citation_string"].strip()), one


def test_every_federal_court_is_cited_as_the_bluebook_does():
    assert {all_courts()[id].citation for id in ("ca3", "mdd", "mnd", "nyed", "pamd", "wvsd")} == {
        *("3d Cir.", "D. Md.", "D. Minn.", "E.D.N.Y.", "M.D. Pa.", "S.D.W. Va."),
    }
    for one in all_courts().values():
        if one.level in ("appeals", "district"):
            assert one.citation.endswith((".", "Alaska", "Idaho", "Iowa", "Utah", "Guam", "Ohio")), one


def test_a_state_trial_court_controls_nobody_but_its_parties():
    assert court("illcirct").level == "state-trial"
    assert not controls("illcirct", "ilnd", "state", "il")


def test_the_circuits_are_those_of_courts_db_except_for_vermont():
    differing = {
        one.id
        for one in all_courts().values()
        if one.level == "district" and LISTED[one.id].get("appeal_to") not in (None, one.circuit, [one.circuit])
    }
    assert differing == {"vtd"}


def test_there_are_thirteen_courts_of_appeals_and_94_district_courts():
    levels = [one.level for one in all_courts().values()]
    assert levels.count("supreme") == 1
    assert levels.count("appeals") == 13
    assert levels.count("district") == 94


def test_every_state_has_a_highest_court_and_two_have_two():
    states = [one.state for one in all_courts().values() if one.level == "state-high"]
    assert set(states) == {one.short for one in KNOWN.values() if one.kind == "state"}
    assert sorted({state for state in states if states.count(state) > 1}) == ["ok", "tx"]


def test_every_forum_of_a_government_is_a_court():
    assert {forum_of(one) for one in KNOWN.values()} <= set(all_courts())


def test_every_district_lies_in_its_governments_circuit_and_state():
    for one in KNOWN.values():
        for district in one.districts:
            found = all_courts()[district]
            assert found.circuit == one.circuit, one
            assert one.kind == "agency" or found.state in (one.state, *one.states) or one.kind == "tribe", one


@pytest.mark.parametrize("court_id", ["nyappdiv", "mass", "cal", "texapp", "ill", "pacommwct"])
def test_the_state_courts_of_the_cases_are_there(court_id):
    assert court(court_id) is not None
