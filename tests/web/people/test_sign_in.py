"""Signing in: by a link that works once, by password within limits; sessions end when they are told to."""

from datetime import timedelta

import pytest

PASSWORD = "a long enough pass phrase"


def link(office, role="administrator"):
    from comity.web.people.sign_in import invite

    return f"/enter/{invite(office[role])}"


def test_a_link_signs_in_once(office):
    client, address = office.client(None), link(office)
    assert client.get(address).status_code == 200
    assert client.get("/position/").status_code == 302, "looking at the link does not sign in"
    assert client.post(address).status_code == 302
    assert client.get("/position/").status_code == 200
    assert office.client(None).post(address).status_code == 410


def test_a_link_ends_with_its_day_and_with_its_person(office):
    from django.utils import timezone

    from comity.web.people.models import Invitation, User

    address = link(office)
    Invitation.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert office.client(None).post(address).status_code == 410
    address = link(office)
    User.objects.filter(pk=office["administrator"].pk).update(is_active=False)
    assert office.client(None).post(address).status_code == 410


def signed_in(office, client, password=PASSWORD, role="reader"):
    return client.post("/account/login/", {"login": f"{role}@office.test", "password": password})


def with_password(office, role="reader"):
    office[role].set_password(PASSWORD)
    office[role].save()


def test_a_password_signs_in_and_a_wrong_one_does_not(office):
    with_password(office)
    client = office.client(None)
    assert signed_in(office, client, "wrong wrong wrong").status_code == 200
    assert client.get("/position/").status_code == 302
    assert signed_in(office, client).status_code == 302
    assert client.get("/position/").status_code == 200


def test_guessing_is_stopped_even_when_the_right_guess_comes_at_last(office):
    with_password(office)
    for _ in range(6):
        signed_in(office, office.client(None), "wrong wrong wrong")
    client = office.client(None)
    signed_in(office, client)
    assert client.get("/position/").status_code == 302


def test_a_wrong_password_and_an_unknown_address_read_the_same(office):
    with_password(office)
    wrong = signed_in(office, office.client(None), "wrong wrong wrong").content.decode()
    unknown = office.client(None).post("/account/login/", {"login": "nobody@office.test", "password": "x"})
    said = [text.split('role="alert">')[1].split("</div>")[0] for text in (wrong, unknown.content.decode())]
    assert said[0] == said[1]


def test_nobody_signs_up(office):
    client = office.client(None)
    form = {"email": "new@office.test", "password1": PASSWORD}
    client.post("/account/signup/", form)
    from comity.web.people.models import User

    assert not User.objects.filter(email="new@office.test").exists()


def test_all_sessions_of_a_person_end_when_they_are_told_to(office):
    clients = [office.client("reader"), office.client("reader")]
    assert [one.get("/position/").status_code for one in clients] == [200, 200]
    office["reader"].end_sessions()
    assert [one.get("/position/").status_code for one in clients] == [302, 302]


def test_who_has_left_is_out_at_once(office):
    from comity.web.people.models import User

    client = office.client("reader")
    assert client.get("/position/").status_code == 200
    User.objects.filter(pk=office["reader"].pk).update(is_active=False)
    assert client.get("/position/").status_code == 302


@pytest.mark.parametrize("where", ["https://evil.test/", "//evil.test", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(office, where):
    with_password(office)
    answer = office.client(None).post(
        "/account/login/", {"login": "reader@office.test", "password": PASSWORD, "next": where}
    )
    assert answer.status_code in (200, 302)
    assert "evil" not in answer.headers.get("Location", "")
    assert "javascript" not in answer.headers.get("Location", "")
