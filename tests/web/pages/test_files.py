"""Every list as a file shows what its page shows to the same person, and is logged as taken out; no format that a page lacks."""

import io
import zipfile

import pytest

LISTS = ("/position/", "/awards/", "/orders/", "/letters/", "/deadlines/", "/library/", "/documents/")
FORMATS = ("csv", "json", "xlsx")
SECRET = "SECRET-AWARD-77"


@pytest.fixture
def answered(office):
    """An office with an award that everybody there may see and a privileged one, its answers worked out for two roles."""
    from django.utils import timezone

    from comity.web.keeping import keeping

    office.award("internal", id="OPEN-AWARD-1")
    office.award("privileged", by="counsel", id=SECRET)
    for role in ("reader", "counsel"):
        keeping().make(office.asking(role, timezone.localdate()))
    return office


def everything_in(content: bytes) -> bytes:
    """The bytes of a file, of an archive those of its members."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", LISTS)
def test_a_file_never_shows_more_than_its_reader_may_see(answered, path, form):
    answer = answered.client("reader").get(f"{path}?as={form}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert SECRET.encode() not in everything_in(answer.content)


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_counsel_finds_in_a_file_what_counsel_sees(answered, form):
    assert SECRET.encode() in everything_in(answered.client("counsel").get(f"/awards/?as={form}").content)


def test_what_counsel_takes_out_is_logged_as_taken_out(answered):
    from comity.web.office.models import AccessLog

    answered.client("counsel").get("/awards/")
    assert set(AccessLog.objects.values_list("page", "taken_out")) == {("awards", False)}
    answered.client("counsel").get("/awards/?as=csv")
    assert ("awards", True) in set(AccessLog.objects.values_list("page", "taken_out"))


@pytest.mark.parametrize("path", [*LISTS, "/open-data/"])
@pytest.mark.parametrize("form", ["exe", "pdf%00", "../x", "ics2"])
def test_a_form_that_a_page_does_not_have_is_not_found(answered, path, form):
    assert answered.client("reader").get(f"{path}?as={form}").status_code == 404


@pytest.mark.parametrize("audience", ["counsel", "manager", "council"])
def test_a_memo_says_for_whom_it_is_and_that_nobody_reviewed_it(answered, audience):
    import docx

    made = answered.client("reader").get(f"/position/?as=docx&for={audience}").content
    said = "\n".join(line.text for line in docx.Document(io.BytesIO(made)).paragraphs)
    assert f"For {'counsel' if audience == 'counsel' else 'the ' + audience}" in said
    assert "Not reviewed by counsel" in said
    assert SECRET not in said


def test_a_calendar_names_neither_government_nor_letter(answered):
    from comity.web.office.entry import Entry
    from comity.web.office.facts import enter

    letter = {
        "id": "L-1",
        "title": "Subpoena about the mayor",
        "issuer": "us-doj",
        "due": "2027-03-01",
        "recipients": ["fresno-ca"],
    }
    enter([Entry("demands", letter, access="privileged")], answered.matter, answered["counsel"])
    made = answered.client("counsel").get("/deadlines/?as=ics").content
    assert b"SUMMARY:Answer due M1-" in made
    assert b"mayor" not in made
    assert b"Fresno" not in made
    assert b"VEVENT" not in answered.client("reader").get("/deadlines/?as=ics").content
