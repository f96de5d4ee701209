"""Invite a person into a matter: a member with a role, and a link that signs in once."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from comity.errors import Refused
from comity.norms.names.nearest import did_you_mean
from comity.web.people.models import Matter, Member, Role, User
from comity.web.people.rights import rights_of
from comity.web.people.sign_in import invite


def invited(email: str, matter: Matter, role: str, name: str = "", by: User | None = None, hours: int = 24) -> str:
    """Make a person a member and return the secret of a link that signs in once.

    Args:
        email: the person's address.
        matter: of which the person becomes a member.
        role: as what.
        name: how pages call a person who is new.
        by: the administrator who invites; None is who has the machine. A link signs in wherever its person is a member, so an
            administrator makes one only for those whose every matter is that administrator's too.
        hours: how long the link is good.

    Raises:
        Refused: the address or role is none, or the person has matters that are not the administrator's.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(f"`{email}` is not an address.", "Write it like name@office.gov.") from None
    if role not in Role.values:
        raise Refused(f"`{role}` is not a role.", did_you_mean(role, Role.values))
    if not 1 <= hours <= 24 * 14:
        raise Refused("a link works for 1 hour to 14 days.")
    with transaction.atomic():
        user = User.objects.filter(email=email).first()
        if user is not None and by is not None:
            _refuse_foreign(user, by)
        if user is not None and not user.is_active:
            raise Refused(f"{email} has left the office.")
        user = user or User.objects.create_user(email, name)
        Member.objects.get_or_create(user=user, matter=matter, role=role)
        return invite(user, hours)


def without_codes(user: User) -> None:
    """Take one-time codes and recovery codes off an account, for a person who has neither any more."""
    Authenticator.objects.filter(user=user).delete()
    user.end_sessions()


def _refuse_foreign(user: User, by: User) -> None:
    rights = rights_of(by)
    theirs = set(Member.objects.filter(user=user).values_list("matter_id", flat=True))
    if not all(rights.may("administer", matter) for matter in theirs):
        raise Refused(
            f"{user.email} is a member of a matter that you do not administer: a link would sign you in there.",
            "Add the role on the page of members; the link must then be made on the server itself.",
        )
