"""Set up a new office: its first person, and sample offices to look around in."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import yaml

from comity.web.office.entry import Entry
from comity.web.office.facts import enter
from comity.web.people.models import Access, Matter, Member, Role, User

SAMPLES = Path(__file__).parent / "samples"
ADMINISTRATOR = "administrator@localhost"


def first_office(sample: bool) -> User:
    """The first person, with every role; and the sample offices, where they are asked for."""
    user = User.objects.create_user(ADMINISTRATOR, "Administrator")
    if sample:
        for number, folder in enumerate(sorted(SAMPLES.iterdir()), 1):
            if folder.is_dir():
                sample_office(folder, number, user)
    return user


def sample_office(folder: Path, number: int, user: User) -> Matter:
    """One sample office: a matter of its own, with the facts of its folder, which are public."""
    about: Any = yaml.safe_load((folder / "record.yaml").read_text(encoding="utf-8"))
    matter = Matter.objects.create(number=number, name=about["title"], government=folder.name)
    Member.objects.bulk_create(Member(user=user, matter=matter, role=role) for role in Role.values)
    entries = [
        Entry(table, _values(row), access=Access.PUBLIC)
        for table in ("sources", "awards")
        for row in csv.DictReader((folder / f"{table}.csv").read_text(encoding="utf-8").splitlines())
    ]
    enter(entries, matter, user)
    return matter


def _values(row: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name == "row" or not value:
            continue
        found[name] = [part for part in value.strip("[]").split(";") if part] if name == "terms" else value
    return found
