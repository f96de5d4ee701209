"""The syntax tree of law files: small frozen nodes, no behaviour. Places never count when two trees are compared."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from comity.text.faults import Place

NOWHERE = Place("", 0)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written (`jag-fy2017/notice`, `chicago-il`, `ca3`) and its place."""

    text: str
    place: Place = field(default=NOWHERE, compare=False)


# ---- dates -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Day:
    """An exact date; `hour` (`17:00`, in the court's own time) puts what was done on one day in order."""

    day: dt.date
    hour: str | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """A date known only to lie in a range, both ends included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class After:
    """A date known only to be later than a day."""

    day: dt.date


@dataclass(frozen=True, slots=True)
class Before:
    """A date known only to be earlier than a day."""

    day: dt.date


@dataclass(frozen=True, slots=True)
class Unknown:
    """A date that is not known at all."""


@dataclass(frozen=True, slots=True)
class Start:
    """`from the start`: reaches back to the first day of what it acts on, once it has been decided."""


@dataclass(frozen=True, slots=True)
class Revoked:
    """`until revoked`: no end of its own; ends when a later act says so."""


@dataclass(frozen=True, slots=True)
class Presumed:
    """`mandate presumed`: computed under Fed. R. App. P. 40-41 from the day of the opinion."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A date read from the award, the demand or the party, plus a number of days (`60 days after award.offered`)."""

    path: str
    days: int = 0
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Since:
    """A day counted from an act on norms, or from the day that answers a question: `14 days after tro`, `bond-posted`.

    `unit` is `days`, `business days`, `months` or `years`. `about` is the act that a question `of order` is asked of.
    """

    name: Name
    count: int = 0
    unit: str = "days"
    before: bool = False
    about: str | None = field(default=None, compare=False)


DateSpec: TypeAlias = Day | Between | After | Before | Unknown | Start | Revoked | Presumed | Attribute | Since


# ---- sets of parties -------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Named:
    """A named party or a declared list of parties, since a day and before another if the file says so."""

    name: Name
    since: dt.date | None = None
    before: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """Whoever stands in a role: `award.recipient`, `award.subrecipient`, `demand.recipient`, `award.agency`."""

    path: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Everyone:
    """Every party there is."""


@dataclass(frozen=True, slots=True)
class Every:
    """Every party of a class (`state`, `local government`, `city`, ...), within a government or a court's territory."""

    kind: Name
    within: Name | None = None


@dataclass(frozen=True, slots=True)
class Members:
    """Every member of an association: on the day asked about, or `on` one day, such as that of a suit."""

    association: Name
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Subrecipients:
    """Everyone who holds a subaward of the named prime recipient.

    `tier` is `any` (through other subawards too), `first` (of the prime itself), or None where the text does not say.
    """

    prime: Name
    tier: str | None = None


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Parties whom the text may or may not mean, with the words that leave it unclear."""

    item: PartyItem
    because: str


PartyItem: TypeAlias = Named | Role | Everyone | Every | Members | Subrecipients | Perhaps


@dataclass(frozen=True, slots=True)
class PartySet:
    """A set of parties: any of `items`, but none of `excepted`."""

    items: tuple[PartyItem, ...]
    excepted: tuple[PartyItem, ...] = ()


# ---- expressions -----------------------------------------------------------------------------------------------------
Value: TypeAlias = str | int | Decimal | dt.date | bool | Name


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Expr


@dataclass(frozen=True, slots=True)
class Compare:
    """An attribute against values.

    `op` is `is`, `is not`, `is one of`, `is at least`, `is at most`, `is before`, `is after` or `is known`; `places`
    are those of the values.
    """

    path: str
    op: str
    values: tuple[Value, ...]
    place: Place = field(default=NOWHERE, compare=False)
    places: tuple[Place, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class OfKind:
    """The party is of a kind."""

    kind: Name


@dataclass(frozen=True, slots=True)
class Within:
    """The party lies within a government or a court's territory."""

    outer: Name


@dataclass(frozen=True, slots=True)
class MemberOf:
    """The party is a member of an association."""

    association: Name


@dataclass(frozen=True, slots=True)
class Does:
    """The party does a declared act, on the record."""

    act: Name


@dataclass(frozen=True, slots=True)
class Carries:
    """The award's own terms carry a norm."""

    norm: Name


@dataclass(frozen=True, slots=True)
class Question:
    """A fact or a rule declared by `define`."""

    name: Name


@dataclass(frozen=True, slots=True)
class InForce:
    """An act on norms is in force for the party (springing terms), as to one norm or to any that it reaches.

    `for_anyone` is asked by what an order commands: it binds while the order is in force, whomever it protects.
    """

    name: Name
    as_to: Name | None = None
    for_anyone: bool = False


Expr: TypeAlias = And | Or | Not | Compare | OfKind | Within | MemberOf | Does | Carries | Question | InForce


