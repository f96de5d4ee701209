"""A calendar by a secret address: its person's rights of the day, neutral titles, ended at once; and the council's meetings."""

import re
from datetime import timedelta

import pytest

TITLE = "Subpoena about the mayor"


@pytest.fixture
def due(office):
    """An office with an award to be accepted and a privileged letter, both due in twenty days."""
    from django.utils import timezone

    from comity.web.office.entry import Entry
    from comity.web.office.facts import enter

    day = timezone.localdate() + timedelta(days=20)
    office.award("internal", id="A-9", stage="offered", accepted="", accept_by=day.isoformat())
    letter = {"id": "L-1", "title": TITLE, "issuer": "us-doj", "due": day.isoformat(), "recipients": ["fresno-ca"]}
    enter([Entry("demands", letter, access="privileged")], office.matter, office["counsel"])
    return office, day


def address(office, role):
    page = office.client(role).post("/calendar/").content.decode()
    return re.search(r"http://localhost(/calendar/[\w-]+/)", page)[1]


def events(office, where):
    answer = office.client(None).get(where)
    return answer.status_code, re.findall(r"SUMMARY:(.+?) M1", answer.content.decode())


def test_it_shows_each_what_that_person_may_see_on_that_day(due):
    from comity.web.people.models import Member

    office, _ = due
    reader, counsel = address(office, "reader"), address(office, "counsel")
    assert events(office, reader) == (200, ["Accept by"])
    assert sorted(events(office, counsel)[1]) == ["Accept by", "Answer due"]
    Member.objects.filter(user=office["counsel"]).update(role="reader")
    assert events(office, counsel) == (200, ["Accept by"]), "a right that is taken away is gone from it"


def test_it_names_nothing_and_is_kept_by_no_cache(due):
    office, _ = due
    secret = address(office, "counsel")
    answer = office.client(None).get(secret)
    for words in (TITLE, "Fresno", "A-9", "us-doj", secret.split("/")[2]):
        assert words not in answer.content.decode(), words
    assert "no-store" in answer.headers["Cache-Control"]


def test_what_is_restricted_is_never_in_it(due):
    from comity.web.office.entry import Entry
    from comity.web.office.facts import enter
    from comity.web.people.models import Member

    office, day = due
    Member.objects.update(restricted=True)
    jury = {"id": "L-2", "title": "x", "issuer": "us-doj", "due": day.isoformat(), "recipients": ["fresno-ca"]}
    enter([Entry("demands", jury, access="restricted")], office.matter, office["counsel"])
    assert len(events(office, address(office, "counsel"))[1]) == 2


def test_it_ends_when_it_is_revoked_or_its_person_leaves(due):
    from comity.web.people.models import Feed, Member, User

    office, _ = due
    reader = office.client("reader")
    first, second, third = (address(office, "reader") for _ in range(3))
    assert first.split("/")[2] not in reader.get("/calendar/").content.decode()
    one = Feed.objects.order_by("pk").first()
    assert office.client("editor").post("/calendar/", {"what": "revoke", "value": one.pk}).status_code == 400
    assert events(office, first)[0] == 200
    reader.post("/calendar/", {"what": "revoke", "value": one.pk})
    assert events(office, first)[0] == 404
    Member.objects.filter(user=office["reader"]).delete()
    assert events(office, second)[0] == 404
    User.objects.filter(pk=office["reader"].pk).update(is_active=False)
    assert events(office, third)[0] == 404


def test_that_what_is_privileged_was_taken_by_a_calendar_is_logged(due):
    from comity.web.office.models import AccessLog

    office, _ = due
    events(office, address(office, "reader"))
    assert not AccessLog.objects.exists()
    events(office, address(office, "counsel"))
    assert list(AccessLog.objects.values_list("user__name", "page")) == [("counsel", "calendar")]


def test_a_deadline_shows_the_latest_meeting_before_it_whose_agenda_is_open(due):
    from django.utils import timezone

    office, _ = due
    today = timezone.localdate()
    editor = office.client("editor")
    assert b"Latest meeting" not in editor.get("/deadlines/").content
    early, late, after = (today + timedelta(days=days) for days in (6, 15, 25))
    days = f"{early}, {late} {after}"
    assert editor.post("/council/", {"days": days, "lead": "10"}).status_code == 302
    assert (
        f"Latest meeting: {late}, agenda closes {late - timedelta(days=10)}"
        in editor.get("/deadlines/").content.decode()
    )
    editor.post("/council/", {"days": days, "lead": "16"})
    assert "none before it with an open agenda" in editor.get("/deadlines/").content.decode()
    assert str(after) in editor.get("/council/").content.decode()
    assert office.client("reader").post("/council/", {"days": days, "lead": "1"}).status_code == 403


@pytest.mark.parametrize("form", [{"days": "", "lead": "1"}, {"days": "2027-13-01", "lead": "1"}, {"days": "2027-01-01", "lead": "-1"},
                                  {"days": "2027-01-01", "lead": "999"}, {"what": "remove", "value": "x"}])  # fmt: skip
def test_a_meeting_that_cannot_be_is_refused(office, form):
    from comity.web.office.models import Meeting

    assert office.client("editor").post("/council/", form).status_code == 400
    assert not Meeting.objects.exists()
