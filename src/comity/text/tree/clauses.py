"""What the clauses of a norm or an act on norms contain: a duty, a breach, a command, targets."""

from __future__ import annotations

import datetime as dt
from dataclasses import field

from comity.frozen import frozen
from comity.text.faults import Place
from comity.text.tree.dates import NOWHERE, DateSpec, Name
from comity.text.tree.expressions import Expr
from comity.text.tree.parties import PartySet, Role


@frozen
class Duty:
    """What a norm does to its party, toward someone.

    `modality` is `must`, `must not`, `may`, `may require` or `cannot be required to`.
    """

    modality: str
    act: Name
    toward: PartySet | None = None


@frozen
class Breach:
    """What follows when the duty is not kept: someone may or must do an act, about something (`award.amount`)."""

    who: Name | Role
    modality: str
    act: Name
    about: str | None = None
    about_place: Place = field(default=NOWHERE, compare=False)


@frozen
class Construction:
    """What a court says that a norm covers: `construes 8-usc-1373/a as "does not reach release dates"`."""

    norm: Name
    words: str


@frozen
class Judgment:
    """Whose judgment a norm leaves it to, by what standard: `judged by us-ed "where the Secretary finds a failure"`."""

    by: PartySet
    words: str


@frozen
class Command:
    """What an order commands: `orders us-dhs-fema must pay within 7 days`; the time runs from the order, or ends `by` a day."""

    parties: PartySet
    duty: Duty
    within: tuple[int, str] | None = None
    by: DateSpec | None = None


@frozen
class Selector:
    """Every norm or every order that fits an expression."""

    what: str
    where: Expr


@frozen
class Targets:
    """Named targets of an act on norms; of acts on norms among them only what it says: `as_to` some norms, for some, when."""

    names: tuple[Name, ...]
    as_to: tuple[Name, ...] = ()
    parties: PartySet | None = None
    when: Expr | None = None


@frozen
class LastSeen:
    """The day on which an act was last seen to stand, and the entry of the docket that was seen then."""

    day: dt.date
    entry: str | None = None
