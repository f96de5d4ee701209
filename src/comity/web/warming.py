"""Compute today's answers for every matter before anybody asks."""

from __future__ import annotations

from django.utils import timezone

from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.people.models import Matter, Member
from comity.web.people.rights import rights_of


def warm() -> None:
    """Begin, beside what is being served, what the members of each matter will see today, once for each set of rights."""
    today = timezone.localdate()
    for matter in Matter.objects.order_by("number"):
        seen: set[frozenset[str]] = set()
        for member in Member.objects.filter(matter=matter, user__is_active=True).select_related("user"):
            asking = Asking(matter, rights_of(member.user), today, today, today)
            if asking.sees not in seen:
                seen.add(asking.sees)
                keeping().prepare(asking)
    keeping().settle()
