"""The lists of an office: who may open which, what each lets one do, and that none tells what its reader may not see."""

import io
import json

import pytest

SECRET = "SECRET-AWARD-88"
OPENED_BY = {
    "tokens": {"reader", "editor", "counsel", "certifier", "administrator"},
    "receipts": {"reader", "editor", "counsel", "certifier", "administrator"},
    "jobs": {"editor", "counsel", "administrator"},
    "uploads": {"editor", "counsel", "administrator"},
    "holds": {"counsel", "administrator"},
    "log": {"counsel", "administrator"},
    "disposal": {"counsel"},
}
ROLES = ("reader", "editor", "counsel", "certifier", "administrator")


@pytest.fixture
def used(office):
    """An office with a public and a privileged fact, document and job."""
    from comity.web.jobs.queue import ask
    from comity.web.office.documents import take_in

    office.award("internal", id="OPEN-AWARD-1")
    office.award("privileged", by="counsel", id=SECRET)
    for access, by in (("internal", "editor"), ("privileged", "counsel")):
        take_in(io.BytesIO(b"id,recipient\n"), f"{access}.csv", access, office.matter, office[by])
        ask("import-awards", office.matter, office[by], access, document=1)
    return office


@pytest.mark.parametrize("page", OPENED_BY)
def test_a_list_opens_to_its_roles_as_page_file_and_door_and_to_no_other(used, page):
    for role in ROLES:
        client = used.client(role)
        wanted = 200 if role in OPENED_BY[page] else 403
        assert client.get(f"/{page}/").status_code == wanted, role
        assert client.get(f"/{page}/?as=csv").status_code == wanted, role
        assert (f'href="/{page}/"' in client.get("/more/").content.decode()) is (wanted == 200), role


@pytest.mark.parametrize("page", OPENED_BY)
def test_a_list_names_nothing_privileged_to_those_who_do_not_see_it(used, page):
    for role in OPENED_BY[page] - {"counsel"}:
        said = used.client(role).get(f"/{page}/?as=json").content.decode()
        assert SECRET not in said
        assert '"privileged"' not in said, "not even that it is there"


def test_counsel_sees_what_is_privileged_in_the_lists_of_counsel(used):
    counsel = used.client("counsel")
    assert SECRET in counsel.get("/disposal/").content.decode()
    assert counsel.get("/uploads/?as=json").content.count(b'"privileged"') == 1
    assert used.client("editor").get("/uploads/?as=json").content.count(b'"Document ') == 1


def test_a_token_is_shown_once_works_and_ends_when_it_is_revoked(office):
    from comity.web.people.models import Token
    from comity.web.people.tokens import find_token

    reader = office.client("reader")
    made = reader.post("/tokens/", {"name": "nightly", "scope": ["read"], "days": "30"}).content.decode()
    secret = made.split("<code>")[1].split("</code>")[0]
    assert find_token(secret) is not None
    assert secret not in reader.get("/tokens/").content.decode()
    token = Token.objects.get()
    press = {"what": "revoke", "value": token.pk}
    assert office.client("editor").post("/tokens/", press).status_code == 400, "of another person"
    assert find_token(secret) is not None
    assert reader.post("/tokens/", press).status_code == 302
    assert find_token(secret) is None


def test_an_administrator_revokes_the_token_of_anybody_in_the_matter(office):
    from comity.web.people.models import Token
    from comity.web.people.tokens import find_token, make_token

    secret = make_token(office["reader"], office.matter, "nightly", ["read"], 5)
    administrator = office.client("administrator")
    assert b"nightly" in administrator.get("/tokens/").content
    assert b"nightly" not in office.client("editor").get("/tokens/").content
    administrator.post("/tokens/", {"what": "revoke", "value": Token.objects.get().pk})
    assert find_token(secret) is None


@pytest.mark.parametrize("form", [{"days": "30", "scope": "read"}, {"name": "x", "days": "0", "scope": "read"},
                                  {"name": "x", "days": "9999", "scope": "read"}, {"name": "x", "days": "5"},
                                  {"name": "x", "days": "5", "scope": "all"}, {"what": "revoke", "value": "x"}])  # fmt: skip
def test_a_token_that_cannot_be_is_refused_in_words(office, form):
    from comity.web.people.models import Token

    assert office.client("reader").post("/tokens/", form).status_code == 400
    assert not Token.objects.exists()


def test_counsel_places_and_lifts_a_hold_and_nobody_else(office):
    from comity.web.office.disposal import held

    counsel = office.client("counsel")
    assert counsel.post("/holds/", {"reason": "25-cv-1"}).status_code == 302
    hold = held(office.matter)
    assert hold is not None
    for role in ("administrator", "editor"):
        press = {"what": "lift", "value": hold.pk}
        assert office.client(role).post("/holds/", press).status_code == 403
    assert counsel.post("/holds/", {"reason": " "}).status_code == 400
    assert counsel.post("/holds/", {"what": "lift", "value": hold.pk}).status_code == 302
    assert held(office.matter) is None
    assert b"25-cv-1" in counsel.get("/holds/").content, "a lifted one is still told"


