"""A letter from the file to the log: what it says fills the form, what is done about it stands, and is as confidential as it."""

import datetime as dt
import io
import re

import pytest

LETTER = """U.S. Department of Justice

November 3, 2026

To: The City of Fresno

Dear Mayor:

Please provide all documents reflecting any orders of your office about the award. Please also submit a copy of each policy.
You must respond no later than December 4, 2026.
Failure to respond may result in a subpoena.

Sincerely,
Alan Hanson
Acting Assistant Attorney General
"""
GIVEN = {
    "access": "internal", "received": "2026-11-05", "how": "e-mail", "title": "Letter on records", "issuer": "us-doj",
    "due": "2026-12-04", "asks": "all documents", "items": "Collect the orders\nWrite the answer\n\n",
}  # fmt: skip


@pytest.fixture
def entered(office):
    """A privileged letter that counsel entered, its address."""
    answer = office.client("counsel").post("/letters/", {**GIVEN, "access": "privileged"})
    assert answer.status_code == 302
    return office, answer.headers["Location"]


def form(page, name):
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page) or re.search(rf'name="{name}"[^>]*>([^<]*)<', page)
    return found[1]


def test_a_letter_that_is_sent_fills_the_form_with_what_it_says_and_records_nothing(office):
    from comity.web.office.models import Document, Fact

    editor = office.client("editor")
    file = io.BytesIO(LETTER.encode())
    file.name = "letter.txt"
    answer = editor.post("/letters/", {"access": "internal", "file": file})
    assert answer.headers["Location"] == f"/letters/?document={Document.objects.get().number}#new"
    page = editor.get(answer.headers["Location"]).content.decode()
    assert form(page, "issuer") == "us-doj"
    assert (form(page, "date"), form(page, "due")) == ("2026-11-03", "2026-12-04")
    assert "all documents" in form(page, "items")
    assert "no later than December 4, 2026" in page, "with its words"
    assert '<option value="internal" selected>' in page
    assert not re.search(r'<select id="l-force".*?selected.*?</select>', page, re.DOTALL), "a person decides the force"
    assert not Fact.objects.exists()
    recorded = editor.post("/letters/", {**GIVEN, "document": form(page, "document")}, follow=True).content.decode()
    assert f"document {Document.objects.get().number}" in recorded
    assert "Collect the orders" in recorded


def test_a_file_that_is_no_letter_says_so_and_nobody_reads_that_of_another(office):
    from comity.web.office.documents import take_in

    kept = take_in(io.BytesIO(b"A recipe for soup."), "soup.txt", "privileged", office.matter, office["counsel"])
    assert b"no demand was found" in office.client("counsel").get(f"/letters/?document={kept.number}").content
    for number in (kept.number, kept.number + 1, "x"):
        assert office.client("editor").get(f"/letters/?document={number}").status_code == 400
    bad = io.BytesIO(b"\x00\x01\x02\x00")
    bad.name = "x.pdf"
    assert office.client("editor").post("/letters/", {"access": "internal", "file": bad}).status_code == 400


def test_days_that_count_from_receipt_count_from_the_day_it_came(office):
    given = {**GIVEN, "due": "", "due_days": "10", "due_from": "receipt"}
    page = office.client("editor").post("/letters/", given, follow=True).content.decode()
    assert "Due 15 Nov 2026" in page
    assert "receipt" in page


def test_owner_checklist_extension_and_log(entered):
    office, address = entered
    counsel = office.client("counsel")
    assert counsel.post(address, {"what": "owner", "owner": "editor@office.test"}).status_code == 302
    page = counsel.get(address).content.decode()
    assert "2 of 2 to do" in page
    item = re.search(r'name="item" value="(\d+)"', page)[1]
    assert counsel.post(address, {"what": "tick", "item": item}).status_code == 302
    assert counsel.post(address, {"what": "tick", "item": item}).status_code == 400, "done once"
    assert counsel.post(address, {"what": "items", "items": "Call them"}).status_code == 302
    assert (
        counsel.post(address, {"what": "extend", "until": "2026-12-18", "words": "A. Hanson by mail"}).status_code
        == 302
    )
    log = {"what": "produced", "kind": "withheld", "on": "2026-12-01", "text": "FRES 1-9, attorney-client"}
    assert counsel.post(address, log).status_code == 302
    page = counsel.get(address).content.decode()
    for words in (
        "editor@office.test owns it",
        "2 of 3 to do",
        "done: counsel",
        "from 2026-12-04 to 2026-12-18",
        "FRES 1-9",
        "Due 18 Dec 2026",
    ):
        assert words in page, words
    assert b"FRES 1-9" in counsel.get(f"{address}?as=csv").content
    assert b"editor@office.test" in counsel.get("/letters/?as=csv").content


@pytest.mark.parametrize("wrong", [
    {"what": "owner", "owner": "stranger@office.test"}, {"what": "items", "items": " \n"}, {"what": "tick", "item": "x"},
    {"what": "extend", "until": "2026-12-01", "words": "x"}, {"what": "extend", "until": "2026-12-30", "words": ""},
    {"what": "extend", "until": "soon", "words": "x"}, {"what": "produced", "on": "", "text": "x"},
])  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_kept(entered, wrong):
    from comity.web.office.models import Fact, LetterWork

    office, address = entered
    before = LetterWork.objects.count(), Fact.objects.count()
    assert office.client("counsel").post(address, wrong).status_code == 400
    assert (LetterWork.objects.count(), Fact.objects.count()) == before


def test_the_work_on_a_letter_is_as_confidential_as_it(entered):
    from comity.web.office.letter_work import works_of
    from comity.web.office.models import LetterWork
    from comity.web.people.rights import rights_of

    office, address = entered
    office.client("counsel").post(address, {"what": "items", "items": "SECRET-ITEM"})
    assert set(LetterWork.objects.values_list("access", flat=True)) == {"privileged"}
    assert office.client("editor").get(address).status_code == 404
    for role in ("reader", "editor", "certifier", "administrator"):
        assert not works_of(rights_of(office[role]), office.matter)
    letter = office.client("editor").post("/letters/", GIVEN).headers["Location"]
    for role in ("reader", "administrator", "certifier"):
        assert office.client(role).post(letter, {"what": "items", "items": "x"}).status_code == 403


def test_a_line_is_never_changed_or_taken_away(entered):
    from django.db import DatabaseError, transaction

    from comity.web.office.models import LetterWork

    for change in (lambda: LetterWork.objects.update(text="x"), lambda: LetterWork.objects.first().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_day_of_a_letter_on_the_public_record_is_not_this_offices_to_change(office, monkeypatch):
    from comity.web.pages import letter

    monkeypatch.setattr(letter, "_fact", lambda asking, id: None)
    address = office.client("editor").post("/letters/", GIVEN).headers["Location"]
    until = dt.date(2027, 1, 4).isoformat()
    answer = office.client("editor").post(address, {"what": "extend", "until": until, "words": "x"})
    assert answer.status_code == 400
    assert b"public record" in answer.content
