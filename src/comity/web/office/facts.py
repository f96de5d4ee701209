"""Enter facts: checked against the record's schema, linked to the chain, and on the disk when this returns."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.utils import timezone

from comity.errors import Refused
from comity.web.keeping import keeping
from comity.web.office.as_record import check
from comity.web.office.chain import link
from comity.web.office.entry import Entry
from comity.web.office.models import Fact, Payload
from comity.web.office.sealing import START, canonical, sealed
from comity.web.office.view import View
from comity.web.people.models import Access, Matter, User
from comity.web.people.rights import Rights, rights_of, sees_in

BATCH = 1_000


def enter(entries: Sequence[Entry], matter: Matter, user: User) -> list[Fact]:
    """Enter some facts, all or none; they are on the disk when this returns.

    Raises:
        Faults: with every fault of every row.
        Refused: a row corrects what is not there for this person, or the person may not enter facts here.
    """
    rights = rights_of(user)
    if not rights.may("enter", matter.pk):
        raise Refused("you may not enter facts in this matter.", "Editors and counsel of a matter may.")
    kept = keeping()
    view = kept.view(sees_in(rights, matter), matter)
    check(entries, view, kept.law, kept.public_rows)
    _check_sources(entries, view, matter)
    with transaction.atomic():
        alone()
        _check_corrections(entries, matter, rights)
        return _append(entries, matter, user)


def _check_sources(entries: Sequence[Entry], view: View, matter: Matter) -> None:
    """A row is seen by no more people than the source that it names. Raises Refused."""
    named = {str(entry.values["source"]) for entry in entries if entry.values.get("source")}
    rows = {one.row: str(one.values.get("id")) for one in view.rows if one.table == "sources"}
    rows = {row: id for row, id in rows.items() if id in named}
    held = dict[str, str]()
    if rows:
        held = {rows[fact.row]: fact.access for fact in Fact.objects.filter(matter=matter, row__in=rows)}
    held |= {str(entry.values.get("id")): entry.access for entry in entries if entry.table == "sources"}
    order = Access.values
    for entry in entries:
        source = str(entry.values.get("source") or "")
        if source in held and order.index(entry.access) < order.index(held[source]):
            raise Refused(
                f"{source} is {held[source]}, and what rests on it would be {entry.access}.",
                "Give it the access of its source, or let counsel lower the source first.",
            )


def lower(fact: Fact, access: str, user: User) -> Fact:
    """Let more people see what a fact says: the same row again, under a lower access. Counsel alone may."""
    if not rights_of(user).may("lower", fact.matter_id):
        raise Refused("you may not lower what is confidential here.", "Counsel of the matter may.")
    order = Access.values
    if order.index(access) >= order.index(fact.access):
        raise Refused(f"{access} is not lower than {fact.access}.")
    payload = Payload.objects.filter(fact=fact).first()
    if payload is None:
        raise Refused(f"fact {fact.pk} was disposed of.")
    again = Entry(fact.table, payload.values, supersedes=fact.row, access=access)
    return enter([again], fact.matter, user)[0]


def alone() -> None:
    """Wait until nobody else appends to the chain; SQLite's transactions are such already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x636F6D69])


def _append(entries: Sequence[Entry], matter: Matter, user: User) -> list[Fact]:
    now = timezone.now()
    before = Fact.objects.order_by("-pk").values_list("link", flat=True).first() or START
    facts: list[Fact] = []
    payloads: list[tuple[str, str]] = []
    for entry in entries:
        text = canonical(dict(entry.values)).decode()
        salt, digest = sealed(text)
        fact = Fact(
            table=entry.table, row=secrets.token_hex(8), supersedes=entry.supersedes, retracted=entry.retracted,
            entered_by=user, entered_at=now, matter=matter, access=entry.access, payload=digest,
        )  # fmt: skip
        before = fact.link = link(before, fact)
        facts.append(fact)
        payloads.append((salt, text))
    made = Fact.objects.bulk_create(facts, BATCH)
    said = [Payload(fact=fact, salt=salt, text=text) for fact, (salt, text) in zip(made, payloads, strict=True)]
    Payload.objects.bulk_create(said, BATCH)
    return made


def _check_corrections(entries: Iterable[Entry], matter: Matter, rights: Rights) -> None:
    for entry in entries:
        if entry.retracted and not entry.supersedes:
            raise Refused("a retraction names no row.", "Say in `supersedes` which row is to be absent again.")
        if not entry.supersedes:
            continue
        old = Fact.objects.visible_to(rights).filter(row=entry.supersedes, matter=matter, table=entry.table)
        if not old.exists():
            raise Refused(f"there is no row `{entry.supersedes}` of `{entry.table}` to correct.")
