"""Assistance Listing numbers."""

import pytest

from comity.norms.names.governments import all_governments, within
from comity.norms.names.programs import all_programs, program


@pytest.mark.parametrize(
    ("number", "agency", "kind"),
    [
        ("16.738", "us-doj-ojp", "formula"),
        ("16.710", "us-doj-cops", "project"),
        ("16.588", "us-doj-ovw", "formula"),
        ("16.606", "us-doj-ojp", "direct payment"),
        ("14.218", "us-hud-cpd", "formula"),
        ("93.778", "us-hhs-cms", "formula"),
        ("97.067", "us-dhs-fema", "formula"),
        ("20.205", "us-dot-fhwa", None),  # the inventory names something else
        ("94.006", "us-cncs", "project"),
    ],
)
def test_a_program_has_its_agency_and_kind(number, agency, kind):
    found = program(number)
    assert found is not None
    assert (found.agency, found.kind, found.active) == (agency, kind, True)


def test_an_unknown_number_is_none():
    assert program("16.0738") is None
    assert program("jag") is None


def test_a_number_need_not_be_digits_and_a_program_may_be_inactive():
    assert program("11.63A") is not None
    assert {one.active for one in all_programs().values()} == {True, False}


def test_every_agency_of_a_program_is_a_government():
    known = all_governments()
    for one in all_programs().values():
        assert one.agency is None or within(known[one.agency], known["us"]), one


def test_only_programs_of_a_prefix_that_several_agencies_share_have_no_agency():
    orphans = [one for one in all_programs().values() if one.agency is None]
    assert len(orphans) < 60
    assert {one.number[:2] for one in orphans} <= {"45", "85", "90"}


def test_one_program_is_read_as_all_are() -> None:
    for number, one in list(all_programs().items())[::37]:
        assert one.number == number
        assert program(number) == one
