"""Sets of parties as a law file writes them: named, in a role, of a class, members of an association."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import TypeAlias

from comity.frozen import frozen
from comity.text.faults import Place
from comity.text.tree.dates import NOWHERE, Name


@frozen
class Named:
    """A named party or a declared list of parties, since a day and before another if the file says so."""

    name: Name
    since: dt.date | None = None
    before: dt.date | None = None


@frozen
class Role:
    """Whoever stands in a role: `award.recipient`, `award.subrecipient`, `demand.recipient`, `award.agency`."""

    path: str
    place: Place = field(default=NOWHERE, compare=False)


@frozen
class Everyone:
    """Every party there is."""


@frozen
class Every:
    """Every party of a class (`state`, `local government`, `city`, ...), within a government or a court's territory."""

    kind: Name
    within: Name | None = None


@frozen
class Members:
    """Every member of an association: on the day asked about, or `on` one day, such as that of a suit."""

    association: Name
    on: dt.date | None = None


@frozen
class Subrecipients:
    """Everyone who holds a subaward of the named prime recipient.

    `tier` is `any` (through other subawards too), `first` (of the prime itself), or None where the text does not say.
    """

    prime: Name
    tier: str | None = None


@frozen
class Perhaps:
    """Parties whom the text may or may not mean, with the words that leave it unclear.

    Where it names several, the others are `more`; a checked law has each by itself.
    """

    item: PartyItem
    because: str
    more: tuple[PartyItem, ...] = ()


PartyItem: TypeAlias = Named | Role | Everyone | Every | Members | Subrecipients | Perhaps


@frozen
class PartySet:
    """A set of parties: any of `items`, but none of `excepted`."""

    items: tuple[PartyItem, ...]
    excepted: tuple[PartyItem, ...] = ()
