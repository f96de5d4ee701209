"""A view of an office's facts: the rows that one set of rights may see, as a record, with their digest.

Rows are named here by what they say, never by when or as how many they were entered: what is not seen leaves no trace in
what is.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from comity.record.schema import TABLES
from comity.web.office.models import Fact
from comity.web.office.sealing import canonical
from comity.web.people.models import Matter
from comity.web.people.rights import Rights

PART = 2
"""The view is digested in parts, by so many letters of the names of its rows: a changed row costs the digest of a part."""


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
    """The rows that may be seen, with corrections applied, in an order that says nothing of when they were entered.

    Views of one `family` grow from each other: they are what the same rights give of one matter. `last` is the number of
    the last fact that was seen.
    """

    rows: tuple[Seen, ...]
    digest: str
    family: object = field(default=None, compare=False)
    last: int = field(default=0, compare=False)

    def has(self, table: str) -> bool:
        """Whether there is a row of a table."""
        at = bisect_left(self.rows, table, key=_table)
        return at < len(self.rows) and self.rows[at].table == table

    def standing(self, table: str) -> int:
        """How many rows of a table stand: what was corrected counts once, what was taken back not at all."""
        at = bisect_left(self.rows, table, key=_table)
        those = self.rows[at : bisect_right(self.rows, table, key=_table)]
        corrected = {one.supersedes for one in those}
        return sum(1 for one in those if not one.retracted and one.name not in corrected)


def seen_by(rights: Rights, matter: Matter) -> Any:
    """The facts of a matter that may be seen."""
    return Fact.objects.visible_to(rights).filter(matter=matter)


def view_of(rights: Rights, matter: Matter, until: int | None = None) -> View:
    """The view of a matter that some rights give; `until` a fact, the last there was."""
    facts = seen_by(rights, matter)
    standing = Standing()
    standing.take(facts if until is None else facts.filter(pk__lte=until))
    return standing.view()


class Standing:
    """The rows that stand after some facts, in the order in which these were entered; more facts are taken in later.

    Rows that correct each other, or have one id, are one story: the latest stands. Where it says since when it has been
    known, the earlier ones stay beside it for the days before.
    """

    def __init__(self) -> None:
        self.last: tuple[int, str] = (0, "")
        """The number and link of the last fact that was taken in."""
        self._story_of: dict[str, object] = {}
        self._stories: dict[object, list[_Told]] = {}
        self._written: dict[object, tuple[tuple[Seen, str], ...]] = {}
        self._used: Counter[str] = Counter()
        self._rows: list[Seen] = []
        self._parts: dict[str, dict[str, str]] = {}
        self._sums: dict[str, bytes] = {}

    def take(self, facts: Any) -> None:
        """Take in facts that were entered after all those before."""
        told: dict[object, None] = {}
        columns = ("pk", "link", "table", "row", "supersedes", "retracted", "said__text")
        rows: Iterable[tuple[int, str, str, str, str, bool, str | None]]
        rows = facts.order_by("pk").values_list(*columns).iterator(5000)
        for number, link, table, row, supersedes, retracted, text in rows:
            values = None if text is None else json.loads(text)
            told[self._tell(_Told(table, row, supersedes, retracted, values))] = None
            self.last = number, link
        self._write(told)

    def view(self) -> View:
        """The view as it stands now."""
        digest = hashlib.sha256()
        for part, rows in sorted(self._parts.items()):
            if part not in self._sums:
                self._sums[part] = hashlib.sha256(canonical(sorted(rows.items()))).digest()
            if rows:
                digest.update(self._sums[part])
        return View(tuple(self._rows), digest.hexdigest(), last=self.last[0])

    def _tell(self, fact: _Told) -> object:
        """Put a fact into its story; returns which."""
        story = self._story_of.get(fact.supersedes) or _named(fact.table, fact.values) or fact.row
        self._story_of[fact.row] = story
        told = self._stories.setdefault(story, [])
        if fact.values is None or not fact.values.get("recorded"):
            told.clear()
        if fact.values is not None and (told or not fact.retracted):
            told.append(fact)
        return story

    def _write(self, stories: Iterable[object]) -> None:
        """Write the rows of some stories anew, or of all: where there are many, or where rows that say the same are counted."""
        told = list(stories)
        old = [base for story in told for _, base in self._written.get(story, ())]
        if 10 * len(told) > len(self._stories) or any(self._used[base] > 1 for base in old):
            self._write_all()
            return
        for story in told:
            self._forget(story)
        for story in told:
            for one, base in self._name(story):
                if self._used[base] > 1:
                    self._write_all()
                    return
                insort(self._rows, one, key=_place)
                self._enter(one)

    def _write_all(self) -> None:
        for kept in (self._used, self._parts, self._sums):
            kept.clear()
        self._rows = sorted((one for story in self._stories for one, _ in self._name(story)), key=_place)
        for one in self._rows:
            self._enter(one)

    def _forget(self, story: object) -> None:
        for one, base in self._written.pop(story, ()):
            self._used[base] -= 1
            del self._rows[bisect_left(self._rows, _place(one), key=_place)]
            del self._parts[one.name[:PART]][one.name]
            self._sums.pop(one.name[:PART], None)

    def _enter(self, one: Seen) -> None:
        part = one.name[:PART]
        said = canonical([one.table, one.name, one.supersedes, one.retracted, dict(one.values)])
        self._parts.setdefault(part, {})[one.name] = hashlib.sha256(said).hexdigest()
        self._sums.pop(part, None)

    def _name(self, story: object) -> tuple[tuple[Seen, str], ...]:
        """The rows of a story, each with its name before it was counted."""
        made: list[tuple[Seen, str]] = []
        before: Seen | None = None
        for fact in self._stories[story]:
            values = fact.values or {}
            said = {**before.values, **values} if before is not None and fact.retracted else values
            after = before.name if before is not None else None
            base = hashlib.sha256(canonical([fact.table, after, fact.retracted, said])).hexdigest()[:16]
            self._used[base] += 1
            name = base if self._used[base] == 1 else f"{base}-{self._used[base]}"
            before = Seen(
                table=fact.table, name=name, values=said, row=fact.row, supersedes=after, retracted=fact.retracted
            )
            made.append((before, base))
        self._written[story] = tuple(made)
        return self._written[story]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a fact says; None where it was disposed of."""

    table: str
    row: str
    supersedes: str
    retracted: bool
    values: dict[str, Any] | None


def _table(one: Seen) -> str:
    return one.table


def _place(one: Seen) -> tuple[str, str]:
    return one.table, one.name


def _named(table: str, values: dict[str, Any] | None) -> object:
    """What a row is about, where two of them would be one thing said twice."""
    key = TABLES[table].key
    names = ("award", "attribute") if table == "award_facts" else (key,) if key else ()
    about = tuple((values or {}).get(name) for name in names)
    return (table, *about) if about and None not in about else None
