"""Facts: rows of record tables, added and never changed, and what they say, which can be erased."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from comity.web.office.models.visible import Visible
from comity.web.people.models import Access, Matter, User


class Fact(models.Model):
    """One row of a record table, as it was entered. Nothing in it tells what it says: that is in its payload.

    `row` is the name by which a correction names it, `supersedes` the row that it corrects. `payload` is a salted digest of
    what it says; `link` chains it to the fact before.
    """

    table = models.CharField(max_length=40)
    row = models.CharField(max_length=40)
    supersedes = models.CharField(max_length=40, blank=True)
    retracted = models.BooleanField(default=False)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    access = models.CharField(max_length=20, choices=Access.choices)
    payload = models.CharField(max_length=64)
    link = models.CharField(max_length=64, unique=True)

    entered_by_id: int
    matter_id: int
    pk: int
    objects: ClassVar[Visible[Fact]] = Visible()  # pyright: ignore[reportIncompatibleVariableOverride] as Django has it

    class Meta:
        """Read by matter and access; named by row once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["row"], name="row_once"),
            models.CheckConstraint(condition=models.Q(access__in=Access.values), name="fact_access_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["matter", "access"], name="fact_by_matter")]


class Payload(models.Model):
    """What a fact says, as JSON to the byte as it was sealed, with the salt; gone once the fact is disposed of."""

    fact = models.OneToOneField(Fact, models.PROTECT, primary_key=True, related_name="said")
    salt = models.CharField(max_length=64)
    text = models.TextField()

    @property
    def values(self) -> dict[str, Any]:
        """What it says, by column."""
        return json.loads(self.text)
