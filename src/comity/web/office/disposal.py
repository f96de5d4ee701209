"""Dispose of what facts say, once a retention rule releases it and no litigation hold covers the matter."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from comity.errors import Refused
from comity.web.office.chain import disposal_link
from comity.web.office.facts import alone
from comity.web.office.models import Disposal, Fact, Hold, Payload
from comity.web.office.sealing import START
from comity.web.people.models import Matter, User
from comity.web.people.rights import rights_of


def held(matter: Matter) -> Hold | None:
    """The oldest hold that stands over a matter."""
    return Hold.objects.filter(matter=matter, lifted_at=None).order_by("pk").first()


def dispose(facts: Sequence[Fact], rule: str, user: User) -> list[Disposal]:
    """Erase what some facts say, all or none; each reads as unknown from then on. Counsel alone may."""
    if not rule.strip():
        raise Refused("a disposal must name the rule that allows it.", "Name the entry of your retention schedule.")
    rights = rights_of(user)
    made: list[Disposal] = []
    with transaction.atomic():
        alone()
        before = Disposal.objects.order_by("-pk").values_list("link", flat=True).first() or START
        for fact in facts:
            if not rights.may("dispose", fact.matter_id):
                raise Refused("you may not dispose of facts in this matter.", "Counsel of the matter may.")
            if (hold := held(fact.matter)) is not None:
                raise Refused(f"a litigation hold of {hold.placed_at:%Y-%m-%d} stands over {fact.matter}.")
            if Disposal.objects.filter(fact=fact).exists():
                raise Refused(f"fact {fact.pk} was disposed of already.")
            one = Disposal(fact=fact, rule=rule, disposed_by=user, disposed_at=timezone.now())
            before = one.link = disposal_link(before, one, fact)
            one.save(force_insert=True)
            Payload.objects.filter(fact=fact).delete()
            made.append(one)
    return made


def place_hold(matter: Matter, reason: str, user: User) -> Hold:
    """Place a hold over a matter. Counsel alone may."""
    if not rights_of(user).may("hold", matter.pk):
        raise Refused("you may not place a hold on this matter.", "Counsel of the matter may.")
    return Hold.objects.create(matter=matter, reason=reason, placed_by=user)


def lift_hold(hold: Hold, user: User) -> Hold:
    """Lift a hold. Counsel alone may."""
    if not rights_of(user).may("hold", hold.matter.pk):
        raise Refused("you may not lift a hold on this matter.", "Counsel of the matter may.")
    if hold.lifted_at is not None:
        raise Refused("this hold was lifted already.")
    hold.lifted_by, hold.lifted_at = user, timezone.now()
    hold.save(update_fields=["lifted_by", "lifted_at"])
    return hold
