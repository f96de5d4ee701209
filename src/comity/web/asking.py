"""The question behind a page: which matter, for whom, about which day, with whose rights."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from comity.answers.question import find_party, parse_day
from comity.errors import Refused
from comity.norms.names.governments import Government
from comity.record.nodes import Record
from comity.web.people.models import Matter
from comity.web.people.rights import Rights, sees_in

MATTER = "matter"


@dataclass(frozen=True)
class Asking:
    """A question as a page puts it. `known_at` is the day asked about unless hindsight is asked for."""

    matter: Matter
    rights: Rights
    as_of: dt.date
    known_at: dt.date
    today: dt.date
    suppose: str = ""
    held: dict[object, Any] | None = field(default=None, compare=False, repr=False)
    """What a page that only reads has looked up: it says one state of the facts from its first line to its last."""

    @property
    def subject(self) -> Government:
        """The government that the matter is about."""
        return find_party(self.matter.government, Record())

    @property
    def past(self) -> bool:
        """Whether another day than today is asked about."""
        return self.as_of != self.today

    @property
    def matters(self) -> list[Matter]:
        """The matters that the person is a member of, in order."""
        return matters_of(self.rights) if self.held is None else self.held[MATTER]

    @property
    def sees(self) -> frozenset[str]:
        """What of the matter may be seen, by access."""
        return sees_in(self.rights, self.matter)


def asking_of(request: Any, rights: Rights) -> Asking:
    """What a request asks, in the matter that is open; raises Refused."""
    mine = matters_of(rights)
    held: dict[object, Any] | None = {MATTER: mine} if request.method == "GET" else None
    return Asking(open_matter(request, mine), rights, *days_of(request), held=held)


def days_of(request: Any) -> tuple[dt.date, dt.date, dt.date]:
    """The day asked about (`on`), what was known by which (`known`), and today; raises Refused."""
    today = timezone.localdate()
    on, known = request.GET.get("on", ""), request.GET.get("known", "")
    as_of = _day(on, today) if on else today
    known_at = _day(known, today) if known else as_of
    if known_at < as_of:
        raise Refused(f"known at {known_at} is before the day asked about, {as_of}.", "Ask about what was known later.")
    return as_of, known_at, today


def _day(text: str, today: dt.date) -> dt.date:
    return today if text == "today" else parse_day(text)


def open_matter(request: Any, mine: list[Matter]) -> Matter:
    """The matter that is open: the one chosen before, else the first of the person's; raises Refused where there is none."""
    wanted = request.session.get(MATTER)
    if not mine:
        raise Refused("you are not a member of any matter.", "An administrator of the office can add you to one.")
    return next((one for one in mine if one.pk == wanted), mine[0])


def matters_of(rights: Rights) -> list[Matter]:
    """The matters that a person is a member of, in order."""
    return list(Matter.objects.filter(pk__in=rights.matters).order_by("number"))
