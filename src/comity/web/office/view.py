"""A view of an office's facts: the rows that one set of rights may see, as a record reads them, and their digest.

Rows are named here by what they say, never by when or as how many they were entered: what is not seen leaves no trace in
what is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from comity.web.office.chain import canonical
from comity.web.office.models import Fact
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


def view_of(rights: Rights, matter: Matter) -> View:
    """The view of a matter that some rights give."""
    facts = seen_by(rights, matter).select_related("said").order_by("pk")
    entered = [(fact.row, fact.table, fact.supersedes, fact.retracted, _said(fact)) for fact in facts.iterator(5000)]
    rows = sorted(_standing(entered), key=lambda one: (one.table, one.name))
    digest = hashlib.sha256()
    for one in rows:
        digest.update(canonical([one.table, one.name, dict(one.values)]) + b"\n")
    return View(tuple(rows), digest.hexdigest())


def _said(fact: Any) -> dict[str, Any] | None:
    payload = getattr(fact, "said", None)
    return None if payload is None else payload.values


def _standing(entered: Iterable[tuple[str, str, str, bool, dict[str, Any] | None]]) -> Iterable[Seen]:
    """The rows that stand: what was corrected goes, unless the correction says since when it has been known."""
    known = {row: (table, supersedes, retracted, values) for row, table, supersedes, retracted, values in entered}
    corrected = {
        supersedes
        for _, supersedes, _, values in known.values()
        if supersedes in known and not (values or {}).get("recorded")
    }
    names: dict[str, str] = {}
    used: dict[str, int] = {}
    for row, (table, supersedes, retracted, values) in known.items():
        if row in corrected or retracted or values is None:
            continue
        said = dict(values)
        if supersedes in names and said.get("recorded"):
            said["supersedes"] = names[supersedes]
        name = hashlib.sha256(canonical([table, said])).hexdigest()[:16]
        used[name] = used.get(name, 0) + 1
        names[row] = name if used[name] == 1 else f"{name}-{used[name]}"
        yield Seen(table, names[row], said, row)