# ---- clause values ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Duty:
    """What a norm does to its party, toward someone.

    `modality` is `must`, `must not`, `may`, `may require` or `cannot be required to`.
    """

    modality: str
    act: Name
    toward: PartySet | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """What follows when the duty is not kept: someone may or must do an act, about something (`award.amount`)."""

    who: Name | Role
    modality: str
    act: Name
    about: str | None = None
    about_place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Construction:
    """What a court says that a norm covers: `construes 8-usc-1373/a as "does not reach release dates"`."""

    norm: Name
    words: str


@dataclass(frozen=True, slots=True)
class Judgment:
    """Whose judgment a norm leaves it to, by what standard: `judged by us-ed "where the Secretary finds a failure"`."""

    by: PartySet
    words: str


@dataclass(frozen=True, slots=True)
class Command:
    """What an order commands: `orders us-fema must pay within 7 days`; the time runs from the order, or ends `by` a day."""

    parties: PartySet
    duty: Duty
    within: tuple[int, str] | None = None
    by: DateSpec | None = None


@dataclass(frozen=True, slots=True)
class Selector:
    """Every norm or every order that fits an expression."""

    what: str
    where: Expr


@dataclass(frozen=True, slots=True)
class Targets:
    """Named targets of an act on norms; acts on norms among them only `as_to` some norms, where it says so."""

    names: tuple[Name, ...]
    as_to: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The day on which an act was last seen to stand, and the entry of the docket that was seen then."""

    day: dt.date
    entry: str | None = None


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class GivenMember:
    """`evanston-il is a member of uscm`."""

    party: Name
    association: Name
    member: bool = True


@dataclass(frozen=True, slots=True)
class GivenConduct:
    """`chicago-il does keep-access-policy` or `does not`."""

    party: Name
    act: Name
    done: bool
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class GivenValue:
    """`limits-status-sharing [of chicago-il] is yes`; of an award by its number: `formula of "15PBJA-1" is yes`."""

    question: Name
    party: Name | None
    value: Value
    award: str | None = None
    value_place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class GivenAttribute:
    """`award.stage is offered`, of an award by its number: `award.stage of "15PBJA-1" is offered`."""

    path: str
    value: Value
    of: str | None = None
    place: Place = field(default=NOWHERE, compare=False)
    value_place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class GivenAttached:
    """`attached`, or `jag-fy2017/notice is attached`: taken as attaching to the party asked about."""

    norm: Name | None = None


@dataclass(frozen=True, slots=True)
class GivenWithout:
    """`without philadelphia-v-sessions/pi`: the act on norms is taken away."""

    name: Name


@dataclass(frozen=True, slots=True)
class GivenCarries:
    """`award "15PBJA-1" carries jag-fy2017/notice`, or `award does not carry ...`; a norm or a set of terms."""

    award: str | None
    name: Name
    carried: bool


@dataclass(frozen=True, slots=True)
class GivenOrder:
    """What happens to an act on norms from a day: `v/pi is stayed from 2026-12-01`.

    `change` is stayed, reversed, expired, narrowed, widened, final or extended; `parties` are those of a new scope.
    """

    name: Name
    change: str
    start: dt.date
    parties: PartySet | None = None


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
)


@dataclass(frozen=True, slots=True)
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


ClauseValue: TypeAlias = (
    Name
    | str
    | tuple[str, ...]
    | DateSpec
    | PartySet
    | Expr
    | Duty
    | Breach
    | Command
    | Construction
    | Judgment
    | Targets
    | Selector
    | LastSeen
    | Given
    | Expect
    | None
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its keyword as written (`binds`, `must not`, ...), its value, and its comments.

    `comments` stand above it, `beside` at the end of its line. `place` is that of the keyword, `value_place` that of
    the value, `places` those of the quoted words of a `cites`.
    """

    keyword: str
    value: ClauseValue
    place: Place = field(default=NOWHERE, compare=False)
    comments: tuple[str, ...] = ()
    beside: str = ""
    value_place: Place = field(default=NOWHERE, compare=False)
    places: tuple[Place, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: kind (act, norm, order, ...), name (None for a case), title, clauses, comments; of a part, the norm `of` which.

    `comments` stand above it, `beside` beside its head, `after` below its last clause; `restraining` says of an
    order that it is a temporary restraining order, perhaps `restraining without notice`. It is not `whole` when clauses
    with faults were left out: what remains is checked, what lacks is not missed.
    """

    kind: str
    name: Name | None
    title: str | None
    clauses: tuple[Clause, ...]
    place: Place = field(default=NOWHERE, compare=False)
    comments: tuple[str, ...] = ()
    beside: str = ""
    after: tuple[str, ...] = ()
    restraining: str | None = None
    whole: bool = field(default=True, compare=False)
    of: Name | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced `comity` block: its statements, the comments after the last one, and the line of its first line."""

    statements: tuple[Statement, ...]
    trailing: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)
    lines: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """Quoted text: the pinpoint that heads it and the words, one string a paragraph."""

    pinpoint: str
    words: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Page:
    """A law file: where it stands, its front matter, its blocks and its quoted passages."""

    file: str
    front: dict[str, object]
    front_lines: dict[str, int]
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    lines: tuple[str, ...] = field(default=(), compare=False)
