"""Entering facts: checked against the schema of records, linked to the chain, on the disk when this returns."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.utils import timezone

from comity.errors import Refused
from comity.web.keeping import keeping
from comity.web.office.as_record import check
from comity.web.office.chain import START, canonical, link, sealed
from comity.web.office.entry import Entry
from comity.web.office.models import Fact, Payload
from comity.web.people.models import Access, Matter, User

BATCH = 1_000
ALL = frozenset(Access.values)


def enter(entries: Sequence[Entry], matter: Matter, user: User) -> list[Fact]:
    """Enter some facts, all or none.

    Raises:
        Faults: with every fault of every row.
        Refused: a row corrects what is not there, or what was corrected already.
    """
    check(entries, keeping().view(ALL, matter), keeping().law)
    with transaction.atomic():
        alone()
        _check_corrections(entries, matter)
        return _append(entries, matter, user)


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


def _check_corrections(entries: Iterable[Entry], matter: Matter) -> None:
    for entry in entries:
        if not entry.supersedes:
            if entry.retracted:
                raise Refused("a retraction names no row.", "Say in `supersedes` which fact is to be absent again.")
            continue
        old = Fact.objects.filter(row=entry.supersedes, matter=matter).first()
        if old is None or old.table != entry.table:
            raise Refused(f"there is no row `{entry.supersedes}` of `{entry.table}` to correct.")
        if Fact.objects.filter(supersedes=entry.supersedes, access=entry.access).exists():
            raise Refused(f"row `{entry.supersedes}` was corrected already.", "Correct the row that corrected it.")
