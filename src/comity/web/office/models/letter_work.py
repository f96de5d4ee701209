"""What an office does about a letter: owner, tasks, extensions, what went out; lines are added, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from comity.web.office.models.visible import Visible
from comity.web.people.models import Access, Matter, User


class Kind(models.TextChoices):
    """What a line says."""

    OWNER = "owner"
    ITEM = "item"
    DONE = "done"
    EXTENSION = "extension"
    PRODUCED = "produced"
    WITHHELD = "withheld"


class LetterWork(models.Model):
    """One line about a letter, as confidential as it. `of` is the item that is done."""

    letter = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.CharField(max_length=2000)
    day = models.DateField(null=True, blank=True)
    of = models.OneToOneField("self", models.PROTECT, related_name="done", null=True, blank=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    access = models.CharField(max_length=20, choices=Access.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    pk: int
    of_id: int | None
    matter_id: int
    objects: ClassVar[Visible[LetterWork]] = Visible()  # pyright: ignore[reportIncompatibleVariableOverride] as Django has it

    class Meta:
        """Read by letter."""

        constraints = (
            models.CheckConstraint(condition=models.Q(access__in=Access.values), name="letter_work_access_known"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="letter_work_kind_known"),
        )
        indexes = (models.Index(fields=["matter", "letter"], name="work_by_letter"),)
