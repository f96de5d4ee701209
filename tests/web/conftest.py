"""One office for all tests of a process, and for each test a transaction that is undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.web.database import choose_database

pytest.importorskip("django")

AWARD = {"id": "A-1", "recipient": "fresno-ca", "program": "14.267", "stage": "accepted", "accepted": "2025-06-03"}
CARRIED = ["hud-coc-fy2024/dei"]
DAY = dt.date(2026, 11, 30)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of this process, its database made."""
    from comity.web.serve import migrate, open_office

    folder = tmp_path_factory.mktemp("office")
    choose_database(folder)
    open_office(folder)
    migrate()
    return folder


@dataclass
class Office:
    """A matter about Fresno with one person in each role, named by it, and one who is a member of nothing."""

    matter: Any
    people: dict[str, Any]

    def __getitem__(self, role: str) -> Any:
        return self.people[role]

    def client(self, role: str | None) -> Any:
        """A browser of a person; of nobody where no role is said."""
        from django.test import Client

        client = Client(SERVER_NAME="localhost")
        if role is not None:
            client.force_login(self.people[role], "allauth.account.auth_backends.AuthenticationBackend")
        return client

    def award(self, access: str = "internal", by: str = "editor", **values: Any) -> Any:
        """Enter an award."""
        from comity.web.office.entry import Entry
        from comity.web.office.facts import enter

        return enter([Entry("awards", {**AWARD, **values}, access=access)], self.matter, self.people[by])[0]

    def asking(self, role: str, day: dt.date = DAY) -> Any:
        """What a person asks about a day."""
        from comity.web.asking import Asking
        from comity.web.people.rights import rights_of

        return Asking(self.matter, rights_of(self.people[role]), day, day, day)


@pytest.fixture
def office(data: Path) -> Iterator[Office]:
    """An office; what is done to it is undone after the test."""
    from django.core.cache import cache
    from django.db import transaction

    from comity.web.people.models import Matter, Member, Role, User

    cache.clear()
    with transaction.atomic():
        matter = Matter.objects.create(number=1, name="Grants", government="fresno-ca")
        people = {role: User.objects.create_user(f"{role}@office.test", role) for role in [*Role.values, "stranger"]}
        for role in Role.values:
            Member.objects.create(user=people[role], matter=matter, role=role)
        yield Office(matter, people)
        transaction.set_rollback(True)
