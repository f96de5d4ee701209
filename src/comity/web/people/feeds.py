"""Secret addresses of calendars: shown once, with their owner's current rights, until revoked."""

from __future__ import annotations

import hashlib
import secrets

from django.utils import timezone

from comity.errors import Refused
from comity.web.people.models import Access, Feed, Matter, User
from comity.web.people.rights import Rights, rights_of


def make_feed(user: User, matter: Matter) -> str:
    """The secret of a new address, told once."""
    if matter.pk not in rights_of(user).matters:
        raise Refused("you are not a member of this matter.")
    secret = secrets.token_urlsafe(32)
    Feed.objects.create(user=user, matter=matter, digest=_digest(secret))
    return secret


def find_feed(secret: str) -> tuple[Feed, Rights] | None:
    """The feed of a secret with what its person may see today, but for what is restricted; None where it is not good."""
    fits = Feed.objects.filter(digest=_digest(secret), revoked=None, user__is_active=True)
    found = fits.select_related("user", "matter").first()
    if found is None:
        return None
    whole = rights_of(found.user)
    if found.matter_id not in whole.matters:
        return None
    sees = frozenset(one for one in whole.sees if one[0] == found.matter_id and one[1] != Access.RESTRICTED)
    Feed.objects.filter(pk=found.pk).update(used=timezone.now())
    return found, Rights(sees, frozenset(), whole.user)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
