"""What a fact says can be disposed of under a rule, never under a hold; the chain still holds, and the fact is unknown."""

import pytest
from tests.web.database import take_triggers_away


def shown(office):
    from comity.web.keeping import keeping

    return [one.values["id"] for one in keeping().view(office.asking("counsel").sees, office.matter).rows]


def test_what_is_disposed_of_is_erased_and_reads_as_unknown(office):
    from comity.web.office.chain import faults
    from comity.web.office.disposal import dispose
    from comity.web.office.models import Payload

    kept, gone = office.award(), office.award(id="A-2")
    assert sorted(shown(office)) == ["A-1", "A-2"]
    dispose([gone], "GS2-1: three years after the close of the grant", office["counsel"])
    assert shown(office) == ["A-1"]
    assert list(Payload.objects.values_list("fact_id", flat=True)) == [kept.pk]
    assert list(faults()) == []


def test_a_correction_that_is_disposed_of_does_not_bring_back_what_it_corrected(office):
    from tests.web.conftest import AWARD

    from comity.web.office.disposal import dispose
    from comity.web.office.entry import Entry
    from comity.web.office.facts import enter

    first = office.award()
    entry = Entry("awards", {**AWARD, "accepted": "2025-07-01"}, supersedes=first.row, access="internal")
    second = enter([entry], office.matter, office["editor"])[0]
    dispose([second], "rule", office["counsel"])
    assert shown(office) == []


@pytest.mark.parametrize("role", ["reader", "editor", "certifier", "administrator", "stranger"])
def test_nobody_but_counsel_disposes_or_places_holds(office, role):
    from comity.errors import Refused
    from comity.web.office.disposal import dispose, lift_hold, place_hold

    fact = office.award()
    hold = place_hold(office.matter, "Fresno v. Turner", office["counsel"])
    for act in (
        lambda: dispose([fact], "rule", office[role]),
        lambda: place_hold(office.matter, "x", office[role]),
        lambda: lift_hold(hold, office[role]),
    ):
        with pytest.raises(Refused, match="may not"):
            act()


def test_nothing_is_disposed_of_under_a_hold_until_the_last_is_lifted(office):
    from comity.errors import Refused
    from comity.web.office.disposal import dispose, lift_hold, place_hold

    fact = office.award()
    holds = [place_hold(office.matter, "Fresno v. Turner", office["counsel"]) for _ in range(2)]
    for hold in holds:
        with pytest.raises(Refused, match="hold"):
            dispose([fact], "rule", office["counsel"])
        lift_hold(hold, office["counsel"])
    dispose([fact], "rule", office["counsel"])
    assert shown(office) == []


def test_the_database_itself_refuses_a_disposal_under_a_hold(office):
    from django.db import DatabaseError, transaction
    from django.utils import timezone

    from comity.web.office.disposal import place_hold
    from comity.web.office.models import Disposal

    fact = office.award()
    place_hold(office.matter, "Fresno v. Turner", office["counsel"])
    with pytest.raises(DatabaseError, match="hold"), transaction.atomic():
        Disposal.objects.create(
            fact=fact, rule="x", disposed_by=office["counsel"], disposed_at=timezone.now(), link="0" * 64
        )


def test_all_are_disposed_of_or_none(office):
    from comity.errors import Refused
    from comity.web.office.disposal import dispose

    first, second = office.award(), office.award(id="A-2")
    dispose([second], "rule", office["counsel"])
    with pytest.raises(Refused, match="already"):
        dispose([first, second], "rule", office["counsel"])
    assert shown(office) == ["A-1"]


def test_a_disposal_that_is_changed_is_found(office):
    from comity.web.office.chain import faults
    from comity.web.office.disposal import dispose
    from comity.web.office.models import Disposal

    facts = [office.award(id=f"A-{number}") for number in range(2)]
    dispose(facts, "rule", office["counsel"])
    take_triggers_away("disposal_update")
    Disposal.objects.filter(fact=facts[0]).update(rule="another")
    assert list(faults())
