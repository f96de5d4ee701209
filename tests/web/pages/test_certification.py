"""A certificate keeps what was known when it was signed, sealed, to be given again; counsel's review is not in it."""

import json
from pathlib import Path

import pytest
from tests.web.conftest import CARRIED

FORM = {"award": "A-1", "by": "J. Lee", "on": "2026-11-30", "counsel": "A. Ortiz", "norm": CARRIED}


@pytest.fixture
def certified(office):
    """An award that was certified, by one who is certifier and editor; and the number of the certification."""
    from django.utils import timezone

    from comity.web.keeping import keeping
    from comity.web.people.models import Member

    Member.objects.create(user=office["certifier"], matter=office.matter, role="editor")
    office.award("internal", terms=CARRIED)
    keeping().make(office.asking("certifier", timezone.localdate()))
    answer = office.client("certifier").post("/certify/", FORM)
    assert answer.status_code == 302
    return office


def test_it_is_tied_to_its_award_and_says_what_was_known(certified):
    from django.utils import timezone

    from comity.web.keeping import keeping

    reader = certified.client("reader")
    page = reader.get("/certification/1/").content.decode()
    assert "J. Lee certified 1 sentence under award A-1 on 2026-11-30" in page
    keeping().make(certified.asking("reader", timezone.localdate()))
    assert "/certification/1/" in reader.get("/award/A-1/").content.decode()
    said = json.loads(reader.get("/certification/1/?as=json").content)
    chosen = [one["norm"] for one in said["sentences"] if one["certified"]]
    assert chosen == CARRIED
    assert {"law", "view", "answer"} <= said["receipt"].keys()


def test_counsels_review_is_not_in_the_record_that_everybody_reads(certified):
    text = certified.client("reader").get("/certification/1/?as=json").content.decode()
    assert "Ortiz" not in text
    assert "review" not in text


def test_what_was_sealed_is_given_again_though_facts_were_added_since(certified):
    from comity.web.office.certifications import faults

    certified.award("internal", id="A-2", terms=CARRIED)
    assert faults(1) == []


def test_what_was_changed_behind_it_is_found(certified):
    from comity.web.office.certifications import faults
    from comity.web.office.disposal import dispose
    from comity.web.office.models import Fact

    dispose([Fact.objects.filter(table="awards").first()], "rule", certified["counsel"])
    assert "disposed of" in " ".join(faults(1))


def test_the_text_is_bound_to_its_seal(certified, monkeypatch):
    from comity.web.office import certifications
    from comity.web.office.models import Certification

    kept = Certification.objects

    class Forged:
        """The table with another text in it, as who writes the file of the database could make it."""

        @staticmethod
        def order_by(_):
            one = kept.get()
            one.text = one.text.replace("J. Lee", "J. Doe")
            return [one]

    monkeypatch.setattr(certifications.Certification, "objects", Forged)
    assert certifications.faults() == ["what certification 1 says is not what was sealed"]


def test_a_certification_is_never_changed_or_taken_away(certified):
    from django.db import DatabaseError, transaction

    from comity.web.office.models import Certification

    for change in (lambda: Certification.objects.update(award="x"), lambda: Certification.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_command_verifies_one_and_the_chain_has_all(certified):
    from comity.errors import Refused
    from comity.web.verifying import certification, chain, verify

    assert certification(1).sound
    assert chain().sound
    with pytest.raises(Refused, match="no certification 9"):
        certification(9)
    with pytest.raises(Refused, match="which certification"):
        verify("certification", Path("x"), Path())


@pytest.mark.parametrize(
    "form", [{**FORM, "by": ""}, {**FORM, "counsel": ""}, {**FORM, "on": "soon"}, {**FORM, "award": "B"}]
)
def test_what_cannot_be_recorded_seals_nothing(certified, form):
    from comity.web.office.models import Certification, Fact

    before = Fact.objects.count()
    assert certified.client("certifier").post("/certify/", form).status_code == 200
    assert (Certification.objects.count(), Fact.objects.count()) == (1, before)


def test_nobody_of_another_matter_finds_it(certified):
    assert certified.client("stranger").get("/certification/1/").status_code == 400
    assert certified.client("reader").get("/certification/2/").status_code == 404
