"""Set up a new office: its first person, and sample offices to look around in."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import yaml

from comity.library import records_dir
from comity.record.files.yaml import read_document
from comity.web.office.documents import take_in
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
    if "article" in about:
        _article(about["article"], matter, user)
    return matter


def _article(about: dict[str, str], matter: Matter, user: User) -> None:
    """An article as a document of the matter, and what a record of the library has of its sentences, which is public."""
    folder = records_dir() / about["record"]
    with (folder / about["file"]).open("rb") as file:
        document = take_in(file, about["file"], Access.PUBLIC, matter, user)
    source = f"document-{document.number}"
    rows: Any = read_document((folder / "statements.yaml").read_text(encoding="utf-8"), "statements.yaml")[0]
    entries = [Entry("sources", {"id": source, "title": about["title"], "basis": "illustrative"}, access=Access.PUBLIC)]
    for row in rows:
        own = row["source"] == about["source"]  # what others report, against which it is held, stays theirs
        chain = [about["title"], *row["chain"]] if own else row["chain"]
        entries.append(
            Entry(
                "statements",
                {**row, "chain": chain, "source": source if own else row["source"]},
                access=Access.PUBLIC,
            )
        )
    enter(entries, matter, user)


def _values(row: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name == "row" or not value:
            continue
        found[name] = [part for part in value.strip("[]").split(";") if part] if name == "terms" else value
    return found
