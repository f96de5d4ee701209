"""A view of an office's facts: the rows that one set of rights may see, as a record reads them, and their digest.

Rows are named here by what they say, never by when or as how many they were entered: what is not seen leaves no trace in
what is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comity.record.schema import TABLES
from comity.web.office.models import Fact, Payload
from comity.web.office.sealing import canonical
from comity.web.people.models import Matter
from comity.web.people.rights import Rights


@dataclass(frozen=True)
class Seen:
    """One row that may be seen: its table, what it says, its name in this view; the name it was entered under."""

    table: str
    name: str
    values: Mapping[str, Any]
    row: str


@dataclass(frozen=True)
class View:
    """The rows that may be seen, with corrections applied, in an order that says nothing of when they were entered."""

    rows: tuple[Seen, ...]
    digest: str


def seen_by(rights: Rights, matter: Matter) -> Any:
    """The facts of a matter that may be seen."""
    return Fact.objects.visible_to(rights).filter(matter=matter)


def view_of(rights: Rights, matter: Matter, until: int | None = None) -> View:
    """The view of a matter that some rights give; `until` a fact, the last there was."""
    facts = seen_by(rights, matter).select_related("said").order_by("pk")
    if until is not None:
        facts = facts.filter(pk__lte=until)
    rows = sorted(_standing(facts.iterator(5000)), key=lambda one: (one.table, one.name))
    digest = hashlib.sha256()
    for one in rows:
        digest.update(canonical([one.table, one.name, dict(one.values)]) + b"\n")
    return View(tuple(rows), digest.hexdigest())


def _standing(facts: Iterable[Fact]) -> Iterator[Seen]:
    """The rows that stand, of those that may be seen.

    Rows that correct each other, or have one id, are one story: the latest stands. Where it says since when it has been
    known, the earlier ones stay beside it for the days before.
    """
    story_of: dict[str, object] = {}
    stories: dict[object, list[tuple[Fact, dict[str, Any]]]] = {}
    for fact in facts:
        values = _said(fact)
        story = story_of.get(fact.supersedes) or _named(fact, values) or fact.row
        story_of[fact.row] = story
        told = stories.setdefault(story, [])
        if values is None or not values.get("recorded"):
            told.clear()
        if values is not None and not fact.retracted:
            told.append((fact, values))
    used: dict[str, int] = {}
    for told in stories.values():
        before = ""
        for fact, values in told:
            said = {**values, "supersedes": before} if before else values
            name = hashlib.sha256(canonical([fact.table, said])).hexdigest()[:16]
            used[name] = used.get(name, 0) + 1
            before = name if used[name] == 1 else f"{name}-{used[name]}"
            yield Seen(fact.table, before, said, fact.row)


def _named(fact: Fact, values: dict[str, Any] | None) -> object:
    key = TABLES[fact.table].key
    id = (values or {}).get(key) if key else None
    return None if id is None else (fact.table, id)


def _said(fact: Fact) -> dict[str, Any] | None:
    payload: Payload | None = getattr(fact, "said", None)
    return None if payload is None else payload.values
