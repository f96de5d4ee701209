"""Tokens: told once, never with more rights than their person has, ended by a day, a revocation, or their person's leaving."""

from datetime import timedelta

import pytest


def made(office, role="counsel", scopes=("read",), days=30):
    from comity.web.people.tokens import make_token

    return make_token(office[role], office.matter, "nightly report", scopes, days)


def rights(secret):
    from comity.web.people.tokens import find_token, rights_of_token

    token = find_token(secret)
    return None if token is None else rights_of_token(token)


def sees(secret):
    return {access for _, access in rights(secret).sees}


def test_a_token_sees_what_its_scopes_say_and_no_more_than_its_person(office):
    assert sees(made(office)) == {"public", "internal"}
    assert sees(made(office, scopes=["read-privileged"])) == {"privileged"}
    assert sees(made(office, "reader", ["read-privileged", "read"])) == {"public", "internal"}


def test_no_token_reaches_what_is_restricted(office):
    from comity.web.people.models import Member

    Member.objects.update(restricted=True)
    assert "restricted" not in sees(made(office, scopes=["read", "read-privileged", "enter"]))


@pytest.mark.parametrize(("scopes", "may"), [(["read"], False), (["enter"], True)])
def test_a_token_enters_facts_only_with_that_scope(office, scopes, may):
    assert rights(made(office, "editor", scopes)).may("enter", office.matter.pk) is may


def test_a_token_never_administers_certifies_or_disposes(office):
    found = rights(made(office, "administrator", ["read", "enter"]))
    assert not any(found.may(what, office.matter.pk) for what in ("administer", "certify", "dispose", "enter"))


def test_a_token_ends(office):
    from django.utils import timezone

    from comity.web.people.models import Token, User
    from comity.web.people.tokens import revoke

    for end in (
        lambda token: revoke(token),
        lambda token: Token.objects.filter(pk=token.pk).update(until=timezone.now() - timedelta(seconds=1)),
        lambda token: User.objects.filter(pk=token.user_id).update(is_active=False),
    ):
        secret = made(office)
        assert rights(secret) is not None
        end(Token.objects.order_by("-pk").first())
        assert rights(secret) is None


def test_a_member_who_leaves_a_matter_leaves_it_with_every_token(office):
    from comity.web.people.models import Member

    secret = made(office)
    Member.objects.filter(user=office["counsel"]).delete()
    assert rights(secret).sees == frozenset()


def test_what_is_kept_of_a_token_does_not_sign_in(office):
    from comity.web.people.models import Token

    secret = made(office)
    kept = Token.objects.get()
    assert secret not in [str(getattr(kept, field.name)) for field in kept._meta.fields]
    assert rights(kept.digest) is None


@pytest.mark.parametrize(("scopes", "days"), [([], 1), (["everything"], 1), (["read"], 0), (["read"], 400)])
def test_a_token_without_scope_or_end_is_refused(office, scopes, days):
    from comity.errors import Refused

    with pytest.raises(Refused):
        made(office, scopes=scopes, days=days)


def test_a_stranger_makes_no_token(office):
    from comity.errors import Refused

    with pytest.raises(Refused, match="not a member"):
        made(office, "stranger")
