"""Tokens for programs: made and shown once, never with more rights than their owner has."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from comity.errors import Refused
from comity.web.people.models import Access, Matter, Role, Token, User
from comity.web.people.rights import Rights, rights_of

SCOPES = {
    "read": "read what is public and internal",
    "read-privileged": "read what is privileged, where the person may",
    "enter": "enter facts, where the person may",
}
"""What a token may be good for. What is restricted is never reached by a token."""
LONGEST = 366
PREFIX = "comity_"
SEEN_BY = {"read": {Access.PUBLIC, Access.INTERNAL}, "read-privileged": {Access.PRIVILEGED}, "enter": set[str]()}
ROLES_BY = {"enter": {Role.EDITOR, Role.COUNSEL}}


def make_token(user: User, matter: Matter, name: str, scopes: Iterable[str], days: int) -> str:
    """A new token, told once."""
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= set(SCOPES):
        raise Refused(f"a token has some of these scopes: {', '.join(SCOPES)}.")
    if not 1 <= days <= LONGEST:
        raise Refused(f"a token lasts 1 to {LONGEST} days.")
    if matter.pk not in rights_of(user).matters:
        raise Refused("you are not a member of this matter.")
    secret = PREFIX + secrets.token_urlsafe(32)
    until = timezone.now() + timedelta(days=days)
    Token.objects.create(
        user=user, matter=matter, name=name, digest=_digest(secret), scopes=" ".join(wanted), until=until
    )
    return secret


def find_token(secret: str) -> Token | None:
    """The token of a secret; None where it is unknown, revoked or too old, or its person has left."""
    now = timezone.now()
    fits = Token.objects.filter(digest=_digest(secret), revoked=None, until__gt=now, user__is_active=True)
    return fits.select_related("user", "matter").first()


def rights_of_token(token: Token) -> Rights:
    """What a token may see and do: no more than its scopes, and no more than its person now may."""
    whole = rights_of(token.user)
    scopes = token.scopes.split()
    seen = {access for scope in scopes for access in SEEN_BY[scope]}
    roles = {role for scope in scopes for role in ROLES_BY.get(scope, {Role.READER})}
    return Rights(
        frozenset((matter, access) for matter, access in whole.sees if matter == token.matter_id and access in seen),
        frozenset((matter, role) for matter, role in whole.roles if matter == token.matter_id and role in roles),
        whole.user,
    )


def revoke(token: Token) -> None:
    """End a token."""
    Token.objects.filter(pk=token.pk, revoked=None).update(revoked=timezone.now())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