def test_what_is_chosen_is_disposed_of_under_a_rule_and_never_under_a_hold(office):
    from comity.web.office.disposal import lift_hold, place_hold
    from comity.web.office.models import Fact, Payload

    one, other = office.award(id="KEEP-1"), office.award(id="GONE-2")
    counsel = office.client("counsel")
    form = {"pick": [other.pk], "rule": "schedule 4.2", "sure": "yes"}
    hold = place_hold(office.matter, "x", office["counsel"])
    assert counsel.post("/disposal/", form).status_code == 400
    lift_hold(hold, office["counsel"])
    for wrong in (
        {**form, "rule": ""},
        {**form, "sure": ""},
        {**form, "pick": []},
        {**form, "pick": [other.pk, 10**9]},
    ):
        assert counsel.post("/disposal/", wrong).status_code == 400
    assert Payload.objects.count() == Fact.objects.count()
    assert counsel.post("/disposal/", form).status_code == 302
    assert list(Payload.objects.values_list("fact", flat=True)) == [one.pk]
    said = counsel.get("/disposal/").content.decode()
    assert "schedule 4.2" in said
    assert "GONE-2" not in said


def test_a_job_that_failed_is_put_on_the_list_again_by_those_who_may_see_it(used, monkeypatch):
    from comity.web.office.models import Job
    from comity.web.pages import jobs

    monkeypatch.setattr(jobs, "work", lambda: None)
    Job.objects.update(state="failed")
    secret = Job.objects.get(access="privileged")
    press = {"what": "again", "value": secret.pk}
    assert used.client("editor").post("/jobs/", press).status_code == 400
    assert used.client("administrator").post("/jobs/", press).status_code == 403
    assert used.client("counsel").post("/jobs/", press).status_code == 302
    assert Job.objects.get(pk=secret.pk).state == "waiting"
    assert b"fills itself" in used.client("counsel").get("/jobs/").content


@pytest.fixture
def given(used):
    """The receipt of a reader's position."""
    from django.utils import timezone

    from comity.web.keeping import keeping

    asking = used.asking("reader", timezone.localdate())
    keeping().make(asking)
    return used.client("reader").get("/position/?as=receipt").content


def replayed(office, role, content):
    """What the job of a receipt that a person sends comes to; None where it is refused."""
    from comity.errors import Refused
    from comity.web.jobs.queue import kinds
    from comity.web.office.models import Job

    before = Job.objects.count()
    answer = office.client(role).post("/receipts/", {"file": io.BytesIO(content)})
    if answer.status_code != 302:
        assert Job.objects.count() == before
        return None
    job = Job.objects.order_by("-pk").first()
    try:
        return kinds()["replay-receipt"].run(job, lambda done, whole: None)
    except Refused as refused:
        return refused.message


def test_a_receipt_that_is_sent_in_is_replayed_also_as_an_export_carries_it(used, given, monkeypatch):
    from comity.web.pages import receipts

    monkeypatch.setattr(receipts, "work", lambda: None)
    assert "the same answer" in replayed(used, "editor", given).lower()
    export = used.client("reader").get("/position/?as=json").content
    assert "the same answer" in replayed(used, "editor", export).lower()
    changed = json.dumps({**json.loads(given), "answer": "0" * 64}).encode()
    for content in (changed, b"{}", b"not json", b'{"comity_receipt": 1}', b"[]"):
        assert replayed(used, "editor", content) is None


def test_nobody_replays_a_receipt_of_what_he_may_not_see(used, monkeypatch):
    from django.utils import timezone

    from comity.web.keeping import keeping
    from comity.web.office.models import Job
    from comity.web.pages import receipts

    monkeypatch.setattr(receipts, "work", lambda: None)
    keeping().make(used.asking("counsel", timezone.localdate()))
    given = used.client("counsel").get("/position/?as=receipt").content
    assert replayed(used, "editor", given) is None
    assert "the same answer" in replayed(used, "counsel", given).lower()
    assert Job.objects.order_by("-pk").first().access == "privileged"


NUMBERS = ("²", "٤", "9" * 30, "9" * 5_000, "-1", "1e3", "", "x")
"""What is no number that a row can have; the first two are digits to Python."""


@pytest.mark.parametrize(("role", "path", "what"), [
    ("editor", "/jobs/", "again"), ("reader", "/calendar/", "revoke"), ("counsel", "/memos/", "review"),
    ("counsel", "/holds/", "lift"), ("editor", "/council/", "remove"), ("administrator", "/invite/", "end"),
    ("reader", "/tokens/", "revoke"), ("editor", "/matter/", "open"),
])  # fmt: skip
def test_what_is_no_number_is_refused_in_words(office, role, path, what):
    client = office.client(role)
    for number in NUMBERS:
        said = client.post(path, {"what": what, "value": number, "number": number or "x", "matter": number})
        assert said.status_code in (400, 403, 404), (path, number)


def test_a_page_for_what_is_no_number_is_a_page_or_none(office):
    client = office.client("editor")
    for path in ("/letters/new/", "/library/preview/"):
        for number in NUMBERS:
            assert client.get(path, {"document": number}).status_code in (200, 302, 400, 403, 404), (path, number)
