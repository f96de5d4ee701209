"""The work on a letter: its owner, checklist, extensions, and the log of what was produced or withheld."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from comity.errors import Refused
from comity.web.office.entry import Entry
from comity.web.office.facts import alone, enter
from comity.web.office.models import Fact, LetterWork
from comity.web.office.models.letter_work import Kind
from comity.web.people.models import Matter, Member, User
from comity.web.people.rights import Rights, rights_of

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be done; `done` who did it and when."""

    number: int
    text: str
    done: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """Where the work on a letter stands."""

    owner: str
    items: tuple[Item, ...]
    extensions: tuple[LetterWork, ...]
    produced: tuple[LetterWork, ...]

    @property
    def open(self) -> int:
        """How many items are to be done."""
        return sum(1 for one in self.items if not one.done)


def works_of(rights: Rights, matter: Matter) -> dict[str, Work]:
    """The work on every letter of a matter, of what may be seen."""
    lines = LetterWork.objects.visible_to(rights).filter(matter=matter).select_related("by").order_by("pk")
    by_letter: dict[str, list[LetterWork]] = {}
    for one in lines:
        by_letter.setdefault(one.letter, []).append(one)
    return {letter: _work(told) for letter, told in by_letter.items()}


def _work(lines: Sequence[LetterWork]) -> Work:
    done = {one.of_id: f"{one.by}, {timezone.localtime(one.at):%Y-%m-%d}" for one in lines if one.kind == Kind.DONE}
    owners = [one.text for one in lines if one.kind == Kind.OWNER]
    return Work(
        owners[-1] if owners else "",
        tuple(Item(one.pk, one.text, done.get(one.pk, "")) for one in lines if one.kind == Kind.ITEM),
        tuple(one for one in lines if one.kind == Kind.EXTENSION),
        tuple(one for one in lines if one.kind in (Kind.PRODUCED, Kind.WITHHELD)),
    )


NOTHING = Work("", (), (), ())


def note(
    letter: str, kind: str, texts: Iterable[str], matter: Matter, access: str, user: User, day: dt.date | None = None
) -> None:
    """Add lines of one kind to the work on a letter. Raises Refused."""
    if not rights_of(user).may("enter", matter.pk):
        raise Refused("you may not work on letters of this matter.", "Editors and counsel of the matter may.")
    said = [text.strip()[:LONGEST] for text in texts if text.strip()]
    if not said:
        raise Refused("nothing is said.", "Write what it is.")
    if kind == Kind.OWNER and not Member.objects.filter(matter=matter, user__email=said[0]).exists():
        raise Refused(f"{said[0]} is not a member of this matter.")
    now = timezone.now()
    with transaction.atomic():
        alone()
        LetterWork.objects.bulk_create(
            LetterWork(letter=letter, kind=kind, text=one, day=day, matter=matter, access=access, by=user, at=now)
            for one in said
        )


def tick(letter: str, number: int, matter: Matter, user: User) -> None:
    """Mark an item of the checklist as done. Raises Refused."""
    rights = rights_of(user)
    if not rights.may("enter", matter.pk):
        raise Refused("you may not work on letters of this matter.", "Editors and counsel of the matter may.")
    found = LetterWork.objects.visible_to(rights).filter(matter=matter, letter=letter, kind=Kind.ITEM, pk=number)
    item = found.first()
    if item is None:
        raise Refused("there is no such item on the checklist of this letter.")
    with transaction.atomic():
        alone()
        if LetterWork.objects.filter(of=item).exists():
            raise Refused("this item is done already.")
        LetterWork.objects.create(
            letter=letter, kind=Kind.DONE, text="done", of=item, matter=matter, access=item.access, by=user,
            at=timezone.now(),
        )  # fmt: skip


def extend(fact: Fact, until: dt.date, words: str, user: User) -> None:
    """Extend the day of a letter that the office entered: its row is corrected, and the extension stands in the log.

    Raises:
        Refused: the day is not later than the one that stands, or nothing says who granted it.
        Faults: the corrected row is not one.
    """
    payload: Any = fact
    values: dict[str, Any] = dict(payload.said.values)
    if not words.strip():
        raise Refused("who granted it is missing.", "Name who granted it, and how: their e-mail of a day.")
    stands = values.get("due")
    if stands and until.isoformat() <= stands:
        raise Refused(f"{until} is not later than {stands}, which stands.")
    with transaction.atomic():
        enter([Entry("demands", {**values, "due": until.isoformat()}, fact.row, access=fact.access)], fact.matter, user)
        text = f"{f'from {stands} ' if stands else ''}to {until}: {words.strip()}"
        note(
            letter=values["id"],
            kind=Kind.EXTENSION,
            texts=[text],
            matter=fact.matter,
            access=fact.access,
            user=user,
            day=until,
        )
