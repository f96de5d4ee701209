"""Conditions as a law file writes them: what is compared, asked or declared, joined by and, or, not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from comity.text.faults import Place
from comity.text.tree.dates import NOWHERE, Name

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
