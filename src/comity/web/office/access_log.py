"""Write the access log: each export, and each page at most once an hour for one person and one state of the facts."""

from __future__ import annotations

from collections.abc import Set
from datetime import timedelta

from django.utils import timezone

from comity.web.office.models import AccessLog, Fact
from comity.web.people.models import Access, Matter, User
from comity.web.people.rights import Rights

CONFIDENTIAL = frozenset({Access.PRIVILEGED, Access.RESTRICTED})
AGAIN = timedelta(hours=1)


def note_access(user: User, matter: Matter, sees: Set[str], page: str, view: str, taken_out: bool = False) -> None:
    """Log that a person saw a page, or took it out, where it may rest on what is confidential."""
    confidential = CONFIDENTIAL & sees
    if not confidential:
        return
    rights = Rights(frozenset((matter.pk, access) for access in confidential))
    items = Fact.objects.visible_to(rights).filter(matter=matter, access__in=confidential).count()
    if not items:
        return
    now = timezone.now()
    if not taken_out and AccessLog.objects.filter(user=user, page=page, view=view, at__gt=now - AGAIN).exists():
        return
    AccessLog.objects.create(user=user, matter=matter, at=now, page=page, taken_out=taken_out, items=items, view=view)
