"""A law file is previewed beside the library: its faults with their places, or what it would change; nothing enters the library."""

import io

import pytest

ORDER = """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA

CITY OF FRESNO, Plaintiff,
v.
SCOTT TURNER, Defendant.

Case No. 25-cv-07070-RS

ORDER GRANTING PRELIMINARY INJUNCTION

IT IS HEREBY ORDERED that defendants are enjoined from imposing the conditions.
Dated: September 23, 2025
"""
BROKEN = "---\nid: broken-order\ntitle: Broken\n---\n\n# Broken\n\n```comity\norder x nonsense\n```\n"


@pytest.fixture
def still(office, monkeypatch):
    """An office whose jobs wait until they are run here."""
    from comity.web.pages import library_preview

    monkeypatch.setattr(library_preview, "work", lambda: None)
    return office


def sent(office, text, name, role="editor"):
    file = io.BytesIO(text.encode())
    file.name = name
    return office.client(role).post("/library/preview/", {"access": "internal", "file": file})


def done(office):
    """Run the last job; what it says."""
    from comity.web.jobs.queue import kinds
    from comity.web.office.models import Job

    job = Job.objects.order_by("-pk").first()
    said = kinds()["preview-law"].run(job, lambda part, whole: None)
    Job.objects.filter(pk=job.pk).update(state="done", said=said)
    return said


def test_a_file_with_faults_shows_each_with_its_place(still):
    where = sent(still, BROKEN, "broken.md").headers["Location"]
    assert b"fills itself" in still.client("editor").get(where).content
    said = done(still)
    assert "fault" in said.splitlines()[0]
    assert "broken-order.md" in said
    page = still.client("editor").get(where).content.decode()
    assert "order x nonsense" in page
    assert said.splitlines()[0] in page


def test_a_file_without_fault_says_what_it_would_change(still, monkeypatch):
    from comity.web.keeping import keeping

    one = keeping().law.instruments["hud-coc-fy2024"]
    text = (keeping().law_folder.parent / one.file).read_text(encoding="utf-8")
    sent(still, text, "same.md")
    said = done(still)
    assert said.startswith("No fault. ")
    assert "takes the place of a file of the library. 0 answers of this matter would change." in said


def test_an_order_that_is_sent_is_drafted_from_its_own_words_and_edited_here(still):
    from comity.web.office.models import Document

    where = sent(still, ORDER, "order.txt").headers["Location"]
    page = still.client("editor").get(where).content.decode()
    assert "id: " in page
    assert "25-cv-07070" in page
    answer = still.client("editor").post("/library/preview/", {"access": "internal", "text": BROKEN})
    assert answer.headers["Location"].endswith(f"={Document.objects.order_by('-number').first().number}")
    assert Document.objects.count() == 3, "the order, its draft, and the draft as it was edited"


@pytest.mark.parametrize("text", ["A recipe for soup.", "\x00\x01"])
def test_what_is_neither_law_nor_order_is_refused(still, text):
    assert sent(still, text, "x.txt").status_code == 400
    assert still.client("editor").post("/library/preview/", {"access": "internal"}).status_code == 400


def test_a_preview_is_for_those_who_may_enter_and_see_it(still):
    where = sent(still, BROKEN, "b.md").headers["Location"]
    for role in ("reader", "certifier", "administrator"):
        assert still.client(role).get(where).status_code == 403
    assert still.client("editor").get("/library/preview/?document=999").status_code == 404
