"""Clauses, the statements they make up, the blocks of a page, and the page with its front matter."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from comity.frozen import frozen
from comity.text.faults import Place
from comity.text.tree.clauses import Breach, Command, Construction, Duty, Judgment, LastSeen, Selector, Targets
from comity.text.tree.dates import NOWHERE, DateSpec, Name
from comity.text.tree.expressions import Expr
from comity.text.tree.given import Expect, Given
from comity.text.tree.parties import PartySet

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


@frozen
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


@frozen
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


@frozen
class Block:
    """One fenced `comity` block: its statements, the comments after the last one, and the line of its first line."""

    statements: tuple[Statement, ...]
    trailing: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)
    lines: int = field(default=0, compare=False)


@frozen
class Passage:
    """Quoted text: the pinpoint that heads it and the words, one string a paragraph."""

    pinpoint: str
    words: tuple[str, ...]
    line: int = field(default=0, compare=False)


@frozen
class Page:
    """A law file: where it stands, its front matter, its blocks and its quoted passages."""

    file: str
    front: dict[str, object]
    front_lines: dict[str, int]
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    lines: tuple[str, ...] = field(default=(), compare=False)
