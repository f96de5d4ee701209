"""One's own account: password, one-time codes, recovery codes, sessions; invitations of an administrator and of the machine."""

import re

import pytest

PASSWORD = "a long enough pass phrase"
FOREIGN = "member of a matter that you do not administer"


@pytest.fixture
def known(office):
    """An office whose reader has a password, and a browser that signed in with it."""
    office["reader"].set_password(PASSWORD)
    office["reader"].save()
    client = office.client(None)
    assert signed_in(client).status_code == 302
    return office, client


def signed_in(client, password=PASSWORD):
    return client.post("/account/login/", {"login": "reader@office.test", "password": password})


def code(secret):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def with_codes(client):
    """Turn one-time codes on; returns the recovery codes."""
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"Secret: <code>(\w+)</code>", page)[1]
    answer = client.post("/account/2fa/totp/activate/", {"code": code(secret)}, follow=True).content.decode()
    return re.findall(r"<li><code>(\w+)</code>", answer)


def test_a_new_password_ends_every_session_and_signs_in(known):
    office, client = known
    other = office.client(None)
    signed_in(other)
    new = "another long pass phrase"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/account/password/change/", {**form, "oldpassword": "wrong"}).status_code == 200
    assert (
        client.post("/account/password/change/", {**form, "password1": "short", "password2": "short"}).status_code
        == 200
    )
    assert client.post("/account/password/change/", form).status_code == 302
    for one in (client, other):
        assert one.get("/you/").status_code == 302
    assert signed_in(office.client(None)).status_code == 200
    assert signed_in(office.client(None), new).status_code == 302


def test_who_came_by_a_link_sets_a_password(office):
    from comity.web.people.sign_in import invite

    client = office.client(None)
    client.post(f"/enter/{invite(office['reader'])}")
    assert b"set a password" in client.get("/you/").content
    client.post("/account/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    assert signed_in(office.client(None)).status_code == 302


def test_one_time_codes_are_asked_for_after_the_password_and_after_a_link(known):
    from django.core.cache import cache

    from comity.web.people.sign_in import invite

    office, client = known
    asked = client.get("/account/2fa/totp/activate/").headers["Location"]
    assert asked.startswith("/account/reauthenticate/"), "who is at the machine says again that it is them"
    recovery = with_codes(client)
    assert len(recovery) == 10
    assert b"10 unused" in client.get("/you/").content
    link = f"/enter/{invite(office['reader'])}"
    for begin in (signed_in, lambda one: one.post(link)):
        cache.clear()
        other = office.client(None)
        assert begin(other).headers["Location"].startswith("/account/2fa/authenticate/")
        assert other.get("/position/").status_code == 302, "the password or link alone does not sign in"
        page = other.get("/account/2fa/authenticate/").content.decode()
        assert "one-time code" in page
        assert other.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
        assert other.get("/position/").status_code == 302
        spent = recovery.pop()
        assert other.post("/account/2fa/authenticate/", {"code": spent}).status_code == 302
        assert other.get("/position/").status_code == 200
    again = office.client(None)
    signed_in(again)
    again.post("/account/2fa/authenticate/", {"code": spent})
    assert again.get("/position/").status_code == 302, "a recovery code works once"


def test_one_time_codes_are_turned_off_by_their_person_or_by_the_machine(known):
    from allauth.mfa.models import Authenticator

    from comity.web.people.inviting import without_codes

    office, client = known
    with_codes(client)
    assert client.post("/account/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.exists()
    with_codes(client)
    without_codes(office["reader"])
    assert client.get("/you/").status_code == 302, "every session ended"
    assert signed_in(office.client(None)).headers["Location"] == "/"


@pytest.mark.parametrize("address", ["/account/password/change/", "/account/2fa/totp/activate/", "/account/sessions/",
                                     "/account/reauthenticate/", "/account/email/", "/account/logout/"])  # fmt: skip
def test_each_page_of_an_account_is_in_the_look_of_the_application(known, address):
    page = known[1].get(address, follow=True).content.decode()
    assert page.count("<main") == page.count("<h1") == 1
    assert "/static/app.css" in page
    assert 'class="places"' in page


def test_all_sessions_end_from_the_page(known):
    office, client = known
    other = office.client(None)
    signed_in(other)
    client.post("/you/", {"what": "end"})
    assert other.get("/you/").status_code == client.get("/you/").status_code == 302


def test_an_administrator_invites_and_ends_a_link(office):
    from comity.web.people.models import Invitation, Member

    admin = office.client("administrator")
    form = {"email": "new@office.test", "name": "New", "role": "counsel"}
    links = [re.search(r"/enter/[\w-]+", admin.post("/invite/", form).content.decode())[0] for _ in range(2)]
    assert [one.role for one in Member.objects.filter(user__email="new@office.test")] == ["counsel"]
    assert links[0] not in admin.get("/invite/").content.decode()
    assert office.client(None).post(links[0]).status_code == 302
    admin.post("/invite/", {"what": "end", "value": Invitation.objects.get(used=None).pk})
    assert office.client(None).post(links[1]).status_code == 410
    for role in ("reader", "editor", "counsel", "certifier"):
        assert office.client(role).post("/invite/", form).status_code == 403


def test_a_link_is_no_way_into_a_matter_that_its_maker_does_not_administer(office):
    from comity.web.people.models import Invitation, Matter, Member

    foreign = Matter.objects.create(number=2, name="Other", government="houston-tx")
    Member.objects.create(user=office["stranger"], matter=foreign, role="counsel")
    admin = office.client("administrator")
    form = {"email": "stranger@office.test", "role": "reader"}
    answer = admin.post("/invite/", form)
    assert answer.status_code == 400
    assert FOREIGN in answer.content.decode()
    assert not Invitation.objects.exists()
    assert admin.post("/admin/", {**form, "what": "add"}).status_code == 302, "as a member yes, without a link"
    assert not Invitation.objects.exists()


def test_a_link_of_one_who_is_elsewhere_too_is_not_made_after_joining(office):
    from comity.web.people.models import Matter, Member

    foreign = Matter.objects.create(number=2, name="Other", government="houston-tx")
    Member.objects.create(user=office["reader"], matter=foreign, role="reader")
    answer = office.client("administrator").post("/invite/", {"email": "reader@office.test", "role": "reader"})
    assert FOREIGN in answer.content.decode()


@pytest.mark.parametrize(("form", "words"), [({"email": "x", "role": "reader"}, "not an address"),
                                             ({"email": "a@b.test", "role": "reeder"}, "reader")])  # fmt: skip
def test_an_invitation_that_cannot_be_is_refused_with_what_would_be_right(office, form, words):
    answer = office.client("administrator").post("/invite/", form)
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_the_machine_invites(office, data, capsys):
    import typer
    from typer.testing import CliRunner

    from comity.cli.invite import command

    app = typer.Typer()
    app.command()(command)
    runner = CliRunner()
    done = runner.invoke(app, ["ops@office.test", "--data", str(data), "--role", "administrator"])
    assert done.exit_code == 0, done.output
    link = re.search(r"/enter/[\w-]+", done.output)[0]
    assert office.client(None).post(link).status_code == 302
    for wrong in (
        ["ops@office.test", "--matter", "9"],
        ["ops@office.test", "--role", "boss"],
        ["ops"],
        ["a@b.test", "--hours", "0"],
    ):
        assert runner.invoke(app, [*wrong, "--data", str(data)]).exit_code == 2, wrong
    assert runner.invoke(app, ["a@b.test", "--data", str(data / "nowhere")]).exit_code == 2
