"""Conditions as a law file writes them: what is compared, asked or declared, joined by and, or, not."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from decimal import Decimal
from typing import TypeAlias

from comity.frozen import frozen
from comity.text.faults import Place
from comity.text.tree.dates import NOWHERE, Name

Value: TypeAlias = str | int | Decimal | dt.date | bool | Name


@frozen
class And:
    """All parts hold."""

    parts: tuple[Expr, ...]


@frozen
class Or:
    """At least one part holds."""

    parts: tuple[Expr, ...]


@frozen
class Not:
    """The part does not hold."""

    part: Expr


@frozen
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


@frozen
class OfKind:
    """The party is of a kind."""

    kind: Name


@frozen
class Within:
    """The party lies within a government or a court's territory."""

    outer: Name


@frozen
class MemberOf:
    """The party is a member of an association."""

    association: Name


@frozen
class Does:
    """The party does a declared act, on the record."""

    act: Name


@frozen
class Carries:
    """The award's own terms carry a norm."""

    norm: Name


@frozen
class Question:
    """A fact or a rule declared by `define`."""

    name: Name


@frozen
class InForce:
    """An act on norms is in force for the party (springing terms), as to one norm or to any that it reaches.

    `for_anyone` is asked by what an order commands: it binds while the order is in force, whomever it protects.
    """

    name: Name
    as_to: Name | None = None
    for_anyone: bool = False


Expr: TypeAlias = And | Or | Not | Compare | OfKind | Within | MemberOf | Does | Carries | Question | InForce
