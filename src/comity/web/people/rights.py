"""What a person may see and do, decided here alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from comity.web.people.models import Access, Matter, Member, Role, User

ORDINARY = frozenset({Access.PUBLIC, Access.INTERNAL})
SEES = {
    Role.READER: ORDINARY,
    Role.EDITOR: ORDINARY,
    Role.COUNSEL: ORDINARY | {Access.PRIVILEGED},
    Role.CERTIFIER: ORDINARY,
    Role.ADMINISTRATOR: ORDINARY,
}
"""What each role may read. What is restricted is read by members who are named for it, whatever their role."""
MAY = {
    "enter": frozenset({Role.EDITOR, Role.COUNSEL}),
    "lower": frozenset({Role.COUNSEL}),
    "hold": frozenset({Role.COUNSEL}),
    "dispose": frozenset({Role.COUNSEL}),
    "review": frozenset({Role.COUNSEL}),
    "certify": frozenset({Role.CERTIFIER}),
    "administer": frozenset({Role.ADMINISTRATOR}),
    "oversee": frozenset({Role.COUNSEL, Role.ADMINISTRATOR}),
    "work": frozenset({Role.EDITOR, Role.COUNSEL, Role.ADMINISTRATOR}),
}
"""Who may do what."""
ANYONE = "anyone"
"""What every member of a matter may do."""


@dataclass(frozen=True)
class Rights:
    """What a person may see, by matter, and which roles the person has there. Nobody signed in sees what is public."""

    sees: frozenset[tuple[int, str]] = frozenset()
    roles: frozenset[tuple[int, str]] = frozenset()
    user: int | None = field(default=None, compare=False)

    def may(self, what: str, matter: int) -> bool:
        """Whether the person may do something in a matter."""
        return any((matter, role) in self.roles for role in (Role if what == ANYONE else MAY[what]))

    @property
    def matters(self) -> frozenset[int]:
        """The matters that the person is a member of."""
        return frozenset(matter for matter, _ in self.roles)

    @property
    def visible(self) -> Q:
        """The rows that may be seen, of any table with `matter` and `access`."""
        found = Q(access=Access.PUBLIC)
        for matter, access in self.sees:
            found |= Q(matter_id=matter, access=access)
        return found


PUBLIC = Rights()


def sees_in(rights: Rights, matter: Matter) -> frozenset[str]:
    """What of a matter may be seen, by access; what is public always."""
    return frozenset({Access.PUBLIC, *(access for number, access in rights.sees if number == matter.pk)})


def rights_of(user: User | AnonymousUser | Any) -> Rights:
    """The rights of a person; of one who is not signed in, or no longer active, those of the public."""
    if not isinstance(user, User) or not user.is_active:
        return PUBLIC
    sees: set[tuple[int, str]] = set()
    roles: set[tuple[int, str]] = set()
    for member in Member.objects.filter(user=user):
        roles.add((member.matter_id, member.role))
        sees |= {(member.matter_id, access) for access in SEES[Role(member.role)]}
        if member.restricted:
            sees.add((member.matter_id, Access.RESTRICTED))
    return Rights(frozenset(sees), frozenset(roles), user.pk)
