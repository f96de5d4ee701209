"""What a case takes as given and what it expects; suppositions use the same words."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from decimal import Decimal
from typing import TypeAlias

from comity.frozen import frozen
from comity.text.faults import Place
from comity.text.tree.dates import NOWHERE, Name
from comity.text.tree.expressions import Value
from comity.text.tree.parties import Every, PartySet, Subrecipients


@frozen
class GivenAward:
    """`chicago-il accepted an award of "16.738" for 2017 ... on 2017-10-01`.

    Once names are resolved, those of `carrying` that are sets of terms stand in `sets`.
    """

    party: Name
    taken: str
    program: str
    fiscal_year: int
    worth: Decimal | None = None
    through: Name | None = None
    carrying: tuple[Name, ...] | None = None
    on: dt.date | None = None
    program_place: Place = field(default=NOWHERE, compare=False)
    sets: tuple[Name, ...] | None = field(default=None, compare=False)


@frozen
class GivenMember:
    """`evanston-il is a member of uscm`."""

    party: Name
    association: Name
    member: bool = True


@frozen
class GivenConduct:
    """`chicago-il does keep-access-policy` or `does not`."""

    party: Name
    act: Name
    done: bool
    on: dt.date | None = None


@frozen
class GivenValue:
    """`limits-status-sharing [of chicago-il] is yes`; of an award by its number: `formula of "15PBJA-1" is yes`.

    Once names are resolved, the order that a question is about stands in `act`: `bond-posted of v/pi is 2025-05-20`.
    """

    question: Name
    party: Name | None
    value: Value
    award: str | None = None
    value_place: Place = field(default=NOWHERE, compare=False)
    act: Name | None = field(default=None, compare=False)


@frozen
class GivenAttribute:
    """`award.stage is offered`, of an award by its number: `award.stage of "15PBJA-1" is offered`."""

    path: str
    value: Value
    of: str | None = None
    place: Place = field(default=NOWHERE, compare=False)
    value_place: Place = field(default=NOWHERE, compare=False)


@frozen
class GivenAttached:
    """`attached`, or `jag-fy2017/notice is attached`: taken as attaching to the party asked about."""

    norm: Name | None = None


@frozen
class GivenWithout:
    """`without philadelphia-v-sessions/pi`: the act on norms is taken away."""

    name: Name


@frozen
class GivenCarries:
    """`award "15PBJA-1" carries jag-fy2017/notice`, or `award does not carry ...`; a norm or a set of terms."""

    award: str | None
    name: Name
    carried: bool


@frozen
class GivenOrder:
    """What happens to an act on norms from a day: `v/pi is stayed from 2026-12-01`.

    `change` is stayed, reversed, expired, narrowed, widened, final or extended; `parties` are those of a new scope.
    """

    name: Name
    change: str
    start: dt.date
    parties: PartySet | None = None


@frozen
class GivenDay:
    """A day that is not known exactly: `the mandate of v/stay is 2018-02-01`; `which` is day, first day, end or mandate."""

    which: str
    name: Name
    day: dt.date


@frozen
class GivenMeant:
    """Whether a party is meant by a text that may or may not mean it: `evanston-il is meant by "the text is unclear"`.

    `by` are the words after `because`; or the class or the subrecipients of which the text leaves open whether they take
    the party in: `P is meant by every local government`, `P is meant by every subrecipient of il`.
    """

    party: Name
    by: str | Every | Subrecipients
    meant: bool


@frozen
class GivenWithin:
    """Whether a party is counted to the territory of a court: `il is within ilnd`."""

    party: Name
    court: Name
    inside: bool


@frozen
class GivenSubaward:
    """Whether an award is a subaward of a prime recipient, at whatever tier: `award "A-1" is a subaward of il`."""

    award: str | None
    prime: Name
    subaward: bool


@frozen
class GivenLater:
    """Which of two acts of one day was the later one: `v/vacated is later than v/upheld`."""

    name: Name
    than: Name


Given: TypeAlias = (
    GivenAward
    | GivenMember
    | GivenConduct
    | GivenValue
    | GivenAttribute
    | GivenCarries
    | GivenAttached
    | GivenWithout
    | GivenOrder
    | GivenDay
    | GivenMeant
    | GivenWithin
    | GivenSubaward
    | GivenLater
)


@frozen
class Expect:
    """One line of a case: on a day, in a forum, as known at a day, the status expected of a norm for a party."""

    on: dt.date
    forum: Name | None
    known_at: dt.date | None
    norm: Name
    party: Name | None
    status: str
    by: Name | None
    contested: bool = False
