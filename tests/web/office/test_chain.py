"""Facts are added and never changed: the chain finds it, and the database refuses it."""

import pytest
from tests.web.conftest import AWARD
from tests.web.database import take_triggers_away


def faults():
    from comity.web.office.chain import faults

    return list(faults())


def test_a_chain_of_facts_as_they_were_entered_has_no_fault(office):
    for number in range(5):
        office.award(id=f"A-{number}", note="one fact after the other")
    assert faults() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("access", "public"), ("table", "answers"), ("row", "other"), ("supersedes", "x"), ("retracted", True),
        ("payload", "0" * 64), ("link", "0" * 64),
    ],
)  # fmt: skip
def test_whatever_is_changed_in_a_fact_is_found(office, column, value):
    from comity.web.office.models import Fact

    facts = [office.award(id=f"A-{number}") for number in range(3)]
    take_triggers_away("fact_update")
    Fact.objects.filter(pk=facts[1].pk).update(**{column: value})
    assert any(str(facts[1].pk) in fault or str(facts[2].pk) in fault for fault in faults())


def test_who_entered_a_fact_and_when_cannot_be_changed_unseen(office):
    from datetime import timedelta

    from comity.web.office.models import Fact

    fact = office.award()
    take_triggers_away("fact_update")
    Fact.objects.filter(pk=fact.pk).update(entered_by=office["counsel"])
    assert faults()
    Fact.objects.filter(pk=fact.pk).update(entered_by=office["editor"])
    assert faults() == []
    Fact.objects.filter(pk=fact.pk).update(entered_at=fact.entered_at + timedelta(seconds=1))
    assert faults()


def test_a_fact_taken_away_from_the_middle_is_found(office):
    from comity.web.office.models import Fact, Payload

    facts = [office.award(id=f"A-{number}") for number in range(3)]
    take_triggers_away("fact_delete", "payload_delete")
    Payload.objects.filter(fact=facts[1]).delete()
    Fact.objects.filter(pk=facts[1].pk).delete()
    assert any(str(facts[2].pk) in fault for fault in faults())


def test_what_a_fact_says_cannot_be_changed_or_taken_away_unseen(office):
    from comity.web.office.models import Payload

    fact, gone = office.award(), office.award(id="A-2")
    take_triggers_away("payload_update", "payload_delete")
    Payload.objects.filter(fact=fact).update(text='{"id":"A-1","recipient":"chicago-il"}')
    Payload.objects.filter(fact=gone).delete()
    assert faults() == [
        f"what fact {fact.pk} says is not what was entered",
        f"what fact {gone.pk} says is gone, and no disposal says so",
    ]


STATEMENTS = (
    "UPDATE office_fact SET access = 'public'",
    "DELETE FROM office_fact",
    "REPLACE INTO office_fact SELECT * FROM office_fact",
    "INSERT OR REPLACE INTO office_fact SELECT * FROM office_fact",
    "UPDATE office_payload SET text = '{}'",
    "DELETE FROM office_payload",
    "REPLACE INTO office_payload SELECT * FROM office_payload",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_or_take_away_a_fact(office, statement):
    from django.db import DatabaseError, connection, transaction

    office.award()
    if connection.vendor != "sqlite" and "REPLACE" in statement:
        pytest.skip("not a statement of this database")
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match=r"never changed|never taken away|disposal alone"),
        transaction.atomic(),
    ):
        cursor.execute(statement)
    assert faults() == []


def test_rows_are_checked_as_a_record_folder_is(office):
    from comity.text.faults import Faults

    with pytest.raises(Faults, match="fresnoo-ca"):
        office.award(recipient="fresnoo-ca")
    with pytest.raises(Faults, match="2025-06-33"):
        office.award(accepted="2025-06-33")


def test_all_rows_are_entered_or_none(office):
    from comity.text.faults import Faults
    from comity.web.office.entry import Entry
    from comity.web.office.facts import enter
    from comity.web.office.models import Fact

    entries = [Entry("awards", dict(AWARD)), Entry("awards", {**AWARD, "id": "A-2", "stage": "sold"})]
    with pytest.raises(Faults):
        enter(entries, office.matter, office["editor"])
    assert not Fact.objects.filter(matter=office.matter).exists()


@pytest.mark.parametrize("role", ["reader", "certifier", "administrator", "stranger"])
def test_who_may_not_enter_facts_enters_none(office, role):
    from comity.errors import Refused

    with pytest.raises(Refused, match="may not enter"):
        office.award(by=role)
