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
    """One row that may be seen: its table, what it says, its name in this view; the name it was entered under.

    `supersedes` names the row of this view that it corrects, or with `retracted` takes back.
    """

    table: str
    name: str
    values: Mapping[str, Any]
    row: str
    supersedes: str | None = None
    retracted: bool = False


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
        digest.update(canonical([one.table, one.name, one.supersedes, one.retracted, dict(one.values)]) + b"\n")
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
        if values is not None and (told or not fact.retracted):
            told.append((fact, values))
    used: dict[str, int] = {}
    for told in stories.values():
        before: Seen | None = None
        for fact, values in told:
            said = {**before.values, **values} if before is not None and fact.retracted else values
            after = before.name if before is not None else None
            name = hashlib.sha256(canonical([fact.table, after, fact.retracted, said])).hexdigest()[:16]
            used[name] = used.get(name, 0) + 1
            name = name if used[name] == 1 else f"{name}-{used[name]}"
            before = Seen(fact.table, name, said, fact.row, after, fact.retracted)
            yield before


def _named(fact: Fact, values: dict[str, Any] | None) -> object:
    """What a row is about, where two of them would be one thing said twice."""
    key = TABLES[fact.table].key
    names = ("award", "attribute") if fact.table == "award_facts" else (key,) if key else ()
    about = tuple((values or {}).get(name) for name in names)
    return (fact.table, *about) if about and None not in about else None


def _said(fact: Fact) -> dict[str, Any] | None:
    payload: Payload | None = getattr(fact, "said", None)
    return None if payload is None else payload.values
