"""Signing in: nobody can sign up alone; an invitation is a link that works once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.utils import timezone

from comity.web.people.models import Invitation, User


class InvitedOnly(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Never."""
        return False


class KnownOnly(DefaultSocialAccountAdapter):
    """The office's own sign-in lets in those whom an administrator has entered."""

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:
        """Never: the address must be known already."""
        return False


def invite(user: User, hours: int = 24) -> str:
    """The secret of a link that signs a person in once within so many hours."""
    secret = secrets.token_urlsafe(32)
    Invitation.objects.create(user=user, digest=_digest(secret), until=timezone.now() + timedelta(hours=hours))
    return secret


def accept(secret: str) -> User | None:
    """The person whom a link signs in; None where it is unknown, used or too old. Of two at once, one gets in."""
    now = timezone.now()
    fits = Invitation.objects.filter(digest=_digest(secret), used=None, until__gt=now, user__is_active=True)
    found = fits.select_related("user").first()
    if found is None or not fits.update(used=now):
        return None
    return found.user


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
